import type { Part } from './documentParts'

/** What a form holds of a document: as it would be stored, and where that is not all, what was typed. */
export interface FormDocument {
  value: unknown
  typed?: Part
  /** Why it cannot be stored. */
  problem?: string
}

/** What a form holds of a document; in a list, since antd joins objects with what it held before. */
export const formDocument = (held: unknown): FormDocument =>
  Array.isArray(held) ? ((held[0] ?? {}) as FormDocument) : { value: held }
