import { fireEvent, screen, waitFor, within } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { createRoot } from 'react-dom/client'
import { expect } from 'vitest'
import { App } from '@/App'
import { sessionKey } from '@/supabase/sessionFetch'
import { embeddedSettings } from '../../supabase/local/sign-ins.ts'
import { backendUrl } from './backend.ts'

let unmount = () => {}

/** Closes the console, and clears the browser's storage. */
export function closeConsole() {
  unmount()
  unmount = () => {}
  localStorage.clear()
  sessionStorage.clear()
}

/**
 * Simulates mouse and keyboard. The check of pointer-events is switched off, since it costs more than everything else.
 */
export const user = userEvent.setup({ pointerEventsCheck: 0, delay: null })

/** Stores the session of a sample person where the console keeps it, as if they had signed in before. */
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
 * Opens the console at an address, signed in as one of the sample people (the part of their address before the `@`) or
 * as nobody. A console that was open before is closed, as by a reload.
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

/** Waits for the dialog with this title; returns queries limited to it. */
export async function dialogTitled(name: string | RegExp) {
  return within(await screen.findByRole('dialog', { name }))
}

/** Chooses an option of an antd Select or a menu: opens it, then clicks the option. */
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

/** Replaces the text of an input in one step: typing key by key would render the whole form each time. */
export async function fill(input: HTMLElement, text: string) {
  input.focus()
  fireEvent.change(input, { target: { value: text } })
}
