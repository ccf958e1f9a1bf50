import { type BaseRecord, useList } from '@refinedev/core'
import { Button } from 'antd'
import { useState } from 'react'
import { embeddedText } from '@/resource/define'
import { Moment } from '@/resource/fields/time'
import { useRpc } from '@/resource/query/useRpc'
import { unsentTexts } from '@/resource/queue/unsentTexts'
import { RecordLink } from '@/resource/RecordLink'
import { PaneHead, Stack } from '@/ui/layout'
import { LimitedTextArea } from '@/ui/limited'
import { useNotify } from '@/ui/notify'
import { pluralText } from '@/ui/pluralText'
import { ErrorState } from '@/ui/states'
import { useSingleRun } from '@/ui/useSingleRun'
import styles from './moderation.module.css'

/**
 * Colleagues' notes about a member, independent of decisions:
 * the comments on the member's record, newest first.
 */
export function MemberNotes({ member }: { member: string }) {
  const { result, query } = useList<BaseRecord>({
    resource: 'record_comments',
    pagination: { pageSize: 20 },
    sorters: [{ field: 'created_at', order: 'desc' }],
    filters: [
      { field: 'table_name', operator: 'eq', value: 'profiles' },
      { field: 'record_id', operator: 'eq', value: member },
    ],
    meta: { select: 'id,body,created_at,author:staff_members!author_id(full_name)' },
    errorNotification: false,
  })
  return (
    <section>
      <PaneHead>Notes on the member</PaneHead>
      {query.isError ? (
        <ErrorState error={query.error} onRetry={() => void query.refetch()} size="small" />
      ) : null}
      <ul className={`${styles.lines} marked-links`}>
        {result?.data.map((note) => (
          <li key={String(note.id)}>
            <span>{String(note.body)}</span>
            <span className="quiet">
              <Moment value={String(note.created_at)} short />
              {`, ${embeddedText(note, 'author', 'full_name').split(' ')[0]}`}
            </span>
          </li>
        ))}
        {result && (result.total ?? 0) > result.data.length ? (
          <li>
            <RecordLink table="profiles" id={member}>
              All {pluralText(result.total ?? 0, 'note')}
            </RecordLink>
          </li>
        ) : null}
      </ul>
      <NewNote key={member} member={member} onSent={() => void query.refetch()} />
    </section>
  )
}

function NewNote({ member, onSent }: { member: string; onSent: () => void }) {
  const [body, setBody] = useState(unsentTexts.read('members', member)?.text ?? '')
  const [run, isSending] = useSingleRun()
  const rpc = useRpc()
  const notify = useNotify()
  const change = (next: string) => {
    setBody(next)
    // The note keeps its idempotency key until it is sent, so
    // that a retry after a lost answer does not add it twice.
    if (next) unsentTexts.write('members', member, next)
    else unsentTexts.drop('members', member)
  }
  const send = async () => {
    if (body.trim() === '') return false
    const unsent = unsentTexts.write('members', member, body)
    try {
      await rpc('add_comment', {
        comment_id: unsent.key,
        target: 'profiles',
        record: member,
        body: unsent.text.trim(),
        mentions: [],
      })
      change('')
      onSent()
    } catch (error) {
      notify.error(error, { key: 'note', title: 'The note was not saved' })
      return false
    }
  }
  return (
    <Stack gap={6} align="bottom">
      <LimitedTextArea
        aria-label="Note on the member"
        placeholder="For colleagues; the member never sees it"
        autoSize={{ minRows: 1, maxRows: 6 }}
        maxLength={4000}
        value={body}
        onChange={(event) => change(event.target.value)}
        onKeyDown={(event) => {
          if (event.nativeEvent.isComposing) return
          if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) void run(send)
          if (event.key === 'Escape') event.currentTarget.blur()
        }}
      />
      {body.trim() ? (
        <Button size="small" loading={isSending} onClick={() => void run(send)}>
          Note it <kbd aria-hidden>Ctrl ↵</kbd>
        </Button>
      ) : null}
    </Stack>
  )
}
