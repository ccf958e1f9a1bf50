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
 * A member's text, shown as plain text only: no HTML, no loaded content, no clickable links. Contact details
 * are marked, and links show the host that they lead to.
 */
export function SafeText({ text }: { text: string }) {
  return (
    <Stack className={`reading-text ${styles.text} clip`}>
      {text.split(/\n{2,}/).map((paragraph, place) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: the paragraphs of a text keep their positions
        <p key={place} dir="auto">
          {partsOf(paragraph).map(({ text: part, kind }, at) => {
            if (!kind) return part
            const other = otherHost(part, kind)
            return (
              <mark
                // biome-ignore lint/suspicious/noArrayIndexKey: the parts of a paragraph keep their positions
                key={at}
                className={kind === 'link' ? styles.link : undefined}
                title={names[kind]}
                // A fixed direction, so that a direction mark before an address cannot reverse it.
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

/** The real host of a link or mail address, if it differs from the visible text. */
function otherHost(part: string, kind: string): string | undefined {
  if (kind === 'email') return otherHostOf(part.slice(part.lastIndexOf('@') + 1))
  return kind === 'link' ? otherHostOf(part) : undefined
}
