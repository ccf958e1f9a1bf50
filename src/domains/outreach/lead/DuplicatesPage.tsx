import { Button } from 'antd'
import { lazy, Suspense, useEffect, useRef, useState } from 'react'
import { useFigures } from '@/charts/useFigures'
import { humanize } from '@/resource/field'
import { StateMark } from '@/resource/fields/options'
import { useRefresh } from '@/resource/query/useRefresh'
import { useRpc } from '@/resource/query/useRpc'
import { RecordLink } from '@/resource/RecordLink'
import type { RowOfResult } from '@/supabase/rpc'
import { focusPlace } from '@/ui/drawerFocus'
import { FigureTable } from '@/ui/FigureTable'
import { Row, Stack } from '@/ui/layout'
import { useNotify } from '@/ui/notify'
import { Page } from '@/ui/Page'
import { DialogOpening, EmptyState, ErrorState, LoadingState } from '@/ui/states'
import { useSingleRun } from '@/ui/useSingleRun'
import { leadStates } from './leadStates'

const MergeDialog = lazy(() => import('./MergeDialog'))

type Pair = RowOfResult<'twin_pairs'>

/** How many pairs are loaded first, and at most. */
const few = 50
const most = 200

/**
 * Pairs of leads that may be the same person, most certain
 * first: merge them, or mark them as different for good.
 */
export default function DuplicatesPage() {
  const [size, setSize] = useState(few)
  const [comparing, setComparing] = useState<Pair>()
  const { query, rows } = useFigures('twin_pairs', { most: size })
  const place = usePlaceOfFocus(rows)
  const close = () => {
    setComparing(undefined)
    void query.refetch()
  }
  return (
    <Page
      title="Duplicates"
      count={rows && (rows.length < size ? rows.length : `${rows.length} or more`)}
      description="What two leads share exactly is looked for among all of them; names that are nearly the same, among the 5,000 newest and everybody in their city. What more than 20 leads share is left out."
    >
      <Stack gap={24}>
        {query.error && !rows ? (
          <ErrorState error={query.error} onRetry={() => void query.refetch()} />
        ) : !rows ? (
          <LoadingState rows={8} />
        ) : rows.length === 0 ? (
          <EmptyState title="No two leads look like one person">
            They are compared by mailbox, phone, handle and profile, and by nearly the same name in the same
            city.
          </EmptyState>
        ) : (
          <FigureTable
            label="Pairs of leads"
            rows={rows}
            keyOf={keyOf}
            isStale={query.isPlaceholderData}
            columns={[
              {
                head: 'One',
                cell: (pair) => (
                  <Side id={pair.a} name={pair.a_name} contact={pair.a_contact} state={pair.a_state} />
                ),
              },
              {
                head: 'Other',
                isText: true,
                cell: (pair) => (
                  <Side id={pair.b} name={pair.b_name} contact={pair.b_contact} state={pair.b_state} />
                ),
              },
              { head: 'What they share', isText: true, wraps: true, cell: ({ why }) => humanize(why) },
              {
                head: 'What to do',
                isHeadHidden: true,
                isText: true,
                cell: (pair) => (
                  <PairActions
                    pair={pair}
                    onCompare={() => {
                      place(pair)
                      setComparing(pair)
                    }}
                    onChanged={() => {
                      place(pair)
                      void query.refetch()
                    }}
                  />
                ),
              },
            ]}
          />
        )}
        {rows?.length === size && size < most ? (
          <Button type="link" onClick={() => setSize(most)}>
            Show more
          </Button>
        ) : null}
      </Stack>
      {comparing ? (
        <Suspense fallback={<DialogOpening />}>
          <MergeDialog one={comparing.a} other={comparing.b} stay onClose={close} />
        </Suspense>
      ) : null}
    </Page>
  )
}

const keyOf = ({ a, b }: Pair) => `${a} ${b}`

/**
 * Keeps the focus in the list when the row of a button that was used is gone: it goes to the row that took its place.
 * The result is called with the pair whose button is used.
 */
function usePlaceOfFocus(rows: readonly Pair[] | undefined) {
  const used = useRef({ index: -1, key: '' })
  useEffect(() => {
    const { index, key } = used.current
    if (!rows || index < 0 || rows.some((pair) => keyOf(pair) === key)) return
    used.current = { index: -1, key: '' }
    if (document.activeElement !== document.body) return
    const next = rows[Math.min(index, rows.length - 1)]
    const button = next && document.querySelector<HTMLElement>(`[data-pair="${keyOf(next)}"]`)
    const heading = document.querySelector<HTMLElement>('main h1')
    if (button) button.focus()
    else if (heading) focusPlace(heading)
  }, [rows])
  return (pair: Pair) => {
    used.current = { index: rows?.indexOf(pair) ?? -1, key: keyOf(pair) }
  }
}

function PairActions({
  pair,
  onCompare,
  onChanged,
}: {
  pair: Pair
  onCompare: () => void
  onChanged: () => void
}) {
  const rpc = useRpc()
  const notify = useNotify()
  const refresh = useRefresh()
  const [run, isRunning] = useSingleRun()
  const tellApart = async (apart: boolean) => {
    try {
      await rpc('tell_apart', { a: pair.a, b: pair.b, apart })
      if (apart)
        notify.success({
          message: `${pair.a_name} and ${pair.b_name} are two people.`,
          undo: () => void tellApart(false),
        })
      onChanged()
      void refresh()
    } catch (error) {
      notify.error(error)
      return false
    }
  }
  return (
    <Row as="span" gap={8} align="stretch" justify="end">
      <Button
        size="small"
        data-pair={keyOf(pair)}
        onClick={onCompare}
        aria-label={`Compare ${pair.a_name} and ${pair.b_name}`}
      >
        Compare…
      </Button>
      <Button size="small" loading={isRunning} onClick={() => void run(() => tellApart(true))}>
        Two people
      </Button>
    </Row>
  )
}

function Side({ id, name, contact, state }: { id: string; name: string; contact: string; state: string }) {
  const tone = leadStates[state as keyof typeof leadStates]
  return (
    <>
      <RecordLink table="leads" id={id}>
        {name}
      </RecordLink>
      <br />
      <span className="quiet">{contact}</span>
      <br />
      <StateMark option={{ value: state, label: humanize(state), tone }} />
    </>
  )
}
