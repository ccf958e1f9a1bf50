import { useEntries } from '@/resource/entries'
import { useCameBack } from '@/resource/queue/useCameBack'
import { useQueueRequests } from '@/resource/queue/useQueueRequests'
import { usePhotoSending } from './usePhotos'

/** Sends what a closed tab left undecided, wherever the moderator is now. */
export default function Sender() {
  const { sent } = usePhotoSending(useQueueRequests(), useEntries().staff.userId)
  useCameBack(sent, { path: '/photo-queue', name: 'photo queue' })
  return null
}
