import { countText } from '@/ui/countText'
import { FigureTable } from '@/ui/FigureTable'
import { type Field, isEmpty } from '../field'
import type { BulkPreview } from './results'

interface ChangePreviewProps {
  preview?: BulkPreview
  /** The column to set. */
  field?: Field
  /** If the column is a state: the allowed transitions. */
  transitions?: readonly { from: string; to: string }[]
  next: unknown
  /** Whether all records get the same value and it is already known. */
  isKnown: boolean
}

const shown = 6

/** Shows what a change does to the current records: old and new values, what is refused, what cannot be undone. */
export function ChangePreview({ preview, field, transitions, next, isKnown }: ChangePreviewProps) {
  const values = preview?.values
  // Keys of other tables and long texts are not readable here.
  if (!values || !field || !isKnown || ['relation', 'json', 'area'].includes(field.input ?? '')) return null
  const valueLabel = (value: unknown) => (isEmpty(value) ? 'Empty' : field.text(value, {}) || 'Empty')
  const key = (value: unknown) => JSON.stringify(isEmpty(value) ? null : value)
  const lines = values.map(({ value, count }) => {
    const isSame = key(value) === key(next)
    const may = (from: unknown, to: unknown) =>
      !transitions || transitions.some((rule) => rule.from === from && rule.to === to)
    return { value, count, isSame, isAllowed: may(value, next), isFinal: !may(next, value) }
  })
  const known = lines.reduce((sum, { count }) => sum + count, 0)
  const rest = preview.count - lines.slice(0, shown).reduce((sum, { count }) => sum + count, 0)
  const moving = lines.filter(({ isSame, isAllowed }) => !isSame && isAllowed)
  const final = moving.filter(({ isFinal }) => isFinal)
  const finals = final.reduce((sum, { count }) => sum + count, 0)
  const becomes = `→ ${valueLabel(next)}`
  const rows = [
    ...lines.slice(0, shown).map(({ value, count, isSame, isAllowed }) => ({
      id: key(value),
      name: valueLabel(value),
      count,
      becomes: isSame ? (
        <span className="quiet plain">stay as they are</span>
      ) : isAllowed ? (
        becomes
      ) : (
        <span className="wrong">will be refused: the rules do not allow it</span>
      ),
    })),
    ...(rest > 0
      ? [{ id: '', name: 'Other values', count: rest, becomes: transitions ? null : becomes }]
      : []),
  ]
  return (
    <>
      <FigureTable
        label="What it does"
        rows={rows}
        keyOf={({ id }) => id}
        columns={[
          { head: 'Now', isHeadHidden: true, cell: ({ name }) => name },
          { head: 'Records', isHeadHidden: true, cell: ({ count }) => countText(count, false) },
          { head: 'Afterwards', isHeadHidden: true, isText: true, cell: ({ becomes }) => becomes },
        ]}
      />
      {moving.length > 0 && known > 0 ? (
        <p className="quiet plain">
          {finals === 0
            ? 'You can undo this afterwards.'
            : `${final.length === moving.length ? 'This cannot be undone' : `${countText(finals, false)} of them cannot be undone`}: no rule leads back from ${valueLabel(next).toLowerCase()} to ${final.map(({ value }) => valueLabel(value).toLowerCase()).join(' or ')}.`}
        </p>
      ) : null}
    </>
  )
}
