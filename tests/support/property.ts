import fc from 'fast-check'

/**
 * fast-check with one seed, so that every run of a commit plays the same cases.
 * `PROPERTY_SEED=7 npm test` plays others; a failure prints the seed that shows it again.
 */
fc.configureGlobal({ seed: Number(process.env.PROPERTY_SEED ?? 20261130) })

export default fc
