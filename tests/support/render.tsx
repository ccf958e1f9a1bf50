import '@ant-design/v5-patch-for-react-19'
import { configure, fireEvent, screen, waitFor, within } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { createRoot } from 'react-dom/client'
import { afterEach, beforeAll, expect, vi } from 'vitest'
import { App } from '@/App'
import { sessionKey } from '@/supabase/client'
import { embeddedSettings } from '../../supabase/local/sign-ins.ts'
import { backendUrl } from './backend.ts'

// The machine that runs this may be busy: a page that is late is not yet a page that is wrong.
vi.setConfig({ testTimeout: 120_000 })
configure({
  // The console runs as it does in a browser, and is waited for. Inside `act`, React 19 leaves a page that waits for
  // its code or its data standing still.
  eventWrapper: (run) => run(),
  asyncWrapper: (run) => run(),
  // Long enough for the first page of a file, which loads all of its code.
  asyncUtilTimeout: 45_000,
  // Without the whole page behind the sentence that says what is missing.
  getElementError: (message, container) =>
    new Error(`${message?.split('\n')[0]}\nThe page says: ${container.textContent?.slice(0, 1500)}`),
})

// jsdom runs no animations, so what leaves by one would never be gone.
const plainMatch = window.matchMedia
window.matchMedia = (query) => ({ ...plainMatch(query), matches: query.includes('reduced-motion') })
// jsdom works a style out of every rule of every sheet, for each element that a query by role looks at. Nothing
// here depends on more than the inline ones.
window.getComputedStyle = (element) => (element as HTMLElement).style
window.scrollTo = () => {}
Element.prototype.scrollIntoView = () => {}

beforeAll(() => {
  Object.assign(globalThis, { IS_REACT_ACT_ENVIRONMENT: false })
})

// Each opening of the console is a page of its own, which the client cannot know.
const { warn } = console
console.warn = (...args) => {
  if (!/Multiple GoTrueClient instances/.test(String(args[0]))) warn(...args)
}

let unmount = () => {}

afterEach(() => {
  unmount()
  localStorage.clear()
  sessionStorage.clear()
})

/** The hand on mouse and keyboard. Without its own check of pointer-events, which costs more than all else. */
export const user = userEvent.setup({ pointerEventsCheck: 0 })

/** Puts the session of one of the sample people where the console keeps it, as if they had signed in before. */
async function beSignedIn(name: string): Promise<void> {
  const answer = await fetch(`${backendUrl()}/auth/v1/token?grant_type=password`, {
    method: 'POST',
    headers: { apikey: embeddedSettings.publishableKey, 'content-type': 'application/json' },
    body: JSON.stringify({ email: `${name}@introalignment.test`, password: embeddedSettings.password }),
  })
  if (!answer.ok) throw new Error(`${name} could not sign in: ${await answer.text()}`)
  const token = (await answer.json()) as { expires_in: number }
  const expiresAt = Math.floor(Date.now() / 1000) + token.expires_in
  localStorage.setItem(sessionKey, JSON.stringify({ expires_at: expiresAt, ...token }))
}

/**
 * Opens the console at an address, signed in as one of the sample people (the part of their address before the
 * `@`) or as nobody. What was open before is closed, as by a reload.
 */
export async function openConsole(at: string, as?: string) {
  if (as) await beSignedIn(as)
  unmount()
  window.history.replaceState(null, '', at)
  const container = document.body.appendChild(document.createElement('div'))
  const root = createRoot(container)
  unmount = () => {
    root.unmount()
    document.body.replaceChildren()
  }
  root.render(
    <App
      settings={{
        url: backendUrl(),
        publishableKey: embeddedSettings.publishableKey,
        embedded: embeddedSettings,
      }}
    />,
  )
}

/** The address that the browser shows. */
export const address = () => window.location.pathname + window.location.search

/** Waits for the page with this heading. */
export const pageTitled = (name: string | RegExp) => screen.findByRole('heading', { level: 1, name })

/** Waits for the address to be this. */
export const addressIs = (expected: string | RegExp) =>
  waitFor(() =>
    typeof expected === 'string' ? expect(address()).toBe(expected) : expect(address()).toMatch(expected),
  )

/** Waits for the dialog with this title; its inputs and buttons are looked for within it. */
export async function dialogTitled(name: string | RegExp) {
  return within(await screen.findByRole('dialog', { name }))
}

/** Chooses from an antd Select or a menu that opens from it: opens, then takes the option. */
export async function choose(opener: HTMLElement, option: string | RegExp) {
  await user.click(opener)
  const found = await waitFor(() => {
    const all = [
      ...document.querySelectorAll<HTMLElement>(
        '.ant-select-dropdown:not(.ant-select-dropdown-hidden) .ant-select-item-option',
      ),
    ]
    const one = all.find(({ textContent }) =>
      typeof option === 'string' ? textContent === option : option.test(textContent ?? ''),
    )
    if (!one) throw new Error(`No option ${option}; there is ${all.map((o) => o.textContent).join(', ')}`)
    return one
  })
  await user.click(found)
}

/** Puts a text into an input in place of what is there, in one go: each key would draw the whole form again. */
export async function fill(input: HTMLElement, text: string) {
  input.focus()
  fireEvent.change(input, { target: { value: text } })
}
