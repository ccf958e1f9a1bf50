import { useEntries } from '@/resource/entries'
import { useQueueRequests } from '@/resource/queue/useQueueRequests'
import { useReturnedNote } from '@/resource/queue/useReturnedNote'
import { usePhotoSending } from './usePhotos'

/** Sends the decisions that a closed tab left unsent; mounted on any page while there are some. */
export default function Sender() {
  const { sent } = usePhotoSending(useQueueRequests(), useEntries().staff.userId)
  useReturnedNote(sent, { path: '/photo-queue', name: 'photo queue' })
  return null
}
