// @vitest-environment jsdom
import { afterEach, expect, test, vi } from 'vitest'
import { emptyAsNull, unsavedInputs } from '@/resource/form/unsavedInputs'

afterEach(() => {
  vi.restoreAllMocks()
  sessionStorage.clear()
})

test('a draft is kept for its record alone until it is removed', () => {
  const draft = { values: { full_name: 'Ada “😀”', tags: [] }, base: { full_name: 'Ada', updated_at: 'v1' } }
  unsavedInputs.write('leads', '7', draft)
  expect(unsavedInputs.read('leads', '7')).toEqual(draft)
  expect(unsavedInputs.read('leads', 'new')).toBeUndefined()
  expect(unsavedInputs.read('invoices', '7')).toBeUndefined()
  unsavedInputs.remove('leads', '7')
  expect(unsavedInputs.read('leads', '7')).toBeUndefined()
})

test('a storage that is broken or full costs nobody their form', () => {
  unsavedInputs.write('leads', '7', { values: {}, base: {} })
  for (const text of ['{', 'null', '[]', '"x"', '{"values":{}}']) {
    sessionStorage.setItem(sessionStorage.key(0)!, text)
    expect(unsavedInputs.read('leads', '7'), text).toBeUndefined()
  }
  vi.spyOn(Storage.prototype, 'setItem').mockImplementation(() => {
    throw new DOMException('full', 'QuotaExceededError')
  })
  expect(() => unsavedInputs.write('leads', '7', { values: {}, base: {} })).not.toThrow()
})

test('what one person typed is not shown to the next who signs in in the same tab', () => {
  const draft = { values: { notes: 'Mine' }, base: {} }
  unsavedInputs.keepOnlyFor('growth')
  unsavedInputs.write('leads', '7', draft)
  unsavedInputs.keepOnlyFor('growth')
  expect(unsavedInputs.read('leads', '7')).toEqual(draft)
  unsavedInputs.keepOnlyFor('admin')
  expect(unsavedInputs.read('leads', '7')).toBeUndefined()
})

test('typed and deleted again is nothing, as before', () => {
  expect([emptyAsNull(''), emptyAsNull(undefined), emptyAsNull(null)]).toEqual([null, null, null])
  expect([emptyAsNull(0), emptyAsNull(false), emptyAsNull(' ')]).toEqual([0, false, ' '])
})

test('after signing out nothing typed is left in the tab, nor whose it was', () => {
  unsavedInputs.keepOnlyFor('growth')
  unsavedInputs.write('leads', '7', { values: { notes: 'Mine' }, base: {} })
  sessionStorage.setItem('introalignment.moderation.outbox.growth', '[{"note":"Mine"}]')
  sessionStorage.setItem('other', 'kept')
  unsavedInputs.clear()
  expect(Object.keys(sessionStorage)).toEqual(['other'])
})
