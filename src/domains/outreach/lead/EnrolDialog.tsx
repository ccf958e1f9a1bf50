import { RightOutlined } from '@ant-design/icons'
import { useList } from '@refinedev/core'
import { useQuery } from '@tanstack/react-query'
import { Button, Modal, Select } from 'antd'
import { useState } from 'react'
import type { BulkSubject } from '@/resource/actions'
import { useRefresh } from '@/resource/query/useRefresh'
import { useRpc } from '@/resource/query/useRpc'
import { RecordLink } from '@/resource/RecordLink'
import type { TableRow } from '@/supabase/rows'
import { countText } from '@/ui/countText'
import { Stack } from '@/ui/layout'
import { pluralText } from '@/ui/pluralText'
import { ErrorState, LoadingState } from '@/ui/states'
import { useReturnFocus } from '@/ui/useReturnFocus'
import { useSingleRun } from '@/ui/useSingleRun'
import { type EnrolAnswer, type EnrolOutcome, enrolOutcomes } from './enrolOutcomes'
import { enrolAnswer } from './results'

/** A group lists the names of at most this many leads; a larger group shows only its count. */
const named = 100

interface EnrolDialogProps extends BulkSubject {
  onClose: () => void
}

const leadsText = (count: number) => pluralText(count, 'lead')

/** Enrols the selected leads. First shows which leads would be left out and why, by group. */
export default function EnrolDialog({ filters, relations, onClose }: EnrolDialogProps) {
  const [sequence, setSequence] = useState<string>()
  const [done, setDone] = useState<EnrolAnswer>()
  const [problem, setProblem] = useState<unknown>()
  const rpc = useRpc()
  const refresh = useRefresh()
  const [run, isRunning] = useSingleRun()
  useReturnFocus()
  const { result, query } = useList<Pick<TableRow<'outreach_sequences'>, 'id' | 'name' | 'state'>>({
    resource: 'outreach_sequences',
    filters: [{ field: 'state', operator: 'in', value: ['active', 'paused'] }],
    sorters: [{ field: 'name', order: 'asc' }],
    pagination: { pageSize: 200 },
    meta: { select: 'id,name,state', count: 'none', tieBreak: 'id' },
    errorNotification: false,
  })
  const args = { sequence_id: sequence ?? '', filters, relations }
  const preview = useQuery({
    queryKey: ['enrol', args],
    queryFn: () => rpc('enrol_leads', { ...args, dry_run: true }, { result: enrolAnswer }),
    enabled: sequence !== undefined,
    gcTime: 0,
  })
  const answer = done ?? preview.data
  const enrolled = preview.data?.enrolled.count ?? 0
  const enrol = async () => {
    setProblem(undefined)
    try {
      setDone(await rpc('enrol_leads', { ...args, dry_run: false }, { result: enrolAnswer }))
      void refresh()
    } catch (error) {
      setProblem(error)
      return false
    }
  }
  return (
    <Modal
      open
      title={done ? `${leadsText(done.enrolled.count)} enrolled` : 'Enrol'}
      onCancel={onClose}
      mask={{ closable: false }}
      footer={
        done ? (
          <Button type="primary" onClick={onClose}>
            Close
          </Button>
        ) : (
          <>
            <Button onClick={onClose}>Cancel</Button>
            <Button
              type="primary"
              loading={isRunning}
              disabled={!preview.data || enrolled === 0}
              onClick={() => void run(enrol)}
            >
              {preview.data ? `Enrol ${leadsText(enrolled)}` : 'Enrol'}
            </Button>
          </>
        )
      }
    >
      {done ? null : (
        // The label wraps the Select and names it without an id.
        <Stack as="label" gap={4} className="below-16">
          Sequence
          <Select
            value={sequence}
            onChange={setSequence}
            loading={query.isLoading}
            placeholder="Choose a sequence"
            showSearch={{ optionFilterProp: 'label' }}
            options={(result?.data ?? []).map(({ id, name, state }) => ({
              value: id,
              label: state === 'paused' ? `${name} (paused)` : name,
            }))}
            notFoundContent="No sequence is active. Activate one first."
          />
        </Stack>
      )}
      {problem ? <ErrorState error={problem} size="small" /> : null}
      {preview.error && !done ? (
        <ErrorState error={preview.error} onRetry={() => void preview.refetch()} size="small" />
      ) : preview.isLoading ? (
        <LoadingState rows={4} />
      ) : answer ? (
        <ul aria-label={done ? 'What came of it' : 'What would come of it'}>
          {enrolOutcomes.map(({ key, label, why }) => (
            <Group key={key} label={label(done !== undefined)} why={why} verdict={answer[key]} />
          ))}
        </ul>
      ) : (
        <p className="quiet">Nobody is mailed yet: first you see who would be enrolled, and who not.</p>
      )}
    </Modal>
  )
}

function Group({ label, why, verdict }: { label: string; why: string; verdict: EnrolOutcome }) {
  const [isOpen, setOpen] = useState(false)
  const ids = verdict.ids.slice(0, named)
  const { result, query } = useList<Pick<TableRow<'leads'>, 'id' | 'full_name' | 'email'>>({
    resource: 'leads',
    filters: [{ field: 'id', operator: 'in', value: ids }],
    sorters: [{ field: 'sort_name', order: 'asc' }],
    pagination: { pageSize: named },
    meta: { select: 'id,full_name,email', count: 'none', tieBreak: 'id' },
    queryOptions: { enabled: isOpen && ids.length > 0 },
    errorNotification: false,
  })
  if (verdict.count === 0) return null
  return (
    <li className="line-above">
      <details onToggle={(event) => setOpen(event.currentTarget.open)}>
        <summary className="row gap-12 start full loud pad-y-8">
          <span className="tabular fixed medium right" style={{ minWidth: 48 }}>
            {countText(verdict.count, false)}
          </span>
          <span>
            {label}
            <span className="quiet small block">{why}</span>
          </span>
          <RightOutlined className="push quiet small" rotate={isOpen ? 90 : 0} />
        </summary>
        {query.isLoading ? (
          <LoadingState rows={2} />
        ) : (
          <ul className="scroll" style={{ maxHeight: 220, padding: '0 0 8px 60px' }}>
            {(result?.data ?? []).map(({ id, full_name, email }) => (
              <li key={id}>
                <RecordLink table="leads" id={id}>
                  {full_name}
                </RecordLink>{' '}
                <span className="quiet">{email ?? 'no address'}</span>
              </li>
            ))}
            {verdict.count > named ? (
              <li className="quiet">and {countText(verdict.count - named, false)} more</li>
            ) : null}
          </ul>
        )}
      </details>
    </li>
  )
}
