import { defineResource, embeddedText } from '@/resource/define'
import { dateTime, longText, relation } from '@/resource/fields'
import { words } from '@/resource/fields/field'
import { member } from '../member'

export default defineResource({
  table: 'user_badges',
  one: 'award',
  about: 'Who earned which badge. The app awards them; you can award one by hand.',
  may: { create: ['moderator'], edit: ['moderator'], delete: ['moderator'] },
  title: (award) => embeddedText(award, 'badge', 'name'),
  secondary: (award) => words(embeddedText(award, 'badge', 'tier')),
  titleColumns: ['badge_id'],
  fields: {
    user_id: member(),
    badge_id: relation('Badge', { table: 'badges', embed: 'badge', title: 'name', also: ['tier'] }),
    reason: longText('Why', { help: 'Where it was awarded by hand.' }),
    awarded_at: dateTime('Awarded'),
    updated_at: dateTime('Changed'),
  },
  list: {
    columns: ['user_id', 'reason', 'awarded_at'],
    sort: '-awarded_at',
    search: 'member.search',
    searchHint: 'member',
    filters: ['badge_id', 'user_id', 'reason', 'awarded_at'],
  },
  detail: { sections: [{ fields: ['badge_id', 'user_id', 'awarded_at', 'reason'] }] },
  form: {
    sections: [{ fields: ['user_id', 'badge_id', 'reason'] }],
    createOnly: ['user_id', 'badge_id'],
  },
})
