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

/** The member of a document that may have none, or outlive them. */
export const anyMember = (also?: readonly string[]) =>
  relation('Member', {
    table: 'member_directory',
    embed: 'member',
    title: 'display_name',
    search: 'search',
    also,
  })

/** Who of the staff decided or wrote something down. */
export const staffMember = (label: string, embed: string) =>
  relation(label, { table: 'staff_members', embed, title: 'full_name' })
