/** One value of the input or the output; the other side is undefined if only one of them has it. */
interface InOutRow {
  name: string
  given?: unknown
  came?: unknown
  kind: 'in' | 'out' | 'same' | 'changed'
}

const isGroup = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value) && Object.keys(value).length > 0

/**
 * The leaf values of a document with their path: `{a: {b: 1}}` is `a b` → 1. An array counts as one value.
 */
function leaves(value: unknown, name = ''): [string, unknown][] {
  if (isGroup(value))
    return Object.entries(value).flatMap(([key, inner]) => leaves(inner, name ? `${name} ${key}` : key))
  return name === '' && (value === null || value === undefined || isEmptyGroup(value))
    ? []
    : [[name || 'value', value]]
}

const isEmptyGroup = (value: unknown) => typeof value === 'object' && Object.keys(value ?? {}).length === 0

/** Input and output side by side: values that both have come first, then those that only one of them has. */
export function inputOutputRows(input: unknown, output: unknown): InOutRow[] {
  const given = new Map(leaves(input))
  const came = new Map(leaves(output))
  const both = [...given.keys()].filter((name) => came.has(name))
  return [
    ...both.map((name): InOutRow => {
      const [before, after] = [given.get(name), came.get(name)]
      const isSame = JSON.stringify(before) === JSON.stringify(after)
      return { name, given: before, came: after, kind: isSame ? 'same' : 'changed' }
    }),
    ...[...given].flatMap(([name, value]): InOutRow[] =>
      came.has(name) ? [] : [{ name, given: value, kind: 'in' }],
    ),
    ...[...came].flatMap(([name, value]): InOutRow[] =>
      given.has(name) ? [] : [{ name, came: value, kind: 'out' }],
    ),
  ]
}
