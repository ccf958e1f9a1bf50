import { use } from 'react'
import type { PageEntry, Resource, ResourceEntry } from './define'

/**
 * How long a failure is cached, in milliseconds, so that a component waiting for the promise gets the error and does
 * not start another load.
 */
const failureCacheMs = 1_000

/**
 * Loads the value of each key once, for React's `use`, which needs the same promise each time. A failed load may be
 * tried again.
 */
export function createLoader<T>() {
  const promises = new Map<string, Promise<T>>()
  const load = (key: string, start: () => Promise<T>): Promise<T> => {
    let promise = promises.get(key)
    if (!promise) {
      const started = start()
      // React sets these properties on a promise that it has waited for: with them, a loaded value renders without
      // suspending.
      started
        .then((value) => Object.assign(started, { status: 'fulfilled', value }))
        .catch(() => setTimeout(() => promises.delete(key), failureCacheMs))
      promises.set(key, started)
      promise = started
    }
    return promise
  }
  return {
    load,
    /** Returns the loaded value; suspends the component until then. */
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

/** The declaration of a resource, for a component; suspends until it has loaded. */
export function useResource(entry: ResourceEntry): Resource {
  return resources.useLoaded(entry.table, loadDeclaration(entry))
}

/** The module of a page other than a list. */
export function loadPage(page: PageEntry) {
  return pages.load(page.path, page.load)
}

/** The module of such a page, for a component; suspends until it has loaded. */
export function usePage(page: PageEntry) {
  return pages.useLoaded(page.path, page.load)
}
