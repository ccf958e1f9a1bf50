import { useList } from '@refinedev/core'
import { Input } from 'antd'
import { useEffect, useState } from 'react'
import { numberText } from '@/charts/numbers'
import { isEmpty } from '@/resource/field'
import { Moment } from '@/resource/fields/time'
import { useRefresh } from '@/resource/query/useRefresh'
import { RecordLink } from '@/resource/RecordLink'
import type { TableRow } from '@/supabase/rows'
import { FigureTable } from '@/ui/FigureTable'
import { Row } from '@/ui/layout'
import { type LogLine, linesWith, logLines } from './runLog'

type Run = TableRow<'scrape_runs'>

const compared = [
  { key: 'pages', label: 'Pages' },
  { key: 'found', label: 'Found' },
  { key: 'new_leads', label: 'New' },
  { key: 'duplicates', label: 'Duplicates' },
  { key: 'errors', label: 'Errors' },
] as const

/** Sections below a run's fields: a comparison with the previous run of the source, and the worker's log. */
export default function RunDetails({ row: run }: { row: Run }) {
  useProgress(run)
  return (
    <>
      <Comparison run={run} />
      <Log lines={logLines(run.log)} />
    </>
  )
}

/** Reads an unfinished run again every five seconds while the tab is visible. */
function useProgress({ state }: Run) {
  const refresh = useRefresh()
  const isOpen = state === 'queued' || state === 'running'
  useEffect(() => {
    if (!isOpen) return
    const timer = setInterval(() => document.visibilityState === 'visible' && void refresh(), 5000)
    return () => clearInterval(timer)
  }, [isOpen, refresh])
}

function Comparison({ run }: { run: Run }) {
  const { result } = useList<Run>({
    resource: 'scrape_runs',
    filters: [
      { field: 'source_id', operator: 'eq', value: run.source_id },
      { field: 'queued_at', operator: 'lt', value: run.queued_at },
      { field: 'state', operator: 'in', value: ['succeeded', 'partial', 'failed'] },
    ],
    sorters: [{ field: 'queued_at', order: 'desc' }],
    pagination: { pageSize: 1 },
    meta: {
      select: 'id,state,queued_at,pages,found,new_leads,duplicates,errors',
      count: 'none',
      tieBreak: 'id',
    },
    errorNotification: false,
  })
  const before = result?.data?.[0]
  if (!before) return null
  return (
    <section className="record-section">
      <h2>Beside the run before</h2>
      <p className="quiet small">
        <RecordLink table="scrape_runs" id={before.id}>
          <Moment value={before.queued_at} short />
        </RecordLink>
        , {before.state}
      </p>
      <FigureTable
        label="Beside the run before"
        rows={compared}
        keyOf={({ key }) => key}
        columns={[
          { head: 'What', cell: ({ label }) => label },
          { head: 'Before', cell: ({ key }) => numberText(before[key]) },
          { head: 'This run', cell: ({ key }) => numberText(run[key]) },
          {
            head: 'Difference',
            isWrong: ({ key }) => key === 'errors' && run[key] > before[key],
            cell: ({ key }) => {
              const change = run[key] - before[key]
              return change > 0 ? `+${numberText(change)}` : numberText(change)
            },
          },
        ]}
      />
    </section>
  )
}

/** Lines of other levels have no colour mark. */
const levelTones: Record<string, string> = { warn: 'amber', warning: 'amber', error: 'red' }

function Log({ lines }: { lines: readonly LogLine[] }) {
  const [wanted, setWanted] = useState('')
  const shown = linesWith(lines, wanted)
  if (lines.length === 0) return null
  return (
    <section className="record-section">
      <Row gap={16} justify="between" wrap="tight" className="below-4">
        <h2>Log</h2>
        <Input.Search
          aria-label="Search the log"
          placeholder="Search the log"
          allowClear
          size="small"
          style={{ maxWidth: 240 }}
          value={wanted}
          onChange={({ target }) => setWanted(target.value)}
        />
      </Row>
      <p className="quiet small" role="status">
        {wanted.trim() === '' ? `${lines.length} lines` : `${shown.length} of ${lines.length} lines`}
      </p>
      <ol className="scroll" style={{ maxHeight: 480 }}>
        {shown.map(({ at, level, text, place }) => (
          <li key={place} className="quoted pad-y-4 anywhere" data-tone={levelTones[level]}>
            {isEmpty(at) ? null : (
              <span className="quiet small">
                <Moment value={String(at)} short />
              </span>
            )}{' '}
            {level === 'info' ? null : <strong>{level} </strong>}
            {text}
          </li>
        ))}
      </ol>
    </section>
  )
}
