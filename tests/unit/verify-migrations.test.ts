import { spawnSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'

const script = join(import.meta.dirname, '../../scripts/verify-migrations.js')
const documentedNames =
  /* the schema document */ `initial_schema engagement_games puzzles_content community_extraction seed_games
  seed_badges_dealbreakers conversation_system lead_scraper_system seed_lead_sources massive_source_expansion
  match_generation_system admin_dashboard_system update_content_feed_system seed_content_articles
  seed_finish_sentence_and_puzzles bot_system bot_system_support_tables subscription_billing_system
  seed_subscription_plans`.split(/\s+/)
const nameOf = (index: number) => `${String(index + 1).padStart(3, '0')}_${documentedNames[index]}.sql`

let home: string
let dir: string
const file = (name: string) => join(dir, name)
const manifest = () => readFileSync(`${dir}.sha256`, 'utf8')

function verify(...args: string[]) {
  const { status, stdout, stderr } = spawnSync(process.execPath, [script, '--dir', dir, ...args], {
    encoding: 'utf8',
  })
  return { status, said: stdout + stderr }
}

/** Expects exactly one broken rule, with this description and this remedy. */
function expectBroken(rule: RegExp, mend: RegExp) {
  const { status, said } = verify()
  expect(said).toMatch(rule)
  expect(said).toMatch(mend)
  expect(said).toContain('1 rule broken')
  expect(status).toBe(1)
}

beforeEach(() => {
  home = mkdtempSync(join(tmpdir(), 'migrations-'))
  dir = join(home, 'migrations')
  mkdirSync(dir)
  for (const index of documentedNames.keys()) writeFileSync(file(nameOf(index)), `select ${index};\n`)
  expect(verify('--release').status).toBe(0)
})
afterEach(() => rmSync(home, { recursive: true, force: true }))

test('a folder that keeps every rule passes, and what was checked is said', () => {
  const { status, said } = verify()
  expect(status).toBe(0)
  expect(said).toContain('19 migrations')
  expect(said).toContain('19 released files unchanged')
})

test('the folder must exist', () => {
  rmSync(dir, { recursive: true })
  const { status, said } = verify()
  expect(status).toBe(1)
  expect(said).toContain('does not exist')
})

test.each(['020-dashes.sql', '20_two_digits.sql', '020_Upper.sql', 'notes.txt'])(
  '%s is no well-formed name',
  (name) => {
    writeFileSync(file(name), 'select 1;')
    expectBroken(new RegExp(`${name} is not a well-formed name`), /020_what_it_does\.sql/)
  },
)

test('numbers have no gap', () => {
  writeFileSync(file('021_later.sql'), 'select 1;')
  expectBroken(/Number 020 is missing/, /renumber/)
})

test('a number is used once', () => {
  writeFileSync(file('010_another.sql'), 'select 1;')
  expectBroken(/010_another\.sql and 010_massive_source_expansion\.sql/, /next free number, 020/)
})

test("the schema document's names are intact", () => {
  rmSync(`${dir}.sha256`)
  renameSync(file(nameOf(4)), file('005_games.sql'))
  const { status, said } = verify('--release')
  expect(status).toBe(1)
  expect(said).toMatch(/005_seed_games\.sql.* is missing \(there is 005_games\.sql\)/)
  expect(said).toContain('Give it its name back')
})

test('a file says something', () => {
  writeFileSync(file('020_empty.sql'), ' \n')
  expectBroken(/020_empty\.sql is empty/, /Write the migration/)
})

test('a released file does not change', () => {
  writeFileSync(file(nameOf(2)), 'select 3;\n')
  expectBroken(/003_puzzles_content\.sql was changed after its release/, /put the change into 020_/)
})

test('a released file stays', () => {
  writeFileSync(file('020_more.sql'), 'select 1;')
  verify('--release')
  rmSync(file('020_more.sql'))
  expectBroken(/020_more\.sql was released and is gone/, /Restore it from Git/)
})

test('line ends that Git changed are no change', () => {
  writeFileSync(file(nameOf(0)), 'select 0;\r\n')
  expect(verify().status).toBe(0)
})

test('a missing manifest is an error, a damaged one too', () => {
  rmSync(`${dir}.sha256`)
  expectBroken(/checksums of released migrations, is missing/, /Restore it from Git/)
  writeFileSync(`${dir}.sha256`, 'abc  001_initial_schema.sql\n')
  expectBroken(/Line 1 of .* is not/, /only --release writes it/)
})

test('a new file is named as not released, and --release adds it without touching the other lines', () => {
  const before = manifest()
  writeFileSync(file('020_more.sql'), 'select 1;\n')
  const { status, said } = verify()
  expect(status).toBe(0)
  expect(said).toContain('not released yet: 020_more.sql')
  expect(manifest()).toBe(before)

  verify('--release')
  expect(manifest().startsWith(before)).toBe(true)
  expect(manifest().slice(before.length)).toMatch(/^[0-9a-f]{64} {2}020_more\.sql\n$/)
  expect(verify().said).toContain('20 released files unchanged')
})

test('--release records nothing while a rule is broken', () => {
  const before = manifest()
  writeFileSync(file(nameOf(2)), 'select 3;\n')
  writeFileSync(file('020_more.sql'), 'select 1;\n')
  expect(verify('--release').status).toBe(1)
  expect(manifest()).toBe(before)
})
