import type { CrudFilters } from '@refinedev/core'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useMemo, useState } from 'react'
import { useParams } from 'react-router'
import { useEntries } from '@/resource/entries'
import { nextOpen, stepped } from '@/resource/queue/queueState'
import { claimedItems } from '@/resource/queue/results'
import { unsentTexts } from '@/resource/queue/unsentTexts'
import { type ClaimsApi, useClaims } from '@/resource/queue/useClaims'
import { useKeptRows } from '@/resource/queue/useKeptRows'
import { type QueueRequests, useQueueRequests } from '@/resource/queue/useQueueRequests'
import { useFirstFocus, useQueueState } from '@/resource/queue/useQueueState'
import { parseTimestamp } from '@/supabase/time'
import { describeError } from '@/ui/describeError'
import { useNotify } from '@/ui/notify'
import { useIsPhone } from '@/ui/useIsPhone'
import { useSingleRun } from '@/ui/useSingleRun'
import { openObjections } from './openObjections'
import type { Objection, Outcome } from './types'

const pollEveryMs = 15_000
const pageSize = 100
const keyOf = ({ id }: Pick<Objection, 'id'>) => `appeal:${id}`
const refOf = ({ id }: Pick<Objection, 'id'>) => ({ item_type: 'appeal', item_id: id })
const idIn = (text: string | undefined) => /[0-9a-f-]{36}$/.exec(text ?? '')?.[0]

function claimsOf(calls: QueueRequests): ClaimsApi {
  return {
    claim: (items, take_over) =>
      calls.rpc('claim_appeals', { items, ...(take_over && { take_over }) }, { result: claimedItems }),
    release: (items) => calls.rpc('release_claims', { items }),
    renew: () => calls.rpc('renew_claims', {}),
  }
}

/** The open objections, one page or more, and the selected objection if it is not among them. */
function useRead(calls: QueueRequests, focus: string | undefined) {
  const [size, setSize] = useState(pageSize)
  const list = (filters: CrudFilters, signal: AbortSignal) =>
    calls.list<Objection>('appeal_queue', {
      filters,
      sorters: [{ field: 'created_at', order: 'asc' }],
      notNull: ['created_at', 'id'],
      size,
      signal,
    })
  const query = useQuery({
    queryKey: ['objections', size],
    queryFn: ({ signal }) =>
      list(openObjections, signal).then(({ data, cursor }) => ({
        rows: data,
        size,
        isWhole: !cursor.next,
      })),
    placeholderData: (before) => before,
    refetchInterval: pollEveryMs,
  })
  const id = idIn(focus)
  const isBeyond = id !== undefined && query.data?.rows.every((one) => one.id !== id) === true
  const beyond = useQuery({
    queryKey: ['objections', 'one', id],
    enabled: isBeyond,
    refetchInterval: pollEveryMs,
    queryFn: ({ signal }) =>
      list([{ field: 'id', operator: 'eq', value: id ?? '' }], signal).then(({ data }) => data[0] ?? null),
  })
  return {
    query,
    beyond: isBeyond ? (beyond.data ?? undefined) : undefined,
    more: () => query.data && !query.data.isWhole && setSize(query.data.size + pageSize),
  }
}

/** The state of the objections page: open objections, the selected one, and answers. */
export function useObjections() {
  const calls = useQueueRequests()
  const { staff } = useEntries()
  const isPhone = useIsPhone()
  const addressed = idIn(useParams()['*'])
  const [state, dispatch] = useQueueState<Outcome>(addressed && keyOf({ id: addressed }))
  const { query, beyond, more } = useRead(calls, state.focus)
  const { shown: rows, fresh, loadNew } = useKeptRows(query.data?.rows, keyOf, String(query.data?.size ?? ''))
  /** The person's answers by key. A colleague's answer is visible because the row disappears. */
  const [answered, setAnswered] = useState<ReadonlyMap<string, Outcome>>(new Map())
  const open = new Set(query.data?.rows.map(keyOf))
  if (beyond?.state === 'open') open.add(keyOf(beyond))
  const isOpenKey = (key: string) => open.has(key) && !answered.has(key)
  const refs = rows.map(refOf)
  useFirstFocus(state, dispatch, isPhone ? undefined : nextOpen(refs, isOpenKey, undefined))
  const objection = rows.find((one) => keyOf(one) === state.focus) ?? beyond
  const isOpen = objection !== undefined && isOpenKey(keyOf(objection))
  const sending = useAnswer(calls, objection, () => void query.refetch())
  const claims = useObjectionClaims(calls, isOpen ? objection : undefined, staff.userId, () => {
    void query.refetch()
  })

  const answer = (outcome: Outcome, text: string) =>
    sending.send(outcome, text, (key) => {
      setAnswered((before) => new Map(before).set(key, outcome))
      const next = nextOpen(refs, isOpenKey, key, new Set([key]))
      // The success notification is also announced, so no text is needed here.
      dispatch({ type: 'decided', text: '', next, isPhone })
    })
  const ask = (outcome: Outcome | undefined) => {
    sending.clear()
    if (outcome && (!isOpen || !objection?.may_answer)) return
    dispatch({ type: 'ask', asking: outcome })
  }
  return {
    ...{
      rows,
      fresh,
      query,
      more,
      state,
      dispatch,
      objection,
      isOpen,
      answered,
      keyOf,
      isOpenKey,
      answer,
      ask,
    },
    ...{
      problem: sending.problem,
      isSending: sending.isSending,
      claimedBy: claims.nameOf,
      takeOver: claims.takeOver,
    },
    me: staff.userId,
    /**
     * The selected objection after it was answered, by this
     * person or a colleague; undefined while that is not known.
     */
    closed: beyond && beyond.state !== 'open' ? beyond : undefined,
    loadNew: () => {
      loadNew()
      dispatch({ type: 'refilled' })
      if (state.focus && !open.has(state.focus)) dispatch({ type: 'focus', key: undefined })
    },
    move: (by: number) => {
      const at = rows.findIndex((one) => keyOf(one) === state.focus)
      const to = stepped(rows, at, by)
      if (to) dispatch({ type: 'focus', key: keyOf(to) })
      if (at + by >= rows.length - 1) more()
    },
    focusOn: (key: string) => {
      dispatch({ type: 'focus', key })
      dispatch({ type: 'pane', pane: 'item' })
    },
  }
}

/**
 * Sends an answer under the idempotency key that its text was started
 * with, so that a retry after a lost answer has no second effect.
 */
function useAnswer(calls: QueueRequests, objection: Objection | undefined, onRead: () => void) {
  const client = useQueryClient()
  const notify = useNotify()
  const [problem, setProblem] = useState<string>()
  const [run, isSending] = useSingleRun()
  const send = (outcome: Outcome, text: string, onDone: (key: string) => void) =>
    void run(async () => {
      if (!objection) return false
      const { id } = objection
      const { key } = unsentTexts.write('objections', id, text)
      setProblem(undefined)
      try {
        await calls.rpc('answer_appeal', { appeal_id: id, outcome, answer: text.trim(), client_key: key })
      } catch (error) {
        // The typed text stays, and a colleague's change is read again.
        setProblem(describeError(error, 'write').detail)
        onRead()
        return false
      }
      unsentTexts.drop('objections', id)
      const done = outcome === 'upheld' ? 'The decision stands' : 'It is taken back'
      notify.success({ key: 'objection', message: `${done}, and ${objection.member_name} is told.` })
      onDone(keyOf(objection))
      onRead()
      void client.invalidateQueries({ queryKey: ['waiting'] })
    }, objection?.id)
  return { problem, isSending, send, clear: () => setProblem(undefined) }
}

/** Claims the selected objection, so that colleagues see who works on it. */
function useObjectionClaims(
  calls: QueueRequests,
  focus: Objection | undefined,
  me: string,
  onChange: () => void,
) {
  const notify = useNotify()
  const api = useMemo(() => claimsOf(calls), [calls])
  const { takeOver } = useClaims({
    api,
    focus: focus?.may_answer ? refOf(focus) : undefined,
    isMine: focus?.claimed_by === me,
    onChange,
    onIdle: () => notify.success({ key: 'claims', message: 'You were away: colleagues may take this.' }),
  })
  return {
    /** The name of the colleague who has claimed the objection. */
    nameOf: ({ claimed_by, claimed_name, claim_expires_at }: Objection) =>
      claimed_by && claimed_by !== me && claim_expires_at && parseTimestamp(claim_expires_at) > new Date()
        ? (claimed_name ?? 'A colleague')
        : undefined,
    takeOver: () => {
      if (!focus) return
      takeOver(refOf(focus)).then(onChange, (error: unknown) =>
        notify.error(error, { key: 'claims', title: 'Not taken over' }),
      )
    },
  }
}

/** The state of the objections page. */
export type Objections = ReturnType<typeof useObjections>
