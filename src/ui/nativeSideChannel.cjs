// Stands in for side-channel in the bundle, which brings 90 KB for browsers without WeakMap; qs, which Refine's router
// uses, notes in it which objects it has met.
module.exports = function getSideChannel() {
  const notes = new WeakMap()
  return {
    assert(key) {
      if (!notes.has(key)) throw new TypeError('Side channel does not contain the given object key')
    },
    delete: (key) => notes.delete(key),
    get: (key) => notes.get(key),
    has: (key) => notes.has(key),
    set: (key, value) => void notes.set(key, value),
  }
}
