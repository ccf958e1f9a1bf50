import { useNavigate } from 'react-router'
import { stepped } from '@/resource/queue/queueState'
import { keyOf } from '@/resource/queue/types'
import { useClaims } from '@/resource/queue/useClaims'
import { useNotify } from '@/ui/notify'
import { pluralText } from '@/ui/pluralText'
import { refOf } from './decisionRules'
import { isOpen } from './itemStatus'
import { claimFilters, queueUrl, type View, viewNames } from './queueView'
import { itemRefs } from './results'
import type { ItemRef, Similar } from './types'
import type { Deciding } from './useDeciding'
import type { FocusedItem } from './useItem'
import type { Moderation } from './useModeration'

/** How many items one press of the claim key claims. */
export const claimSize = 10

/** Claims the focused item, and further items on request. */
function useModerationClaims(m: Moderation, { focused, row, itemStatus }: FocusedItem) {
  const { apis, calls, me, view, isDone, isPhone, queue } = m
  const notify = useNotify()
  const claims = useClaims({
    api: apis.claims,
    isMine: row?.claimed_by === me,
    focus:
      !isDone && isOpen(itemStatus) && row && !(isPhone && m.state.pane === 'list') ? focused : undefined,
    onChange: queue.pollNow,
    onIdle: () =>
      notify.success({ key: 'claims', message: 'You were away: your claimed items are free again.' }),
  })
  return {
    async claimNext() {
      const taken = await calls.rpc(
        'claim_next',
        { n: claimSize, filters: claimFilters(view) },
        { result: itemRefs },
      )
      claims.keep(taken)
      notify.success({
        key: 'claims',
        message:
          taken.length > 0
            ? `${pluralText(taken.length, 'item')} are yours now.`
            : 'Nothing is left to claim here.',
      })
      queue.pollNow()
    },
    async takeOver() {
      if (!focused) return
      try {
        const answer = await claims.takeOver(focused)
        if (answer?.taken_from_name) {
          notify.success({
            key: 'claims',
            message: `Yours now. ${answer.taken_from_name} sees that you took it.`,
          })
        }
        queue.pollNow()
      } catch (error) {
        notify.error(error, { key: 'claims', title: 'Not taken over' })
      }
    },
  }
}

/** The page's actions other than deciding: moving the focus, opening items, and loading new ones. */
export function useActions(m: Moderation, it: FocusedItem, { returned }: Deciding) {
  const { calls, view, rows, isDone, isPhone, queue, history, dispatch } = m
  const { focus, past } = m.state
  const navigate = useNavigate()
  const notify = useNotify()
  const { claimNext, takeOver } = useModerationClaims(m, it)

  const loadNew = async () => {
    try {
      await queue.loadNew(focus)
      dispatch({ type: 'refilled' })
    } catch (error) {
      notify.error(error, { key: 'queue', title: 'The queue could not be read' })
    }
  }
  const claim = async () => {
    try {
      await claimNext()
      if (view.view === 'mine') await loadNew()
    } catch (error) {
      notify.error(error, { key: 'claims', title: 'Not claimed' })
    }
  }
  const gather = async () => {
    if (!it.focused || !it.context || it.context.similar_count === 0) return
    try {
      const args = { ...refOf(it.focused) }
      const similar = (await calls.rpc('similar_items', args, { method: 'get' })) as Similar[]
      dispatch({ type: 'together', items: similar.length > 0 ? similar : undefined })
    } catch (error) {
      notify.error(error, { key: 'similar', title: 'The others could not be read' })
    }
  }

  const move = (by: number) => {
    if (isDone) {
      const all = history.rows ?? []
      const at = all.findIndex(({ id }) => id === past)
      const to = stepped(all, at, by)
      if (to) dispatch({ type: 'past', id: to.id, key: keyOf(to) })
      return
    }
    const at = rows.findIndex((one) => keyOf(one) === focus)
    const to = stepped(rows, at, by)
    if (to) dispatch({ type: 'focus', key: keyOf(to) })
  }
  const open = (of: ItemRef) => {
    dispatch({ type: 'focus', key: keyOf(of) })
    dispatch({ type: 'pane', pane: 'item' })
    if (isPhone) navigate(queueUrl(view, of))
  }
  const openPast = (id: number) => {
    const of = history.rows?.find((one) => one.id === id)
    if (!of) return
    open(of)
    dispatch({ type: 'past', id, key: keyOf(of) })
  }
  const show = (next: View) => navigate(queueUrl(next))
  const turn = (by: number) => {
    const at = viewNames.indexOf(view.view)
    const next = viewNames[(at + by + viewNames.length) % viewNames.length]
    if (next) show({ view: next })
  }
  const toReturned = () => {
    const at = returned.findIndex((one) => keyOf(one.item) === focus)
    const next = returned[(at + 1) % returned.length]
    if (next) open(next.item)
  }
  return { loadNew, claim, takeOver, gather, move, open, openPast, show, turn, toReturned }
}

/** The page's actions other than deciding. */
export type Actions = ReturnType<typeof useActions>
