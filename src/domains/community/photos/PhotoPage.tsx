import { Button, Segmented } from 'antd'
import { useEffect, useRef, useState } from 'react'
import { movingKeys, returnedKeys } from '@/resource/queue/keys'
import { PhoneHead } from '@/resource/queue/PhoneHead'
import { NewItemsBanner, ReturnedBanner } from '@/resource/queue/QueueBanners'
import { QueuePanes } from '@/resource/queue/QueuePanes'
import { stepped } from '@/resource/queue/queueState'
import { keyOf } from '@/resource/queue/types'
import { LeaveUnsent, UnsentBanner } from '@/resource/queue/Unsent'
import { useClaims } from '@/resource/queue/useClaims'
import { useHeadingFocus } from '@/resource/queue/useHeadingFocus'
import { useFirstFocus } from '@/resource/queue/useQueueState'
import { Row, Stack } from '@/ui/layout'
import { useNotify } from '@/ui/notify'
import { Page } from '@/ui/Page'
import { pluralText } from '@/ui/pluralText'
import { useShortcuts } from '@/ui/shortcuts'
import { ErrorState, LoadingState } from '@/ui/states'
import { useReasons } from '../moderation/data'
import { PhotoList } from './PhotoList'
import { type Look, PhotoMiddle } from './PhotoMiddle'
import { PhotoSide } from './PhotoSide'
import { type PhotoDeciding, usePhotoDeciding } from './usePhotoDeciding'
import { type Photos, usePhotos } from './usePhotos'

/** The photo queue: members' photos, blurred until clicked, decided with the same keys as texts. */
export default function PhotoPage() {
  const isNavigationBlocked = useRef(false)
  const p = usePhotos()
  const d = usePhotoDeciding(p)
  const look = useLook()
  const { reasons } = useReasons('photo')
  const takeOver = usePhotoClaims(p)
  const { rows, state, dispatch, query } = p
  const focusOn = (key: string) => {
    dispatch({ type: 'focus', key })
    dispatch({ type: 'pane', pane: 'item' })
  }

  const [first] = rows.filter((row) => p.isOpenKey(keyOf(row)))
  const firstKey = first && keyOf(first)
  useFirstFocus(state, dispatch, firstKey)
  const loadNew = () => {
    p.loadNew()
    dispatch({ type: 'refilled' })
    // The focused photo no longer waits and leaves the list, so the first waiting one gets the focus.
    if (state.focus && !p.waiting.has(state.focus)) dispatch({ type: 'focus', key: undefined })
    void query.refetch()
  }
  usePhotoKeys(p, d, look, takeOver, loadNew)
  useHeadingFocus('photo-title', state)

  return (
    <Page title="Photo queue" width="panes">
      <QueuePanes pane={state.pane}>
        <section className="queue-waiting" aria-label="What waits">
          <Stack gap={8} className="queue-head">
            <Segmented
              aria-label="Layout"
              value={look.isGrid ? 'grid' : 'single'}
              onChange={(value) => {
                look.setGrid(value === 'grid')
                if (value === 'grid') dispatch({ type: 'pane', pane: 'item' })
              }}
              options={[
                { value: 'single', label: 'One by one' },
                { value: 'grid', label: 'Grid' },
              ]}
            />
          </Stack>
          <UnsentBanner unsent={p.unsent} problem={p.problem} onRetry={p.outbox.retry} />
          <ReturnedBanner count={d.returned.length} onOpen={d.toReturned} />
          <NewItemsBanner count={p.fresh} onLoad={loadNew} />
          <Stack className="queue-scroll grow scroll shrink">
            {query.error && !query.data ? (
              <ErrorState error={query.error} onRetry={() => void query.refetch()} />
            ) : query.data ? (
              <PhotoList p={p} onFocus={focusOn} />
            ) : (
              <div className="pad-x-16">
                <LoadingState rows={9} />
              </div>
            )}
          </Stack>
          <Row justify="between" className="queue-waiting-foot line-above pad-x-12 pad-y-4 fixed small">
            {state.selected.size > 0 ? (
              <span>{pluralText(state.selected.size, 'photo')} selected</span>
            ) : (
              <span className="quiet">Hold Space to see</span>
            )}
            <Button size="small" type="text" aria-pressed={look.isGrey} onClick={look.toggleGrey}>
              {look.isGrey ? 'In colour' : 'In grey'} <kbd aria-hidden>W</kbd>
            </Button>
          </Row>
        </section>
        <PhotoMiddle
          p={p}
          d={d}
          look={look}
          reasons={reasons}
          onToggle={look.toggle}
          onTakeOver={takeOver}
          onLoadNew={loadNew}
          onFocus={(key) => dispatch({ type: 'focus', key })}
        />
        <aside className="queue-side" aria-label="Member">
          <PhoneHead title="The photo" onBack={() => dispatch({ type: 'pane', pane: 'item' })} />
          {p.photo ? (
            <PhotoSide
              photo={p.photo}
              context={p.context.data ?? undefined}
              isClear={look.isHeld}
              isGrey={look.isGrey}
            />
          ) : null}
        </aside>
      </QueuePanes>
      <LeaveUnsent unsent={p.unsent} isNavigationBlocked={isNavigationBlocked} />
    </Page>
  )
}

/** How the pictures are shown: unblurred by click, or all of them while Space is held. */
function useLook() {
  const [isGrid, setGrid] = useState(false)
  const [isGrey, setGrey] = useState(false)
  const [isHeld, setHeld] = useState(false)
  const [clear, setClear] = useState<ReadonlySet<string>>(new Set())
  useEffect(() => {
    const isSpace = (event: KeyboardEvent) =>
      event.code === 'Space' &&
      !(event.target as Element).closest(
        'input, textarea, a, button:not(.queue-row-button), .ant-modal, .queue-why',
      )
    const down = (event: KeyboardEvent) => {
      if (!isSpace(event)) return
      event.preventDefault()
      setHeld(true)
    }
    const up = () => setHeld(false)
    window.addEventListener('keydown', down)
    window.addEventListener('keyup', up)
    window.addEventListener('blur', up)
    return () => {
      window.removeEventListener('keydown', down)
      window.removeEventListener('keyup', up)
      window.removeEventListener('blur', up)
    }
  }, [])
  const toggle = (key: string) =>
    setClear((before) => {
      const next = new Set(before)
      if (!next.delete(key)) next.add(key)
      return next
    })
  return { isGrid, setGrid, isGrey, toggleGrey: () => setGrey(!isGrey), isHeld, clear, toggle }
}

/** Claims the focused photo, so that colleagues see who works on it. */
function usePhotoClaims(p: Photos) {
  const notify = useNotify()
  const isOpen = p.state.focus !== undefined && p.isOpenKey(p.state.focus)
  const claims = useClaims({
    api: p.apis.claims,
    isMine: p.photo?.claimed_by === p.me,
    focus: isOpen ? p.photo : undefined,
    onChange: () => void p.query.refetch(),
    onIdle: () =>
      notify.success({ key: 'claims', message: 'You were away: your claimed photos are free again.' }),
  })
  return () => {
    const { photo } = p
    if (!photo) return
    claims.takeOver(photo).then(
      () => void p.query.refetch(),
      (error: unknown) => notify.error(error, { key: 'claims', title: 'Not taken over' }),
    )
  }
}

function usePhotoKeys(
  p: Photos,
  d: PhotoDeciding,
  look: ReturnType<typeof useLook> & Look,
  takeOver: () => void,
  loadNew: () => void,
) {
  const { rows, state, status, dispatch } = p
  const back = status?.kind === 'returned' ? status.sent : undefined
  const group = 'Decide'
  useShortcuts([
    ...movingKeys({
      move: (by) => {
        const to = stepped(
          rows,
          rows.findIndex((row) => keyOf(row) === state.focus),
          by,
        )
        if (to) dispatch({ type: 'focus', key: keyOf(to) })
      },
      turn: () => look.setGrid(!look.isGrid),
      // Space has a handler of its own, because it works only while it is held.
    }).filter(({ keys }) => !keys.endsWith('Space')),
    { keys: 'a', label: 'Approve', group, run: () => d.request('approve') },
    { keys: 'r', label: 'Reject', group, run: () => d.request('reject') },
    { keys: 'e', label: 'Escalate', group, run: () => d.request('escalate') },
    { keys: 'u', label: 'Undo the last decision', group, run: d.undo },
    { keys: 'w', label: 'In grey or in colour', group: 'Queue', run: look.toggleGrey },
    {
      keys: 'x',
      label: 'Select or unselect',
      group: 'Queue',
      run: () => state.focus && p.isOpenKey(state.focus) && dispatch({ type: 'toggle', key: state.focus }),
    },
    { keys: '.', label: 'Take in what is new', group: 'Queue', run: loadNew },
    ...(status?.kind === 'claimed' && !status.isMine
      ? [{ keys: 't', label: 'Take it over', group: 'Queue', run: takeOver }]
      : []),
    ...returnedKeys({
      count: d.returned.length,
      toReturned: d.toReturned,
      ...(back && { decideAnyway: () => d.decideAnyway(back), leave: () => d.leave(back) }),
    }),
    {
      keys: 'Escape',
      label: 'Select nothing',
      group: 'Queue',
      hidden: true,
      run: () => dispatch({ type: 'select', keys: new Set() }),
    },
  ])
}
