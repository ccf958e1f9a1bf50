import type { ColumnSetting } from './listUrl'

/**
 * Joins values with commas. Spaces at the ends of a value are escaped by a backslash too, because people write a space
 * after a comma by hand.
 */
export function writeValues(values: readonly string[]): string {
  return values.map((value) => value.replace(/[\\,]|^ | $/g, '\\$&')).join(',')
}

/** Splits at commas that are not escaped by a backslash; with `exact`, unescaped spaces around values are kept. */
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

/**
 * Columns in the address: `*score-120 state`, where a star means pinned and a number is a width other than the default.
 */
export function writeColumns(columns: readonly ColumnSetting[]): string {
  return columns
    .map(({ name, width, pinned }) => `${pinned ? '*' : ''}${name}${width ? `-${Math.round(width)}` : ''}`)
    .join(' ')
}

/** Parses the result of {@link writeColumns}. */
export function readColumns(text: string): ColumnSetting[] {
  return text.split(' ').flatMap((part) => {
    const [, star, name, width] = /^(\*?)([a-z]\w*)(?:-(\d{2,4}))?$/.exec(part) ?? []
    return name ? [{ name, ...(width && { width: Number(width) }), ...(star && { pinned: true }) }] : []
  })
}
