import { Input } from 'antd'
import { useState } from 'react'
import { sentLength } from '../query/listUrl'
import { readTexts, writeTexts } from '../query/texts'
import type { ValueInputProps } from './MoneyFilterInput'

/** The most signs of a list of values that are sent, so that other conditions fit beside it. */
const longestList = 6000

function isTooLong(values: readonly string[]): boolean {
  return sentLength('any', values) > longestList
}

/** Several texts: a column copied from a spreadsheet goes in as it is. */
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
          ? `${values.length} values are too many to ask for at once. Take the first half, then the other.`
          : values.length > 1
            ? `${values.length} values`
            : null}
      </span>
    </>
  )
}
