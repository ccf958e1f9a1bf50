import { type Dispatch, useEffect, useReducer } from 'react'
import { initialState, type QueueAction, type QueueState, reduceQueue } from './queueState'

/** The state of a queue's page and its dispatch; it begins at the item with this key, if there is one. */
export function useQueueState<Asking>(key?: string) {
  return useReducer(reduceQueue<Asking>, key, (at): QueueState<Asking> => initialState(at))
}

/** Moves to the first open item if there is no current item and not everything is decided. `first` is its key. */
export function useFirstFocus<Asking>(
  { focus, isFinished }: QueueState<Asking>,
  dispatch: Dispatch<QueueAction<Asking>>,
  first: string | undefined,
): void {
  useEffect(() => {
    if (focus === undefined && !isFinished && first) dispatch({ type: 'focus', key: first })
  }, [focus, isFinished, first, dispatch])
}
