import { useList } from '@refinedev/core'
import { Fragment } from 'react'
import type { AnyRow } from '@/resource/define'
import { humanize } from '@/resource/field'
import { durationText } from '@/resource/fields/number'
import { documentText } from '@/resource/fields/plainDocument'
import { clockText, Moment } from '@/resource/fields/time'
import { RecordLink } from '@/resource/RecordLink'
import type { TableRow } from '@/supabase/rows'
import { parseTimestamp } from '@/supabase/time'
import { Row, Stack } from '@/ui/layout'
import { EmptyState, ErrorState, LoadingState } from '@/ui/states'
import styles from './transcript.module.css'

type Response = TableRow<'conversation_responses'>

/** The transcript of a conversation: each question, its answer, the time, and the data extracted from it. */
export function Transcript({ row }: { row: AnyRow }) {
  const { result, query } = useList<Response>({
    resource: 'conversation_responses',
    pagination: { mode: 'off' },
    sorters: [{ field: 'position', order: 'asc' }],
    filters: [{ field: 'conversation_id', operator: 'eq', value: row.id }],
    errorNotification: false,
  })
  const responses = result?.data ?? []
  const first = responses[0]
  return (
    <section className="record-section">
      <h2>Transcript</h2>
      {query.isError ? (
        <ErrorState error={query.error} onRetry={() => void query.refetch()} size="small" />
      ) : query.isLoading ? (
        <LoadingState shape="text" />
      ) : !first ? (
        <EmptyState title="Nothing was said yet" size="small" />
      ) : (
        <>
          <p className="quiet small middle-text below-12">
            <Moment value={first.asked_at} />
          </p>
          <Stack as="ol" gap={16} style={{ maxWidth: 720 }}>
            {responses.map((response) => (
              <Turn key={response.id} response={response} isOver={row.state !== 'active'} />
            ))}
          </Stack>
        </>
      )}
    </section>
  )
}

function Turn({ response, isOver }: { response: Response; isOver: boolean }) {
  const { id, prompt, answer, asked_at, answered_at, question_id } = response
  return (
    <Stack as="li" gap={8}>
      <div className={`${styles.question} quiet-links`}>
        <span className="visually-hidden">Asked: </span>
        <p>
          {question_id ? (
            <RecordLink table="conversation_questions" id={question_id}>
              {prompt}
            </RecordLink>
          ) : (
            prompt
          )}
        </p>
        <RecordLink table="conversation_responses" id={String(id)}>
          <time className="quiet tiny" dateTime={asked_at}>
            {clockText(asked_at)}
          </time>
        </RecordLink>
      </div>
      {answer === null ? (
        <p className="quiet" style={{ alignSelf: 'end', fontStyle: 'italic' }}>
          {isOver ? 'No answer' : 'Not answered yet'}
        </p>
      ) : (
        <div className={styles.answer}>
          <span className="visually-hidden">Answered: </span>
          <p className="pre">{answer}</p>
          {answered_at ? (
            <time className="quiet tiny" dateTime={answered_at}>
              {clockText(answered_at)} · after{' '}
              {durationText(parseTimestamp(answered_at).getTime() - parseTimestamp(asked_at).getTime())}
            </time>
          ) : null}
          <Extracted extracted={response.extracted} />
        </div>
      )}
    </Stack>
  )
}

/** The data extracted from an answer, as text; renders nothing if there is none. */
export function Extracted({ extracted }: { extracted: unknown }) {
  const entries = Object.entries((extracted ?? {}) as AnyRow)
  if (entries.length === 0) return null
  return (
    <Row
      as="dl"
      gap={6}
      align="stretch"
      wrap="tight"
      className={`${styles.extracted} small`}
      aria-label="What was read out of it"
    >
      {entries.map(([name, value]) => (
        <Fragment key={name}>
          <dt>{humanize(name)}</dt>
          <dd className="tabular">{factText(name, value)}</dd>
        </Fragment>
      ))}
    </Row>
  )
}

function factText(name: string, value: unknown): string {
  if (name === 'confidence' && typeof value === 'number') return `${Math.round(value * 100)}%`
  if (typeof value === 'string') return value.replaceAll('_', ' ')
  return documentText(value)
}
