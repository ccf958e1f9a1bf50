import { diffArrays } from 'diff'

/** A part of a text that was kept, removed or added. */
export interface Part {
  kind: 'same' | 'gone' | 'new'
  text: string
}

/** With more changes than this, a text counts as rewritten: nobody reads such a diff word by word. */
const mostChanges = 1_000

/** The differences between two texts, word by word; spaces belong to the word before them. */
export function diffWords(before: string, after: string): Part[] {
  return diffTokens(before.match(/\s*\S+|\s+/g) ?? [], after.match(/\s*\S+|\s+/g) ?? []).map(
    ({ kind, tokens }) => ({ kind, text: tokens.join('') }),
  )
}

/** The differences between two documents, line by line. */
export function diffLines(before: string, after: string): Part[] {
  return diffTokens(before.split('\n'), after.split('\n')).flatMap(({ kind, tokens }) =>
    tokens.map((text) => ({ kind, text })),
  )
}

function diffTokens(before: string[], after: string[]): { kind: Part['kind']; tokens: string[] }[] {
  const changes = diffArrays(before, after, { maxEditLength: mostChanges }) ?? [
    { value: before, removed: true, added: false },
    { value: after, removed: false, added: true },
  ]
  return changes.map(({ value, added, removed }) => ({
    kind: added ? 'new' : removed ? 'gone' : 'same',
    tokens: value,
  }))
}
