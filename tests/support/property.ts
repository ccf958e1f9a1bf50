import fc from 'fast-check'

/**
 * fast-check with one seed, so that every run of a commit tests the same cases. `PROPERTY_SEED=7 npm test` tests
 * others; a failure prints the seed that reproduces it.
 */
fc.configureGlobal({ seed: Number(process.env.PROPERTY_SEED ?? 20261130) })

export default fc
