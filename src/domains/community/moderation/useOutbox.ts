import { useDataProvider } from '@refinedev/core'
import { useEffect, useSyncExternalStore } from 'react'
import { createOutbox, type Outbox } from './outbox'
import type { Outcome } from './types'
import type { Calls } from './useCalls'

const outboxes = new WeakMap<object, Map<string, Outbox>>()

// One for a person and tab: it outlives the page, and what it holds outlives the tab's reload.
function outboxOf(provider: object, person: string): Outbox {
  const ofProvider = outboxes.get(provider) ?? new Map<string, Outbox>()
  outboxes.set(provider, ofProvider)
  let outbox = ofProvider.get(person)
  if (!outbox) {
    outbox = createOutbox({
      storage: sessionStorage,
      storageKey: `introalignment.moderation.outbox.${person}`,
    })
    ofProvider.set(person, outbox)
  }
  return outbox
}

/** The person's decisions on their way; they are sent for as long as some page that uses them is open. */
export function useOutbox(person: string, calls: Calls, onSent?: () => void) {
  const outbox = outboxOf(useDataProvider()(), person)
  const state = useSyncExternalStore(outbox.subscribe, outbox.getSnapshot)
  useEffect(
    () =>
      outbox.start({
        moderate: (decisions) => calls.rpc<Outcome[]>('moderate', { decisions }),
        undo: (decision_id, client_key) => calls.rpc<Outcome>('undo_decision', { decision_id, client_key }),
      }),
    [outbox, calls],
  )
  const { unsent } = state
  // biome-ignore lint/correctness/useExhaustiveDependencies: told whenever all that was sent is answered
  useEffect(() => {
    if (unsent === 0) onSent?.()
  }, [unsent])
  return { outbox, ...state }
}
