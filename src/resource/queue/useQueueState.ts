import { type Dispatch, useEffect, useReducer } from 'react'
import { initialState, type QueueAction, type QueueState, reduceQueue } from './queueState'

/** The state of a queue's page and what changes it; it begins at the item with this key, if there is one. */
export function useQueueState<Asking>(key?: string) {
  return useReducer(reduceQueue<Asking>, key, (at): QueueState<Asking> => initialState(at))
}

/** Leads to the first open item where nothing is looked at and not all is decided. `first` is its key. */
export function useFirstFocus<Asking>(
  { focus, isFinished }: QueueState<Asking>,
  dispatch: Dispatch<QueueAction<Asking>>,
  first: string | undefined,
): void {
  useEffect(() => {
    if (focus === undefined && !isFinished && first) dispatch({ type: 'focus', key: first })
  }, [focus, isFinished, first, dispatch])
}
