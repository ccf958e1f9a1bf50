import type { AnyRow, Resource } from '../define'

/** The position of a cell in the rendered table: the row's key and the column's name. */
export interface CellPosition {
  id: string
  name: string
}

/** The element of a cell, if the table shows it. */
export function cellAt(body: HTMLElement | null, { id, name }: CellPosition): HTMLElement | null {
  return (
    body?.querySelector<HTMLElement>(
      `tr[data-id="${CSS.escape(id)}"] > [data-column="${CSS.escape(name)}"]`,
    ) ?? null
  )
}

/** The cells of a row in display order. */
export function cellsOfRow(body: HTMLElement | null, id: string): CellPosition[] {
  return [
    ...(body?.querySelectorAll<HTMLElement>(`tr[data-id="${CSS.escape(id)}"] > [data-column]`) ?? []),
  ].map(({ dataset }) => ({ id, name: dataset.column ?? '' }))
}

/** The cell that was clicked; undefined if the click was on a link, a button or an open editor. */
export function clickedCell(target: EventTarget | null): CellPosition | undefined {
  if (!(target instanceof Element) || target.closest('a, button, label, .cell-editor')) return undefined
  const found = target.closest<HTMLElement>('tbody [data-column]')
  const id = found?.closest<HTMLElement>('tr[data-id]:not([data-gone])')?.dataset.id
  return id === undefined ? undefined : { id, name: found?.dataset.column ?? '' }
}

/** Whether a field of a row can be edited in its cell, for a person who may edit the record. */
export function isEditableCell(resource: Resource, row: AnyRow | undefined, name: string): boolean {
  const field = resource.fields[name]
  if (!row || !field) return false
  if (name === 'state' && resource.states) return true
  return (
    resource.form?.fixed?.(row) === undefined &&
    (resource.form?.sections.some((section) => section.fields.includes(name)) ?? false) &&
    !resource.form?.createOnly?.includes(name) &&
    field.input !== undefined &&
    // JSON documents, and texts with an editor of their own, need the space of a form.
    field.input !== 'json' &&
    !field.Input &&
    !field.heavy
  )
}
