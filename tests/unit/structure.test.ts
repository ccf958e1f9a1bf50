import { expect, test } from 'vitest'
import { structureProblems } from '../../scripts/structure.ts'

/** The problems reported for these files, added to a few that follow every rule. */
function problems(planted: Record<string, string>): string[] {
  const sound = {
    'src/App.tsx': `import '@/shell/frame.css'\nimport { Frame } from '@/shell/Frame'\nexport const App = Frame`,
    'src/shell/Frame.tsx': `import { say } from '@/ui/say'\nexport const Frame = say`,
    'src/shell/frame.css': '.frame { color: red }',
    'src/domains/domain.ts': 'export interface Domain { key: string }',
    'src/domains/bots/index.tsx': `import type { Domain } from '../domain'\nexport const bots: Domain = { key: 'bots' }`,
    'src/domains/billing/pay.ts': 'export const pay = 1',
    'src/resource/define.ts': 'export const define = 1',
    'src/resource/list/List.tsx': `import { define } from '../define'\nexport const List = define`,
    'src/ui/say.ts': 'export const say = 1',
    'src/ui/page.css': '.page { margin: 0 }',
  }
  return structureProblems(new Map(Object.entries({ ...sound, ...planted })))
}

test('files that keep the rules are passed', () => {
  expect(problems({})).toEqual([])
})

/** Every way in which one file can refer to another, with the file referred to from `src/ui`. */
const ways: [string, (target: string) => string][] = [
  ['a plain import', (target) => `import { x } from '${target}'\nexport const y = x`],
  [
    'an import in double quotes, over lines',
    (target) => `import {\n  x,\n} from "${target}"\nexport const y = x`,
  ],
  ['an import for its effect', (target) => `import '${target}'`],
  ['a type import', (target) => `import type { X } from '${target}'\nexport type Y = X`],
  ['a type in place', (target) => `export type Y = import('${target}').X`],
  ['the type of a module', (target) => `export type Y = typeof import('${target}')`],
  ['a dynamic import', (target) => `export const y = () => import('${target}')`],
  ['a dynamic import with a comment', (target) => `export const y = () => import(/* later */ '${target}')`],
  ['a dynamic import in a template', (target) => `export const y = () => import(\`${target}\`)`],
  ['a re-export of everything', (target) => `export * from '${target}'`],
  ['a re-export under a name', (target) => `export * as all from '${target}'`],
  ['a re-export of one', (target) => `export { x } from '${target}'`],
  ['a re-export of a type', (target) => `export type { X } from '${target}'`],
  ['require', (target) => `export const y = require('${target}')`],
  ['an import by assignment', (target) => `import y = require('${target}')\nexport default y`],
  ['a file taken as text', (target) => `import text from '${target}?raw'\nexport const y = text`],
  ['the address of a file', (target) => `export const y = new URL('${target}', import.meta.url)`],
  ['a pattern', (target) => `export const y = import.meta.glob('${target}')`],
  ['one of several patterns', (target) => `export const y = import.meta.glob(['./none/*.ts', '${target}'])`],
]

test.each(ways)('nothing upward: %s', (_, written) => {
  expect(problems({ 'src/ui/bad.ts': written('@/shell/Frame.tsx') })).toEqual([
    'src/ui/bad.ts imports src/shell/Frame.tsx, which stands above it.',
  ])
  expect(problems({ 'src/ui/bad.ts': written('../shell/Frame.tsx') })).toHaveLength(1)
  expect(problems({ 'src/ui/bad.ts': written('/src/shell/Frame.tsx') })).toHaveLength(1)
})

test.each(ways)('domains apart: %s', (_, written) => {
  expect(problems({ 'src/domains/bots/bad.ts': written('../billing/pay.ts') })).toEqual([
    'src/domains/bots/bad.ts imports src/domains/billing/pay.ts: domains stay apart.',
  ])
})

test.each(ways)('no circle between folders: %s', (_, written) => {
  const [problem] = problems({ 'src/resource/bad.ts': written('./list/List.tsx') })
  expect(problem).toContain('src/resource/bad.ts → src/resource/list/List.tsx')
  expect(problem).toContain('src/resource/list/List.tsx → src/resource/define.ts')
})

test('style sheets stand under the same rules', () => {
  const above = 'src/ui/page.css imports src/shell/frame.css, which stands above it.'
  for (const written of [
    `@import '../shell/frame.css';`,
    `@import url("../shell/frame.css") screen;`,
    `.part { composes: frame from '../shell/frame.css'; }`,
  ])
    expect(problems({ 'src/ui/page.css': written })).toEqual([above])
  expect(problems({ 'src/ui/bad.ts': `import '../shell/frame.css'` })).toHaveLength(1)
  expect(
    problems({ 'src/ui/page.css': `/* as in '../shell/frame.css' */ .a { background: url(data:x) }` }),
  ).toEqual([])
})

test('the shell and the domains stand beside each other, and what domains share knows none of them', () => {
  expect(problems({ 'src/shell/bad.ts': `import '@/domains/domain'` })).toEqual([
    'src/shell/bad.ts imports src/domains/domain.ts, which stands beside it.',
  ])
  expect(problems({ 'src/domains/shared.ts': `import './billing/pay'` })).toEqual([
    "src/domains/shared.ts is shared by the domains and imports src/domains/billing/pay.ts, which is one domain's.",
  ])
})

test('an import that cannot be followed is a problem and not passed over', () => {
  expect(problems({ 'src/ui/bad.ts': `import './nowhere'` })).toEqual([
    'src/ui/bad.ts imports ./nowhere, which is no file of src.',
  ])
  expect(problems({ 'src/ui/bad.ts': `import '../../supabase/local/app'` })).toHaveLength(1)
  expect(problems({ 'src/ui/bad.ts': 'export const y = (name: string) => import(name)' })).toEqual([
    'src/ui/bad.ts imports what is worked out when it runs, so that nobody can check it.',
  ])
})

test('text that only looks like an import is none', () => {
  expect(
    problems({ 'src/ui/fine.ts': `// import '@/shell/Frame'\nexport const y = "from '@/shell/Frame'"` }),
  ).toEqual([])
})

/** A function of that many lines. */
const lines = (count: number, first: string, last: string) =>
  [first, ...Array.from({ length: count - 2 }, (_, at) => (at % 2 ? '' : '  // a line')), last].join('\n')

test.each([
  ['a function', 'export function long() {', '}'],
  ['an arrow', 'export const long = () => {', '}'],
  ['an expression', 'export const long = function () {', '}'],
  ['a component made of JSX', 'export const Long = () => <p>{`', '`}</p>'],
  ['a function in another call', 'export const long = [1].map(() => {', '})'],
])('a function spans at most 100 lines, comments and blank lines among them: %s', (_, first, last) => {
  expect(problems({ 'src/ui/long.tsx': lines(100, first, last) })).toEqual([])
  expect(problems({ 'src/ui/long.tsx': lines(101, first, last) })).toEqual([
    'src/ui/long.tsx:1 has a function of 101 lines; at most 100 are allowed.',
  ])
})

test('a method spans at most 100 lines', () => {
  const method = lines(101, 'class Long { long() {', '} }')
  expect(problems({ 'src/ui/long.ts': method })).toHaveLength(1)
})

test('a file has at most 400 lines', () => {
  expect(problems({ 'src/ui/long.ts': '\n'.repeat(400) })).toEqual([])
  expect(problems({ 'src/ui/long.css': '\n'.repeat(401) })).toEqual([
    'src/ui/long.css has 401 lines; at most 400 are allowed.',
  ])
})
