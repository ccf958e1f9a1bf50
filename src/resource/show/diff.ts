/** A stretch of a text that stayed, went, or came. */
export interface Part {
  kind: 'same' | 'gone' | 'new'
  text: string
}

/** Beyond this many comparisons a text counts as rewritten: nobody reads such a diff word by word. */
const mostComparisons = 1_000_000

/** What changed between two texts, word by word; spaces stay with the words they follow. */
export function diffWords(before: string, after: string): Part[] {
  return joined(diffTokens(before.match(/\s*\S+|\s+/g) ?? [], after.match(/\s*\S+|\s+/g) ?? []))
}

/** What changed between two documents, line by line. */
export function diffLines(before: string, after: string): Part[] {
  return diffTokens(before.split('\n'), after.split('\n'))
}

function diffTokens(before: readonly string[], after: readonly string[]): Part[] {
  let start = 0
  while (start < before.length && start < after.length && before[start] === after[start]) start += 1
  let end = 0
  while (
    end < before.length - start &&
    end < after.length - start &&
    before[before.length - 1 - end] === after[after.length - 1 - end]
  )
    end += 1
  const as = (kind: Part['kind'], tokens: readonly string[]) => tokens.map((text): Part => ({ kind, text }))
  const old = before.slice(start, before.length - end)
  const young = after.slice(start, after.length - end)
  return [
    ...as('same', before.slice(0, start)),
    ...(old.length * young.length > mostComparisons
      ? [...as('gone', old), ...as('new', young)]
      : longestCommon(old, young)),
    ...as('same', before.slice(before.length - end)),
  ]
}

// The longest common subsequence, from the end to the beginning, so that the walk afterwards goes forwards.
function longestCommon(old: readonly string[], young: readonly string[]): Part[] {
  const width = young.length + 1
  const lengths = new Uint32Array((old.length + 1) * width)
  for (let i = old.length - 1; i >= 0; i -= 1) {
    for (let j = young.length - 1; j >= 0; j -= 1) {
      lengths[i * width + j] =
        old[i] === young[j]
          ? lengths[(i + 1) * width + j + 1]! + 1
          : Math.max(lengths[(i + 1) * width + j]!, lengths[i * width + j + 1]!)
    }
  }
  const parts: Part[] = []
  let i = 0
  let j = 0
  while (i < old.length && j < young.length) {
    if (old[i] === young[j]) {
      parts.push({ kind: 'same', text: old[i]! })
      i += 1
      j += 1
    } else if (lengths[(i + 1) * width + j]! >= lengths[i * width + j + 1]!) {
      parts.push({ kind: 'gone', text: old[i]! })
      i += 1
    } else {
      parts.push({ kind: 'new', text: young[j]! })
      j += 1
    }
  }
  for (; i < old.length; i += 1) parts.push({ kind: 'gone', text: old[i]! })
  for (; j < young.length; j += 1) parts.push({ kind: 'new', text: young[j]! })
  return parts
}

function joined(parts: readonly Part[]): Part[] {
  const result: Part[] = []
  for (const part of parts) {
    const last = result.at(-1)
    if (last?.kind === part.kind) last.text += part.text
    else result.push({ ...part })
  }
  return result
}
