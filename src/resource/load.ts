import type { Resource, ResourceEntry } from './define'

/**
 * Loads what belongs to each key once, for React's `use`, which needs the same promise each time. A failed load may be
 * tried again.
 */
export function createLoader<T>() {
  const loaded = new Map<string, Promise<T>>()
  return (key: string, load: () => Promise<T>): Promise<T> => {
    let promise = loaded.get(key)
    if (!promise) {
      promise = load()
      promise.catch(() => loaded.delete(key))
      loaded.set(key, promise)
    }
    return promise
  }
}

const loadOnce = createLoader<Resource>()

/** The declaration of a resource. */
export function loadResource(entry: ResourceEntry): Promise<Resource> {
  return loadOnce(entry.table, () => entry.load().then((module) => module.default))
}
