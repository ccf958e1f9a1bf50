import { afterEach, expect, it, vi } from 'vitest'
import { movingKeys } from '@/resource/queue/keys'

afterEach(() => vi.unstubAllGlobals())

it('the item is read on by Space and Page keys, wherever in the queue the focus is', () => {
  const scrolled: number[] = []
  const pane = { clientHeight: 100, scrollBy: ({ top }: { top: number }) => scrolled.push(top) }
  vi.stubGlobal('document', { querySelector: () => pane })
  vi.stubGlobal('HTMLInputElement', class {})
  const keys = movingKeys({ move: () => undefined })
  for (const press of ['Space', 'shift+Space', 'PageDown', 'PageUp']) {
    const event = { target: null, preventDefault: () => undefined } as unknown as KeyboardEvent
    keys.find((one) => one.keys === press)?.run(event)
  }
  expect(scrolled).toEqual([85, -85, 85, -85])
})
