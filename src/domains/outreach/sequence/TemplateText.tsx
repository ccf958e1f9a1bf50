import { Tag } from 'antd'
import { humanize } from '@/resource/field'
import { templateParts } from './template'

/** A text with its merge fields marked as chips. */
export function Template({ text }: { text: string }) {
  return templateParts(text).map(({ text: part, field, fallback }, index) =>
    field ? (
      // biome-ignore lint/suspicious/noArrayIndexKey: the parts of a text keep their positions
      <Tag key={index} style={{ marginInline: 2 }} title={fallback ? `Else “${fallback}”` : undefined}>
        {humanize(field)}
      </Tag>
    ) : (
      part
    ),
  )
}
