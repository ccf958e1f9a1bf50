import { type BaseRecord, useList } from '@refinedev/core'
import { Select } from 'antd'
import { useState } from 'react'
import { columns as columnMetadata } from '@/supabase/columns'
import { Row } from '@/ui/layout'
import type { Resource } from '../define'
import type { Field } from '../field'
import { currencyCodes, minorDigits } from '../fields/currencies'
import { FigureInput } from '../fields/FigureInput'
import { moneyText } from '../fields/money'
import { minorOf, plainText, readNumber } from '../fields/readNumber'
import { type FilterOp, parseAmount } from '../query/listUrl'

// Input that cannot be parsed is kept in a form that is not a valid filter value, so that it cannot be applied.
export const markUnread = (text: string) => `?${text}`
export const unread = (part: string) => (part.startsWith('?') ? part.slice(1) : undefined)

/** The props of an input for a filter's value. */
export interface ValueInputProps {
  resource: Resource
  field: Field
  op: FilterOp
  value: readonly string[]
  onChange: (value: readonly string[]) => void
}

/** Enters an amount in one currency: the filter then excludes amounts in other currencies. */
export function MoneyFilterInput({ resource, field, op, value, onChange }: ValueInputProps) {
  const held = value.map((part) => (unread(part) === undefined ? parseAmount(part) : { minor: part }))
  const [chosen, setChosen] = useState(held.find(({ currency }) => currency)?.currency)
  const inUse = useCurrencies(resource, field)
  const currency = chosen ?? inUse[0] ?? 'EUR'
  const digits = minorDigits(currency)
  const inWords = (minor: number, code: string) =>
    `${(minor / 10 ** minorDigits(code)).toFixed(minorDigits(code))} ${code}`
  // In another currency the typed text means another amount, or none.
  const inCurrency = (code: string) =>
    held.map(({ minor }) => {
      if (minor === '') return ''
      const text = unread(minor) ?? plainText(Number(minor), digits)
      const read = readNumber(text, { currency: code })
      return 'problem' in read ? markUnread(text) : inWords(minorOf(read.plain, minorDigits(code)), code)
    })
  const input = (index: number, label: string, autoFocus = false) => {
    const minor = held[index]?.minor ?? ''
    return (
      <FigureInput
        key={currency}
        aria-label={label}
        form={{ currency }}
        minor={digits}
        value={minor === '' ? null : (unread(minor) ?? Number(minor))}
        onChange={(next) => {
          const parts = op === 'between' ? [value[0] ?? '', value[1] ?? ''] : ['']
          parts[index] =
            typeof next === 'string' ? markUnread(next) : next === null ? '' : inWords(Number(next), currency)
          onChange(parts)
        }}
        understood={(amount) => moneyText(amount, currency)}
        autoFocus={autoFocus}
        saysProblem
      />
    )
  }
  return (
    <>
      <Select
        aria-label="Currency"
        value={currency}
        onChange={(next: string) => {
          setChosen(next)
          onChange(inCurrency(next))
        }}
        showSearch
        options={[...new Set([currency, ...inUse, ...currencyCodes])].map((code) => ({
          value: code,
          label: code,
        }))}
      />
      {op === 'between' ? (
        <Row gap={8}>
          {input(0, 'From', true)}
          <span>and</span>
          {input(1, 'To')}
        </Row>
      ) : (
        input(0, 'Value', true)
      )}
    </>
  )
}

/** The currencies of the latest rows, the most frequent first. */
function useCurrencies({ table, key }: Resource, { currency = '' }: Field): string[] {
  const isOwn = currency in (columnMetadata[table] ?? {})
  const { result } = useList<BaseRecord>({
    resource: table,
    pagination: { pageSize: 200 },
    sorters: [{ field: key, order: 'desc' }],
    meta: { select: `${key},${currency}`, count: 'none', tieBreak: key },
    queryOptions: { enabled: isOwn, staleTime: 60_000 },
    errorNotification: false,
  })
  const counts = new Map<string, number>()
  for (const row of result?.data ?? []) {
    const code = String(row[currency])
    counts.set(code, (counts.get(code) ?? 0) + 1)
  }
  return [...counts].sort(([, a], [, b]) => b - a).map(([code]) => code)
}
