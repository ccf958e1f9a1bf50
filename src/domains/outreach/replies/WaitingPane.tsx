import { Segmented, Select } from 'antd'
import { agoText } from '@/resource/fields/time'
import { NewItemsBanner, ReturnedBanner } from '@/resource/queue/QueueBanners'
import { QueueRow, RowWords } from '@/resource/queue/QueueRow'
import { QueueRows } from '@/resource/queue/QueueRows'
import { keyOf } from '@/resource/queue/types'
import { UnsentBanner } from '@/resource/queue/Unsent'
import { parseTimestamp } from '@/supabase/time'
import { Row, Stack } from '@/ui/layout'
import { EmptyState, ErrorState, LoadingState } from '@/ui/states'
import { doneLabels, views } from './types'
import type { Inbox } from './useInbox'

/** The list of waiting replies with their owners, and notices about returned decisions. */
export function WaitingPane({ inbox }: { inbox: Inbox }) {
  const { view, mood, age, query, rows, returned, outbox, unsent, problem, open, show } = inbox
  return (
    <section className="queue-waiting" aria-label="What waits">
      <Stack gap={8} className="queue-head">
        <Segmented
          block
          aria-label="Replies"
          options={Object.entries(views).map(([value, label]) => ({ value, label }))}
          value={view}
          onChange={(next) => show({ view: next === 'waiting' ? undefined : next })}
        />
        <Row gap={8} align="stretch" className="even">
          <Select
            size="small"
            aria-label="Sentiment"
            value={mood ?? ''}
            onChange={(next) => show({ mood: next || undefined })}
            options={[
              { value: '', label: 'Any sentiment' },
              { value: 'positive', label: 'Positive' },
              { value: 'neutral', label: 'Neutral' },
              { value: 'negative', label: 'Negative' },
            ]}
          />
          <Select
            size="small"
            aria-label="Age"
            value={age ?? ''}
            onChange={(next) => show({ age: next || undefined })}
            options={[
              { value: '', label: 'Any age' },
              { value: '24', label: 'Older than a day' },
              { value: '72', label: 'Older than 3 days' },
              { value: '168', label: 'Older than a week' },
            ]}
          />
        </Row>
      </Stack>
      <UnsentBanner unsent={unsent} problem={problem} onRetry={outbox.retry} />
      <ReturnedBanner count={returned.length} onOpen={() => returned[0] && open(keyOf(returned[0].item))} />
      <NewItemsBanner count={rows.fresh} onLoad={rows.loadNew} />
      <Stack className="queue-scroll grow scroll shrink">
        {query.error && !query.data ? (
          <ErrorState error={query.error} onRetry={() => void query.refetch()} />
        ) : query.isLoading ? (
          <div className="pad-x-16">
            <LoadingState rows={9} />
          </div>
        ) : rows.shown.length === 0 ? (
          <EmptyState title="Nothing here" size="small">
            {view === 'mine' ? 'No reply waits of a lead that is yours.' : 'No reply is like this.'}
          </EmptyState>
        ) : (
          <Rows inbox={inbox} />
        )}
      </Stack>
    </section>
  )
}

const tones: Record<string, string> = { positive: 'green', neutral: 'grey', negative: 'red' }

function Rows({ inbox: { rows, state, latest, open } }: { inbox: Inbox }) {
  return (
    <QueueRows label="Replies" rows={rows.shown} keyOf={keyOf} focus={state.focus}>
      {(row, place) => {
        const key = keyOf(row)
        const own = latest.get(key)
        return (
          <QueueRow
            key={key}
            {...place}
            status={own ? (own.status === 'returned' ? 'returned' : 'own') : row.handled_at ? 'own' : 'open'}
            onOpen={() => open(key)}
            mark={<span className="value-dot" data-tone={tones[row.sentiment] ?? 'grey'} aria-hidden />}
            title={<RowWords>{row.title}</RowWords>}
            details={
              own
                ? own.status === 'returned'
                  ? 'Came back'
                  : doneLabels[own.decision]
                : row.handled_at
                  ? `Handled by ${row.handled_name ?? 'somebody'}`
                  : row.claimed_by && !row.claimed_mine
                    ? `${row.claimed_name} is at it`
                    : `${row.intent.replaceAll('_', ' ')} · ${row.excerpt}`
            }
            age={agoText(parseTimestamp(row.received_at))}
          />
        )
      }}
    </QueueRows>
  )
}
