import { type AnyRow, embeddedText } from '@/resource/define'
import { relation } from '@/resource/fields'
import type { FieldOptions } from '@/resource/fields/field'

/** What is read of a match's two people, to name it: PostgREST's select. */
const people = ['person_a:profiles!user_a(display_name)', 'person_b:profiles!user_b(display_name)']

/** The name of a pair: “Ana Lopez and Ben Vogel”. */
export function pairName(match: object): string {
  return ['person_a', 'person_b'].map((person) => embeddedText(match, person, 'display_name')).join(' and ')
}

/** The match that a row belongs to, named by its two people. */
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
