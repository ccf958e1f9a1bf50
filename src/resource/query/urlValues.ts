import type { ColumnSetting } from './listUrl'

/**
 * Several values as one text, with commas between. Spaces around a value are kept by a backslash as well: by hand,
 * people write one after a comma.
 */
export function writeValues(values: readonly string[]): string {
  return values.map((value) => value.replace(/[\\,]|^ | $/g, '\\$&')).join(',')
}

/** The values between commas that no backslash stands before; with the bare spaces around them where `exact`. */
export function readValues(text: string, exact: boolean): string[] {
  const values: string[] = []
  let value = ''
  let trimmed = 0
  const end = () => {
    values.push(exact ? value : value.slice(0, trimmed))
    value = ''
    trimmed = 0
  }
  for (let at = 0; at < text.length; at += 1) {
    const isEscaped = text[at] === '\\' && at + 1 < text.length
    if (isEscaped) at += 1
    else if (text[at] === ',') {
      end()
      continue
    } else if (text[at] === ' ' && !exact && value === '') continue
    value += text[at]
    if (isEscaped || text[at] !== ' ') trimmed = value.length
  }
  end()
  return values
}

/** Columns as they stand in the address: `*score-120 state`, with a star where pinned and a width where it is not the usual. */
export function writeColumns(columns: readonly ColumnSetting[]): string {
  return columns
    .map(({ name, width, pinned }) => `${pinned ? '*' : ''}${name}${width ? `-${Math.round(width)}` : ''}`)
    .join(' ')
}

/** Reads what {@link writeColumns} writes. */
export function readColumns(text: string): ColumnSetting[] {
  return text.split(' ').flatMap((part) => {
    const [, star, name, width] = /^(\*?)([a-z]\w*)(?:-(\d{2,4}))?$/.exec(part) ?? []
    return name ? [{ name, ...(width && { width: Number(width) }), ...(star && { pinned: true }) }] : []
  })
}
