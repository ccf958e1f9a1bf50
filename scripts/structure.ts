import { posix } from 'node:path'
import { parseSync } from 'vite'

/** From top to bottom: a folder may import from itself and from the layers below it. */
const layers: readonly (readonly string[])[] = [
  ['src'],
  ['src/shell', 'src/domains'],
  ['src/resource'],
  ['src/charts'],
  ['src/ui'],
  ['src/supabase'],
]

const maxFileLines = 400
const maxFunctionLines = 100
const generated = ['src/supabase/database.types.ts', 'src/supabase/columns.ts', 'src/supabase/columnRules.ts']

/** A node of the parser's syntax tree: its type, its position in the text, and its child nodes. */
interface SyntaxNode {
  type: string
  start: number
  end: number
  [part: string]: unknown
}

interface FileImport {
  /** The specifier as written; undefined if it is computed at run time. */
  specifier: string | undefined
  /** A pattern of `import.meta.glob`, which may match any file below its folder. */
  isGlob?: boolean
}

/**
 * The structural problems of `src`: imports from a higher layer or from another domain, folders that depend on each
 * other, files longer than 400 lines and functions that span more than 100.
 * @param texts the text of each file below `src`, by its path from the root of the repository.
 */
export function structureProblems(texts: ReadonlyMap<string, string>): string[] {
  const problems: string[] = []
  const needs: FolderNeeds = new Map()
  for (const [file, text] of texts) {
    const { imports, tooLong } = read(file, text)
    for (const { specifier, isGlob } of imports) {
      if (specifier === undefined) {
        problems.push(`${file} imports what is worked out when it runs, so that nobody can check it.`)
        continue
      }
      if (!isOurs(specifier)) continue
      const targets = targetsOf(file, specifier, isGlob, texts)
      if (targets.length === 0 && !isGlob)
        problems.push(`${file} imports ${specifier}, which is no file of src.`)
      for (const target of targets) {
        const problem = problemOfImport(file, target)
        if (problem) problems.push(problem)
        else addNeed(needs, file, target)
      }
    }
    problems.push(...tooLong)
  }
  return [...problems, ...cycles(needs)]
}

function isOurs(specifier: string): boolean {
  return /^(\.|@\/|\/src\/)/.test(specifier)
}

function read(file: string, text: string): { imports: FileImport[]; tooLong: string[] } {
  const lines = text.split('\n').length - 1
  const tooLong =
    lines > maxFileLines && !generated.includes(file)
      ? [`${file} has ${lines} lines; at most ${maxFileLines} are allowed.`]
      : []
  if (file.endsWith('.css')) return { imports: importsOfStyles(text), tooLong }
  if (!/\.tsx?$/.test(file)) return { imports: [], tooLong }
  const imports: FileImport[] = []
  visit(parseSync(file, text).program as unknown as SyntaxNode, (node) => {
    imports.push(...importsOfNode(node))
    if (!functionTypes.has(node.type)) return
    const span = linesOf(text.slice(node.start, node.end))
    if (span <= maxFunctionLines) return
    const at = `${file}:${linesOf(text.slice(0, node.start))}`
    tooLong.push(`${at} has a function of ${span} lines; at most ${maxFunctionLines} are allowed.`)
  })
  return { imports, tooLong }
}

const functionTypes = new Set(['FunctionDeclaration', 'FunctionExpression', 'ArrowFunctionExpression'])

function linesOf(text: string): number {
  return text.split('\n').length
}

function isNode(value: unknown): value is SyntaxNode {
  return typeof value === 'object' && value !== null && typeof (value as SyntaxNode).type === 'string'
}

function visit(node: SyntaxNode, see: (node: SyntaxNode) => void): void {
  see(node)
  for (const part of Object.values(node).flat()) if (isNode(part)) visit(part, see)
}

function importsOfNode(node: SyntaxNode): FileImport[] {
  switch (node.type) {
    case 'ImportDeclaration':
    case 'ExportAllDeclaration':
    case 'ImportExpression':
    case 'TSImportType':
      return [{ specifier: writtenText(node.source) }]
    case 'ExportNamedDeclaration':
      return node.source ? [{ specifier: writtenText(node.source) }] : []
    case 'TSExternalModuleReference':
      return [{ specifier: writtenText(node.expression) }]
    case 'CallExpression':
      return importsOfCall(node)
    case 'NewExpression':
      return importsOfUrl(node)
    default:
      return []
  }
}

/** `require('…')`, and `import.meta.glob('…')` with one pattern or several. */
function importsOfCall({ callee, arguments: given }: SyntaxNode): FileImport[] {
  const [first] = given as SyntaxNode[]
  if (!isNode(callee)) return []
  if (callee.type === 'Identifier' && callee.name === 'require') return [{ specifier: writtenText(first) }]
  const isGlob =
    callee.type === 'MemberExpression' &&
    isNode(callee.object) &&
    callee.object.type === 'MetaProperty' &&
    /^glob/.test(String((callee.property as SyntaxNode).name))
  if (!isGlob) return []
  const patterns = first?.type === 'ArrayExpression' ? (first.elements as SyntaxNode[]) : [first]
  return patterns.map((pattern) => ({ specifier: writtenText(pattern), isGlob }))
}

/** `new URL('./worker.ts', import.meta.url)`, which refers to workers and images. */
function importsOfUrl({ callee, arguments: given }: SyntaxNode): FileImport[] {
  const [address, base] = given as SyntaxNode[]
  const isOwn =
    isNode(callee) &&
    callee.name === 'URL' &&
    base?.type === 'MemberExpression' &&
    isNode(base.object) &&
    base.object.type === 'MetaProperty'
  return isOwn ? [{ specifier: writtenText(address) }] : []
}

function writtenText(node: unknown): string | undefined {
  if (!isNode(node)) return undefined
  if (node.type === 'Literal' && typeof node.value === 'string') return node.value
  if (node.type === 'TSLiteralType') return writtenText(node.literal)
  const [only, more] = node.type === 'TemplateLiteral' ? (node.quasis as SyntaxNode[]) : []
  return only && !more ? (only.value as { cooked: string }).cooked : undefined
}

/** `@import`, `composes: … from`, and the targets of `url()`. */
function importsOfStyles(text: string): FileImport[] {
  const code = text.replace(/\/\*[\s\S]*?\*\//g, '')
  const written = code.matchAll(/(?:@import\s+(?:url\(\s*)?|\bfrom\s+|url\(\s*)["']?([^"')\s;]+)/g)
  return [...written].map(([, specifier = '']) => ({
    specifier: /^[\w-]+\.css$/.test(specifier) ? `./${specifier}` : specifier,
  }))
}

/** The files of `src` that an import refers to; a pattern may match all files below its folder. */
function targetsOf(
  from: string,
  specifier: string,
  isGlob: boolean | undefined,
  texts: ReadonlyMap<string, string>,
): string[] {
  const written = specifier.replace(/[?#].*$/, '')
  const path = written.startsWith('@/')
    ? posix.join('src', written.slice(2))
    : written.startsWith('/')
      ? written.slice(1)
      : posix.join(posix.dirname(from), written)
  if (isGlob && /[*{[(!]/.test(path)) {
    const folder = path.replace(/[*{[(!].*$/, '').replace(/[^/]*$/, '')
    return [...texts.keys()].filter((file) => file.startsWith(folder) && file !== from)
  }
  const endings = ['', '.ts', '.tsx', '/index.ts', '/index.tsx']
  const found = [...endings.map((ending) => path + ending), path.replace(/\.js(x?)$/, '.ts$1')].find((one) =>
    texts.has(one),
  )
  return found ? [found] : []
}

function folderOf(file: string): string {
  const [, part = '', ...rest] = file.split('/')
  return rest.length > 0 ? `src/${part}` : 'src'
}

function layerOf(file: string): number {
  const layer = layers.findIndex((folders) => folders.includes(folderOf(file)))
  if (layer < 0) throw new Error(`${folderOf(file)} stands in no layer: add it to scripts/structure.ts.`)
  return layer
}

/** The domain that a file belongs to; files shared by domains are in `src/domains` itself. */
function domainOf(file: string): string | undefined {
  return /^src\/domains\/([^/]+)\//.exec(file)?.[1]
}

function problemOfImport(file: string, target: string): string | undefined {
  if (layerOf(target) < layerOf(file)) return `${file} imports ${target}, which stands above it.`
  if (layerOf(target) === layerOf(file) && folderOf(target) !== folderOf(file))
    return `${file} imports ${target}, which stands beside it.`
  const [own, other] = [domainOf(file), domainOf(target)]
  if (other && other !== own && folderOf(file) === 'src/domains')
    return own
      ? `${file} imports ${target}: domains stay apart.`
      : `${file} is shared by the domains and imports ${target}, which is one domain's.`
  return undefined
}

/** Which folder depends on which, with one import as an example. */
type FolderNeeds = Map<string, Map<string, string>>

function addNeed(needs: FolderNeeds, file: string, target: string): void {
  const [from, to] = [posix.dirname(file), posix.dirname(target)]
  if (from === to) return
  const targets = needs.get(from) ?? new Map<string, string>()
  targets.set(to, `${file} → ${target}`)
  needs.set(from, targets)
}

function cycles(needs: FolderNeeds): string[] {
  const found = new Map<string, string>()
  for (const folder of needs.keys()) {
    const cycle = cycleFrom(folder, needs)
    if (cycle) found.set([...cycle].sort().join(), `Folders in a circle:\n    ${cycle.join('\n    ')}`)
  }
  return [...found.values()]
}

/** A path from a folder back to itself, if there is one. */
function cycleFrom(start: string, needs: FolderNeeds): string[] | undefined {
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
