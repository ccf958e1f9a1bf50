import type { LiveEvent, LiveProvider } from '@refinedev/core'
import { liveProvider as createStockProvider } from '@refinedev/supabase'
import type { ConsoleClient } from './client'

/**
 * How often those who follow a table are told that it may have changed, in milliseconds: where the database tells of
 * changes itself, only in case it once did not.
 */
const everyMs = { realtime: 60_000, without: 12_000 }

/**
 * Creates Refine's live provider, on the one of `@refinedev/supabase`. With `realtime` it follows the database; without, it passes on what this tab
 * changes itself and says every so often that anything may have changed, as it does when the tab comes back into
 * sight. An event says only that something in a table changed and, where known, which record: whether a list is
 * touched by it is decided by asking again.
 */
export function createLiveProvider(client: ConsoleClient, { realtime }: { realtime: boolean }): LiveProvider {
  const listeners = new Map<string, Set<(event: LiveEvent) => void>>()
  let ticking: (() => void) | undefined

  // Nobody looks at a hidden tab; it catches up when it is shown.
  const tick = () => {
    if (document.hidden) return
    for (const [channel, those] of listeners) {
      for (const listener of those) listener({ channel, type: '*', payload: {}, date: new Date() })
    }
  }
  const startTicking = () => {
    const timer = setInterval(tick, realtime ? everyMs.realtime : everyMs.without)
    document.addEventListener('visibilitychange', tick)
    return () => {
      clearInterval(timer)
      document.removeEventListener('visibilitychange', tick)
    }
  }
  const listen = (channel: string, callback: (event: LiveEvent) => void) => {
    const those = listeners.get(channel) ?? new Set()
    listeners.set(channel, those.add(callback))
    ticking ??= startTicking()
    return () => {
      those.delete(callback)
      if (those.size === 0) listeners.delete(channel)
      if (listeners.size > 0) return
      ticking?.()
      ticking = undefined
    }
  }

  // Realtime refuses a second subscription to a topic, and the stock provider names topics by their table alone.
  let subscriptions = 0
  const ownTopics = new Proxy(client, {
    get(target, name) {
      if (name !== 'channel') return Reflect.get(target, name)
      subscriptions += 1
      return (topic: string) => target.channel(`${topic}:${subscriptions}`)
    },
  })
  const stock = createStockProvider(ownTopics)

  return {
    ...stock,

    subscribe({ channel, callback, params }) {
      const stopListening = listen(channel, callback)
      if (!realtime) return stopListening
      // Whether a change touches a list is decided by asking again, so neither filters nor keys go along: of several
      // filters Realtime knows only the first.
      const following = stock.subscribe({
        channel: `resources/${params?.resource ?? channel.replace(/^resources\//, '')}`,
        types: ['*'],
        callback: (event) => callback({ ...event, channel, payload: { ids: idsOf(event.payload) } }),
      })
      return () => {
        stopListening()
        stock.unsubscribe(following)
      }
    },

    unsubscribe(stop: () => void) {
      stop()
    },

    // Where the database tells everyone, telling it here as well would count each change twice.
    publish(event) {
      if (realtime) return
      for (const listener of listeners.get(event.channel) ?? []) listener(event)
    },
  }
}

function idsOf({ id }: LiveEvent['payload'] & { id?: string | number }): (string | number)[] {
  return id === undefined ? [] : [id]
}
