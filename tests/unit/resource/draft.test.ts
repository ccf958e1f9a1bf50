// @vitest-environment jsdom
import { afterEach, expect, test, vi } from 'vitest'
import { drafts, filled } from '@/resource/form/draft'

afterEach(() => {
  vi.restoreAllMocks()
  sessionStorage.clear()
})

test('a draft is kept for its record alone until it is removed', () => {
  const draft = { values: { full_name: 'Ada “😀”', tags: [] }, base: { full_name: 'Ada', updated_at: 'v1' } }
  drafts.write('leads', '7', draft)
  expect(drafts.read('leads', '7')).toEqual(draft)
  expect(drafts.read('leads', 'new')).toBeUndefined()
  expect(drafts.read('invoices', '7')).toBeUndefined()
  drafts.remove('leads', '7')
  expect(drafts.read('leads', '7')).toBeUndefined()
})

test('a storage that is broken or full costs nobody their form', () => {
  drafts.write('leads', '7', { values: {}, base: {} })
  for (const text of ['{', 'null', '[]', '"x"', '{"values":{}}']) {
    sessionStorage.setItem(sessionStorage.key(0)!, text)
    expect(drafts.read('leads', '7'), text).toBeUndefined()
  }
  vi.spyOn(Storage.prototype, 'setItem').mockImplementation(() => {
    throw new DOMException('full', 'QuotaExceededError')
  })
  expect(() => drafts.write('leads', '7', { values: {}, base: {} })).not.toThrow()
})

test('what one person typed is not shown to the next who signs in in the same tab', () => {
  const draft = { values: { notes: 'Mine' }, base: {} }
  drafts.belongTo('growth')
  drafts.write('leads', '7', draft)
  drafts.belongTo('growth')
  expect(drafts.read('leads', '7')).toEqual(draft)
  drafts.belongTo('admin')
  expect(drafts.read('leads', '7')).toBeUndefined()
})

test('typed and deleted again is nothing, as before', () => {
  expect([filled(''), filled(undefined), filled(null)]).toEqual([null, null, null])
  expect([filled(0), filled(false), filled(' ')]).toEqual([0, false, ' '])
})
