import type { LiveEvent, LiveProvider } from '@refinedev/core'
import type { ConsoleClient } from './client'

/**
 * How often those who follow a table are told that it may have changed, in milliseconds: where the database tells of
 * changes itself, only in case it once did not.
 */
const everyMs = { realtime: 60_000, without: 12_000 }

/**
 * Creates Refine's live provider. With `realtime` it follows the database; without, it passes on what this tab
 * changes itself and says every so often that anything may have changed, as it does when the tab comes back into
 * sight. An event says only that something in a table changed and, where known, which record: whether a list is
 * touched by it is decided by asking again.
 */
export function createLiveProvider(
  client: Pick<ConsoleClient, 'realtime'>,
  { realtime }: { realtime: boolean },
): LiveProvider {
  const listeners = new Map<string, Set<(event: LiveEvent) => void>>()
  let subscriptions = 0
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

  return {
    subscribe({ channel, callback, params }) {
      const stopListening = listen(channel, callback)
      if (!realtime) return stopListening
      const table = params?.resource ?? channel.replace(/^resources\//, '')
      // Realtime refuses a second subscription to a topic, so each has its own.
      subscriptions += 1
      const topic = `console:${table}:${subscriptions}`
      let stopped = false
      let leave = () => {}
      void client
        .realtime()
        .then((connection) => {
          // Given up before the connection was there.
          if (stopped) return
          const subscription = connection
            .channel(topic)
            .on('postgres_changes', { event: '*', schema: 'public', table }, (change) => {
              const { id } = (change.eventType === 'DELETE' ? change.old : change.new) as {
                id?: string | number
              }
              callback({
                channel,
                type: { INSERT: 'created', UPDATE: 'updated', DELETE: 'deleted' }[change.eventType],
                payload: { ids: id === undefined ? [] : [id] },
                date: new Date(change.commit_timestamp),
              })
            })
            .subscribe()
          leave = () => void connection.removeChannel(subscription)
        })
        // Without it lists are as fresh as their last reading; the next subscription tries again.
        .catch(() => {})
      return () => {
        stopListening()
        stopped = true
        leave()
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
