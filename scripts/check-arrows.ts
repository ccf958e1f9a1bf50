/**
 * Checks the structure of `src`: imports point only downwards, no two folders need each other, domains stay apart, and
 * no file is longer than 400 lines. The limit for functions is Biome's (`noExcessiveLinesPerFunction`).
 */
import { readdirSync, readFileSync, statSync } from 'node:fs'
import { dirname, join, posix, relative } from 'node:path'
import { fileURLToPath } from 'node:url'

const root = join(dirname(fileURLToPath(import.meta.url)), '..')

/** From the top down: a folder may import itself and what stands below it. */
const layers: readonly (readonly string[])[] = [
  ['src'],
  ['src/shell', 'src/domains'],
  ['src/resource'],
  ['src/charts'],
  ['src/ui'],
  ['src/supabase'],
]

const maxLines = 400
const generated = ['src/supabase/database.types.ts', 'src/supabase/columns.ts', 'src/supabase/columnRules.ts']

function filesBelow(folder: string): string[] {
  return readdirSync(join(root, folder)).flatMap((name) => {
    const path = posix.join(folder, name)
    return statSync(join(root, path)).isDirectory() ? filesBelow(path) : [path]
  })
}

const files = filesBelow('src').filter((file) => /\.(tsx?|css)$/.test(file))
const known = new Set(files)
const problems: string[] = []

function imported(from: string, specifier: string): string | undefined {
  const path = specifier.startsWith('@/')
    ? posix.join('src', specifier.slice(2))
    : posix.join(posix.dirname(from), specifier)
  return [path, `${path}.ts`, `${path}.tsx`, `${path}/index.ts`, `${path}/index.tsx`].find((one) =>
    known.has(one),
  )
}

function layerOf(file: string): number {
  const [, part = ''] = file.split('/')
  const folder = file.split('/').length > 2 ? `src/${part}` : 'src'
  const layer = layers.findIndex((folders) => folders.includes(folder))
  if (layer < 0) throw new Error(`${folder} stands in no layer: add it to scripts/check-arrows.ts.`)
  return layer
}

/** The domain that a file belongs to; what several of them share lies in `src/domains` itself. */
function domainOf(file: string): string | undefined {
  return /^src\/domains\/([^/]+)\//.exec(file)?.[1]
}

/** Which folder needs which, with one import that shows it. */
const needs = new Map<string, Map<string, string>>()

for (const file of files.filter((name) => !name.endsWith('.css'))) {
  const text = readFileSync(join(root, file), 'utf8')
  for (const [, specifier = ''] of text.matchAll(/\b(?:from|import)\s*\(?\s*'((?:@\/|\.)[^']*)'/g)) {
    const target = imported(file, specifier)
    if (!target) continue
    if (layerOf(target) < layerOf(file)) problems.push(`${file} imports ${target}, which stands above it.`)
    const [own, other] = [domainOf(file), domainOf(target)]
    if (own && other && own !== other) problems.push(`${file} imports ${target}: domains stay apart.`)
    if (
      layerOf(target) === layerOf(file) &&
      own !== other &&
      !(own && !other) &&
      file.split('/')[1] !== target.split('/')[1]
    )
      problems.push(`${file} imports ${target}, which stands beside it.`)
    const [from, to] = [posix.dirname(file), posix.dirname(target)]
    if (from === to) continue
    const targets = needs.get(from) ?? new Map<string, string>()
    targets.set(to, `${file} → ${target}`)
    needs.set(from, targets)
  }
}

/** A way from a folder back to itself, if there is one. */
function circleFrom(start: string): string[] | undefined {
  const seen = new Set<string>()
  const walk = (folder: string, way: string[]): string[] | undefined => {
    for (const [next, proof] of needs.get(folder) ?? []) {
      if (next === start) return [...way, proof]
      if (seen.has(next)) continue
      seen.add(next)
      const found = walk(next, [...way, proof])
      if (found) return found
    }
    return undefined
  }
  return walk(start, [])
}

const told = new Set<string>()
for (const folder of needs.keys()) {
  const circle = circleFrom(folder)
  if (!circle) continue
  const key = [...circle].sort().join()
  if (!told.has(key)) problems.push(`Folders in a circle:\n    ${circle.join('\n    ')}`)
  told.add(key)
}

for (const file of files) {
  if (generated.includes(file)) continue
  const lines = readFileSync(join(root, file), 'utf8').split('\n').length - 1
  if (lines > maxLines) problems.push(`${file} has ${lines} lines; at most ${maxLines} are allowed.`)
}

for (const problem of problems) console.error(problem)
if (problems.length > 0) {
  console.error(`${problems.length} problems in ${relative(process.cwd(), join(root, 'src')) || 'src'}.`)
  process.exit(1)
}
