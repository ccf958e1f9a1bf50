import { useEffect, useEffectEvent } from 'react'
import { useLocation } from 'react-router'
import { useNotify } from '@/ui/notify'
import { pluralText } from '@/ui/pluralText'
import { isReturned, type OutboxEntry } from './outboxEntries'

/** Notifies a person who has left the queue's page that decisions were not applied. */
export function useReturnedNote(sent: readonly OutboxEntry[], page: { path: string; name: string }): void {
  const notify = useNotify()
  const { pathname } = useLocation()
  const count = sent.filter(isReturned).length
  const say = useEffectEvent(() => {
    if (count === 0 || pathname.startsWith(page.path)) return
    notify.error(undefined, {
      key: `came back ${page.path}`,
      title: `${pluralText(count, 'decision')} came back`,
      detail: `What you decided was not applied. Open the ${page.name} to see why.`,
    })
  })
  // biome-ignore lint/correctness/useExhaustiveDependencies: runs again when another decision is returned
  useEffect(() => say(), [count])
}
