import { render, screen } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { afterEach, expect, test, vi } from 'vitest'

afterEach(() => {
  vi.doUnmock('@/shell/AppearanceChoices')
  vi.resetModules()
})

test('people can sign out although a part of the account menu cannot be loaded', async () => {
  // As if a file of the build could not be fetched. Test files share their modules, so what an earlier one loaded is
  // forgotten first.
  vi.resetModules()
  vi.doMock('@/shell/AppearanceChoices', () => ({
    default() {
      throw new TypeError('Failed to fetch dynamically imported module: /assets/AppearanceChoices.js')
    },
  }))
  const { AccountMenu } = await import('@/shell/AccountMenu')
  const { Appearance } = await import('@/ui/Appearance')
  const noise = vi.spyOn(console, 'error').mockImplementation(() => {})
  const asking = vi.spyOn(globalThis, 'fetch').mockResolvedValue(new Response())
  const signOut = vi.fn()
  const staff = { userId: 'u1', email: 'g@introalignment.test', name: 'Gwen Ross', roles: [], active: true }
  render(
    <Appearance>
      <AccountMenu staff={staff} onOpenShortcuts={() => {}} onSignOut={signOut} />
    </Appearance>,
  )
  await userEvent.click(screen.getByRole('button', { name: /^Account/ }))
  expect(await screen.findByText(/Reload the page when the server answers/)).toBeInTheDocument()
  await userEvent.click(screen.getByRole('button', { name: 'Sign out' }))
  expect(signOut).toHaveBeenCalledTimes(1)
  // It is not waited for the server to reload the page.
  expect(asking).not.toHaveBeenCalled()
  asking.mockRestore()
  noise.mockRestore()
})
