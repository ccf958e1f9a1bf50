import type { Resource, ResourceEntry } from './define'

const loaded = new Map<string, Promise<Resource>>()

/** The declaration of a resource, loaded once; for React's `use`. A failed load may be tried again. */
export function loadResource(entry: ResourceEntry): Promise<Resource> {
  let promise = loaded.get(entry.table)
  if (!promise) {
    promise = entry.load().then((module) => module.default)
    promise.catch(() => loaded.delete(entry.table))
    loaded.set(entry.table, promise)
  }
  return promise
}
