import { type BaseRecord, useDataProvider, useDelete, useList } from '@refinedev/core'
import { Button, Mentions } from 'antd'
import { useEffect, useState } from 'react'
import type { ConsoleError } from '@/supabase/errors'
import { Row } from '@/ui/layout'
import { useWhole } from '@/ui/limited'
import { useNotify } from '@/ui/notify'
import { ErrorState, LoadingState } from '@/ui/states'
import { useSingleRun } from '@/ui/useSingleRun'
import type { AnyRow } from '../define'
import { embeddedText } from '../define'
import { useEntries } from '../entries'
import { Moment } from '../fields/time'
import { FormError } from '../form/FormError'
import { LeaveGuard } from '../form/LeaveGuard'
import { useRefresh } from '../query/useRefresh'
import { useRpc } from '../query/useRpc'
import { mentionsIn, type Person, partsOf } from './mentions'
import './comments.css'

/** The most comments in one response. */
const maxComments = 500

interface CommentsProps {
  table: string
  id: string
  /** The singular name of a record: “lead”. */
  one: string
}

/** The staff's comments on a record, newest last, and a form to add one. An @mention notifies a colleague. */
export default function Comments({ table, id, one }: CommentsProps) {
  const { staff } = useEntries()
  const people = usePeople()
  const { result, query } = useList<BaseRecord>({
    resource: 'record_comments',
    pagination: { pageSize: maxComments },
    // If there are more than fit in one response, the newest are shown.
    sorters: [{ field: 'created_at', order: 'desc' }],
    filters: [
      { field: 'table_name', operator: 'eq', value: table },
      { field: 'record_id', operator: 'eq', value: id },
    ],
    meta: {
      select: '*,author:staff_members!author_id(full_name),mentions:comment_mentions(id,person_id,read_at)',
      count: 'none',
    },
    errorNotification: false,
  })
  const comments = ((result?.data ?? []) as AnyRow[]).toReversed()
  useMarkRead(comments, staff.userId)
  if (query.isError)
    return <ErrorState error={query.error} onRetry={() => void query.refetch()} size="small" />
  if (query.isLoading) return <LoadingState shape="text" />
  return (
    <>
      {comments.length === maxComments ? (
        <p className="quiet below-8">The newest {maxComments} comments; there may be older ones.</p>
      ) : null}
      {comments.length > 0 ? (
        <ol className="stack gap-12 below-12" aria-label="Comments">
          {comments.map((comment) => (
            <Comment key={String(comment.id)} comment={comment} people={people} />
          ))}
        </ol>
      ) : null}
      <NewComment key={id} table={table} id={id} one={one} people={people} />
    </>
  )
}

function Comment({ comment, people }: { comment: AnyRow; people: readonly Person[] }) {
  const { staff } = useEntries()
  const { mutateAsync } = useDelete()
  const [run, isDeleting] = useSingleRun()
  const rpc = useRpc()
  const notify = useNotify()
  const refresh = useRefresh()
  const body = String(comment.body)
  const bringBack = async () => {
    try {
      await rpc('add_comment', {
        comment_id: String(comment.id),
        target: String(comment.table_name),
        record: String(comment.record_id),
        body,
        mentions: mentionsIn(body, people),
      })
      notify.success({ key: 'comment', message: 'The comment is back.' })
      await refresh()
    } catch (error) {
      notify.error(error, { key: 'comment', title: 'The comment could not be brought back' })
      return false
    }
  }
  const remove = async () => {
    try {
      await mutateAsync({
        resource: 'record_comments',
        id: String(comment.id),
        meta: { version: comment.updated_at },
        successNotification: false,
        errorNotification: false,
        invalidates: [],
      })
      notify.success({
        key: 'comment',
        message: 'Your comment was deleted.',
        undo: () => void run(bringBack, 'undo'),
      })
      await refresh()
    } catch (error) {
      notify.error(error, { key: 'comment', title: 'The comment was not deleted' })
      return false
    }
  }
  return (
    <li>
      <Row gap={8} align="baseline" wrap>
        <strong>{embeddedText(comment, 'author', 'full_name')}</strong>
        <span className="quiet small">
          <Moment value={String(comment.created_at)} />
        </span>
        {comment.author_id === staff.userId ? (
          <Button size="small" type="text" loading={isDeleting} onClick={() => void run(remove)}>
            Delete
          </Button>
        ) : null}
      </Row>
      <p className="comment-body measure anywhere pre above-2">
        {partsOf(body, people).map(({ text, isMention }, index) =>
          // biome-ignore lint/suspicious/noArrayIndexKey: the parts of a text have no key but their position
          isMention ? <mark key={index}>{text}</mark> : text,
        )}
      </p>
    </li>
  )
}

interface NewCommentProps extends CommentsProps {
  people: readonly Person[]
}

function NewComment({ table, id, one, people }: NewCommentProps) {
  const [body, setBody] = useState('')
  // The key stays the same until the text is sent, so a retry after a lost answer does not add a second comment.
  const [commentId, setCommentId] = useState(() => crypto.randomUUID())
  const [error, setError] = useState<ConsoleError>()
  const [run, isSending] = useSingleRun()
  const rpc = useRpc()
  const refresh = useRefresh()
  const send = async () => {
    if (body.trim() === '') return false
    setError(undefined)
    try {
      await rpc('add_comment', {
        comment_id: commentId,
        target: table,
        record: id,
        body: body.trim(),
        mentions: mentionsIn(body, people),
      })
      setBody('')
      setCommentId(crypto.randomUUID())
      await refresh()
    } catch (caught) {
      setError(caught as ConsoleError)
      return false
    }
  }
  const called = people.filter(({ id }) => mentionsIn(body, people).includes(id))
  const whole = useWhole()
  return (
    <div>
      <LeaveGuard when={body.trim() !== '' && !isSending} />
      <FormError error={error} fields={[]} />
      <Mentions
        aria-label={`Comment on this ${one}`}
        placeholder="Say something about it; @ calls a colleague"
        autoSize={{ minRows: 2, maxRows: 12 }}
        maxLength={4000}
        {...whole}
        value={body}
        onChange={setBody}
        onKeyDown={(event) => {
          if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) void run(send, commentId)
        }}
        options={people.map(({ name }) => ({ value: name, label: name }))}
      />
      <Row gap={8} justify="between" className="above-8">
        <span className="quiet">
          {called.length > 0 ? `Calls ${called.map(({ name }) => name).join(', ')}` : null}
        </span>
        <Button
          type="primary"
          disabled={body.trim() === ''}
          loading={isSending}
          onClick={() => void run(send, commentId)}
        >
          Comment
        </Button>
      </Row>
    </div>
  )
}

/** The active staff, sorted by name. */
function usePeople(): Person[] {
  const { result } = useList<BaseRecord>({
    resource: 'staff_members',
    pagination: { pageSize: maxComments },
    sorters: [{ field: 'full_name', order: 'asc' }],
    filters: [{ field: 'active', operator: 'eq', value: true }],
    meta: { select: 'user_id,full_name', count: 'none', tieBreak: 'user_id' },
    queryOptions: { staleTime: 300_000 },
    errorNotification: false,
  })
  return (result?.data ?? []).map((row) => ({ id: String(row.user_id), name: String(row.full_name) }))
}

// Marks comments as read, which removes them from the inbox. If that fails they stay in the inbox, which does no harm.
function useMarkRead(comments: readonly AnyRow[], person: string) {
  const provider = useDataProvider()()
  const unread = comments
    .flatMap(({ mentions }) => (Array.isArray(mentions) ? (mentions as AnyRow[]) : []))
    .filter((mention) => mention.person_id === person && mention.read_at === null)
    .map((mention) => String(mention.id))
    .join()
  useEffect(() => {
    if (unread === '') return
    void provider
      .updateMany?.({
        resource: 'comment_mentions',
        ids: unread.split(','),
        variables: { read_at: new Date().toISOString() },
      })
      .catch(() => undefined)
  }, [provider, unread])
}
