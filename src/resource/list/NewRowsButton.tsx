import { numbers } from '@/ui/locale'
import type { LiveRows } from './useLiveRows'

/** Offers to refresh the list if it has changed: “3 new”. Renders nothing if it has not. */
export function NewRowsButton({ live, onAccept }: { live: LiveRows; onAccept: () => void }) {
  const { newCount: news, isMany, gone, isBehind } = live
  if (!isBehind) return null
  const parts = [
    news > 0 ? `${numbers.format(news)}${isMany ? '+' : ''} new` : '',
    gone.size > 0 ? `${numbers.format(gone.size)} gone` : '',
  ].filter(Boolean)
  return (
    <button
      type="button"
      className="news small medium"
      title="Show the list as it is now (N)"
      onClick={onAccept}
    >
      {parts.join(', ') || 'Rows moved'}
    </button>
  )
}
