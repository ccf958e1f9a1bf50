import type { Part } from './documentParts'

/**
 * A form's value for a document: the document as it would be stored, and the typed parts if that is not enough to
 * restore them.
 */
export interface FormDocument {
  value: unknown
  typed?: Part
  /** The reason why it cannot be stored. */
  problem?: string
}

/** Wraps a form's document in an array, since antd would merge a plain object with its previous value. */
export const formDocument = (held: unknown): FormDocument =>
  Array.isArray(held) ? ((held[0] ?? {}) as FormDocument) : { value: held }
