/**
 * Checks the structure of `src`: imports point only to lower layers, no two folders depend on each other, domains stay
 * separate, no file is longer than 400 lines and no function spans more than 100.
 */
import { readdirSync, readFileSync, statSync } from 'node:fs'
import { dirname, join, posix } from 'node:path'
import { fileURLToPath } from 'node:url'
import { structureProblems } from './structure.ts'

const root = join(dirname(fileURLToPath(import.meta.url)), '..')

function filesBelow(folder: string): string[] {
  return readdirSync(join(root, folder)).flatMap((name) => {
    const path = posix.join(folder, name)
    return statSync(join(root, path)).isDirectory() ? filesBelow(path) : [path]
  })
}

const problems = structureProblems(
  new Map(filesBelow('src').map((file) => [file, readFileSync(join(root, file), 'utf8')])),
)

for (const problem of problems) console.error(problem)
if (problems.length > 0) {
  console.error(`${problems.length} problems in the structure of src.`)
  process.exit(1)
}
