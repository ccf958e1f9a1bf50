/** The separators between values; commas only if there is no other separator, since many values contain one. */
const separators = { usual: '\\r\\n\\t;', comma: ',' } as const

/**
 * The distinct values of a pasted column, row or list, separated by line breaks, tabs, semicolons or commas. A value
 * that contains a separator is quoted, as spreadsheets copy it: `"Smith, John"`.
 */
export function readTexts(text: string): string[] {
  const [first, ...others] = split(text, separators.usual)
  const isOne = first !== undefined && others.length === 0
  const values =
    isOne && !first.isQuoted ? split(first.value, separators.comma) : split(text, separators.usual)
  return [...new Set(values.map(({ value }) => value))]
}

function split(text: string, separator: string): { value: string; isQuoted: boolean }[] {
  const parts = new RegExp(
    `[^\\S\\r\\n\\t]*(?:"((?:[^"]|"")*)"[^\\S\\r\\n\\t]*(?=[${separator}]|$)|([^${separator}]*))(?:[${separator}]|$)`,
    'g',
  )
  return [...text.matchAll(parts)].flatMap(([, quoted, plain = '']) => {
    const value = (quoted === undefined ? plain : quoted.replaceAll('""', '"')).trim()
    return value === '' ? [] : [{ value, isQuoted: quoted !== undefined }]
  })
}

/** The values one per line, in a form that parses back to the same values. */
export function writeTexts(values: readonly string[]): string {
  return values
    .map((value) =>
      /[\r\n\t;"]/.test(value) || (values.length === 1 && value.includes(','))
        ? `"${value.replaceAll('"', '""')}"`
        : value,
    )
    .join('\n')
}
