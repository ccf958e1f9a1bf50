import { useQuery } from '@tanstack/react-query'
import { Button } from 'antd'
import { lazy, Suspense, useState } from 'react'
import * as v from 'valibot'
import { humanize } from '@/resource/field'
import { Moment } from '@/resource/fields/time'
import { useRefresh } from '@/resource/query/useRefresh'
import { useRpc } from '@/resource/query/useRpc'
import { RecordLink } from '@/resource/RecordLink'
import type { TableRow } from '@/supabase/rows'
import type { RowOfResult } from '@/supabase/rpc'
import { Row, Stack } from '@/ui/layout'
import { useNotify } from '@/ui/notify'
import { DialogOpening, ErrorState, LoadingState } from '@/ui/states'
import { useSingleRun } from '@/ui/useSingleRun'
import styles from './lead.module.css'
import { type Particulars, particulars } from './results'

const MergeDialog = lazy(() => import('./MergeDialog'))

type TimelineEntry = Omit<RowOfResult<'lead_timeline'>, 'data'> & { data: Particulars }

const tones: Record<string, string> = {
  found: 'blue',
  scored: 'violet',
  enrolled: 'blue',
  ended: 'grey',
  mail: 'blue',
  not_sent: 'amber',
  opened: 'violet',
  clicked: 'green',
  bounced: 'amber',
  complained: 'red',
  replied: 'teal',
  suppressed: 'red',
  consent: 'green',
  merged: 'violet',
}
/** How many entries are shown first, and added by each “more”. */
const step = 20

/** Sections below a lead's fields: possible duplicates, and the timeline. */
export default function LeadTimeline({ row }: { row: TableRow<'leads'> }) {
  return (
    <>
      <Twins lead={row} />
      <Timeline lead={row} />
    </>
  )
}

function Twins({ lead }: { lead: TableRow<'leads'> }) {
  const rpc = useRpc()
  const [other, setOther] = useState<string>()
  const twins = useQuery({
    queryKey: ['lead-twins', lead.id, lead.updated_at],
    queryFn: () => rpc('lead_twins', { lead_id: lead.id }, { method: 'get' }),
  })
  if (!twins.data || twins.data.length === 0) return null
  return (
    <section className="record-section">
      <h2>May be the same person</h2>
      <ul>
        {twins.data.map(({ id, why }) => (
          <Row as="li" gap={12} justify="between" className="pad-y-4" key={id}>
            <RecordLink table="leads" id={id}>
              {humanize(why)}
            </RecordLink>
            <Button size="small" onClick={() => setOther(id)}>
              Compare…
            </Button>
          </Row>
        ))}
      </ul>
      {other ? (
        <Suspense fallback={<DialogOpening />}>
          <MergeDialog one={lead.id} other={other} onClose={() => setOther(undefined)} />
        </Suspense>
      ) : null}
    </section>
  )
}

function Timeline({ lead }: { lead: TableRow<'leads'> }) {
  const rpc = useRpc()
  const [size, setSize] = useState(step)
  const story = useQuery({
    queryKey: ['lead-timeline', lead.id, lead.updated_at],
    queryFn: async () =>
      (await rpc('lead_timeline', { lead_id: lead.id }, { method: 'get' })).map((one) => ({
        ...one,
        data: v.parse(particulars, one.data),
      })),
  })
  const all = story.data ?? []
  return (
    <section className="record-section">
      <h2>What happened</h2>
      {story.error ? (
        <ErrorState error={story.error} onRetry={() => void story.refetch()} size="small" />
      ) : story.isLoading ? (
        <LoadingState rows={4} />
      ) : (
        <Stack as="ol" gap={12} className={`${styles.timeline} trail`}>
          {all.slice(0, size).map((one, index) => (
            <li
              // biome-ignore lint/suspicious/noArrayIndexKey: edits may share a moment; the list only grows at its start
              key={`${one.at} ${one.kind} ${one.ref_id} ${index}`}
              className="relative"
              data-tone={tones[one.kind] ?? 'grey'}
            >
              <Entry one={one} />
            </li>
          ))}
        </Stack>
      )}
      {all.length > size ? (
        <Button type="link" onClick={() => setSize(size + step)}>
          Show earlier
        </Button>
      ) : null}
    </section>
  )
}

function Entry({ one }: { one: TimelineEntry }) {
  const { data } = one
  const rpc = useRpc()
  const notify = useNotify()
  const refresh = useRefresh()
  const [run, isRunning] = useSingleRun()
  const undo = async () => {
    try {
      await rpc('undo_merge', { merge_id: one.ref_id ?? '' })
      notify.success({ message: 'The merge is taken back: these are two leads again.' })
      void refresh()
    } catch (error) {
      notify.error(error)
      return false
    }
  }
  return (
    <>
      <Row gap={6} align="stretch" wrap="tight">
        <strong className="anywhere">
          {one.ref_table && one.ref_id ? (
            <RecordLink table={one.ref_table} id={one.ref_id}>
              {one.title}
            </RecordLink>
          ) : (
            one.title
          )}
        </strong>
        {one.actor ? <span className="quiet">by {one.actor}</span> : null}
        {one.at ? (
          <span className="push quiet">
            <Moment value={one.at} short />
          </span>
        ) : null}
      </Row>
      {one.detail ? <p className="quiet above-2">{one.detail}</p> : null}
      {one.kind === 'edited' ? <Edit data={data} /> : null}
      {one.body ? (
        <details open={one.kind === 'replied'}>
          <summary>
            {one.kind === 'replied' ? 'What they wrote' : one.kind === 'consent' ? 'Their words' : 'The text'}
            {data.step ? `, step ${data.step}` : ''}
            {data.version ? `, version ${data.version}` : ''}
          </summary>
          <p className="notice pre anywhere loud above-2" data-tone="grey">
            {one.body}
          </p>
        </details>
      ) : null}
      {data.not_kept ? <p className="quiet above-2">The text of this email was not kept.</p> : null}
      {data.may_undo ? (
        <Button size="small" loading={isRunning} onClick={() => void run(undo)}>
          Take back
        </Button>
      ) : null}
    </>
  )
}

const isKey = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/
const isMoment = /^\d{4}-\d\d-\d\d[T ]\d\d:\d\d/

function inWords(value: unknown) {
  const text = String(value)
  return isMoment.test(text) ? <Moment value={text} /> : text
}

function Edit({ data: { before, after, changed } }: { data: Particulars }) {
  // Leaves out lists and ids of other records; the history shows those with names.
  const shown = changed.filter(
    (name) =>
      ![before[name], after[name]].some(
        (value) => (typeof value === 'object' && value !== null) || isKey.test(String(value)),
      ),
  )
  if (shown.length === 0) return null
  return (
    <dl className="history-changes small above-4 anywhere">
      {shown.slice(0, 6).map((name) => (
        <Row gap={8} align="stretch" key={name}>
          <dt className="fixed">{humanize(name)}</dt>
          <dd>
            {before[name] === null || before[name] === undefined ? null : <del>{inWords(before[name])}</del>}{' '}
            <ins>{inWords(after[name] ?? 'nothing')}</ins>
          </dd>
        </Row>
      ))}
    </dl>
  )
}
