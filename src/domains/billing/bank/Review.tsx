import { useQuery } from '@tanstack/react-query'
import { Alert, Button, Segmented } from 'antd'
import { useState } from 'react'
import { Link } from 'react-router'
import * as v from 'valibot'
import { moneyText } from '@/resource/fields'
import { FormError } from '@/resource/form/FormError'
import { useRefresh } from '@/resource/query/useRefresh'
import { useRpc } from '@/resource/query/useRpc'
import { RecordLink } from '@/resource/RecordLink'
import type { ConsoleError } from '@/supabase/errors'
import { FigureTable } from '@/ui/FigureTable'
import { Row } from '@/ui/layout'
import { pluralText } from '@/ui/pluralText'
import { EmptyState, ErrorState, LoadingState } from '@/ui/states'
import { useJustChanged } from '@/ui/useJustChanged'
import { useSingleRun } from '@/ui/useSingleRun'
import { dayText } from '../shared/days'
import { bookable, type Choice, choiceOf, type Match, sumsText } from './choices'
import type { Statement, StatementLine } from './statement'

/** The result of `book_statement` for each line. */
const booked = v.array(
  v.object({
    line: v.number(),
    payment_id: v.nullish(v.string(), null),
    number: v.nullish(v.string(), null),
    allocated_minor: v.nullish(v.number(), null),
    problem: v.nullish(v.string(), null),
  }),
)
type Booked = v.InferOutput<typeof booked>[number]

/** The most lines that one call to the database accepts. */
const atOnce = 500

/** Splits the lines into parts of at most `atOnce` lines, each with the index of its first line. */
function partsOf<T>(lines: readonly T[]): { at: number; part: T[] }[] {
  const starts = Array.from({ length: Math.ceil(lines.length / atOnce) }, (_, index) => index * atOnce)
  return starts.map((at) => ({ at, part: lines.slice(at, at + atOnce) }))
}

/** The matches that the database finds for each line. */
function useMatches(lines: readonly StatementLine[]) {
  const rpc = useRpc()
  return useQuery({
    queryKey: ['match-statement', lines],
    queryFn: async () => {
      const found: Match[] = []
      for (const { part } of partsOf(lines)) found.push(...(await rpc('match_statement', { lines: part })))
      return new Map(found.map((match) => [match.line, match]))
    },
    gcTime: 0,
    staleTime: Number.POSITIVE_INFINITY,
    refetchOnWindowFocus: false,
  })
}

/** The choice for each line and the booking: first a dry run, then the booking under one idempotency key. */
function useBooking(lines: readonly StatementLine[], matches: ReadonlyMap<number, Match> | undefined) {
  const rpc = useRpc()
  const refresh = useRefresh()
  const [run, isRunning] = useSingleRun()
  const [choices, setChoices] = useState<Record<number, Choice>>({})
  const [answers, setAnswers] = useState<{ isDone: boolean; rows: Booked[] }>()
  const [error, setError] = useState<ConsoleError>()
  const [requestId, setRequestId] = useState(() => crypto.randomUUID())
  const isFresh = useJustChanged(answers) && answers !== undefined
  const chosen = matches ? bookable(lines, matches, choices) : []
  const isTried = answers !== undefined
  const fine = answers?.rows.filter(({ problem }) => !problem).length ?? 0
  const book = async () => {
    setError(undefined)
    try {
      const rows: Booked[] = []
      for (const { at, part } of partsOf(chosen)) {
        const once = isTried ? { idempotency_key: `${requestId} ${at}` } : { dry_run: true }
        rows.push(...(await rpc('book_statement', { lines: part, ...once }, { result: booked })))
      }
      setAnswers({ isDone: isTried, rows })
      if (!isTried) return false
      void refresh()
    } catch (caught) {
      setError(caught as ConsoleError)
      return false
    }
  }
  return {
    ...{ choices, chosen, error, isRunning, isTried, fine },
    isDone: answers?.isDone === true,
    canBook: !isFresh && chosen.length > 0 && (!isTried || fine > 0),
    answerOf: new Map(answers?.rows.map((row) => [row.line, row])),
    book: () => void run(book, isTried ? 'book' : 'try'),
    choose: (line: number, choice: Choice) => {
      setChoices((before) => ({ ...before, [line]: choice }))
      // A changed request needs a new dry run and a new idempotency key.
      setAnswers(undefined)
      setRequestId(crypto.randomUUID())
    },
  }
}

/**
 * The review of a statement: each line with its possible invoice. Chosen lines are booked after a dry run.
 */
export function Review({ statement, onDone }: { statement: Statement; onDone: () => void }) {
  const { lines } = statement
  const matching = useMatches(lines)
  const booking = useBooking(lines, matching.data)
  if (lines.length === 0)
    return (
      <>
        <EmptyState title="No money came in">This statement has no booked line that came in.</EmptyState>
        <LeftOut statement={statement} />
      </>
    )
  if (matching.error) return <ErrorState error={matching.error} onRetry={() => void matching.refetch()} />
  if (!matching.data) return <LoadingState rows={8} />
  const { isDone, isTried, fine } = booking
  return (
    <>
      <LeftOut statement={statement} />
      <FormError error={booking.error} fields={[]} />
      {isDone ? <BookedNotice count={fine} /> : null}
      <Lines lines={lines} matches={matching.data} booking={booking} />
      <Row gap={8} wrap className="part above-24">
        {isDone ? (
          <Button type="primary" onClick={onDone}>
            Done
          </Button>
        ) : (
          <>
            <Button
              type="primary"
              loading={booking.isRunning}
              disabled={!booking.canBook}
              onClick={booking.book}
            >
              {isTried ? `Book ${pluralText(fine, 'payment')}` : 'Preview'}
            </Button>
            <span className="quiet">{sumsText(booking.chosen) || 'Nothing is chosen.'}</span>
          </>
        )}
      </Row>
    </>
  )
}

interface LinesProps {
  lines: readonly StatementLine[]
  matches: ReadonlyMap<number, Match>
  booking: ReturnType<typeof useBooking>
}

function Lines({ lines, matches, booking }: LinesProps) {
  const { choices, answerOf, choose, isDone, isRunning } = booking
  return (
    <FigureTable
      label="Lines of the statement"
      look="roomy"
      rows={lines}
      keyOf={({ line }) => String(line)}
      columns={[
        { head: 'Day', cell: ({ day }) => dayText(day) },
        {
          head: 'From',
          isText: true,
          wraps: true,
          cell: ({ name, reference }) => (
            <>
              {name || 'No name'}
              <div className="quiet">{reference}</div>
            </>
          ),
        },
        { head: 'Amount', cell: ({ amount_minor, currency }) => moneyText(amount_minor, currency) },
        {
          head: 'What becomes of it',
          isText: true,
          wraps: true,
          cell: (line) => (
            <LineChoice
              line={line}
              match={matches.get(line.line)}
              choice={choices[line.line]}
              answer={answerOf.get(line.line)}
              isFixed={isDone || isRunning}
              onChoice={(choice) => choose(line.line, choice)}
            />
          ),
        },
        {
          head: 'Then',
          isText: true,
          wraps: true,
          cell: (line) => answerText(line, answerOf.get(line.line)),
        },
      ]}
    />
  )
}

function BookedNotice({ count }: { count: number }) {
  return (
    <Alert
      className="above-12 below-12"
      type="success"
      showIcon
      title={`${pluralText(count, 'payment')} booked.`}
      description={<Link to="/unallocated">Allocate what is left of them</Link>}
    />
  )
}

function LeftOut({ statement }: { statement: Statement }) {
  const left = statement.leftOut.map(({ why, count }) => `${count} ${why}`).join(', ')
  return (
    <>
      <p className="quiet">
        {`${statement.kind}: ${pluralText(statement.lines.length, 'line')} of money that came in.`}
        {left ? ` Left out: ${left}.` : ''}
      </p>
      {statement.problems.length > 0 ? (
        <Alert
          className="above-12 below-12"
          type="warning"
          showIcon
          title={`${pluralText(statement.problems.length, 'line')} could not be read`}
          description={
            <ul>
              {statement.problems.slice(0, 20).map((problem) => (
                <li key={problem}>{problem}</li>
              ))}
              {statement.problems.length > 20 ? (
                <li>{`and ${statement.problems.length - 20} more`}</li>
              ) : null}
            </ul>
          }
        />
      ) : null}
    </>
  )
}

interface LineProps {
  line: StatementLine
  match: Match | undefined
  choice: Choice | undefined
  answer: Booked | undefined
  isFixed: boolean
  onChoice: (choice: Choice) => void
}

function LineChoice({ line, match, choice, answer, isFixed, onChoice }: LineProps) {
  const value = choice ?? choiceOf(match)
  const options: { value: Choice; label: string }[] = [
    ...(match?.invoice_id ? [{ value: 'invoice' as const, label: `On ${match.number}` }] : []),
    { value: 'unallocated', label: 'Unallocated' },
    { value: 'leave', label: 'Leave out' },
  ]
  if (match?.booked_before)
    return <span className="quiet">{answer && !answer.problem ? 'Booked' : 'Booked before'}</span>
  return (
    <>
      <Segmented<Choice>
        size="small"
        aria-label={`Line ${line.line}`}
        disabled={isFixed}
        value={value}
        options={options}
        onChange={onChoice}
      />
      <div className="quiet">
        {match?.like_payment ? (
          <>
            A transfer of this amount is there about that day:{' '}
            <RecordLink table="payments" id={match.like_payment}>
              look
            </RecordLink>
            .{' '}
          </>
        ) : null}
        {match?.invoice_id
          ? `${match.billing_name}, ${moneyText(match.due_minor, line.currency)} due: ${match.why}`
          : ''}
      </div>
    </>
  )
}

/** The result for a line, or the expected result: a problem, or the amount allocated to each target. */
function answerText({ amount_minor, currency }: StatementLine, answer: Booked | undefined): string {
  if (!answer) return ''
  if (answer.problem) return answer.problem
  if (!answer.allocated_minor) return 'Unallocated'
  const rest = amount_minor - answer.allocated_minor
  return `${moneyText(answer.allocated_minor, currency)} on ${answer.number}${rest > 0 ? `, ${moneyText(rest, currency)} unallocated` : ''}`
}
