import { type RefObject, useEffect, useMemo, useRef } from 'react'
import { useNavigate } from 'react-router'
import { keyOf } from '@/resource/queue/types'
import { itemOfKey, queuePath, queueUrl } from './queueView'
import type { Moderation } from './useModeration'

/**
 * Keeps the item in focus and the address together: an address that somebody followed leads to its item, a view begins
 * at its first row, and at a desk the address follows the focus.
 */
export function useFocus(m: Moderation, isNavigationBlocked: RefObject<boolean>) {
  const { view, search, isDone, isPhone, addressedKey, queue, history, itemStatuses, isOpenKey, dispatch } = m
  const { focus, past, isFinished } = m.state
  const navigate = useNavigate()

  // An address that somebody followed, as opposed to one that the page wrote itself.
  const writtenKeys = useRef(new Set<string>())
  const lastAddressed = useRef(addressedKey)
  useEffect(() => {
    if (addressedKey === lastAddressed.current) return
    lastAddressed.current = addressedKey
    dispatch({ type: 'pane', pane: addressedKey ? 'item' : 'list' })
    // At a desk the address follows the focus, and may be a step behind it.
    if (addressedKey && (isPhone || !writtenKeys.current.has(addressedKey)))
      dispatch({ type: 'focus', key: addressedKey })
  }, [addressedKey, isPhone, dispatch])

  const shownView = useRef(search)
  useEffect(() => {
    if (shownView.current === search) return
    shownView.current = search
    dispatch({ type: 'show', key: addressedKey })
  }, [search, addressedKey, dispatch])

  // biome-ignore lint/correctness/useExhaustiveDependencies: which rows are open follows from the statuses
  useEffect(() => {
    if (isDone || focus !== undefined || !queue.rows) return
    const first = queue.rows.find((row) => isOpenKey(keyOf(row)))
    if (first && !isFinished) dispatch({ type: 'focus', key: keyOf(first) })
  }, [isDone, focus, queue.rows, itemStatuses, isFinished, dispatch])
  useEffect(() => {
    const all = history.rows ?? []
    if (!isDone || all.some(({ id }) => id === past)) return
    const first = focus === undefined ? all[0] : all.find((one) => keyOf(one) === focus)
    if (first) dispatch({ type: 'past', id: first.id, key: keyOf(first) })
  }, [isDone, history.rows, past, focus, dispatch])

  const focused = useMemo(() => (focus ? itemOfKey(focus) : undefined), [focus])
  useEffect(() => {
    if (isPhone || !focused) return
    const timer = setTimeout(() => {
      // The person is on their way to another page: the address is that one's.
      if (isNavigationBlocked.current || !window.location.pathname.startsWith(queuePath)) return
      writtenKeys.current.add(keyOf(focused))
      navigate(queueUrl(view, focused), { replace: true, preventScrollReset: true })
    }, 300)
    return () => clearTimeout(timer)
  }, [isPhone, focused, view, navigate, isNavigationBlocked])
  return focused
}
