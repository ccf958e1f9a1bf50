import { useEntries } from '@/resource/entries'
import { useQueueRequests } from '@/resource/queue/useQueueRequests'
import { useReturnedNote } from '@/resource/queue/useReturnedNote'
import { useSending } from './data'
import { queuePath } from './queueView'

/** Sends the decisions that a closed tab left unsent; mounted on any page while there are some. */
export default function Sender() {
  const { sent } = useSending(useQueueRequests(), useEntries().staff.userId)
  useReturnedNote(sent, { path: queuePath, name: 'moderation queue' })
  return null
}
