import { keyColumnOf } from '@/supabase/metadata'
import { type AnyRow, embedded } from '../define'
import { type Field, type FieldOptions, isEmpty, type Relation, seenName } from '../field'
import { RecordLink } from '../RecordLink'
import { none } from './text'

/** A relation as declared: the key is the primary key of the related table by default. */
type DeclaredRelation = Omit<Relation, 'key'> & Partial<Pick<Relation, 'key'>>

/** A foreign key, shown as a link with the related row's name. */
export function relation(label: string, to: DeclaredRelation, options?: FieldOptions): Field {
  const nameOf = (value: unknown, row: AnyRow) => {
    const other = embedded(row, to.embed)
    const name = other && (to.name ? to.name(other) : other[to.title])
    // The related row may not be visible to this person; then the first characters of its key are shown.
    return isEmpty(name) ? String(value).slice(0, 8) : String(name)
  }
  return {
    label,
    width: 170,
    filter: 'relation',
    sortable: false,
    relation: { key: keyColumnOf(to.table), ...to },
    input: 'relation',
    text: (value, row) => (isEmpty(value) ? '' : nameOf(value, row)),
    show: (value, row, place) =>
      isEmpty(value) ? (
        none
      ) : (
        <span className={place === 'list' ? 'value-line' : undefined}>
          <RecordLink table={to.table} id={String(value)}>
            {seenName(nameOf(value, row))}
          </RecordLink>
        </span>
      ),
    ...options,
  }
}
