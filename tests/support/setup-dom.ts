import { format } from 'node:util'
import '@testing-library/jest-dom/vitest'
import { cleanup, configure } from '@testing-library/react'
import * as React from 'react'
import { afterEach, beforeAll, vi } from 'vitest'
import { closeConsole } from './render.tsx'

// Runs for each file of page tests. The files of one worker share their modules: loading the console's code takes
// longer than most tests.
//
// Long timeouts, because the machine may be busy: a slow page is not a wrong page.
vi.setConfig({ testTimeout: 120_000 })
configure({
  // Tests wait for the console as it runs in a browser. Inside `act`, React 19 would not continue a page that is
  // suspended for its code or its data.
  eventWrapper: (run) => run(),
  asyncWrapper: (run) => run(),
  // Long enough for the first page of all, which loads all of its code.
  asyncUtilTimeout: 45_000,
  // Without printing the whole page after the message that says what is missing.
  getElementError: (message, container) =>
    new Error(`${message?.split('\n')[0]}\nThe page says: ${container.textContent?.slice(0, 1500)}`),
})

// The browser APIs that antd needs and jsdom does not have. jsdom also runs no animations, so elements that are removed
// after an animation would stay.
window.matchMedia = (query) => ({
  matches: query.includes('reduced-motion'),
  media: query,
  onchange: null,
  addListener: () => {},
  removeListener: () => {},
  addEventListener: () => {},
  removeEventListener: () => {},
  dispatchEvent: () => false,
})
window.ResizeObserver = class {
  observe() {}
  unobserve() {}
  disconnect() {}
}
// jsdom computes a style from every rule of every sheet, for each element that a query by role visits. The tests depend
// only on inline styles.
window.getComputedStyle = (element) => (element as HTMLElement).style
// Ant Design searches the styles in the head before it adds one. jsdom's live collection searches all elements again
// for each step of that.
Object.defineProperty(document.head, 'children', {
  configurable: true,
  get: () => Array.from(document.head.childNodes),
})
// jsdom searches the whole page for each label's control, and again for each input's labels.
Object.defineProperty(HTMLLabelElement.prototype, 'control', {
  configurable: true,
  get(this: HTMLLabelElement) {
    return this.htmlFor
      ? document.getElementById(this.htmlFor)
      : this.querySelector('button, input, meter, output, progress, select, textarea')
  },
})
for (const { prototype } of [HTMLButtonElement, HTMLInputElement, HTMLSelectElement, HTMLTextAreaElement]) {
  Object.defineProperty(prototype, 'labels', {
    configurable: true,
    get(this: HTMLElement) {
      return Array.from(document.getElementsByTagName('label')).filter(({ control }) => control === this)
    },
  })
}
window.scrollTo = () => {}
Element.prototype.scrollTo = () => {}
Element.prototype.scrollIntoView = () => {}

// Each opening of the console counts as a new page, but supabase-js warns about several clients in one.
const { warn } = console
console.warn = (...args) => {
  if (!/Multiple GoTrueClient instances/.test(String(args[0]))) warn(...args)
}

// A warning of React's development build fails the test that caused it. Except for gaps of jsdom (unknown elements,
// styles without a height), and a warning after its test has closed the page.
const gaps = [
  /The tag <search> is unrecognized/,
  /`NaN` is an invalid value for the `height` css style/,
  /You are calling notice in render/,
]
const warnings: string[] = []
const { error } = console
console.error = (...args) => {
  const text = format(...args)
  if (gaps.some((gap) => gap.test(text))) return
  // An error that an error boundary caught is logged as an object and shown on the page; React's warnings are texts.
  if (typeof args[0] === 'string') warnings.push(text)
  error(...args)
}

// The development build records the source location of each element, for the first 10,000 per second. That takes a
// third of these tests' time, and warnings do not need it.
const internals = Reflect.get(
  React,
  '__CLIENT_INTERNALS_DO_NOT_USE_OR_WARN_USERS_THEY_CANNOT_UPGRADE',
) as object
Object.defineProperty(internals, 'recentlyCreatedOwnerStacks', {
  get: () => Number.POSITIVE_INFINITY,
  set: () => {},
})

beforeAll(() => {
  Object.assign(globalThis, { IS_REACT_ACT_ENVIRONMENT: false })
})
afterEach(() => {
  cleanup()
  closeConsole()
  const found = warnings.splice(0)
  if (found.length > 0) throw new Error(`React warned:\n${found.join('\n')}`)
})
