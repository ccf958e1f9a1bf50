// @vitest-environment jsdom
import { describe, expect, it } from 'vitest'
import { readSettings } from '@/supabase/settings'

function read(tags: Record<string, string>) {
  document.head.replaceChildren()
  for (const [name, content] of Object.entries(tags)) {
    const tag = document.createElement('meta')
    tag.name = `supabase-${name}`
    tag.content = content
    document.head.append(tag)
  }
  return readSettings(document)
}

const jwt = (claims: object) => `eyJhbGciOiJIUzI1NiJ9.${btoa(JSON.stringify(claims))}.x`
const key = 'sb_publishable_abc'

describe('settings', () => {
  it('of a hosted project, with either kind of key', () => {
    expect(read({ url: 'https://x.supabase.co/', 'publishable-key': key })).toEqual({
      url: 'https://x.supabase.co',
      publishableKey: key,
      embedded: null,
    })
    expect(read({ url: 'http://localhost:54321', 'publishable-key': jwt({ role: 'anon' }) })).toHaveProperty(
      'url',
    )
  })

  it('of the embedded backend, at the address of the page', () => {
    const embedded = { publishableKey: key, password: 'p', signIns: [{ role: 'Admin', email: 'a@b.c' }] }
    expect(read({ url: '', embedded: JSON.stringify(embedded) })).toEqual({
      url: location.origin,
      publishableKey: key,
      embedded,
    })
  })

  it.each([
    ['nothing set', {}, 'not connected'],
    ['no address', { 'publishable-key': key }, 'address of the Supabase project is missing'],
    ['no key', { url: 'https://x.supabase.co' }, 'key is missing'],
    ['an address without a scheme', { url: 'x.supabase.co', 'publishable-key': key }, 'not valid'],
    ['an address of another scheme', { url: 'postgres://x', 'publishable-key': key }, 'not valid'],
    ['a key with a line break', { url: 'https://x.supabase.co', 'publishable-key': 'a\nb' }, 'not valid'],
    ['a secret key', { url: 'https://x.supabase.co', 'publishable-key': 'sb_secret_x' }, 'secret key'],
    [
      'an old secret key',
      { url: 'https://x.supabase.co', 'publishable-key': jwt({ role: 'service_role' }) },
      'secret key',
    ],
    ['a broken embedded tag', { embedded: '{' }, 'cannot be read'],
  ])('%s is a problem with a remedy', (_name, tags, title) => {
    const problem = read(tags)
    expect(problem).toMatchObject({
      title: expect.stringContaining(title),
      remedy: expect.stringMatching(/.+/),
    })
    expect(JSON.stringify(problem)).not.toContain('sb_secret_x')
  })
})
