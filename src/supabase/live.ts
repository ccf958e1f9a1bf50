import type { LiveEvent, LiveProvider } from '@refinedev/core'
import type { ConsoleClient } from './client'

/**
 * Creates Refine's live provider. With `realtime` it follows the database; without, it passes on what this tab
 * changes itself, and lists poll. An event says only that something in a table changed and which record:
 * whether a list is touched by it is decided by asking again.
 */
export function createLiveProvider(
  client: Pick<ConsoleClient, 'realtime'>,
  { realtime }: { realtime: boolean },
): LiveProvider {
  const listeners = new Map<string, Set<(event: LiveEvent) => void>>()
  let subscriptions = 0

  return {
    subscribe({ channel, callback, params }) {
      const table = params?.resource ?? channel.replace(/^resources\//, '')
      if (!realtime) {
        const those = listeners.get(channel) ?? new Set()
        listeners.set(channel, those.add(callback))
        return () => those.delete(callback)
      }
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
