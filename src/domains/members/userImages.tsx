import { defineResource, embeddedText } from '@/resource/define'
import { code, dateTime, flag, longText, number, options } from '@/resource/fields'
import { member } from '../member'
import { PhotoPlaceholder } from './PhotoPlaceholder'
import { photoStates } from './states'

export default defineResource({
  table: 'user_images',
  one: 'photo',
  about: 'The photos that members show of themselves. Each is looked at before others see it.',
  title: (photo) => `${embeddedText(photo, 'member', 'display_name')}, photo ${photo.position + 1}`,
  secondary: (photo) => photo.alt_text,
  titleColumns: ['position', 'alt_text'],
  fields: {
    user_id: member(),
    position: number('Place', { width: 80, input: undefined }),
    storage_path: code('Stored at', { wide: true, input: undefined }),
    alt_text: longText('Description', {
      help: 'What can be seen, in the member’s words, for people who cannot see it.',
      input: undefined,
    }),
    version: number('Version', { width: 88, input: undefined, help: 'Counts its descriptions.' }),
    is_primary: flag('First photo', { width: 104, input: undefined }),
    width: number('Width', { unit: 'px', input: undefined }),
    height: number('Height', { unit: 'px', input: undefined }),
    state: options('State', photoStates, { input: undefined }),
    rejection_reason: longText('Why rejected', { help: 'The member reads this.', input: undefined }),
    created_at: dateTime('Added'),
    updated_at: dateTime('Changed'),
  },
  list: {
    columns: ['state', 'is_primary', 'rejection_reason', 'created_at'],
    sort: '-created_at',
    search: 'member.search',
    searchHint: 'member',
    filters: ['state', 'user_id', 'is_primary', 'rejection_reason', 'alt_text', 'created_at'],
  },
  detail: {
    sections: [
      { fields: ['state', 'user_id', 'is_primary', 'width', 'height', 'created_at', 'rejection_reason'] },
      { title: 'The photo', fields: ['alt_text'] },
    ],
    extra: PhotoPlaceholder,
  },
})
