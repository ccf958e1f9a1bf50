import '@/resource/fields/reading.css'
import { Stack } from '@/ui/layout'
import { otherHostOf, partsOf } from './contactParts'
import styles from './moderation.module.css'

const names = {
  phone: 'Phone number',
  email: 'Email address',
  handle: 'Name elsewhere',
  app: 'Leads elsewhere',
  link: 'Link, not opened',
} as const

/**
 * What a member wrote, as plain text and nothing else: never HTML, nothing loaded, no link that opens. Ways to reach
 * somebody are marked, links with the host that they lead to.
 */
export function SafeText({ text }: { text: string }) {
  return (
    <Stack className={`reading-text ${styles.text} clip`}>
      {text.split(/\n{2,}/).map((paragraph, place) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: the paragraphs of a text keep their places
        <p key={place} dir="auto">
          {partsOf(paragraph).map(({ text: part, kind }, at) => {
            if (!kind) return part
            const other = otherHost(part, kind)
            return (
              <mark
                // biome-ignore lint/suspicious/noArrayIndexKey: and so do its parts
                key={at}
                className={kind === 'link' ? styles.link : undefined}
                title={names[kind]}
                // Read in its own direction, whatever a sign before it asks for.
                dir={kind === 'app' ? undefined : 'ltr'}
              >
                {part}
                {other ? <span className="small"> leads to {other}</span> : null}
              </mark>
            )
          })}
        </p>
      ))}
    </Stack>
  )
}

/** The true host of a link or an address for mail, where it is another than what is read. */
function otherHost(part: string, kind: string): string | undefined {
  if (kind === 'email') return otherHostOf(part.slice(part.lastIndexOf('@') + 1))
  return kind === 'link' ? otherHostOf(part) : undefined
}
