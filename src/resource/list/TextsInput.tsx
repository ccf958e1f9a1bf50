import { Input } from 'antd'
import { useState } from 'react'
import { numbers } from '@/ui/locale'
import { sentLength } from '../query/listUrl'
import { readTexts, writeTexts } from '../query/texts'
import type { ValueInputProps } from './MoneyFilterInput'

/** The most characters of a value list in a request, so that other conditions fit too. */
const longestList = 6000

function isTooLong(values: readonly string[]): boolean {
  return sentLength('any', values) > longestList
}

/** How many of the values, counted from the first, fit into one filter. */
export function howManyFit(values: readonly string[]): number {
  let [fits, tooMany] = [0, values.length + 1]
  while (tooMany - fits > 1) {
    const middle = Math.floor((fits + tooMany) / 2)
    if (isTooLong(values.slice(0, middle))) tooMany = middle
    else fits = middle
  }
  return fits
}

/** Enters several texts: a column copied from a spreadsheet can be pasted. */
export function TextsInput({ value, onChange }: Pick<ValueInputProps, 'value' | 'onChange'>) {
  const [typed, setTyped] = useState(() => writeTexts(value))
  const values = readTexts(typed)
  return (
    <>
      <Input.TextArea
        aria-label="Values, one a line"
        placeholder="One value a line, or with commas between"
        autoSize={{ minRows: 3, maxRows: 8 }}
        value={typed}
        onChange={(event) => {
          setTyped(event.target.value)
          const next = readTexts(event.target.value)
          onChange(isTooLong(next) ? [] : next)
        }}
        autoFocus
      />
      <span className="quiet small" role="status">
        {isTooLong(values)
          ? `${numbers.format(values.length)} values are too many to ask for at once: the first ${numbers.format(howManyFit(values))} fit. Take them in parts.`
          : values.length > 1
            ? `${numbers.format(values.length)} values`
            : null}
      </span>
    </>
  )
}
