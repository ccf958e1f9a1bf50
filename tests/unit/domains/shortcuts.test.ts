import { expect, it } from 'vitest'
import { entries } from '../../support/entries'

it('no two pages of the menu are reached by the same keys', () => {
  const keys = entries.flatMap(({ menu }) => (menu?.shortcut ? [menu.shortcut] : []))
  for (const key of keys) expect(key).toMatch(/^g (shift\+)?[a-z]$/)
  // Home has its own.
  const all = [...keys, 'g h']
  expect(all.filter((key, index) => all.indexOf(key) !== index)).toEqual([])
})
