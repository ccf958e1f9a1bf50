import { ArrowLeftOutlined, InboxOutlined, TeamOutlined, UserOutlined } from '@ant-design/icons'
import { useList } from '@refinedev/core'
import { useInfiniteQuery, useQuery, useQueryClient } from '@tanstack/react-query'
import { Button, Segmented, Select, Tag } from 'antd'
import { lazy, memo, Suspense, useCallback, useEffect, useMemo, useRef, useState } from 'react'
import { useNavigate, useParams, useSearchParams } from 'react-router'
import { useEntries } from '@/resource/entries'
import { words } from '@/resource/fields/field'
import { dayText } from '@/resource/fields/time'
import { hasSame } from '@/ui/hasSame'
import { useNotify } from '@/ui/notify'
import { Page } from '@/ui/Page'
import { type Shortcut, useShortcuts } from '@/ui/shortcuts'
import { EmptyState, ErrorState, LoadingState } from '@/ui/states'
import { useIsPhone } from '@/ui/useIsPhone'
import { useStable } from '@/ui/useStable'
import { ActionBar, approval, LastDecision } from './ActionBar'
import { AuthorPane } from './AuthorPane'
import {
  addressOf,
  ages,
  belongs,
  historyFilters,
  itemOfKey,
  queuePath,
  readItem,
  readView,
  type View,
  viewNames,
} from './address'
import { DoneList } from './DoneList'
import { ItemPane } from './ItemPane'
import { lastGroup, latestByItem, type Seen, type Sent } from './outbox'
import { QueueList } from './QueueList'
import { ReasonPanel } from './ReasonPanel'
import { isOpen, isSelectable, type Standing, standingOf } from './standing'
import {
  type Context,
  type Decision,
  type ItemRef,
  keyOf,
  type PastDecision,
  type QueueItem,
  type Reason,
  type Sanction,
  type Similar,
} from './types'
import { LeaveUnsent, UnsentBanner } from './Unsent'
import { type Calls, useCalls } from './useCalls'
import { useClaims } from './useClaims'
import { useOutbox } from './useOutbox'
import { useQueue, withNumbers } from './useQueue'
import { count, done, verbs, whys } from './words'
import './moderation.css'

const SanctionDialog = lazy(() => import('./SanctionDialog').then((m) => ({ default: m.SanctionDialog })))
const LiftDialog = lazy(() => import('./SanctionDialog').then((m) => ({ default: m.LiftDialog })))

/** How many items a press of the key claims. */
const claimSize = 10
/** How many contexts are read ahead of the person. */
const ahead = 2
const nobody: ReadonlySet<string> = new Set()
const none: readonly Sent[] = []

const viewLabels: Record<View['view'], string> = {
  urgent: 'Urgent',
  all: 'All',
  mine: 'Mine',
  escalated: 'Escalated',
  done: 'Done',
}

function useReasons() {
  const { result, query } = useList<Reason & { id: string; active: boolean }>({
    resource: 'moderation_reasons',
    pagination: { mode: 'off' },
    sorters: [{ field: 'position', order: 'asc' }],
    meta: { tieBreak: 'code' },
    queryOptions: { staleTime: 10 * 60_000 },
    errorNotification: false,
  })
  const all = result?.data
  const reasons = useMemo<readonly Reason[]>(() => all?.filter(({ active }) => active) ?? [], [all])
  const reasonLabel = useCallback(
    (code: string) => all?.find((one) => one.code === code)?.label ?? words(code),
    [all],
  )
  return { reasons, reasonLabel, error: query.error }
}

function contextOptions(calls: Calls, item: ItemRef) {
  return {
    queryKey: ['moderation', 'context', keyOf(item)],
    queryFn: async ({ signal }: { signal: AbortSignal }) => {
      const { item_type, item_id } = item
      const context = await calls.rpc<Context | null>(
        'moderation_context',
        { item_type, item_id },
        'get',
        signal,
      )
      return context && { ...context, item: withNumbers(context.item) }
    },
    staleTime: 30_000,
  }
}

function useHistory(calls: Calls, view: View) {
  const query = useInfiniteQuery({
    queryKey: ['moderation', 'history', view],
    enabled: view.view === 'done',
    initialPageParam: undefined as string | undefined,
    queryFn: ({ pageParam, signal }) =>
      calls.list<PastDecision>('moderation_history', {
        filters: historyFilters(view),
        sorters: [{ field: 'id', order: 'desc' }],
        size: 50,
        cursor: pageParam,
        signal,
      }),
    getNextPageParam: ({ cursor }) => cursor.next,
    staleTime: 0,
  })
  const { fetchNextPage, hasNextPage, isFetchingNextPage } = query
  const more = useCallback(() => {
    if (hasNextPage && !isFetchingNextPage) void fetchNextPage()
  }, [fetchNextPage, hasNextPage, isFetchingNextPage])
  return {
    rows: query.data?.pages.flatMap(({ data }) => data),
    error: query.error,
    refetch: query.refetch,
    more,
  }
}

/** What a reason panel is open for. */
interface Asking {
  decision: Decision
  note?: string
}

/** The moderators' queue: what waits, the item itself, and its author, worked through by keys. */
export default function QueuePage() {
  const { staff } = useEntries()
  const me = staff.userId
  const [params] = useSearchParams()
  const search = params.toString()
  const view = useMemo(() => readView(new URLSearchParams(search)), [search])
  const addressed = readItem(useParams()['*'] ?? '')
  const navigate = useNavigate()
  const notify = useNotify()
  const queries = useQueryClient()
  const isPhone = useIsPhone()
  const calls = useCalls()
  const { reasons, reasonLabel } = useReasons()
  const queue = useQueue(calls, view, me)
  const history = useHistory(calls, view)
  const { outbox, sent, unsent, problem } = useOutbox(me, calls)
  const isDone = view.view === 'done'

  const [focus, setFocus] = useState<string | undefined>(addressed && keyOf(addressed))
  /** In the view of what is decided: the decision that is looked at. */
  const [past, setPast] = useState<number>()
  const [pane, setPane] = useState<'list' | 'item' | 'author'>(addressed ? 'item' : 'list')
  const [guest, setGuest] = useState<QueueItem>()
  const [selected, setSelected] = useState(nobody)
  const [together, setTogether] = useState<readonly Similar[]>()
  const [asking, setAsking] = useState<Asking>()
  const [isThreadOpen, setThreadOpen] = useState(false)
  const [sanctioning, setSanctioning] = useState(false)
  const [lifting, setLifting] = useState<Sanction>()
  const [said, setSaid] = useState('')
  /** All that was listed is decided: nothing is in focus until more is taken in. */
  const [isFinished, setFinished] = useState(false)
  const firstSeen = useRef(new Map<string, number>())

  // ——— The rows, and how it stands with each

  const own = useMemo(() => latestByItem(sent), [sent])
  const rows = useMemo(() => {
    const listed = queue.rows ?? []
    return guest && !listed.some(({ id }) => id === guest.id) ? [guest, ...listed] : listed
  }, [queue.rows, guest])
  const standings = useMemo(() => {
    const now = new Date()
    // What is not among the thousand gravest may wait all the same.
    const waits = queue.roll?.whole ? queue.roll.items : undefined
    const map = new Map<string, Standing>()
    for (const row of rows) {
      const standing = standingOf(row, { own, decided: queue.decided, waits, me, now })
      // What a link led to need not wait for anything.
      if (standing && !(standing.kind === 'elsewhere' && row === guest && !standing.by))
        map.set(keyOf(row), standing)
    }
    return map
  }, [rows, own, queue.decided, queue.roll, me, guest])

  const counts = useMemo(() => {
    const now = new Date()
    const numbers = { urgent: 0, all: 0, mine: 0, escalated: 0, done: 0 }
    for (const [key, item] of queue.roll?.items ?? []) {
      const decision = own.get(key)
      if (decision && decision.status !== 'returned' && decision.decision !== 'escalate') {
        const { outcome } = decision
        if (outcome?.result !== 'applied' || outcome.decision_id > (item.decision_seen ?? 0)) continue
      }
      for (const name of viewNames) if (belongs(item, { view: name }, me, now)) numbers[name] += 1
    }
    return numbers
  }, [queue.roll, own, me])

  const nextOpen = (from: string | undefined, without: ReadonlySet<string>): string | undefined => {
    const at = rows.findIndex((row) => keyOf(row) === from)
    const around = [...rows.slice(at + 1), ...rows.slice(0, Math.max(0, at))]
    const next = around.find((row) => !without.has(keyOf(row)) && isOpen(standings.get(keyOf(row))))
    return next && keyOf(next)
  }

  // ——— What is in focus

  const focusOn = useCallback((key: string | undefined) => {
    setFocus(key)
    setAsking(undefined)
    setTogether(undefined)
  }, [])

  /** Whether the person is held back on their way to another page. */
  const leaving = useRef(false)
  // An address that somebody followed, as opposed to one that the page wrote itself.
  const written = useRef(new Set<string>())
  const addressedKey = addressed && keyOf(addressed)
  const lastAddressed = useRef(addressedKey)
  useEffect(() => {
    if (addressedKey === lastAddressed.current) return
    lastAddressed.current = addressedKey
    setPane(addressedKey ? 'item' : 'list')
    // At a desk the address follows the focus, and may be a step behind it.
    if (addressedKey && (isPhone || !written.current.has(addressedKey))) focusOn(addressedKey)
  }, [addressedKey, focusOn, isPhone])

  // Another view begins at its first row.
  const shownView = useRef(search)
  useEffect(() => {
    if (shownView.current === search) return
    shownView.current = search
    setGuest(undefined)
    setSelected(nobody)
    setPast(undefined)
    setFinished(false)
    focusOn(addressedKey)
  }, [search, addressedKey, focusOn])

  const isLoaded = isDone ? history.rows !== undefined : queue.rows !== undefined
  const isEmptyView =
    isLoaded && focus === undefined && rows.every((row) => !isOpen(standings.get(keyOf(row))))
  useEffect(() => {
    if (isDone || focus !== undefined || !queue.rows) return
    const first = queue.rows.find((row) => isOpen(standings.get(keyOf(row))))
    if (first && !isFinished) focusOn(keyOf(first))
  }, [isDone, focus, queue.rows, standings, focusOn, isFinished])
  useEffect(() => {
    const all = history.rows ?? []
    if (!isDone || all.some(({ id }) => id === past)) return
    const first = focus === undefined ? all[0] : all.find((one) => keyOf(one) === focus)
    if (!first) return
    setPast(first.id)
    setFocus(keyOf(first))
  }, [isDone, history.rows, past, focus])

  const focused = useMemo(() => (focus ? itemOfKey(focus) : undefined), [focus])
  useEffect(() => {
    if (isPhone || !focused) return
    const timer = setTimeout(() => {
      // The person is on their way to another page: the address is that one's.
      if (leaving.current || !window.location.pathname.startsWith(queuePath)) return
      written.current.add(keyOf(focused))
      navigate(addressOf(view, focused), { replace: true, preventScrollReset: true })
    }, 300)
    return () => clearTimeout(timer)
  }, [isPhone, focused, view, navigate])

  const contextQuery = useQuery({
    ...contextOptions(calls, focused ?? { item_type: 'post', item_id: '' }),
    enabled: focused !== undefined,
  })
  const context = contextQuery.data ?? undefined

  // What a link or a decision leads to that is not among the rows.
  const isStranger =
    !isDone &&
    isLoaded &&
    focus !== undefined &&
    !rows.some((row) => keyOf(row) === focus) &&
    context !== undefined
  useEffect(() => {
    if (isStranger) setGuest(context.item)
  }, [isStranger, context])

  const row = rows.find((one) => keyOf(one) === focus)
  const decided = focus ? queue.decided.get(focus) : undefined
  const item = useMemo(() => newest(row, context?.item, decided), [row, context, decided])
  if (item && !firstSeen.current.has(keyOf(item))) firstSeen.current.set(keyOf(item), item.version)
  const isEdited = item !== undefined && item.version > (firstSeen.current.get(keyOf(item)) ?? item.version)
  const standing = focus ? standings.get(focus) : undefined

  // What comes next is read before it is reached.
  const upcoming: string[] = []
  if (isDone) {
    const at = history.rows?.findIndex(({ id }) => id === past) ?? -1
    upcoming.push(...(history.rows ?? []).slice(at + 1, at + 1 + ahead).map(keyOf))
  }
  for (let at = isDone ? undefined : focus, without = nobody; at && upcoming.length < ahead; ) {
    at = nextOpen(at, without)
    if (!at) break
    without = new Set([...without, at])
    upcoming.push(at)
  }
  const upcomingKeys = upcoming.join()
  useEffect(() => {
    for (const key of upcomingKeys.split(',')) {
      const coming = itemOfKey(key)
      if (coming) void queries.prefetchQuery(contextOptions(calls, coming))
    }
  }, [upcomingKeys, calls, queries])

  // A colleague's decision, or the answer to one's own, makes what was read of the item old.
  const answered = useRef<ReadonlySet<string>>(undefined)
  const { lookNow } = queue
  useEffect(() => {
    const before = answered.current
    answered.current = new Set(
      sent.filter(({ outcome }) => outcome).map(({ key, undo }) => `${key} ${undo?.status ?? ''}`),
    )
    if (!before) return
    let isAnything = false
    for (const { key, item: of, outcome, undo, status } of sent) {
      if (!outcome || before.has(`${key} ${undo?.status ?? ''}`)) continue
      isAnything = true
      void queries.invalidateQueries({ queryKey: ['moderation', 'context', keyOf(of)] })
      if (status === 'returned' || undo) lookNow()
    }
    if (isAnything) {
      void queries.invalidateQueries({ queryKey: ['moderation', 'history'] })
      void queries.invalidateQueries({ queryKey: ['waiting', queuePath] })
    }
  }, [sent, queries, lookNow])
  const decidedId = decided?.id
  useEffect(() => {
    if (decidedId) void queries.invalidateQueries({ queryKey: ['moderation', 'context', focus] })
  }, [decidedId, focus, queries])

  // ——— Claims

  const claims = useClaims({
    calls,
    isMine: row?.claimed_by === me,
    focus: !isDone && isOpen(standing) && row && !(isPhone && pane === 'list') ? focused : undefined,
    onChange: lookNow,
    onIdle: () =>
      notify.success({ key: 'claims', message: 'You were away: your claimed items are free again.' }),
  })
  const claim = async () => {
    try {
      const taken = await claims.claimNext(claimSize, view)
      notify.success({
        key: 'claims',
        message:
          taken.length > 0
            ? `${count(taken.length, 'item')} are yours now.`
            : 'Nothing is left to claim here.',
      })
      lookNow()
      if (view.view === 'mine') await takeIn()
    } catch (error) {
      notify.error(error, { key: 'claims', title: 'Not claimed' })
    }
  }
  const takeOver = async () => {
    if (!focused) return
    try {
      const answer = await claims.takeOver(focused)
      if (answer?.taken_from_name) {
        notify.success({
          key: 'claims',
          message: `Yours now. ${answer.taken_from_name} sees that you took it.`,
        })
      }
      lookNow()
    } catch (error) {
      notify.error(error, { key: 'claims', title: 'Not taken over' })
    }
  }

  // ——— Deciding

  const chosen = rows.filter((one) => selected.has(keyOf(one)))
  const targets: readonly (QueueItem | Similar)[] =
    chosen.length > 0 ? chosen : item ? [item, ...(together ?? [])] : []
  const suggested = suggestionFor(chosen.length > 0 ? chosen : item ? [item] : [])
  const hideReason = reasons.find(({ code, decisions }) => code === suggested && decisions.includes('hide'))

  const decide = (decision: Decision, reason?: Reason, note?: string) => {
    const those = new Set(targets.map(keyOf))
    outbox.decide(
      targets.map((target) => ({
        ...seenOf(target, own.get(keyOf(target))),
        ...(decision === 'approve' && { decision: approval(target) }),
      })),
      { decision, note, reason_code: reason?.code, reason_label: reason?.label },
    )
    setSaid(
      `${done[decision]}${targets.length > 1 ? ` ${targets.length}` : ''}${reason ? `, ${reason.label}` : ''}.`,
    )
    setSelected(nobody)
    const next = isDone ? focus : nextOpen(focus, those)
    focusOn(chosen.length > 0 && focus && !those.has(focus) ? focus : next)
    if (next) return
    setFinished(true)
    if (isPhone) setPane('list')
  }
  const request = (decision: Decision, asks = false) => {
    if (targets.length === 0) return
    if (chosen.length === 0 && standing?.kind === 'own') {
      setSaid('You have decided this already. U undoes it.')
      return
    }
    const note = standing?.kind === 'returned' ? standing.sent.note : undefined
    if (decision === 'approve' || decision === 'restore' || decision === 'dismiss_reports') {
      decide(decision, undefined, note)
    } else if (decision === 'hide' && hideReason && !asks && targets.length === 1)
      decide('hide', hideReason, note)
    else setAsking({ decision, note })
  }
  const undoable = useMemo(() => lastGroup(sent), [sent])
  const undo = () => {
    if (isDone) {
      const shown = history.rows?.find(({ id }) => id === past)
      if (shown?.may_undo && shown.decision !== 'undo' && !undoing.has(shown.id)) {
        const { id, decision, reason_label } = shown
        outbox.undoPast({ ...seenOf(shown), id, decision, reason_label: reason_label ?? undefined })
        setSaid('Undone.')
      } else setSaid('This can no longer be undone.')
      return
    }
    const [first] = undoable
    if (!first) return
    outbox.undo(first.group)
    setSaid(`Undone: ${done[first.decision].toLowerCase()} “${first.item.title}”.`)
    if (rows.some((one) => keyOf(one) === keyOf(first.item))) focusOn(keyOf(first.item))
  }
  const undoing = useMemo(
    () =>
      new Set(
        sent.flatMap(({ undo: wanted, outcome }) =>
          wanted && wanted.status !== 'returned' && outcome?.result === 'applied'
            ? [outcome.decision_id]
            : [],
        ),
      ),
    [sent],
  )
  const decideAnyway = (of: Sent) => {
    const { outcome } = of
    if (outcome?.result !== 'conflict') return
    const version = Math.max(outcome.version ?? 0, item?.version ?? of.item.version)
    const decision_seen = Math.max(outcome.decision_seen ?? 0, item?.decision_seen ?? 0) || null
    const { decision, reason_code, reason_label, note } = of
    outbox.decide([{ ...of.item, version, decision_seen }], { decision, reason_code, reason_label, note })
    focusOn(nextOpen(focus, new Set([keyOf(of.item)])))
  }
  const leave = (of: Sent) => {
    outbox.leave(of.key)
    focusOn(nextOpen(focus, new Set([keyOf(of.item)])) ?? focus)
  }
  const gather = async () => {
    if (!focused || !context || context.similar_count === 0) return
    try {
      const similar = await calls.rpc<Similar[]>('similar_items', { ...refOf(focused) }, 'get')
      setTogether(similar.length > 0 ? similar : undefined)
    } catch (error) {
      notify.error(error, { key: 'similar', title: 'The others could not be read' })
    }
  }

  const takeIn = async () => {
    try {
      await queue.takeIn(focus)
      setFinished(false)
    } catch (error) {
      notify.error(error, { key: 'queue', title: 'The queue could not be read' })
    }
  }

  // ——— Moving about

  const move = (by: number) => {
    if (isDone) {
      const all = history.rows ?? []
      const at = all.findIndex(({ id }) => id === past)
      const to = all[Math.max(0, Math.min(all.length - 1, at + by))]
      if (to) {
        setPast(to.id)
        setFocus(keyOf(to))
      }
      return
    }
    const at = rows.findIndex((one) => keyOf(one) === focus)
    const to = rows[at < 0 ? (by > 0 ? 0 : rows.length - 1) : Math.max(0, Math.min(rows.length - 1, at + by))]
    if (to) focusOn(keyOf(to))
  }
  const open = (of: ItemRef) => {
    focusOn(keyOf(of))
    setPane('item')
    if (isPhone) navigate(addressOf(view, of))
  }
  const show = (next: View) => navigate(addressOf(next))
  const turn = (by: number) => {
    const at = viewNames.indexOf(view.view)
    const next = viewNames[(at + by + viewNames.length) % viewNames.length]
    if (next) show({ view: next })
  }
  const select = useCallback((key: string) => {
    setSelected((before) => {
      const next = new Set(before)
      if (!next.delete(key)) next.add(key)
      return next
    })
  }, [])
  const returned = sent.filter(isReturned)
  const toReturned = () => {
    const at = returned.findIndex((one) => keyOf(one.item) === focus)
    const next = returned[(at + 1) % returned.length]
    if (next) open(next.item)
  }
  const toggleThread = () => setThreadOpen(!isThreadOpen)
  const on = useStable({
    decideAnyway,
    leave,
    takeOver: () => void takeOver(),
    gather: () => void gather(),
    ungather: () => setTogether(undefined),
    toggleThread,
    undo,
    request,
    show,
    sanction: () => setSanctioning(true),
    open,
    openKey: (key: string) => {
      const of = itemOfKey(key)
      if (of) open(of)
    },
    openPast: (id: number) => {
      const of = history.rows?.find((one) => one.id === id)
      setPast(id)
      if (of) open(of)
    },
    retry: () => void contextQuery.refetch(),
  })
  const isHeldByOther = standing?.kind === 'held' && !standing.isMine

  const decideKey = (keys: string, decision: Decision, asks = false): Shortcut => ({
    keys,
    label: asks && decision === 'hide' ? 'Hide for another reason' : verbs[decision],
    group: 'Decide',
    run: () => request(decision, asks),
  })
  useShortcuts([
    { keys: 'j', label: 'Next item', group: 'Queue', run: () => move(1) },
    { keys: 'k', label: 'Previous item', group: 'Queue', run: () => move(-1) },
    { keys: 'ArrowDown', label: 'Next item', group: 'Queue', hidden: true, run: () => move(1) },
    { keys: 'ArrowUp', label: 'Previous item', group: 'Queue', hidden: true, run: () => move(-1) },
    decideKey('a', item ? approval(item) : 'approve'),
    decideKey('h', 'hide'),
    decideKey('shift+h', 'hide', true),
    decideKey('r', 'remove'),
    decideKey('e', 'escalate'),
    ...(item && item.open_reports > 0 ? [decideKey('d', 'dismiss_reports')] : []),
    {
      keys: 'u',
      label: isDone ? 'Undo this decision' : 'Undo the last decision',
      group: 'Decide',
      run: undo,
    },
    ...(returned.length > 0
      ? [{ keys: 'b', label: 'Go to a decision that came back', group: 'Decide', run: toReturned }]
      : []),
    ...(standing?.kind === 'returned'
      ? [
          { keys: 'y', label: 'Decide it anyway', group: 'Decide', run: () => decideAnyway(standing.sent) },
          { keys: 'l', label: 'Leave it as it is', group: 'Decide', run: () => leave(standing.sent) },
        ]
      : []),
    {
      keys: 's',
      label: 'Sanction the author…',
      group: 'Decide',
      run: () => setSanctioning(item !== undefined),
    },
    { keys: 'o', label: 'Open or close the thread', group: 'Queue', run: toggleThread },
    ...(isDone
      ? []
      : [
          {
            keys: 'x',
            label: 'Select or unselect',
            group: 'Queue',
            run: () => row && isSelectable(standings.get(keyOf(row))) && select(keyOf(row)),
          },
          { keys: 'c', label: `Claim the next ${claimSize}`, group: 'Queue', run: () => void claim() },
          { keys: '.', label: 'Take in what is new', group: 'Queue', run: () => void takeIn() },
        ]),
    { keys: 'm', label: 'Decide near-identical ones together', group: 'Queue', run: () => void gather() },
    ...(isHeldByOther
      ? [{ keys: 't', label: 'Take it over', group: 'Queue', run: () => void takeOver() }]
      : []),
    { keys: 'v', label: 'Next view', group: 'Queue', run: () => turn(1) },
    { keys: 'shift+v', label: 'Previous view', group: 'Queue', run: () => turn(-1) },
    {
      keys: 'Escape',
      label: 'Select nothing',
      group: 'Queue',
      hidden: true,
      run: () => {
        setSelected(nobody)
        setTogether(undefined)
      },
    },
  ])

  const error = isDone ? history.error : queue.error
  const isListed = isDone ? (history.rows?.length ?? 0) > 0 : rows.length > 0
  return (
    <Page title="Moderation queue" width="panes">
      <div className="mod" data-pane={pane}>
        <section className="mod-queue" aria-label="What waits">
          <div className="mod-queue-head">
            <Views
              view={view.view}
              counts={queue.roll ? counts : undefined}
              isWhole={queue.roll?.whole !== false}
              onChange={on.show}
            />
            <Filters view={view} reasons={reasons} reasonLabel={reasonLabel} onChange={on.show} />
          </div>
          <UnsentBanner unsent={unsent} problem={problem} onRetry={outbox.retry} />
          {returned.length > 0 ? (
            <button type="button" className="mod-strip" data-tone="red" onClick={toReturned}>
              {returned.length === 1 ? 'One decision came back' : `${returned.length} decisions came back`}{' '}
              <kbd aria-hidden>B</kbd>
            </button>
          ) : null}
          {queue.lost && !problem ? (
            <p className="mod-strip" data-tone="amber" role="status">
              No connection: what colleagues do does not show.
            </p>
          ) : null}
          {!isDone && queue.fresh > 0 ? (
            <button type="button" className="mod-strip" onClick={() => void takeIn()}>
              {queue.fresh} new <kbd aria-hidden>.</kbd>
            </button>
          ) : null}
          <div className="mod-scroll">
            {error && !isLoaded ? (
              <ErrorState error={error} onRetry={isDone ? () => void history.refetch() : queue.load} />
            ) : !isLoaded ? (
              <div className="mod-loading">
                <LoadingState rows={9} />
              </div>
            ) : !isListed ? (
              <Nothing view={view} all={counts.all} onShow={show} />
            ) : isDone ? (
              <DoneList
                rows={history.rows ?? []}
                focus={past}
                undoing={undoing}
                onFocus={on.openPast}
                onNearEnd={history.more}
              />
            ) : (
              <QueueList
                rows={rows}
                standings={standings}
                focus={focus}
                selected={selected}
                reasonLabel={reasonLabel}
                marksUrgent={view.view !== 'urgent'}
                isStuck={problem !== undefined}
                onFocus={on.openKey}
                onSelect={select}
                onNearEnd={queue.loadMore}
              />
            )}
          </div>
          {isDone ? null : (
            <div className="mod-queue-foot">
              {selected.size > 0 ? (
                <>
                  <span>{count(selected.size, 'item')} selected</span>
                  <Button size="small" type="text" onClick={() => setSelected(nobody)}>
                    Select nothing <kbd aria-hidden>Esc</kbd>
                  </Button>
                </>
              ) : (
                <Button
                  size="small"
                  type="text"
                  icon={<TeamOutlined aria-hidden />}
                  onClick={() => void claim()}
                >
                  Claim the next {claimSize} <kbd aria-hidden>C</kbd>
                </Button>
              )}
            </div>
          )}
        </section>
        <section className="mod-middle" aria-label="Item">
          <PhoneHead
            title={isPhone ? viewLabels[view.view] : ''}
            onBack={() => {
              setPane('list')
              navigate(addressOf(view))
            }}
            onAuthor={() => setPane('author')}
          />
          {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable with the keyboard */}
          <section className="mod-scroll mod-reading" key={focus} tabIndex={0} aria-label="What was written">
            {item ? (
              <ItemPane
                item={item}
                context={context}
                error={contextQuery.error}
                onRetry={on.retry}
                standing={standing}
                decided={decided}
                isEdited={isEdited}
                together={together}
                isThreadOpen={isThreadOpen}
                reasonLabel={reasonLabel}
                on={on}
              />
            ) : focus && contextQuery.error ? (
              <ErrorState error={contextQuery.error} onRetry={on.retry} />
            ) : focus && contextQuery.data === null ? (
              <EmptyState title="It is gone" icon={<InboxOutlined />}>
                This post or comment was deleted by its author.
              </EmptyState>
            ) : isEmptyView && isListed ? (
              <EmptyState
                title="All decided"
                icon={<InboxOutlined />}
                action={
                  <Button onClick={() => void takeIn()}>
                    {queue.fresh > 0 ? `Take in ${queue.fresh} new` : 'Look again'} <kbd aria-hidden>.</kbd>
                  </Button>
                }
              >
                Nothing in this view waits for you any more.
              </EmptyState>
            ) : isEmptyView ? null : (
              <LoadingState shape="text" />
            )}
          </section>
          {item ? (
            <div className="mod-foot">
              {asking ? (
                <ReasonPanel
                  key={`${focus} ${asking.decision}`}
                  decision={asking.decision}
                  count={targets.length}
                  reasons={reasons}
                  suggested={suggested}
                  initialNote={asking.note}
                  onDecide={(reason, note) => decide(asking.decision, reason, note)}
                  onClose={() => setAsking(undefined)}
                />
              ) : null}
              <ActionBar
                item={item}
                count={targets.length}
                hideReason={targets.length === 1 ? hideReason?.label : undefined}
                last={isDone ? none : undoable}
                isBusy={problem !== undefined}
                onDecide={on.request}
                onUndo={on.undo}
              />
            </div>
          ) : undoable.length > 0 && !isDone ? (
            <div className="mod-foot">
              <div className="mod-bar">
                <LastDecision last={undoable} onUndo={undo} isBusy={problem !== undefined} />
              </div>
            </div>
          ) : null}
        </section>
        <aside className="mod-author" aria-label="Author">
          <PhoneHead title="The item" onBack={() => setPane('item')} />
          {item ? (
            <AuthorPane
              item={item}
              context={context}
              reasonLabel={reasonLabel}
              onSanction={on.sanction}
              onLift={setLifting}
              onOpen={on.open}
            />
          ) : null}
        </aside>
      </div>
      <p className="visually-hidden" role="status" aria-live="polite">
        {said}
      </p>
      <Suspense fallback={null}>
        {sanctioning && item ? (
          <SanctionDialog
            calls={calls}
            member={{ id: item.author_id, name: item.author_name }}
            reasons={reasons}
            suggested={suggestionFor([item])}
            decisionId={decisionOn(own.get(keyOf(item)))}
            onClose={() => setSanctioning(false)}
            onDone={() => {
              setSanctioning(false)
              void queries.invalidateQueries({ queryKey: ['moderation', 'context'] })
              lookNow()
            }}
          />
        ) : null}
        {lifting && item ? (
          <LiftDialog
            calls={calls}
            sanction={lifting}
            name={item.author_name}
            onClose={() => setLifting(undefined)}
            onDone={() => {
              setLifting(undefined)
              void queries.invalidateQueries({ queryKey: ['moderation', 'context'] })
            }}
          />
        ) : null}
      </Suspense>
      <LeaveUnsent unsent={unsent} leaving={leaving} />
    </Page>
  )
}

/** The item as it was read last: its row, its context, or what a colleague's decision says of it. */
function newest(
  row: QueueItem | undefined,
  inContext: QueueItem | undefined,
  decided: PastDecision | undefined,
): QueueItem | undefined {
  const seen = (one: QueueItem) => one.decision_seen ?? 0
  const base =
    row && inContext
      ? inContext.version > row.version || (inContext.version === row.version && seen(inContext) > seen(row))
        ? { ...row, ...inContext }
        : row
      : (row ?? inContext)
  if (!base || !decided || decided.id <= seen(base)) return base
  return { ...base, state: decided.state_after, decision_seen: decided.id }
}

/** What is sent along with a decision: which version and which earlier decision the person has seen. */
function seenOf(item: QueueItem | Similar | PastDecision, own?: Sent): Seen {
  const back = own?.status === 'returned' && own.outcome?.result === 'conflict' ? own.outcome : undefined
  const seen = 'decision_seen' in item ? (item.decision_seen ?? 0) : 0
  return {
    item_type: item.item_type,
    item_id: item.item_id,
    title: item.item_type === 'comment' ? item.excerpt : item.title,
    author_name: 'author_name' in item ? item.author_name : '',
    version: 'version' in item ? Math.max(item.version, back?.version ?? 0) : 0,
    decision_seen: Math.max(seen, back?.decision_seen ?? 0) || null,
  }
}

function refOf({ item_type, item_id }: ItemRef): ItemRef {
  return { item_type, item_id }
}

/** The gravest complaint, where it is the same for all. */
function suggestionFor(items: readonly QueueItem[]): string | undefined {
  const codes = new Set(items.map(({ top_category }) => top_category))
  const [code] = codes
  return codes.size === 1 && code && code !== 'other' ? code : undefined
}

function isReturned({ status, undo }: Sent): boolean {
  return status === 'returned' || (undo?.status === 'returned' && !undo.left)
}

function decisionOn(sent: Sent | undefined): number | undefined {
  return sent?.outcome?.result === 'applied' ? sent.outcome.decision_id : undefined
}

function PhoneHead({
  title,
  onBack,
  onAuthor,
}: {
  title: string
  onBack: () => void
  onAuthor?: () => void
}) {
  return (
    <div className="mod-phone-head">
      <Button type="text" icon={<ArrowLeftOutlined aria-hidden />} onClick={onBack}>
        {title}
      </Button>
      {onAuthor ? (
        <Button type="text" icon={<UserOutlined aria-hidden />} onClick={onAuthor}>
          Author
        </Button>
      ) : null}
    </div>
  )
}

interface ViewsProps {
  view: View['view']
  /** How many wait in each; undefined while that is not known. */
  counts: Record<View['view'], number> | undefined
  /** The counts are of all that waits. */
  isWhole: boolean
  onChange: (view: View) => void
}

/** Turns from one view to another. */
const Views = memo(function Views({ view, counts, isWhole, onChange }: ViewsProps) {
  return (
    <Segmented<View['view']>
      className="mod-views"
      aria-label="View"
      value={view}
      onChange={(next) => onChange({ view: next })}
      options={viewNames.map((name) => ({
        value: name,
        label: (
          <>
            {viewLabels[name]}
            {name !== 'done' && counts ? (
              <span className="mod-view-count tabular">
                {' '}
                {counts[name]}
                {name === 'all' && !isWhole ? '+' : ''}
              </span>
            ) : null}
          </>
        ),
      }))}
    />
  )
}, hasSame)

interface FiltersProps {
  view: View
  reasons: readonly Reason[]
  reasonLabel: (code: string) => string
  onChange: (view: View) => void
}

/** Narrows a view by reason and by what brought the items here; what an address asks besides is shown and can be taken out. */
const Filters = memo(function Filters({ view, reasons, reasonLabel, onChange }: FiltersProps) {
  // With the focus in a select, no key of the queue would work.
  const free = (isOpened: boolean) => {
    if (!isOpened) (document.activeElement as HTMLElement | null)?.blur()
  }
  const { severity, age, by, from, to, overturned } = view
  const chips: [string, View][] = [
    ...(severity === undefined
      ? []
      : [[`Severity ${severity}`, { ...view, severity: undefined }] as [string, View]]),
    ...(age ? [[`Waits ${ages[age].label}`, { ...view, age: undefined }] as [string, View]] : []),
    ...(by ? [['By one moderator', { ...view, by: undefined }] as [string, View]] : []),
    ...(from || to
      ? [
          [
            from === to && from
              ? dayText(from)
              : `${from ? dayText(from) : '…'} to ${to ? dayText(to) : '…'}`,
            { ...view, from: undefined, to: undefined },
          ] as [string, View],
        ]
      : []),
    ...(overturned ? [['Overturned', { ...view, overturned: undefined }] as [string, View]] : []),
  ]
  return (
    <div className="mod-filters">
      <Select
        size="small"
        aria-label="Reason"
        placeholder="Any reason"
        allowClear
        value={view.reason}
        onChange={(reason: string | undefined) => onChange({ ...view, reason })}
        onOpenChange={free}
        onClear={() => free(false)}
        popupMatchSelectWidth={220}
        options={[
          ...reasons.map(({ code, label }) => ({ value: code, label })),
          ...(view.reason && !reasons.some(({ code }) => code === view.reason)
            ? [{ value: view.reason, label: reasonLabel(view.reason) }]
            : []),
        ]}
      />
      {view.view === 'done' ? null : (
        <Select
          size="small"
          aria-label="What brought it here"
          placeholder="Any cause"
          allowClear
          value={view.why}
          onChange={(why: string | undefined) => onChange({ ...view, why })}
          onOpenChange={free}
          onClear={() => free(false)}
          popupMatchSelectWidth={180}
          options={Object.entries(whys).map(([value, label]) => ({ value, label }))}
        />
      )}
      {chips.map(([label, without]) => (
        <Tag key={label} closable onClose={() => onChange(without)}>
          {label}
        </Tag>
      ))}
    </div>
  )
})

const nothing: Record<View['view'], [title: string, text: string]> = {
  urgent: ['Nothing urgent', 'What is grave, often reported or long waiting comes here first.'],
  all: [
    'The queue is clear',
    'Posts and comments come here when they are new, reported, or flagged by a bot.',
  ],
  mine: ['You have claimed nothing', 'Claim some, and colleagues see that you are on them.'],
  escalated: ['Nothing is escalated', 'What one moderator would rather have another decide comes here.'],
  done: ['Nothing was decided', 'Decisions of all moderators come here, the latest first, to be undone.'],
}

function Nothing({ view, all, onShow }: { view: View; all: number; onShow: (view: View) => void }) {
  const isNarrowed = Object.values({ ...view, view: undefined }).some((value) => value !== undefined)
  const [title, text] = isNarrowed
    ? ['Nothing matches', 'No item has all that is asked for here.']
    : nothing[view.view]
  return (
    <EmptyState
      title={title}
      icon={<InboxOutlined />}
      action={
        isNarrowed ? (
          <Button onClick={() => onShow({ view: view.view })}>Clear the filters</Button>
        ) : view.view !== 'all' && view.view !== 'done' && all > 0 ? (
          <Button onClick={() => onShow({ view: 'all' })}>Show all {all}</Button>
        ) : undefined
      }
    >
      {text}
    </EmptyState>
  )
}
