/**
 * Runs the benchmarks, one after another: `npm run bench` runs all, `npm run bench -- rows bulk` only those named;
 * options beginning with two hyphens are passed to each. They print figures and check nothing; their requirements are
 * described at the top of each file.
 */
import { spawnSync } from 'node:child_process'
import { join } from 'node:path'

/** Each benchmark by its name, in the order in which they run. */
const measurements: Record<string, string> = {
  rows: 'firstRows.ts',
  provider: 'provider.ts',
  bulk: 'bulk.ts',
  moderation: 'moderation.ts',
  outreach: 'outreach.ts',
  billing: 'billing.ts',
  charts: 'charts.ts',
}

const args = process.argv.slice(2)
const end = args.findIndex((arg) => arg.startsWith('--'))
const names = end < 0 ? args : args.slice(0, end)
const options = end < 0 ? [] : args.slice(end)
const unknown = names.filter((name) => !(name in measurements))
if (unknown.length > 0) {
  console.error(`There is no ${unknown.join(', ')}. Measured are: ${Object.keys(measurements).join(', ')}.`)
  process.exit(1)
}
let failed = 0
for (const [name, file] of Object.entries(measurements)) {
  if (names.length > 0 && !names.includes(name)) continue
  console.log(`\n== ${name}`)
  const { status } = spawnSync(
    process.execPath,
    ['--import', 'tsx', join(import.meta.dirname, 'bench', file), ...options],
    { stdio: 'inherit' },
  )
  if (status !== 0) failed += 1
}
process.exit(failed > 0 ? 1 : 0)
