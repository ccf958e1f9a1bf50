import { type RefObject, useEffect, useMemo, useRef } from 'react'
import { useNavigate } from 'react-router'
import { keyOf } from '@/resource/queue/types'
import { itemOfKey, queuePath, queueUrl } from './queueView'
import type { Moderation } from './useModeration'

/**
 * Synchronises the focused item with the URL: a followed link focuses its item, a view starts at its first
 * row, and on a desktop the URL follows the focus.
 */
export function useFocus(m: Moderation, isNavigationBlocked: RefObject<boolean>) {
  const { view, search, isDone, isPhone, addressedKey, queue, history, itemStatuses, isOpenKey, dispatch } = m
  const { focus, past, isFinished } = m.state
  const navigate = useNavigate()

  // Keys that the page itself wrote to the URL, to distinguish them from a link that the person followed.
  const writtenKeys = useRef(new Set<string>())
  const lastAddressed = useRef(addressedKey)
  useEffect(() => {
    if (addressedKey === lastAddressed.current) return
    lastAddressed.current = addressedKey
    dispatch({ type: 'pane', pane: addressedKey ? 'item' : 'list' })
    // On a desktop the URL follows the focus and can be one step behind it.
    if (addressedKey && (isPhone || !writtenKeys.current.has(addressedKey)))
      dispatch({ type: 'focus', key: addressedKey })
  }, [addressedKey, isPhone, dispatch])

  const shownView = useRef(search)
  useEffect(() => {
    if (shownView.current === search) return
    shownView.current = search
    dispatch({ type: 'show', key: addressedKey })
  }, [search, addressedKey, dispatch])

  // biome-ignore lint/correctness/useExhaustiveDependencies: which rows are open depends on the statuses
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
      // The person is navigating to another page, whose URL must not be overwritten.
      if (isNavigationBlocked.current || !window.location.pathname.startsWith(queuePath)) return
      // A link to another view was followed, which the page does not show yet.
      if (new URLSearchParams(window.location.search).toString() !== search) return
      writtenKeys.current.add(keyOf(focused))
      navigate(queueUrl(view, focused), { replace: true, preventScrollReset: true })
    }, 300)
    return () => clearTimeout(timer)
  }, [isPhone, focused, view, search, navigate, isNavigationBlocked])
  return focused
}
