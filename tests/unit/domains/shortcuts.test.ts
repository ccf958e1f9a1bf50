import { expect, it } from 'vitest'
import type { Domain } from '@/domains/domain'
import { entries } from '../../support/entries'

const domains = Object.values(
  import.meta.glob<Record<string, Domain>>('../../../src/domains/*/index.tsx', { eager: true }),
).flatMap((module) => Object.values(module))

it('each page of the menu is reached by keys of its own', () => {
  const pages = domains.flatMap((domain) => domain.pages ?? [])
  // The shortcut of the home page.
  const keys = ['g h']
  for (const { label, menu } of [...entries, ...pages]) {
    if (!menu) continue
    expect(menu.shortcut, label).toMatch(/^g (shift\+)?[a-z0-9]$/)
    expect(keys, label).not.toContain(menu.shortcut)
    keys.push(String(menu.shortcut))
  }
})
