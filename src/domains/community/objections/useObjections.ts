import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useRef, useState } from 'react'
import { useParams } from 'react-router'
import { nextOpen, stepped } from '@/resource/queue/queueState'
import { useKeptRows } from '@/resource/queue/useKeptRows'
import { useQueueRequests } from '@/resource/queue/useQueueRequests'
import { useFirstFocus, useQueueState } from '@/resource/queue/useQueueState'
import { describeError } from '@/ui/describeError'
import { useNotify } from '@/ui/notify'
import { useIsPhone } from '@/ui/useIsPhone'
import { useSingleRun } from '@/ui/useSingleRun'
import type { Objection, Outcome } from './types'

const pollEveryMs = 15_000
const keyOf = ({ id }: Pick<Objection, 'id'>) => `appeal:${id}`
const refOf = ({ id }: Objection) => ({ item_type: 'appeal', item_id: id })

/** The objections that wait, what is looked at, and what is answered. */
export function useObjections() {
  const calls = useQueueRequests()
  const client = useQueryClient()
  const notify = useNotify()
  const isPhone = useIsPhone()
  const addressed = /^[0-9a-f-]{36}$/.exec(useParams()['*'] ?? '')?.[0]
  const [state, dispatch] = useQueueState<Outcome>(addressed && keyOf({ id: addressed }))
  const query = useQuery({
    queryKey: ['objections'],
    queryFn: ({ signal }) =>
      calls
        .list<Objection>('appeal_queue', {
          filters: [{ field: 'state', operator: 'eq', value: 'open' }],
          sorters: [{ field: 'created_at', order: 'asc' }],
          notNull: ['created_at', 'id'],
          size: 200,
          signal,
        })
        .then(({ data }) => data),
    refetchInterval: pollEveryMs,
  })
  const { shown: rows, fresh, loadNew } = useKeptRows(query.data, keyOf)
  /** What the person answered, by key; a colleague's answer shows as the row being gone. */
  const [answered, setAnswered] = useState<ReadonlyMap<string, Outcome>>(new Map())
  const open = new Set(query.data?.map(keyOf))
  const isOpenKey = (key: string) => open.has(key) && !answered.has(key)
  const refs = rows.map(refOf)
  useFirstFocus(state, dispatch, isPhone ? undefined : nextOpen(refs, isOpenKey, undefined))
  const objection = rows.find((one) => keyOf(one) === state.focus)

  /** Answers that were begun, by objection: going on or closing the panel loses none. */
  const drafts = useRef(new Map<string, string>())
  const [problem, setProblem] = useState<string>()
  const [run, isSending] = useSingleRun()
  const answer = (outcome: Outcome, text: string) =>
    void run(async () => {
      if (!objection) return false
      const key = keyOf(objection)
      try {
        await calls.rpc('answer_appeal', { appeal_id: objection.id, outcome, answer: text })
      } catch (error) {
        // What was written stays; what a colleague did meanwhile is read anew.
        setProblem(describeError(error, 'write').detail)
        void query.refetch()
        return false
      }
      drafts.current.delete(key)
      setAnswered((before) => new Map(before).set(key, outcome))
      const done = outcome === 'upheld' ? 'The decision stands' : 'It is taken back'
      notify.success({ key: 'objection', message: `${done}, and ${objection.member_name} is told.` })
      const next = nextOpen(refs, isOpenKey, key, new Set([key]))
      const coming = rows.find((one) => keyOf(one) === next)
      dispatch({
        type: 'decided',
        text: `${done}.${coming ? ` Next: ${coming.member_name} objects.` : ''}`,
        next,
        isPhone,
      })
      void query.refetch()
      void client.invalidateQueries({ queryKey: ['waiting'] })
    }, state.focus)
  const ask = (outcome: Outcome | undefined) => {
    setProblem(undefined)
    if (outcome && (!objection?.may_answer || !isOpenKey(state.focus ?? ''))) return
    dispatch({ type: 'ask', asking: outcome })
  }
  return {
    ...{ rows, fresh, query, state, dispatch, objection, answered, drafts, problem, isSending },
    ...{ keyOf, isOpenKey, answer, ask },
    loadNew: () => {
      loadNew()
      dispatch({ type: 'refilled' })
      if (state.focus && !open.has(state.focus)) dispatch({ type: 'focus', key: undefined })
    },
    move: (by: number) => {
      const to = stepped(
        rows,
        rows.findIndex((one) => keyOf(one) === state.focus),
        by,
      )
      if (to) dispatch({ type: 'focus', key: keyOf(to) })
    },
    focusOn: (key: string) => {
      dispatch({ type: 'focus', key })
      dispatch({ type: 'pane', pane: 'item' })
    },
  }
}

/** The objections that wait, what is looked at, and what is answered. */
export type Objections = ReturnType<typeof useObjections>
