import { type BaseRecord, useList } from '@refinedev/core'
import { Modal, Radio } from 'antd'
import { useState } from 'react'
import { useNavigate } from 'react-router'
import { humanize, isEmpty } from '@/resource/field'
import { useRefresh } from '@/resource/query/useRefresh'
import { useRpc } from '@/resource/query/useRpc'
import { useNotify } from '@/ui/notify'
import { ErrorState, LoadingState } from '@/ui/states'
import { useReturnFocus } from '@/ui/useReturnFocus'
import { useSingleRun } from '@/ui/useSingleRun'
import styles from './lead.module.css'
import { merged } from './results'

const fields = [
  ...(['full_name', 'email', 'phone', 'handle', 'profile_url', 'headline', 'city', 'country'] as const),
  ...(['score', 'follow_up_on'] as const),
]
/** Fields that the person does not choose, because the merge rules decide them. */
const decided = {
  state: 'the further one',
  consent: 'the stricter one',
  tags: 'both',
  notes: 'both',
} as const

interface MergeDialogProps {
  /** The lead that is kept by default. */
  one: string
  other: string
  /** Stays on the current page, even if the other lead is kept. */
  stay?: boolean
  onClose: () => void
}

/** Two leads side by side, to choose which one is kept and which value each field gets. */
export default function MergeDialog({ one, other, stay, onClose }: MergeDialogProps) {
  const [kept, setKept] = useState(one)
  const [taken, setTaken] = useState<Record<string, string>>({})
  const [problem, setProblem] = useState<unknown>()
  const rpc = useRpc()
  const notify = useNotify()
  const refresh = useRefresh()
  const navigate = useNavigate()
  const [run, isRunning] = useSingleRun()
  useReturnFocus()
  const { result, query } = useList<BaseRecord>({
    resource: 'leads',
    filters: [{ field: 'id', operator: 'in', value: [one, other] }],
    pagination: { pageSize: 2 },
    meta: { count: 'none', tieBreak: 'id', select: '*' },
    errorNotification: false,
  })
  const rows = [one, other].map((id) => result?.data?.find((row) => row.id === id))
  const gone = kept === one ? other : one
  const [a, b] = rows
  const from = (name: string) => {
    const row = rows.find((candidate) => candidate?.id === kept)
    const isFree = row && (row[name] === null || row[name] === '')
    return taken[name] ?? (isFree ? gone : kept)
  }
  const takeBack = async (merge_id: string) => {
    try {
      await rpc('undo_merge', { merge_id })
      notify.success({ message: 'The merge is taken back: these are two leads again.' })
      void refresh()
    } catch (error) {
      notify.error(error)
    }
  }
  const merge = async () => {
    setProblem(undefined)
    const versions = Object.fromEntries(rows.map((row) => [String(row?.id), row?.updated_at]))
    try {
      const { merge_id } = await rpc(
        'merge_leads',
        {
          kept,
          gone,
          take: fields.filter(
            (name) => from(name) === gone && rows.find((row) => row?.id === gone)?.[name] !== null,
          ),
          kept_version: versions[kept],
          gone_version: versions[gone],
        },
        { result: merged },
      )
      onClose()
      notify.success({
        message: 'The two leads are one.',
        description: 'Mails, replies, enrollments and consents moved along. Can be taken back within a day.',
        undo: () => void takeBack(merge_id),
      })
      if (kept !== one && !stay) navigate(`/leads/${kept}`)
      void refresh()
    } catch (error) {
      setProblem(error)
      void query.refetch()
      return false
    }
  }
  return (
    <Modal
      open
      width={760}
      title="Same person?"
      okText="Merge"
      okButtonProps={{ loading: isRunning, disabled: !a || !b }}
      onOk={() => void run(merge)}
      onCancel={onClose}
      mask={{ closable: false }}
    >
      {problem ? <ErrorState error={problem} size="small" /> : null}
      {query.error ? (
        <ErrorState error={query.error} onRetry={() => void query.refetch()} size="small" />
      ) : !a || !b ? (
        query.isLoading ? (
          <LoadingState rows={6} />
        ) : (
          <p>One of these leads does not exist any more.</p>
        )
      ) : (
        <MergeTable
          pair={[a, b]}
          kept={kept}
          onKeep={(id) => {
            setKept(id)
            setTaken({})
          }}
          from={from}
          onTake={(name, id) => setTaken({ ...taken, [name]: id })}
        />
      )}
    </Modal>
  )
}

interface MergeTableProps {
  pair: readonly [BaseRecord, BaseRecord]
  kept: string
  onKeep: (id: string) => void
  /** The id of the lead whose value a field gets. */
  from: (name: string) => string
  onTake: (name: string, id: string) => void
}

/** A lead by name and contact: duplicates often have the same name. */
const named = (row: BaseRecord) =>
  [row.full_name, row.email ?? row.phone ?? row.handle].filter(Boolean).join(', ')

function MergeTable({ pair, kept, onKeep, from, onTake }: MergeTableProps) {
  const [a, b] = pair
  return (
    <table className={`${styles.merge} figures-table anywhere`}>
      <thead>
        <tr>
          <th scope="col">Field</th>
          {pair.map((row) => (
            <th key={String(row.id)} scope="col">
              <Radio
                name="merge-kept"
                aria-label={`Keep ${named(row)}`}
                autoFocus={kept === row.id}
                checked={kept === row.id}
                onChange={() => onKeep(String(row.id))}
              >
                Keep {String(row.full_name)}
              </Radio>
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {fields.map((name) => {
          const same = a[name] === b[name]
          if (same && isEmpty(a[name])) return null
          const label = name === 'profile_url' ? 'Profile' : humanize(name)
          return (
            <tr key={name}>
              <th scope="row" className="quiet" style={{ width: 150 }}>
                {label}
              </th>
              {pair.map((row) => (
                <td key={String(row.id)}>
                  {same ? (
                    String(row[name])
                  ) : isEmpty(row[name]) ? (
                    <span className="quiet">nothing</span>
                  ) : (
                    <Radio
                      name={`merge-${name}`}
                      aria-label={`${label}: ${row[name]}`}
                      checked={from(name) === row.id}
                      onChange={() => onTake(name, String(row.id))}
                    >
                      {String(row[name])}
                    </Radio>
                  )}
                </td>
              ))}
            </tr>
          )
        })}
        {Object.entries(decided)
          .filter(([name]) => pair.some((row) => !isEmpty(row[name])))
          .map(([name, rule]) => (
            <tr key={name}>
              <th scope="row" className="quiet" style={{ width: 150 }}>
                {humanize(name)}: {rule}
              </th>
              {pair.map((row) => (
                <td key={String(row.id)}>
                  {Array.isArray(row[name]) ? row[name].join(', ') : humanize(String(row[name] ?? ''))}
                </td>
              ))}
            </tr>
          ))}
      </tbody>
    </table>
  )
}
