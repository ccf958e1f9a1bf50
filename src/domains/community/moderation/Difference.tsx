import { diffWords } from '@/resource/show/diff'
import { PostPicture } from './PostPicture'
import type { ItemText } from './types'

interface DifferenceProps {
  label: string
  from: Pick<ItemText, 'title' | 'body' | 'image_path'>
  to: Pick<ItemText, 'title' | 'body' | 'image_path'>
}

/** The difference between two texts, with removed and added words marked; plain text only. */
export function Difference({ label, from, to }: DifferenceProps) {
  const parts = diffWords(textOf(from), textOf(to))
  return (
    <section className="panel mod-difference above-12 below-12" aria-label={label}>
      <h3>{label}</h3>
      <p dir="auto" className="clip pre">
        {parts.map(({ text, kind }, at) => {
          const Mark = kind === 'new' ? 'ins' : kind === 'gone' ? 'del' : 'span'
          // biome-ignore lint/suspicious/noArrayIndexKey: the parts of a text keep their positions
          return <Mark key={at}>{text}</Mark>
        })}
      </p>
      {from.image_path !== to.image_path ? (
        <>
          <p className="quiet">{to.image_path ? 'The picture is another.' : 'The picture was taken away.'}</p>
          {from.image_path ? <PostPicture path={from.image_path} label="The picture before" /> : null}
        </>
      ) : null}
    </section>
  )
}

function textOf({ title, body }: Pick<ItemText, 'title' | 'body'>): string {
  return [title, body].filter(Boolean).join('\n')
}
