/**
 * Checks the structure of `src`: imports point only downwards, no two folders need each other, domains stay apart, no
 * file is longer than 400 lines and no function spans more than 100.
 */
import { readdirSync, readFileSync, statSync } from 'node:fs'
import { dirname, join, posix } from 'node:path'
import { fileURLToPath } from 'node:url'
import { structureProblems } from './structure.ts'

/** Whose functions are still to be split. */
const longFunctionsIn: readonly string[] = [
  'src/domains/billing/AllocationPanel.tsx',
  'src/domains/bots/review/useReview.ts',
  'src/domains/community/photos/usePhotoDeciding.ts',
  'src/domains/outreach/replies/AskDialog.tsx',
  'src/resource/list/ListBody.tsx',
  'src/shell/CommandPalette.tsx',
  'src/supabase/session.ts',
]

const root = join(dirname(fileURLToPath(import.meta.url)), '..')

function filesBelow(folder: string): string[] {
  return readdirSync(join(root, folder)).flatMap((name) => {
    const path = posix.join(folder, name)
    return statSync(join(root, path)).isDirectory() ? filesBelow(path) : [path]
  })
}

const problems = structureProblems(
  new Map(filesBelow('src').map((file) => [file, readFileSync(join(root, file), 'utf8')])),
).filter((problem) => !longFunctionsIn.some((file) => problem.startsWith(`${file}:`)))

for (const problem of problems) console.error(problem)
if (problems.length > 0) {
  console.error(`${problems.length} problems in the structure of src.`)
  process.exit(1)
}
