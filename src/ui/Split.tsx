import { type ComponentPropsWithRef, type CSSProperties, createElement } from 'react'
import './split.css'

interface SplitProps extends ComponentPropsWithRef<'div'> {
  as?: 'article' | 'div' | 'li' | 'section'
  /** The widths of the columns, as in `grid-template-columns`. */
  columns: string
  gap?: 4 | 8 | 12 | 24
}

/** Parts in columns of given widths, one below another on a phone. */
export function Split({ as, columns, gap = 12, className = '', style, ...rest }: SplitProps) {
  return createElement(as ?? 'div', {
    ...rest,
    className: `split gap-${gap} ${className}`,
    style: { '--columns': columns, ...style } as CSSProperties,
  })
}
