/** What stands between two values; commas only where nothing else does, since many values hold one. */
const separators = { usual: '\\r\\n\\t;', comma: ',' } as const

/**
 * The values of a pasted column, row or list, each once: one a line, or with tabs, semicolons or commas between. One
 * that holds a separator stands in quotes, as spreadsheets copy it: `"Smith, John"`.
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

/** The values one a line, so that reading them gives the same. */
export function writeTexts(values: readonly string[]): string {
  return values
    .map((value) =>
      /[\r\n\t;"]/.test(value) || (values.length === 1 && value.includes(','))
        ? `"${value.replaceAll('"', '""')}"`
        : value,
    )
    .join('\n')
}
