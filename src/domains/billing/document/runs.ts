import bidiFactory from 'bidi-js'

/** A piece of text in one font and one direction. */
export interface Run {
  text: string
  font: string
}

const bidi = bidiFactory()
const written = /[\p{Script=Hebrew}\p{Script=Arabic}\p{Script=Syriac}\p{Script=Thaana}\p{Script=Nko}]/u

const joined = new RegExp(`${written.source}|\\p{M}|\\u200c|\\u200d`, 'u')

/**
 * The longest line of right-to-left text, in characters: such
 * text is split into lines before its words are reordered.
 */
const longest = 44

/**
 * Splits a text into runs in visual order, from left to right, line by line. pdfmake places words one after
 * the other regardless of direction; it reverses and joins the letters within a word itself.
 */
export function runsOf(text: string, fontOf: (letter: number) => string | undefined): Run[] {
  if (!written.test(text)) return byFont(text, fontOf)
  const lines = brokenLines(text).map((line) => byFont(turned(line), fontOf))
  return lines.flatMap((line, index) =>
    index === 0 ? line : [{ ...line[0]!, text: `\n${line[0]?.text}` }, ...line.slice(1)],
  )
}

function brokenLines(text: string): string[] {
  return text.split('\n').flatMap((paragraph) => {
    const lines: string[] = ['']
    for (const word of paragraph.split(' ')) {
      const line = lines.at(-1) ?? ''
      if (line && line.length + word.length >= longest) lines.push(word)
      else lines[lines.length - 1] = line ? `${line} ${word}` : word
    }
    return lines
  })
}

// Words in visual order. A right-to-left word keeps its letters in stored order.
function turned(line: string): string {
  const levels = bidi.getEmbeddingLevels(line)
  const places = Array.from({ length: line.length }, (_, at) => at)
  for (const [from = 0, to = 0] of bidi.getReorderSegments(line, levels)) {
    const part = places.slice(from, to + 1).reverse()
    places.splice(from, part.length, ...part)
  }
  let seen = ''
  for (let at = 0; at < places.length; ) {
    const isLetter = (place: number | undefined) => place !== undefined && joined.test(line[place] ?? '')
    let end = at + 1
    while (isLetter(places[at]) && isLetter(places[end]) && places[end] === (places[end - 1] ?? 0) - 1)
      end += 1
    const part = places.slice(at, end)
    const letters = part.reverse().map((place) => line[place] ?? '')
    const isBackwards = (levels.levels[part[0] ?? 0] ?? 0) % 2 === 1
    seen +=
      (isBackwards && part.length === 1 && bidi.getMirroredCharacter(letters[0] ?? '')) || letters.join('')
    at = end
  }
  return seen
}

function byFont(text: string, fontOf: (letter: number) => string | undefined): Run[] {
  const runs: Run[] = []
  for (const letter of text) {
    const last = runs.at(-1)
    if (/\p{Cc}|\p{Cf}/u.test(letter) && !/\n|\u200c|\u200d/u.test(letter)) continue
    // Combining and joining characters use the font of the character before them.
    const font =
      /\p{M}|\u200c|\u200d|\n/u.test(letter) && last ? last.font : fontOf(letter.codePointAt(0) ?? 0)
    if (font === undefined) throw new Error(`No font here has “${letter}”.`)
    if (last?.font === font) last.text += letter
    else runs.push({ text: letter, font })
  }
  return runs
}
