import { useEntries } from '@/resource/entries'
import { useQueueRequests } from '@/resource/queue/useQueueRequests'
import { useReturnedNote } from '@/resource/queue/useReturnedNote'
import { usePhotoSending } from './usePhotos'

/** Sends what a closed tab left undecided, wherever the moderator is now. */
export default function Sender() {
  const { sent } = usePhotoSending(useQueueRequests(), useEntries().staff.userId)
  useReturnedNote(sent, { path: '/photo-queue', name: 'photo queue' })
  return null
}
