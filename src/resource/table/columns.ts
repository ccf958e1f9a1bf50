import type { Resource } from '../define'
import type { Field } from '../field'
import type { ColumnSetting } from '../query/listUrl'

type Titled = Pick<Resource, 'titleColumns' | 'key' | 'fields'>

/** A column of a list with everything needed to render it. */
export interface ShownColumn {
  name: string
  field: Field
  width: number
  pinned: boolean
  /** The position of a pinned column when the table is scrolled sideways, in pixels. */
  left?: number
  /** The last pinned column. */
  edge?: boolean
}

/** The column that the list's first column stands for: sorting and resizing the first column apply to it. */
export function identityOf(resource: Pick<Resource, 'titleColumns' | 'key'>): string {
  return resource.titleColumns[0] ?? resource.key
}

/** The columns after the first, which shows the record itself, from left to right: pinned ones come first. */
export function shownColumns(resource: Titled, columns: readonly ColumnSetting[]): readonly ShownColumn[] {
  const identity = identityOf(resource)
  const shown = columns.flatMap(({ name, width, pinned = false }) => {
    const field = resource.fields[name]
    return field && name !== identity ? [{ name, field, width: width ?? field.width, pinned }] : []
  })
  return [...shown.filter(({ pinned }) => pinned), ...shown.filter(({ pinned }) => !pinned)]
}

/** The minimum width of the first column, and its width if other columns are pinned after it. */
export const identityWidths = { least: 240, pinning: 300 } as const

/** The limits of a column's width, in pixels. */
export const columnWidths = { min: 56, max: 900 } as const

/** New widths of some columns, by name; undefined restores the default width. */
export type Widths = Readonly<Record<string, number | undefined>>

/** The columns with changed widths, otherwise as before. */
export function resized(
  resource: Titled,
  columns: readonly ColumnSetting[],
  widths: Widths,
): readonly ColumnSetting[] {
  const identity = identityOf(resource)
  // The first column may be missing from the list; it is added to store its width.
  const all = columns.some(({ name }) => name === identity) ? columns : [{ name: identity }, ...columns]
  return all.map((column) => {
    if (!Object.hasOwn(widths, column.name)) return column
    const { width: _, ...rest } = column
    const width = widths[column.name]
    return width === undefined
      ? rest
      : { ...rest, width: Math.round(Math.max(columnWidths.min, Math.min(columnWidths.max, width))) }
  })
}
