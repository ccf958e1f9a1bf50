import type { FieldOptions } from '@/resource/field'
import { relation } from '@/resource/fields'

/** A member that a row always belongs to, with what lists search by (`member.search`). */
const memberIn =
  (table: string) =>
  (label = 'Member', options?: FieldOptions) =>
    relation(
      label,
      {
        table,
        embed: 'member',
        title: 'display_name',
        search: 'search',
        also: ['email', 'search'],
        inner: true,
      },
      options,
    )

/** For the moderators' tables. */
export const member = memberIn('profiles')

/** For tables that every team reads: growth and finance do not see profiles. */
export const listedMember = memberIn('member_directory')
