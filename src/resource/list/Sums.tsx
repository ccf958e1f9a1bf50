import { Row } from '@/ui/layout'
import { pluralText } from '@/ui/pluralText'
import type { Resource } from '../define'
import type { Field } from '../field'
import type { ListModel } from '../query/listModel'
import { type ListSums, listSums } from './figures'
import { useListFigure } from './useListFigure'
import './figures.css'

interface SumsProps {
  list: Pick<ListModel, 'entry' | 'resource' | 'filters' | 'columns'>
  /** The rows have loaded: sums are requested only after that. */
  isSettled: boolean
}

/** The sums of all filtered rows for the visible columns, per currency for money. */
export default function Sums({ list, isSettled }: SumsProps) {
  const { resource } = list
  const names = summedColumns(
    resource,
    list.columns.map(({ name }) => name),
  )
  const currency = names.map((name) => resource.fields[name]?.currency).find(Boolean)
  const args = { columns: names, currency: currency ?? null }
  const { data, isError, refetch } = useListFigure(
    list,
    {
      name: 'sums',
      args,
      read: (rpc, matching, signal) =>
        rpc('list_sums', { ...matching, ...args }, { signal, result: listSums }),
    },
    isSettled && names.length > 0,
  )
  if (names.length === 0) return null
  return (
    <Row as="section" gap={24} align="baseline" wrap="tight" className="sums small above-8" aria-label="Sums">
      <span className="quiet">
        {data ? `Sum of ${pluralText(data.count, resource.one, list.entry.label.toLowerCase())}` : 'Sum'}
      </span>
      {isError && !data ? (
        <span>
          could not be read.{' '}
          <button type="button" className="link-button" onClick={() => void refetch()}>
            Try again
          </button>
        </span>
      ) : (
        names.map((name) => (
          <SumOf key={name} name={name} field={resource.fields[name] as Field} sums={data} />
        ))
      )}
    </Row>
  )
}

/** The visible columns that are summed; for money, only those that share one currency column. */
export function summedColumns({ fields }: Pick<Resource, 'fields'>, shown: readonly string[]): string[] {
  const summed = [...new Set(shown)].filter((name) => fields[name]?.sum)
  const currency = summed.map((name) => fields[name]?.currency).find(Boolean)
  return summed.filter((name) => {
    const own = fields[name]?.currency
    return own === undefined || own === currency
  })
}

function SumOf({ name, field, sums }: { name: string; field: Field; sums?: ListSums }) {
  const { currency } = field
  const amounts =
    sums && currency
      ? sums.currencies.map((one) => ({
          key: one.currency ?? '',
          sum: one.sums[name],
          row: { [currency]: one.currency },
        }))
      : [{ key: '', sum: sums?.sums[name], row: {} }]
  return (
    <Row as="span" gap={12} inline align="baseline" wrap="tight">
      <span className="quiet">{field.label}</span>
      {sums === undefined ? (
        <span className="loading-bar" />
      ) : (
        amounts.map(({ key, sum = '0', row }) => (
          <span key={key} className="tabular medium" data-currency={key || undefined}>
            {Number.isSafeInteger(Math.trunc(Number(sum))) ? '' : 'about '}
            {field.show(Number(sum), row, 'list')}
          </span>
        ))
      )}
      {sums && amounts.length === 0 ? <span className="tabular medium">0</span> : null}
    </Row>
  )
}
