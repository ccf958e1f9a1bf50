import { InboxOutlined } from '@ant-design/icons'
import { skipToken, useQuery } from '@tanstack/react-query'
import { Button, Segmented, Select, Tag } from 'antd'
import { memo } from 'react'
import { Link } from 'react-router'
import { dayText } from '@/resource/fields/time'
import { arePropsEqual } from '@/ui/arePropsEqual'
import { Row } from '@/ui/layout'
import { pluralText } from '@/ui/pluralText'
import { EmptyState } from '@/ui/states'
import { whyLabels } from './labels'
import { ages, type View, viewNames } from './queueView'
import type { Reason } from './types'

/** The labels of the views on their tabs. */
export const viewLabels: Record<View['view'], string> = {
  urgent: 'Urgent',
  all: 'All',
  mine: 'Mine',
  escalated: 'Escalated',
  done: 'Done',
}

interface ViewsProps {
  view: View['view']
  /** The number of items in each view; undefined while it is not known. */
  counts: Record<View['view'], number> | undefined
  /** Whether the counts include all waiting items. */
  isWhole: boolean
  onChange: (view: View) => void
}

/** The tabs that switch between views. */
export const Views = memo(function Views({ view, counts, isWhole, onChange }: ViewsProps) {
  return (
    <Segmented<View['view']>
      className="queue-views"
      aria-label="View"
      value={view}
      onChange={(next) => onChange({ view: next })}
      options={viewNames.map((name) => ({
        value: name,
        label: (
          <>
            {viewLabels[name]}
            {name !== 'done' && counts ? (
              <span className="queue-view-count tabular quiet">
                {' '}
                {counts[name]}
                {name === 'all' && !isWhole ? '+' : ''}
              </span>
            ) : null}
          </>
        ),
      }))}
    />
  )
}, arePropsEqual)

/** Link to members' objections. They are answered by a moderator who did not make the decision. */
export function ObjectionsLink() {
  // The menu reads this count; here it is only taken from the cache.
  const { data } = useQuery<number>({ queryKey: ['waiting', '/objection-queue'], queryFn: skipToken })
  return (
    <Link className="small right" to="/objection-queue">
      {data ? `${pluralText(data, 'objection')} wait${data === 1 ? 's' : ''}` : 'Objections'}
    </Link>
  )
}

interface FiltersProps {
  view: View
  reasons: readonly Reason[]
  reasonLabel: (code: string) => string
  onChange: (view: View) => void
}

/** Filters a view by reason and by cause. Further filters from the URL appear as tags that can be removed. */
export const Filters = memo(function Filters({ view, reasons, reasonLabel, onChange }: FiltersProps) {
  // Moves the focus out of the select, because the queue's keys do not work while a select has it.
  const free = (isOpened: boolean) => {
    if (!isOpened) (document.activeElement as HTMLElement | null)?.blur()
  }
  const { severity, age, by, author, from, to, overturned } = view
  const chips: [string, View][] = [
    ...(severity === undefined
      ? []
      : [[`Severity ${severity}`, { ...view, severity: undefined }] as [string, View]]),
    ...(age ? [[`Waits ${ages[age].label}`, { ...view, age: undefined }] as [string, View]] : []),
    ...(by ? [['By one moderator', { ...view, by: undefined }] as [string, View]] : []),
    ...(author ? [['About one member', { ...view, author: undefined }] as [string, View]] : []),
    ...(from || to
      ? [
          [
            from === to && from
              ? dayText(from)
              : `${from ? dayText(from) : '…'} to ${to ? dayText(to) : '…'}`,
            { ...view, from: undefined, to: undefined },
          ] as [string, View],
        ]
      : []),
    ...(overturned ? [['Overturned', { ...view, overturned: undefined }] as [string, View]] : []),
  ]
  return (
    <Row gap={6} align="stretch" wrap className="queue-filters">
      <Select
        size="small"
        aria-label="Reason"
        placeholder="Any reason"
        allowClear
        value={view.reason}
        onChange={(reason: string | undefined) => onChange({ ...view, reason })}
        onOpenChange={free}
        onClear={() => free(false)}
        popupMatchSelectWidth={220}
        options={[
          ...reasons.map(({ code, label }) => ({ value: code, label })),
          ...(view.reason && !reasons.some(({ code }) => code === view.reason)
            ? [{ value: view.reason, label: reasonLabel(view.reason) }]
            : []),
        ]}
      />
      {view.view === 'done' ? null : (
        <Select
          size="small"
          aria-label="What brought it here"
          placeholder="Any cause"
          allowClear
          value={view.why}
          onChange={(why: string | undefined) => onChange({ ...view, why })}
          onOpenChange={free}
          onClear={() => free(false)}
          popupMatchSelectWidth={180}
          options={Object.entries(whyLabels).map(([value, label]) => ({ value, label }))}
        />
      )}
      {chips.map(([label, without]) => (
        <Tag key={label} closable onClose={() => onChange(without)}>
          {label}
        </Tag>
      ))}
    </Row>
  )
})

const nothing: Record<View['view'], [title: string, text: string]> = {
  urgent: ['Nothing urgent', 'What is grave, often reported or long waiting comes here first.'],
  all: [
    'The queue is clear',
    'Posts and comments come here when they are new, reported, or flagged by a bot.',
  ],
  mine: ['You have claimed nothing', 'Claim some, and colleagues see that you are on them.'],
  escalated: ['Nothing is escalated', 'What one moderator would rather have another decide comes here.'],
  done: ['Nothing was decided', 'Decisions of all moderators come here, the latest first, to be undone.'],
}

/** The message of an empty view, with a link to a view that has items. */
export function EmptyView({ view, all, onShow }: { view: View; all: number; onShow: (view: View) => void }) {
  const isNarrowed = Object.values({ ...view, view: undefined }).some((value) => value !== undefined)
  const [title, text] = isNarrowed
    ? ['Nothing matches', 'No item has all that is asked for here.']
    : nothing[view.view]
  return (
    <EmptyState
      title={title}
      icon={<InboxOutlined />}
      action={
        isNarrowed ? (
          <Button onClick={() => onShow({ view: view.view })}>Clear the filters</Button>
        ) : view.view !== 'all' && view.view !== 'done' && all > 0 ? (
          <Button onClick={() => onShow({ view: 'all' })}>Show all {all}</Button>
        ) : undefined
      }
    >
      {text}
    </EmptyState>
  )
}
