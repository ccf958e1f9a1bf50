import type { LiveEvent, LiveProvider } from '@refinedev/core'
import { liveProvider as createStockProvider } from '@refinedev/supabase'
import type { ConsoleClient } from './client'

/**
 * How often subscribers of a table are told that it may have changed, in milliseconds; with Realtime this only covers
 * missed events.
 */
const intervalMs = { realtime: 60_000, without: 12_000 }

/**
 * Creates Refine's live provider, based on that of `@refinedev/supabase`. With `realtime` it subscribes to the
 * database. Without, it passes on changes made in this tab and reports a possible change of everything at an interval
 * and when the tab becomes visible. An event says only that a table has changed and, if known, which record: queries
 * are refetched to see whether they are affected.
 */
export function createLiveProvider(client: ConsoleClient, { realtime }: { realtime: boolean }): LiveProvider {
  const listeners = new Map<string, Set<(event: LiveEvent) => void>>()
  let ticking: (() => void) | undefined

  // Hidden tabs are skipped; they catch up when they become visible.
  const tick = () => {
    if (document.hidden) return
    for (const [channel, those] of listeners) {
      for (const listener of those) listener({ channel, type: '*', payload: {}, date: new Date() })
    }
  }
  const startTicking = () => {
    const timer = setInterval(tick, realtime ? intervalMs.realtime : intervalMs.without)
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
      // Filters and keys are not passed on, because refetching decides whether a list is affected; Realtime also
      // supports only the first of several filters.
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

    // With Realtime the database notifies everyone, so a local event as well would count each change twice.
    publish(event) {
      if (realtime) return
      for (const listener of listeners.get(event.channel) ?? []) listener(event)
    },
  }
}

function idsOf({ id }: LiveEvent['payload'] & { id?: string | number }): (string | number)[] {
  return id === undefined ? [] : [id]
}
