import { afterEach, expect, it, vi } from 'vitest'
import { isReplacement, replaceRefusedStorage } from '@/ui/memoryStorage'

afterEach(() => vi.unstubAllGlobals())

it('a storage that the browser refuses is replaced by one of the page, and no other', () => {
  const real = { length: 0 }
  vi.stubGlobal('window', {
    get localStorage() {
      throw new DOMException('Denied', 'SecurityError')
    },
    sessionStorage: real,
  })
  replaceRefusedStorage()
  expect(window.sessionStorage).toBe(real)
  expect(isReplacement(window.localStorage)).toBe(true)
  const { localStorage } = window
  localStorage.setItem('a.b', '1')
  localStorage.setItem('getItem', '2')
  expect([localStorage.getItem('a.b'), localStorage.getItem('c'), localStorage.length]).toEqual([
    '1',
    null,
    2,
  ])
  expect(Object.keys(localStorage)).toEqual(['a.b', 'getItem'])
  localStorage.removeItem('a.b')
  expect([localStorage.key(0), localStorage.key(1)]).toEqual(['getItem', null])
})
