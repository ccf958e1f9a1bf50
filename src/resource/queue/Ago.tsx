import { momentTexts } from '@/resource/fields/time'

/** How long ago something was, as a part of a sentence: “4 min ago”, “yesterday”, “on 12 Mar”; in full on hover. */
export function Ago({ value }: { value: string }) {
  const { local, ago, utc } = momentTexts(value)
  return (
    <time dateTime={utc.slice(0, 19)} title={`${local}\n${utc}`}>
      {agoPhrase(ago)}
    </time>
  )
}

/** A short time as a part of a sentence. */
function agoPhrase(ago: string): string {
  if (/^\d+ (min|h|d)$/.test(ago)) return `${ago} ago`
  return /^\d/.test(ago) ? `on ${ago}` : ago
}
