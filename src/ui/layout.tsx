import { type ComponentPropsWithRef, type CSSProperties, createElement } from 'react'
import './layout.css'

type Tag =
  | 'article'
  | 'aside'
  | 'button'
  | 'dd'
  | 'div'
  | 'dl'
  | 'fieldset'
  | 'figure'
  | 'footer'
  | 'form'
  | 'h1'
  | 'h2'
  | 'h3'
  | 'header'
  | 'label'
  | 'li'
  | 'nav'
  | 'ol'
  | 'p'
  | 'section'
  | 'span'
  | 'summary'
  | 'ul'
type Align = 'start' | 'center' | 'baseline' | 'stretch' | 'bottom'

type BoxProps<T extends Tag> = ComponentPropsWithRef<T> & {
  /** The element, a `div` by default. */
  as?: T
  /** Pixels between the items, from the scale in tokens.css. */
  gap?: 2 | 4 | 6 | 8 | 12 | 16 | 24
  /** Alignment across the direction. A row centres its items, a stack stretches them. */
  align?: Align
  /** Alignment along the direction. */
  justify?: 'between' | 'center' | 'end'
  /** `tight`: wrapped lines are 4 px apart, whatever the gap. */
  wrap?: boolean | 'tight'
  inline?: boolean
}

function box(kind: string, { as, gap, align, justify, wrap, inline, className, ...rest }: BoxProps<Tag>) {
  const names = [
    kind,
    inline && 'inline',
    gap && `gap-${gap}`,
    align,
    justify && (justify === 'center' ? 'middle' : justify),
    wrap && (wrap === 'tight' ? 'wrap tight' : 'wrap'),
    className,
  ]
  return createElement(as ?? 'div', { ...rest, className: names.filter(Boolean).join(' ') })
}

/** A flex row: its children side by side. */
export function Row<T extends Tag = 'div'>(props: BoxProps<T>) {
  return box('row', props as BoxProps<Tag>)
}

/** A flex column: its children one below another. */
export function Stack<T extends Tag = 'div'>(props: BoxProps<T>) {
  return box('stack', props as BoxProps<Tag>)
}

interface TilesProps extends ComponentPropsWithRef<'div'> {
  as?: 'div' | 'ul'
  /** The minimum width of an item, in pixels. */
  min: number
  gap: 8 | 12 | 16 | 24
  /** With few items, they become wider to fill the row. */
  fit?: boolean
}

/** Items of equal width, in as many columns as there is room for. */
export function Tiles({ as, min, gap, fit, className = '', ...rest }: TilesProps) {
  return createElement(as ?? 'div', {
    ...rest,
    'data-fit': fit || undefined,
    className: `tiles gap-${gap} ${className}`,
    style: { '--tile': `${min}px` } as CSSProperties,
  })
}

/** The heading of a section in a pane. */
export function PaneHead({
  as,
  className = '',
  ...rest
}: ComponentPropsWithRef<'h2'> & { as?: 'h2' | 'h3' }) {
  return createElement(as ?? 'h2', { ...rest, className: `pane-head ${className}` })
}

/** A word with a background of its own. */
export function Chip({ className = '', ...rest }: ComponentPropsWithRef<'span'>) {
  return <span {...rest} className={`chip ${className}`} />
}

/** Text on one line, cut off with an ellipsis where it does not fit. */
export function Truncate({ className = '', ...rest }: ComponentPropsWithRef<'span'>) {
  return <span {...rest} className={`truncate ${className}`} />
}
