import type { Resource } from '../define'
import type { Field } from '../fields/field'
import type { ColumnSetting } from './address'

type Titled = Pick<Resource, 'titleColumns' | 'key' | 'fields'>

/** A column of a list with what it takes to draw it. */
export interface ShownColumn {
  name: string
  field: Field
  width: number
  pinned: boolean
  /** Where a pinned column stays when the table is scrolled sideways, in pixels. */
  left?: number
  /** The last one that stays. */
  edge?: boolean
}

/** The column that a list's first one stands for: it sorts and sizes what a record is. */
export function identityOf(resource: Pick<Resource, 'titleColumns' | 'key'>): string {
  return resource.titleColumns[0] ?? resource.key
}

/** The columns after the first, which is the record itself, as they stand from left to right: pinned ones lead. */
export function shownColumns(resource: Titled, columns: readonly ColumnSetting[]): readonly ShownColumn[] {
  const identity = identityOf(resource)
  const shown = columns.flatMap(({ name, width, pinned = false }) => {
    const field = resource.fields[name]
    return field && name !== identity ? [{ name, field, width: width ?? field.width, pinned }] : []
  })
  return [...shown.filter(({ pinned }) => pinned), ...shown.filter(({ pinned }) => !pinned)]
}

/** What the first column is given at least, and how wide it is where others are pinned behind it. */
export const identityWidths = { least: 240, pinning: 300 } as const

/** The widest and narrowest that a column may be made, in pixels. */
export const columnWidths = { min: 56, max: 900 } as const

/** New widths of some columns, by name; undefined where one shall have its usual width. */
export type Widths = Readonly<Record<string, number | undefined>>

/** The columns with other widths, all else as it was. */
export function resized(
  resource: Titled,
  columns: readonly ColumnSetting[],
  widths: Widths,
): readonly ColumnSetting[] {
  const identity = identityOf(resource)
  // The first column need not be among them, but its width has to stand somewhere.
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
