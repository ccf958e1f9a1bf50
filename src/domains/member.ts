import type { FieldOptions } from '@/resource/field'
import { relation } from '@/resource/fields'

/** Relation to a member that every row has; embeds the columns that lists search (`member.search`). */
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

/** Relation for the moderators' tables. */
export const member = memberIn('profiles')

/** Relation for tables that every team reads, because growth and finance may not read profiles. */
export const listedMember = memberIn('member_directory')

/** Relation to a member that may be missing: a document can have none, or outlive a deleted member. */
export const anyMember = (also?: readonly string[]) =>
  relation('Member', {
    table: 'member_directory',
    embed: 'member',
    title: 'display_name',
    search: 'search',
    also,
  })

/** Relation to the staff member who decided or wrote something. */
export const staffMember = (label: string, embed: string) =>
  relation(label, { table: 'staff_members', embed, title: 'full_name' })
