import { useDataProvider } from '@refinedev/core'
import { useEffect, useEffectEvent, useSyncExternalStore } from 'react'
import { useNotify } from '@/ui/notify'
import { pluralText } from '@/ui/pluralText'
import { beforeSignOut } from '@/ui/signOutTasks'
import { type DecisionApi, Outbox } from './outbox'
import type { OutboxEntry } from './outboxEntries'
import { storeUnsent, takeUnsentOfClosedTabs } from './unsentOfClosedTabs'

// Any decision type: each queue has its own decisions but shares this map of outboxes.
// biome-ignore lint/suspicious/noExplicitAny: each caller's types name its own decisions
type AnyOutbox = Outbox<any, any>

const outboxes = new WeakMap<object, Map<string, AnyOutbox>>()

// One outbox per person, queue and tab: it outlives the page, and its content outlives a reload of the tab.
function outboxOf(provider: object, storageKey: string): AnyOutbox {
  const ofProvider = outboxes.get(provider) ?? new Map<string, AnyOutbox>()
  outboxes.set(provider, ofProvider)
  let outbox = ofProvider.get(storageKey)
  if (!outbox) {
    const made = new Outbox({ storage: sessionStorage, storageKey })
    outbox = made
    made.subscribe(() => storeUnsent(storageKey, made.getSnapshot().sent))
    ofProvider.set(storageKey, made)
  }
  return outbox
}

function allSent(outbox: AnyOutbox): Promise<void> {
  return new Promise((resolve) => {
    const look = () => {
      if (outbox.getSnapshot().unsent > 0) return
      stop()
      resolve()
    }
    const stop = outbox.subscribe(look)
    look()
  })
}

/**
 * The outbox of the person's decisions in a queue; they are sent as long as a page that uses it is open.
 *
 * @param queue the queue's name; each queue sends only its own decisions.
 * @param api the API they are sent to; must be the same object in every render.
 */
export function useOutbox<D extends string, T extends string>(
  queue: string,
  person: string,
  api: DecisionApi,
  onSent?: () => void,
) {
  const storageKey = `introalignment.${queue}.outbox.${person}`
  const outbox: Outbox<D, T> = outboxOf(useDataProvider()(), storageKey)
  const notify = useNotify()
  const state = useSyncExternalStore(outbox.subscribe, outbox.getSnapshot)
  useEffect(() => outbox.start(api), [outbox, api])
  // On sign-out, decisions made a moment ago are sent if possible; the rest stays in this browser for the person.
  useEffect(() => beforeSignOut(() => allSent(outbox)), [outbox])
  const sayTaken = useEffectEvent((count: number) =>
    notify.success({
      key: 'left behind',
      message: `${pluralText(count, 'decision')} of a tab that was closed ${count === 1 ? 'is' : 'are'} sent now.`,
    }),
  )
  useEffect(() => {
    void takeUnsentOfClosedTabs<OutboxEntry<D, T>>(storageKey).then((left) => {
      const count = outbox.adoptUnsent(left)
      if (count > 0) sayTaken(count)
    })
  }, [outbox, storageKey])
  const { unsent } = state
  // biome-ignore lint/correctness/useExhaustiveDependencies: runs whenever the number of unanswered decisions changes
  useEffect(() => {
    if (unsent === 0) onSent?.()
  }, [unsent])
  return { outbox, ...state }
}
