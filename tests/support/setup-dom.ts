import { format } from 'node:util'
import '@testing-library/jest-dom/vitest'
import { cleanup, configure } from '@testing-library/react'
import * as React from 'react'
import { afterEach, beforeAll, vi } from 'vitest'
import { closeConsole } from './render.tsx'

// Runs for each file of page tests. The files of one worker share their modules: loading the console's code takes
// longer than most tests.

// The machine that runs this may be busy: a page that is late is not yet a page that is wrong.
vi.setConfig({ testTimeout: 120_000 })
configure({
  // The console runs as it does in a browser, and is waited for. Inside `act`, React 19 leaves a page that waits for
  // its code or its data standing still.
  eventWrapper: (run) => run(),
  asyncWrapper: (run) => run(),
  // Long enough for the first page of all, which loads all of its code.
  asyncUtilTimeout: 45_000,
  // Without the whole page behind the sentence that says what is missing.
  getElementError: (message, container) =>
    new Error(`${message?.split('\n')[0]}\nThe page says: ${container.textContent?.slice(0, 1500)}`),
})

// What antd asks of a browser and jsdom does not have. It runs no animations either, so what leaves by one would
// never be gone.
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
// jsdom works a style out of every rule of every sheet, for each element that a query by role looks at. Nothing
// here depends on more than the inline ones.
window.getComputedStyle = (element) => (element as HTMLElement).style
// Ant Design looks through the styles of the head before it adds one. The live collection of jsdom looks through
// all elements again for each step of that.
Object.defineProperty(document.head, 'children', {
  configurable: true,
  get: () => Array.from(document.head.childNodes),
})
// jsdom goes through the whole page for each label that it is asked about, and again for each input's labels.
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

// Each opening of the console is a page of its own, which the client cannot know.
const { warn } = console
console.warn = (...args) => {
  if (!/Multiple GoTrueClient instances/.test(String(args[0]))) warn(...args)
}

// What React's development build finds wrong with a page fails the test that showed it. Not so jsdom's gaps (it does
// not know the element, and no style has a height there), and a note that comes when its test has closed the page.
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
  // An error that a page caught is an object, and says so on the page; React speaks in sentences.
  if (typeof args[0] === 'string') warnings.push(text)
  error(...args)
}

// The development build notes for each element where in the code it was made, for the first 10,000 in a second. That
// takes a third of the time of these tests, and a warning is found without it.
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
