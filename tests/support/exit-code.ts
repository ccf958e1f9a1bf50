import type { Reporter, TestModule } from 'vitest/node'

/**
 * Sets the exit code by the result of the tests. PGlite, which runs in this process for the page tests, sets
 * `process.exitCode` when it opens, closes or is killed, and would overwrite the result.
 */
export default class ExitCode implements Reporter {
  onTestRunEnd(modules: readonly TestModule[], errors: readonly unknown[], reason: string) {
    const code = modules.length > 0 && errors.length === 0 && reason === 'passed' ? 0 : 1
    process.on('exit', () => {
      process.exitCode = code
    })
  }
}
