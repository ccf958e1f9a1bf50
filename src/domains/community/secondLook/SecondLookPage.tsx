import { useQuery } from '@tanstack/react-query'
import { Button } from 'antd'
import { useState } from 'react'
import { Link } from 'react-router'
import type { InferOutput } from 'valibot'
import { useRpc } from '@/resource/query/useRpc'
import { ActionRow } from '@/resource/queue/ActionRow'
import { Ago } from '@/resource/queue/Ago'
import { LateNotice } from '@/ui/LateNotice'
import { Stack } from '@/ui/layout'
import { useNotify } from '@/ui/notify'
import { Page } from '@/ui/Page'
import { pluralText } from '@/ui/pluralText'
import { useShortcuts } from '@/ui/shortcuts'
import { EmptyState, ErrorState, LoadingState } from '@/ui/states'
import { useSingleRun } from '@/ui/useSingleRun'
import { useReasons } from '../moderation/data'
import { doneLabels } from '../moderation/labels'
import { queueUrl } from '../moderation/queueView'
import { ReasonPanel } from '../moderation/ReasonPanel'
import { SafeText } from '../moderation/SafeText'
import { nextLook, toldLook } from './results'
import '@/resource/queue/list.css'
import '@/resource/queue/queue.css'

type Told = InferOutput<typeof toldLook>
type Verdict = 'fine' | 'hide' | 'remove'

/** A blind second review of colleagues' decisions. It does not change the decisions. */
export default function SecondLookPage() {
  const rpc = useRpc()
  const notify = useNotify()
  const [run, isSending] = useSingleRun()
  const { reasons } = useReasons()
  const [asking, setAsking] = useState<Exclude<Verdict, 'fine'>>()
  const [told, setTold] = useState<Told>()
  const query = useQuery({
    queryKey: ['moderation', 'second look'],
    queryFn: ({ signal }) => rpc('next_second_look', {}, { method: 'get', signal, result: nextLook }),
    // The item must not change while it is being read.
    refetchOnWindowFocus: false,
  })
  const look = query.data?.look
  const answer = (verdict: Verdict, reason_code?: string) =>
    void run(async () => {
      if (!look) return
      try {
        const args = { look_id: look.id, verdict, ...(reason_code && { reason_code }) }
        setTold(await rpc('answer_second_look', args, { result: toldLook }))
      } catch (error) {
        notify.error(error, { key: 'second look', title: 'Not counted' })
      }
      setAsking(undefined)
      await query.refetch()
    })
  useShortcuts(
    look && !asking
      ? [
          { keys: 'a', label: 'Fine', group: 'Second look', run: () => answer('fine') },
          { keys: 'h', label: 'Hide', group: 'Second look', run: () => setAsking('hide') },
          { keys: 'r', label: 'Remove', group: 'Second look', run: () => setAsking('remove') },
        ]
      : [],
  )
  return (
    <Page title="Second looks" count={query.data ? pluralText(query.data.left, 'item') : undefined}>
      <Stack gap={16} className="second-look" style={{ maxWidth: 720 }}>
        {told ? <Outcome told={told} /> : null}
        {query.error && !query.data ? (
          <ErrorState error={query.error} onRetry={() => void query.refetch()} />
        ) : !query.data ? (
          <LoadingState shape="text" />
        ) : look ? (
          <>
            <article aria-labelledby="second-look-title">
              <h2 id="second-look-title" className="title measure clip" dir="auto">
                <bdi>{look.item_type === 'post' ? look.title : `Comment on “${look.title}”`}</bdi>
              </h2>
              <p className="quiet">
                <bdi>{look.author_name}</bdi>, <Ago value={look.written_at} />
              </p>
              <SafeText text={look.body} />
            </article>
            {asking ? (
              <ReasonPanel
                key={`${look.id} ${asking}`}
                decision={asking}
                verb={asking === 'hide' ? 'Hide' : 'Remove'}
                count={1}
                reasons={reasons}
                suggested={undefined}
                initialNote={undefined}
                hasNote={false}
                onDecide={({ code }) => answer(asking, code)}
                onClose={() => setAsking(undefined)}
              />
            ) : null}
            <ActionRow label="What would you do?">
              <Button loading={isSending} onClick={() => answer('fine')}>
                Fine <kbd aria-hidden>A</kbd>
              </Button>
              <Button disabled={isSending} onClick={() => setAsking('hide')}>
                Hide… <kbd aria-hidden>H</kbd>
              </Button>
              <Button disabled={isSending} onClick={() => setAsking('remove')}>
                Remove… <kbd aria-hidden>R</kbd>
              </Button>
            </ActionRow>
            <LateNotice isRunning={isSending} />
          </>
        ) : (
          <EmptyState title="No second look waits for you">
            A share of what colleagues decide is shown here without the decision. The share is among the
            settings of moderation.
          </EmptyState>
        )}
      </Stack>
    </Page>
  )
}

/** The original decision, shown after the second review. */
function Outcome({ told }: { told: Told }) {
  const { agrees, same_reason, decision, reason_label, moderator_name } = told
  return (
    <p
      className="notice row gap-12 between loud queue-notice"
      data-tone={agrees ? undefined : 'amber'}
      role="status"
    >
      <span>
        <strong>{agrees ? 'You agree.' : 'You do not agree.'}</strong> {doneLabels[decision]} by{' '}
        {moderator_name}
        {reason_label ? ` · ${reason_label}` : ''}
        {agrees && same_reason === false ? ', for another reason than yours' : ''}.{' '}
        <Link to={queueUrl({ view: 'all' }, told)}>Open it</Link>
      </span>
    </p>
  )
}
