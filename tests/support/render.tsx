import '@ant-design/v5-patch-for-react-19'
import { configure, render, screen, waitFor, within } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { afterEach, expect } from 'vitest'
import { App } from '@/App'
import { sessionKey } from '@/supabase/client'
import { embeddedSettings } from '../../supabase/local/sign-ins.ts'
import { backendUrl } from './backend.ts'

// The machine that runs this may be busy: a page that is late is not yet a page that is wrong.
configure({ asyncUtilTimeout: 15_000 })

// jsdom runs no animations, so what leaves by one would never be gone.
const plainMatch = window.matchMedia
window.matchMedia = (query) => ({ ...plainMatch(query), matches: query.includes('reduced-motion') })
// jsdom works a style out of every rule of every sheet, for each element that a query by role looks at. Nothing
// here depends on more than the inline ones.
window.getComputedStyle = (element) => (element as HTMLElement).style
window.scrollTo = () => {}
Element.prototype.scrollIntoView = () => {}

afterEach(() => {
  localStorage.clear()
  sessionStorage.clear()
})

/** The hand on mouse and keyboard. Without its own check of pointer-events, which costs more than all else. */
export const user = userEvent.setup({ pointerEventsCheck: 0, delay: null })

/** Puts the session of one of the sample people where the console keeps it, as if they had signed in before. */
export async function beSignedIn(name: string): Promise<void> {
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
 * `@`) or as nobody.
 */
export async function openConsole(at: string, as?: string) {
  if (as) await beSignedIn(as)
  window.history.replaceState(null, '', at)
  return render(
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

/** Empties an input and types into it. */
export async function fill(input: HTMLElement, text: string) {
  await user.clear(input)
  if (text) await user.type(input, text)
}
