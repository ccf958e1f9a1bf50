import { use } from 'react'
import type { PageEntry, Resource, ResourceEntry } from './define'

/** So long a failure is kept, so that who waits for the promise learns of it and does not start the next. Milliseconds. */
const failureKept = 1_000

/**
 * Loads what belongs to each key once, for React's `use`, which needs the same promise each time. A failed load may be
 * tried again.
 */
export function createLoader<T>() {
  const promises = new Map<string, Promise<T>>()
  const load = (key: string, start: () => Promise<T>): Promise<T> => {
    let promise = promises.get(key)
    if (!promise) {
      const started = start()
      // React notes these on a promise that it has waited for: with them, what is there is drawn at once.
      started
        .then((value) => Object.assign(started, { status: 'fulfilled', value }))
        .catch(() => setTimeout(() => promises.delete(key), failureKept))
      promises.set(key, started)
      promise = started
    }
    return promise
  }
  return {
    load,
    /** What has been loaded; until then the part of the page waits. */
    useLoaded: (key: string, start: () => Promise<T>): T => use(load(key, start)),
  }
}

const resources = createLoader<Resource>()
const pages = createLoader<Awaited<ReturnType<PageEntry['load']>>>()

const loadDeclaration = (entry: ResourceEntry) => () => entry.load().then((module) => module.default)

/** The declaration of a resource. */
export function loadResource(entry: ResourceEntry): Promise<Resource> {
  return resources.load(entry.table, loadDeclaration(entry))
}

/** The declaration of a resource, for a component that is drawn when it has come. */
export function useResource(entry: ResourceEntry): Resource {
  return resources.useLoaded(entry.table, loadDeclaration(entry))
}

/** The module of a page that is more than the list of a table. */
export function loadPage(page: PageEntry) {
  return pages.load(page.path, page.load)
}

/** The module of such a page, for a component that is drawn when it has come. */
export function usePage(page: PageEntry) {
  return pages.useLoaded(page.path, page.load)
}
