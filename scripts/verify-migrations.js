/**
 * Checks the files of `supabase/migrations` against the rules of the schema document.
 *
 *   node scripts/verify-migrations.js             check; exit 1 if a rule is broken
 *   node scripts/verify-migrations.js --release   check, then record new files as released
 *   --dir <folder>                                check another folder; its manifest is <folder>.sha256 beside it
 *
 * A released file must not change, since databases that have it would not get the change. The manifest holds the checksum of
 * each released file, in the format of `sha256sum`, over LF line breaks (Git may check files out with CRLF).
 */
import { createHash } from 'node:crypto'
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { basename, dirname, join, relative, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'

/** Names from the schema document, which must not change. */
const documented = [
  '001_initial_schema.sql',
  '002_engagement_games.sql',
  '003_puzzles_content.sql',
  '004_community_extraction.sql',
  '005_seed_games.sql',
  '006_seed_badges_dealbreakers.sql',
  '007_conversation_system.sql',
  '008_lead_scraper_system.sql',
  '009_seed_lead_sources.sql',
  '010_massive_source_expansion.sql',
  '011_match_generation_system.sql',
  '012_admin_dashboard_system.sql',
  '013_update_content_feed_system.sql',
  '014_seed_content_articles.sql',
  '015_seed_finish_sentence_and_puzzles.sql',
  '016_bot_system.sql',
  '017_bot_system_support_tables.sql',
  '018_subscription_billing_system.sql',
  '019_seed_subscription_plans.sql',
]
const wellFormed = /^(\d{3})_[a-z0-9_]+\.sql$/

const root = dirname(dirname(fileURLToPath(import.meta.url)))
const { values: options } = parseArgs({ options: { release: { type: 'boolean' }, dir: { type: 'string' } } })
const dir = resolve(options.dir ?? join(root, 'supabase/migrations'))
const manifestFile = `${dir}.sha256`
const shown = (path) => relative(process.cwd(), path) || path

/** @type {{ rule: string, mend: string }[]} */
const broken = []
const breaks = (rule, mend) => broken.push({ rule, mend })
const plural = (count, noun) => `${count} ${noun}${count === 1 ? '' : 's'}`

if (!existsSync(dir)) {
  console.error(
    `✗ ${shown(dir)} does not exist.\n  Restore it from Git: the migrations are the only source of the schema.`,
  )
  process.exit(1)
}

const text = (file) => readFileSync(join(dir, file), 'utf8').replaceAll('\r\n', '\n')
const checksum = (file) => createHash('sha256').update(text(file)).digest('hex')
const pad = (number) => String(number).padStart(3, '0')

const files = readdirSync(dir, { withFileTypes: true })
  .map((entry) => (entry.isDirectory() ? `${entry.name}/` : entry.name))
  .filter((file) => !file.startsWith('.'))
  .sort()
const migrations = files.filter((file) => wellFormed.test(file))
const numberOf = (file) => Number(file.slice(0, 3))

for (const file of files.filter((file) => !wellFormed.test(file))) {
  breaks(
    `${file} is not a well-formed name.`,
    'Name it like 020_what_it_does.sql: three digits, then lower-case letters, digits and underscores. Move what is not a migration elsewhere.',
  )
}

/** @type {Map<number, string[]>} */
const byNumber = new Map()
for (const file of migrations) byNumber.set(numberOf(file), [...(byNumber.get(numberOf(file)) ?? []), file])
const last = Math.max(0, ...byNumber.keys())
for (const [number, same] of byNumber) {
  if (same.length > 1) {
    breaks(
      `Number ${pad(number)} is used by ${same.join(' and ')}.`,
      `Rename the one that came later to the next free number, ${pad(last + 1)}.`,
    )
  }
}
if (byNumber.has(0)) breaks('Number 000 is used.', 'Numbers begin with 001: rename the file.')
const missingNumbers = Array.from({ length: last }, (_, i) => i + 1).filter((number) => !byNumber.has(number))
for (const number of missingNumbers.filter((number) => number > documented.length)) {
  breaks(
    `Number ${pad(number)} is missing.`,
    `Restore the file from Git, or renumber the new files that follow so that none is skipped.`,
  )
}
for (const name of documented.filter((name) => !files.includes(name))) {
  const other = byNumber.get(numberOf(name))
  breaks(
    `${name}, which the schema document names, is missing${other ? ` (there is ${other.join(', ')})` : ''}.`,
    other ? `Give it its name back: ${name}.` : 'Restore it from Git.',
  )
}
for (const file of migrations.filter((file) => text(file).trim() === '')) {
  breaks(`${file} is empty.`, 'Write the migration, or delete the file if it was never released.')
}

/** @type {Map<string, string>} file to checksum */
const released = new Map()
if (existsSync(manifestFile)) {
  const lines = readFileSync(manifestFile, 'utf8').split(/\r?\n/).filter(Boolean)
  for (const [i, line] of lines.entries()) {
    const entry = /^([0-9a-f]{64}) [ *](\S+)$/.exec(line)
    if (!entry) {
      breaks(
        `Line ${i + 1} of ${shown(manifestFile)} is not "<sha256>  <file>".`,
        'Restore the manifest from Git; only --release writes it.',
      )
    } else if (released.has(entry[2])) {
      breaks(
        `${shown(manifestFile)} names ${entry[2]} twice.`,
        'Restore the manifest from Git; only --release writes it.',
      )
    } else {
      released.set(entry[2], entry[1])
    }
  }
  for (const [file, sum] of released) {
    if (!files.includes(file)) {
      breaks(
        `${file} was released and is gone.`,
        `Restore it from Git. To undo what it did, add ${pad(last + 1)}_….sql.`,
      )
    } else if (checksum(file) !== sum) {
      breaks(
        `${file} was changed after its release.`,
        `Restore it from Git (databases that have it would not get the change) and put the change into ${pad(last + 1)}_….sql.`,
      )
    }
  }
} else if (!options.release) {
  breaks(
    `${shown(manifestFile)}, the checksums of released migrations, is missing.`,
    'Restore it from Git. Before the very first release: node scripts/verify-migrations.js --release.',
  )
}

if (broken.length > 0) {
  for (const { rule, mend } of broken) console.error(`✗ ${rule}\n  ${mend}`)
  console.error(
    `\n${plural(broken.length, 'rule')} broken in ${shown(dir)}.${options.release ? ' Nothing was recorded.' : ''}`,
  )
  process.exit(1)
}

const fresh = migrations.filter((file) => !released.has(file))
console.log(`${plural(migrations.length, 'migration')} in ${shown(dir)}`)
console.log(
  `✓ Names are well formed, numbers run from 001 to ${pad(last)} without gap or duplicate, none is empty.`,
)
console.log(`✓ The schema document's ${documented.length} names are intact.`)
console.log(`✓ ${plural(released.size, 'released file')} unchanged.`)

if (options.release) {
  // Existing lines are kept: a released file is not released again.
  const lines = [...released, ...fresh.map((file) => [file, checksum(file)])]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([file, sum]) => `${sum}  ${file}\n`)
  writeFileSync(manifestFile, lines.join(''))
  console.log(`${plural(fresh.length, 'file')} recorded as released in ${basename(manifestFile)}.`)
} else if (fresh.length > 0) {
  console.log(`• New, not released yet: ${fresh.join(', ')}.`)
  console.log('  Once released, run node scripts/verify-migrations.js --release to record it.')
}
