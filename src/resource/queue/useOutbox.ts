import { useDataProvider } from '@refinedev/core'
import { useEffect, useSyncExternalStore } from 'react'
import { createOutbox, type DecisionApi, type Outbox } from './outbox'

// Whatever is decided: each queue has its own words and one place for what is on its way.
// biome-ignore lint/suspicious/noExplicitAny: the caller says which words those are
type AnyOutbox = Outbox<any, any>

const outboxes = new WeakMap<object, Map<string, AnyOutbox>>()

// One for a person, queue and tab: it outlives the page, and what it holds outlives the tab's reload.
function outboxOf(provider: object, storageKey: string): AnyOutbox {
  const ofProvider = outboxes.get(provider) ?? new Map<string, AnyOutbox>()
  outboxes.set(provider, ofProvider)
  let outbox = ofProvider.get(storageKey)
  if (!outbox) {
    outbox = createOutbox({ storage: sessionStorage, storageKey })
    ofProvider.set(storageKey, outbox)
  }
  return outbox
}

/**
 * The person's decisions on their way; they are sent for as long as some page that uses them is open.
 *
 * @param queue Names the queue; what is unsent of one is not sent by another.
 * @param api Where they go; the same object in every render.
 */
export function useOutbox<D extends string, T extends string>(
  queue: string,
  person: string,
  api: DecisionApi,
  onSent?: () => void,
) {
  const outbox: Outbox<D, T> = outboxOf(useDataProvider()(), `introalignment.${queue}.outbox.${person}`)
  const state = useSyncExternalStore(outbox.subscribe, outbox.getSnapshot)
  useEffect(() => outbox.start(api), [outbox, api])
  const { unsent } = state
  // biome-ignore lint/correctness/useExhaustiveDependencies: told whenever all that was sent is answered
  useEffect(() => {
    if (unsent === 0) onSent?.()
  }, [unsent])
  return { outbox, ...state }
}
