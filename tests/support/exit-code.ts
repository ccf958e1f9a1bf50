import type { Reporter, TestModule } from 'vitest/node'

/**
 * Says by the exit code how the tests ended. PGlite, which runs in this process for the page tests, writes a code of
 * its own into `process.exitCode` when it opens, closes or is cut off, and would decide for them.
 */
export default class ExitCode implements Reporter {
  onTestRunEnd(modules: readonly TestModule[], errors: readonly unknown[], reason: string) {
    const code = modules.length > 0 && errors.length === 0 && reason === 'passed' ? 0 : 1
    process.on('exit', () => {
      process.exitCode = code
    })
  }
}
