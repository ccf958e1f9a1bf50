import { useDataProvider } from '@refinedev/core'
import { useEffect, useEffectEvent, useSyncExternalStore } from 'react'
import { useNotify } from '@/ui/notify'
import { pluralText } from '@/ui/pluralText'
import { beforeSignOut } from '@/ui/signOutTasks'
import { type DecisionApi, Outbox } from './outbox'
import type { Sent } from './sent'
import { storeUnsent, takeUnsentOfClosedTabs } from './unsentOfClosedTabs'

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
  const storageKey = `introalignment.${queue}.outbox.${person}`
  const outbox: Outbox<D, T> = outboxOf(useDataProvider()(), storageKey)
  const notify = useNotify()
  const state = useSyncExternalStore(outbox.subscribe, outbox.getSnapshot)
  useEffect(() => outbox.start(api), [outbox, api])
  // What was decided a moment ago is sent while it can be; only what cannot waits for the person in this browser.
  useEffect(() => beforeSignOut(() => allSent(outbox)), [outbox])
  const sayTaken = useEffectEvent((count: number) =>
    notify.success({
      key: 'left behind',
      message: `${pluralText(count, 'decision')} of a tab that was closed ${count === 1 ? 'is' : 'are'} sent now.`,
    }),
  )
  useEffect(() => {
    void takeUnsentOfClosedTabs<Sent<D, T>>(storageKey).then((left) => {
      const count = outbox.adoptUnsent(left)
      if (count > 0) sayTaken(count)
    })
  }, [outbox, storageKey])
  const { unsent } = state
  // biome-ignore lint/correctness/useExhaustiveDependencies: told whenever all that was sent is answered
  useEffect(() => {
    if (unsent === 0) onSent?.()
  }, [unsent])
  return { outbox, ...state }
}
