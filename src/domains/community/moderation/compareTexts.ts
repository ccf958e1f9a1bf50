/** A part of a text beside an earlier one. */
export interface Part {
  text: string
  /** Without one it is in both. */
  kind?: 'added' | 'removed'
}

/** Above so many words the middle is shown as replaced as a whole: the exact comparison takes the product of both. */
const mostWords = 1500

/** What was changed from one text to another, word by word. */
export function difference(from: string, to: string): Part[] {
  const before = from.match(/\s+|[^\s]+/g) ?? []
  const after = to.match(/\s+|[^\s]+/g) ?? []
  let start = 0
  while (start < before.length && start < after.length && before[start] === after[start]) start += 1
  let end = 0
  while (
    end < before.length - start &&
    end < after.length - start &&
    before[before.length - 1 - end] === after[after.length - 1 - end]
  )
    end += 1
  const removed = before.slice(start, before.length - end)
  const added = after.slice(start, after.length - end)
  const middle: Part[] =
    removed.length > mostWords || added.length > mostWords
      ? [
          { text: removed.join(''), kind: 'removed' },
          { text: added.join(''), kind: 'added' },
        ]
      : longestCommon(removed, added)
  return joined([
    { text: before.slice(0, start).join('') },
    ...middle,
    { text: after.slice(after.length - end).join('') },
  ])
}

function longestCommon(before: readonly string[], after: readonly string[]): Part[] {
  const width = after.length + 1
  const lengths = new Uint16Array((before.length + 1) * width)
  for (let i = before.length - 1; i >= 0; i -= 1) {
    for (let j = after.length - 1; j >= 0; j -= 1) {
      lengths[i * width + j] =
        before[i] === after[j]
          ? (lengths[(i + 1) * width + j + 1] ?? 0) + 1
          : Math.max(lengths[(i + 1) * width + j] ?? 0, lengths[i * width + j + 1] ?? 0)
    }
  }
  const parts: Part[] = []
  let i = 0
  let j = 0
  while (i < before.length || j < after.length) {
    if (i < before.length && j < after.length && before[i] === after[j]) {
      parts.push({ text: before[i] ?? '' })
      i += 1
      j += 1
    } else if (
      j >= after.length ||
      (i < before.length && (lengths[(i + 1) * width + j] ?? 0) >= (lengths[i * width + j + 1] ?? 0))
    ) {
      parts.push({ text: before[i] ?? '', kind: 'removed' })
      i += 1
    } else {
      parts.push({ text: after[j] ?? '', kind: 'added' })
      j += 1
    }
  }
  return parts
}

/** Neighbours of one kind as one part. */
function joined(parts: readonly Part[]): Part[] {
  const out: Part[] = []
  for (const part of parts) {
    const last = out.at(-1)
    if (part.text === '') continue
    if (last && last.kind === part.kind) last.text += part.text
    else out.push({ ...part })
  }
  return out
}
