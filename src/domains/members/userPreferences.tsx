import { defineResource } from '@/resource/define'
import { humanize, isEmpty } from '@/resource/field'
import { dateTime, number, options, text } from '@/resource/fields'
import { documentText } from '@/resource/fields/plainDocument'
import { member } from '../member'

/** A member's preference as text: `{"km": 50}` as “Within 50 km”. */
function wishText(value: unknown): string {
  if (isEmpty(value)) return ''
  if (Array.isArray(value)) return value.map((one) => humanize(documentText(one))).join(', ')
  if (typeof value !== 'object') return humanize(String(value))
  const wish = value as Record<string, unknown>
  if ('min' in wish && 'max' in wish) return `${documentText(wish.min)} to ${documentText(wish.max)} years`
  if ('km' in wish) return `Within ${documentText(wish.km)} km`
  return Object.entries(wish)
    .map(([name, part]) => `${humanize(name)}: ${documentText(part)}`)
    .join(', ')
}

const wish = text('Wish', { filter: 'none', sortable: false, input: undefined, width: 240, text: wishText })

export default defineResource({
  table: 'user_preferences',
  one: 'preference',
  about: 'What members wish for in the people they meet. They set it in the app.',
  title: (preference) => humanize(preference.category),
  titleColumns: ['category'],
  fields: {
    user_id: member(),
    category: options('About', {
      age_range: ['Age'],
      distance: undefined,
      gender: undefined,
      children: undefined,
      religion: undefined,
      smoking: undefined,
      drinking: undefined,
      education: undefined,
      politics: undefined,
      pets: undefined,
    }),
    value: { ...wish, show: (value, row, place) => wish.show(wishText(value), row, place) },
    importance: number('Importance', { unit: 'of 5', width: 110 }),
    created_at: dateTime('Set'),
    updated_at: dateTime('Changed'),
  },
  list: {
    columns: ['user_id', 'value', 'importance', 'updated_at'],
    sort: '-updated_at',
    search: 'member.search',
    searchHint: 'member',
    filters: ['category', 'importance', 'user_id', 'updated_at'],
  },
  detail: {
    sections: [{ fields: ['user_id', 'category', 'value', 'importance', 'created_at', 'updated_at'] }],
  },
})
