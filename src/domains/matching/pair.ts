import { type AnyRow, embeddedText } from '@/resource/define'
import type { FieldOptions } from '@/resource/field'
import { relation } from '@/resource/fields'

/** PostgREST select that embeds the names of a match's two members. */
const people = ['person_a:profiles!user_a(display_name)', 'person_b:profiles!user_b(display_name)']

/** The name of a pair: “Ana Lopez and Ben Vogel”. */
export function pairName(match: object): string {
  return ['person_a', 'person_b'].map((person) => embeddedText(match, person, 'display_name')).join(' and ')
}

/** Relation to a match, titled by its two members. */
export const match = (label = 'Match', options?: FieldOptions) =>
  relation(
    label,
    {
      table: 'matches',
      embed: 'match',
      title: 'state',
      also: people,
      name: (other: AnyRow) => pairName(other),
    },
    { width: 240, ...options },
  )
