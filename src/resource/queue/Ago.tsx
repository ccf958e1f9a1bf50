import { momentTexts } from '@/resource/fields/time'

/** A relative time for use in a sentence: “4 min ago”, “yesterday”, “on 12 Mar”; the full time on hover. */
export function Ago({ value }: { value: string }) {
  const { local, ago, utc } = momentTexts(value)
  return (
    <time dateTime={utc.slice(0, 19)} title={`${local}\n${utc}`}>
      {agoPhrase(ago)}
    </time>
  )
}

/** A short relative time as part of a sentence. */
function agoPhrase(ago: string): string {
  if (/^\d+ (min|h|d)$/.test(ago)) return `${ago} ago`
  return /^\d/.test(ago) ? `on ${ago}` : ago
}
