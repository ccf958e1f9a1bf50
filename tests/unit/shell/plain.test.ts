import { describe, expect, test } from 'vitest'
import { dayPart } from '@/Home'
import { itemAt, type MenuGroup, visibleMenu } from '@/shell/menu'
import { returnPath, signInPath } from '@/shell/returnPath'
import { ConsoleError } from '@/supabase/errors'
import { cssVariables, tonesOf } from '@/ui/colours'
import { describeError } from '@/ui/describeError'
import { fuzzyScore } from '@/ui/fuzzy'
import { isSingleKey, pressOf } from '@/ui/shortcuts'

const origin = 'https://console.test'

test.each([
  [3, 'evening'],
  [4, 'morning'],
  [12, 'afternoon'],
  [18, 'evening'],
])('at %i o’clock the greeting is for the %s', (hour, part) => {
  expect(dayPart(new Date(2026, 0, 15, hour))).toBe(part)
})

describe('the way back after signing in', () => {
  test.each([
    ['/leads?state=new&q=A%26B#top', '/leads?state=new&q=A%26B#top'],
    ['/', '/'],
    ['https://evil.test/leads', '/'],
    ['//evil.test', '/'],
    ['/\\evil.test', '/'],
    ['/\t/evil.test', '/'],
    ['/..//evil.test', '/'],
    ['javascript:alert(1)', '/'],
    ['/sign-in?to=/leads', '/'],
  ])('%j leads to %j', (to, expected) => {
    expect(returnPath(`?to=${encodeURIComponent(to)}`, origin)).toBe(expected)
  })

  test('a signed-out visitor comes back to the whole address', () => {
    const path = signInPath({ pathname: '/leads', search: '?q=A%26B %231', hash: '#x' })
    expect(returnPath(path.slice(path.indexOf('?')), origin)).toBe('/leads?q=A%26B%20%231#x')
  })
})

describe('the menu', () => {
  const item = (key: string, path: string, roles?: MenuGroup['items'][number]['roles']) => ({
    key,
    label: key,
    path,
    icon: null,
    roles,
  })
  const menu: MenuGroup[] = [
    { items: [item('home', '/')] },
    {
      label: 'Outreach',
      items: [item('leads', '/leads', ['growth']), item('runs', '/scrape-runs', ['growth'])],
    },
    { label: 'Billing', items: [item('invoices', '/invoices', ['finance'])] },
  ]
  const keys = (groups: MenuGroup[]) => groups.flatMap((group) => group.items.map(({ key }) => key))

  test('shows what the roles allow and drops empty groups', () => {
    expect(keys(visibleMenu(menu, ['finance']))).toEqual(['home', 'invoices'])
    expect(visibleMenu(menu, ['finance'])).toHaveLength(2)
    expect(keys(visibleMenu(menu, ['admin']))).toEqual(['home', 'leads', 'runs', 'invoices'])
  })

  test('an address belongs to the page above it, and not to one that merely begins alike', () => {
    expect(itemAt(menu, '/leads/7')?.item.key).toBe('leads')
    expect(itemAt(menu, '/leads-archive')).toBeUndefined()
    expect(itemAt(menu, '/')?.item.key).toBe('home')
  })
})

describe('fuzzy search', () => {
  const best = (query: string, texts: string[]) =>
    texts
      .map((text) => ({ text, score: fuzzyScore(query, text) }))
      .filter(({ score }) => score !== undefined)
      .sort((a, b) => b.score! - a.score!)[0]?.text

  test('prefers beginnings of words and finds across accents', () => {
    expect(best('le', ['Articles', 'Leads', 'Rules'])).toBe('Leads')
    expect(best('sr', ['Usage tracking', 'Scrape runs'])).toBe('Scrape runs')
    expect(best('cloe', ['Chloé Dubois'])).toBe('Chloé Dubois')
  })

  test('a jump to a later word does not hide what letters in a row would find', () => {
    expect(fuzzyScore('pan', 'plans and news')).toBeDefined()
    expect(fuzzyScore('abc', 'a xbxc b')).toBeDefined()
  })

  test('letters in another order are no match', () => {
    expect(fuzzyScore('sdael', 'Leads')).toBeUndefined()
  })
})

describe('keys', () => {
  const press = (key: string, modifiers = {}) =>
    pressOf({ key, ctrlKey: false, metaKey: false, altKey: false, shiftKey: false, ...modifiers })

  test('are named as they are declared', () => {
    expect(press('K', { ctrlKey: true })).toBe('mod+k')
    expect(press('?', { shiftKey: true })).toBe('?')
    expect(press('X', { shiftKey: true })).toBe('shift+x')
    expect(press('ArrowDown', { shiftKey: true })).toBe('shift+ArrowDown')
    // AltGr+8 on a German keyboard.
    expect(press('[', { ctrlKey: true, altKey: true })).toBe('[')
  })

  test.each([
    ['Russian', 'о', 'KeyJ', 'j'],
    ['Russian', 'х', 'BracketLeft', '['],
    ['Greek', 'ξ', 'KeyJ', 'j'],
    ['Hebrew', 'ח', 'KeyJ', 'j'],
    ['Arabic, one key with two letters', 'لا', 'KeyB', 'b'],
    ['Arabic digits', '٢', 'Digit2', '2'],
    ['Thai', '่', 'KeyJ', 'j'],
    ['AZERTY', 'a', 'KeyQ', 'a'],
    ['AZERTY', 'é', 'Digit2', 'é'],
    ['QWERTZ', 'z', 'KeyY', 'z'],
    ['QWERTZ', 'ö', 'Semicolon', 'ö'],
    ['Dvorak', 'h', 'KeyJ', 'h'],
    ['Russian sign', '.', 'Slash', '.'],
  ])('on a layout that is not Latin are those of an English keyboard: %s %s', (_layout, key, code, is) => {
    expect(press(key, { code })).toBe(is)
  })

  test('of other layouts take Ctrl and Shift along', () => {
    expect(press('л', { code: 'KeyK', ctrlKey: true })).toBe('mod+k')
    expect(press('Ч', { code: 'KeyX', shiftKey: true })).toBe('shift+x')
  })

  test.each(['j', 'shift+x', '?', '[', 'g l', 'g shift+l'])('%s is a single key', (keys) =>
    expect(isSingleKey(keys)).toBe(true),
  )
  test.each(['mod+k', 'Escape', 'Enter', 'ArrowDown', 'shift+ArrowDown', 'F2'])('%s is none', (keys) =>
    expect(isSingleKey(keys)).toBe(false),
  )
})

describe('words for errors', () => {
  const error = (kind: ConsoleError['kind'], message = 'Said by the database.') =>
    new ConsoleError({ kind, message, statusCode: 400 })

  test('a refusal that the database words itself is passed on', () => {
    expect(describeError(error('invalid'), 'write').detail).toBe('Said by the database.')
    expect(describeError(error('conflict'), 'write').detail).toBe('Said by the database.')
  })

  test('a conflict of versions says that nothing was overwritten', () => {
    const conflict = Object.assign(error('conflict'), { current: { id: 1 } })
    expect(describeError(conflict, 'write').detail).toMatch(/Nothing was overwritten/)
  })

  test('what is not ours to explain still gets words, without its stack of text', () => {
    expect(describeError(new TypeError('x is undefined')).title).toBe('The server had a problem')
  })
})

describe('contrast', () => {
  const channel = (value: number) => (value <= 0.03928 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4)
  const luminance = (hex: string) => {
    const [r, g, b] = [1, 3, 5].map((at) => channel(Number.parseInt(hex.slice(at, at + 2), 16) / 255))
    return 0.2126 * r! + 0.7152 * g! + 0.0722 * b!
  }
  const contrast = (a: string, b: string) => {
    const [dark, light] = [luminance(a), luminance(b)].sort((x, y) => x - y)
    return (light! + 0.05) / (dark! + 0.05)
  }

  test.each(['light', 'dark'] as const)('every tone and quiet text is readable on the %s ground', (mode) => {
    const colours = cssVariables(mode)
    const grounds = ['page', 'side', 'selection', 'row-hover'].map((name) => colours[`--console-${name}`]!)
    const pairs: [string, string, string][] = [
      ...grounds.map((ground): [string, string, string] => [
        'quiet text',
        colours['--console-quiet-text']!,
        ground,
      ]),
      ...grounds.map((ground): [string, string, string] => ['accent', colours['--console-accent']!, ground]),
      ['active item', colours['--console-side-active-text']!, colours['--console-side-active']!],
      ['filled button', '#FFFFFF', colours['--console-accent-fill']!],
      ['avatar', '#FFFFFF', colours['--console-avatar']!],
      ...Object.entries(tonesOf(mode)).flatMap(([name, tone]): [string, string, string][] => [
        [`${name} on page`, tone.text, colours['--console-page']!],
        [`${name} on soft`, tone.text, tone.soft],
        [`${name} on selection`, tone.text, colours['--console-selection']!],
      ]),
    ]
    const weak = pairs.filter(([, ink, ground]) => contrast(ink, ground) < 4.5)
    expect(weak).toEqual([])
  })
})
