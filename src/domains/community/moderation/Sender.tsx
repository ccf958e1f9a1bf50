import { useEntries } from '@/resource/entries'
import { useCameBack } from '@/resource/queue/useCameBack'
import { useQueueRequests } from '@/resource/queue/useQueueRequests'
import { useSending } from './data'
import { queuePath } from './queueView'

/** Sends what a closed tab left undecided, wherever the moderator is now. */
export default function Sender() {
  const { sent } = useSending(useQueueRequests(), useEntries().staff.userId)
  useCameBack(sent, { path: queuePath, name: 'moderation queue' })
  return null
}
