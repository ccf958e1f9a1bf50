/** A parsed TAP stream. */
interface TapReport {
  /** The number of assertions announced; undefined if there was no plan. */
  planned: number | undefined
  /** The number of assertions that ran. */
  ran: number
  /** Each failed assertion, with the diagnostics that follow it. */
  failures: string[]
}

/** Parses TAP as printed by pgTAP. An assertion marked TODO may fail. */
export function parseTap(text: string): TapReport {
  const report: TapReport = { planned: undefined, ran: 0, failures: [] }
  let diagnosing = false
  for (const line of text.split('\n')) {
    const plan = /^\s*1\.\.(\d+)/.exec(line)
    const assertion = /^(not )?ok \d+/.exec(line)
    if (plan) report.planned = Number(plan[1])
    else if (assertion) {
      report.ran++
      diagnosing = Boolean(assertion[1]) && !/# TODO\b/.test(line)
      if (diagnosing) report.failures.push(line)
    } else if (diagnosing && /^\s*#/.test(line) && !/^\s*# Looks like you/.test(line)) {
      report.failures.push(`${report.failures.pop()}\n${line}`)
    }
  }
  return report
}
