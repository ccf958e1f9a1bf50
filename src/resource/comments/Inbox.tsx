import { type BaseRecord, useDataProvider, useList } from '@refinedev/core'
import { Button } from 'antd'
import { Link } from 'react-router'
import { Row } from '@/ui/layout'
import { numbers } from '@/ui/locale'
import { useNotify } from '@/ui/notify'
import { ErrorState, LoadingState } from '@/ui/states'
import { useSingleRun } from '@/ui/useSingleRun'
import { type AnyRow, embedded, embeddedText, pathOf } from '../define'
import { useEntries } from '../entries'
import { Moment } from '../fields/time'
import './comments.css'

/** The unread comments that mention the person, newest first. */
export default function Inbox() {
  const { staff, entryOf } = useEntries()
  const provider = useDataProvider()()
  const notify = useNotify()
  const [run, isMarking] = useSingleRun()
  const { result, query } = useList<BaseRecord>({
    resource: 'comment_mentions',
    pagination: { pageSize: 20 },
    sorters: [{ field: 'created_at', order: 'desc' }],
    filters: [
      { field: 'person_id', operator: 'eq', value: staff.userId },
      { field: 'read_at', operator: 'null', value: true },
    ],
    meta: {
      select:
        '*,comment:record_comments!inner(table_name,record_id,record_label,body,author:staff_members!author_id(full_name))',
      count: 'exact',
    },
    errorNotification: false,
  })
  if (query.isError)
    return <ErrorState error={query.error} onRetry={() => void query.refetch()} size="small" />
  if (query.isLoading) return <LoadingState shape="text" />
  const mentions = (result?.data ?? []) as AnyRow[]
  if (mentions.length === 0)
    return <p className="quiet">Nobody has called you to a record that you have not seen.</p>
  const total = Math.max(result?.total ?? 0, mentions.length)
  const markRead = async () => {
    try {
      await provider.updateMany?.({
        resource: 'comment_mentions',
        ids: mentions.map(({ id }) => String(id)),
        variables: { read_at: new Date().toISOString() },
      })
      await query.refetch()
    } catch (error) {
      notify.error(error, { title: 'They could not be marked as read' })
      return false
    }
  }
  return (
    <>
      <ul className="stack gap-12 below-12" aria-label="Comments that call you">
        {mentions.map((mention) => {
          const comment = embedded(mention, 'comment') ?? {}
          const table = String(comment.table_name)
          return (
            <li key={String(mention.id)}>
              <Row gap={8} align="baseline" wrap>
                <strong>{embeddedText(comment, 'author', 'full_name')}</strong>
                <Link to={`${pathOf(table)}/${encodeURIComponent(String(comment.record_id))}`}>
                  {[entryOf(table)?.label, comment.record_label].filter(Boolean).join(' · ')}
                </Link>
                <span className="quiet small">
                  <Moment value={String(mention.created_at)} short />
                </span>
              </Row>
              <p className="comment-body measure anywhere pre above-2">{String(comment.body)}</p>
            </li>
          )
        })}
      </ul>
      {total > mentions.length ? (
        <p className="quiet below-8">
          The newest {mentions.length} of {numbers.format(total)} calls; mark these as read to see those
          before them.
        </p>
      ) : null}
      <Button size="small" loading={isMarking} onClick={() => void run(markRead)}>
        Mark as read
      </Button>
    </>
  )
}
