import { use } from 'react'
import type { PageEntry, Resource, ResourceEntry } from './define'

/**
 * Loads what belongs to each key once, for React's `use`, which needs the same promise each time. A failed load may be
 * tried again.
 */
export function createLoader<T>() {
  const promises = new Map<string, Promise<T>>()
  const values = new Map<string, T>()
  const load = (key: string, start: () => Promise<T>): Promise<T> => {
    let promise = promises.get(key)
    if (!promise) {
      promise = start()
      promise.then(
        (value) => values.set(key, value),
        () => promises.delete(key),
      )
      promises.set(key, promise)
    }
    return promise
  }
  return {
    load,
    /** What has been loaded, at once; otherwise the part of the page waits for it. */
    useLoaded: (key: string, start: () => Promise<T>): T => values.get(key) ?? use(load(key, start)),
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
