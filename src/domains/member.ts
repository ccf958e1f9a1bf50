import { relation } from '@/resource/fields'
import type { FieldOptions } from '@/resource/fields/field'

/** A member that a row always belongs to, with what lists search by (`member.search`). */
export const member = (label = 'Member', options?: FieldOptions) =>
  relation(
    label,
    {
      table: 'profiles',
      embed: 'member',
      title: 'display_name',
      search: 'search',
      also: ['email', 'search'],
      inner: true,
    },
    options,
  )
