import { screen, waitFor, within } from '@testing-library/react'
import { beforeAll, describe, expect, test } from 'vitest'
import { resetBackend, sql } from '../support/backend.ts'
import { addressIs, fill, openConsole, pageTitled, user } from '../support/render.tsx'

beforeAll(resetBackend)

const menu = async () =>
  within(await screen.findByRole('navigation', { name: 'Main' }))
    .getAllByRole('link')
    .map((link) => link.getAttribute('href'))

async function signIn(email: string, password: string) {
  await fill(await screen.findByLabelText('Email'), email)
  await fill(screen.getByLabelText('Password'), password)
  await user.keyboard('{Enter}')
}

describe('signing in', () => {
  test('a signed-out visitor is asked who they are, refused with a wrong password, and then where they meant to go', async () => {
    await openConsole('/scrape-runs?state=any:failed,partial')
    await pageTitled('Sign in')
    await addressIs(`/sign-in?to=${encodeURIComponent('/scrape-runs?state=any:failed,partial')}`)
    await signIn('growth@introalignment.test', 'wrong')
    expect(await screen.findByText('The email or the password is wrong.')).toBeInTheDocument()
    expect(screen.getByLabelText('Email')).toHaveValue('growth@introalignment.test')
    await signIn('growth@introalignment.test', 'introalignment')
    await pageTitled('Scrape runs')
    await addressIs('/scrape-runs?state=any:failed,partial')
  })

  test.each(['https://evil.example/leads', '//evil.example', '/\\evil.example', 'javascript:alert(1)'])(
    'an address of another site is not gone to: %s',
    async (to) => {
      await openConsole(`/sign-in?to=${encodeURIComponent(to)}`, 'growth')
      await pageTitled(/^Good /)
      await addressIs('/')
    },
  )

  test('a member of the public has nothing to do here, and can leave', async () => {
    await openConsole('/leads', 'member')
    await pageTitled('This console is for staff')
    expect(screen.getByText('member@introalignment.test')).toBeInTheDocument()
    expect(screen.queryByRole('navigation')).not.toBeInTheDocument()
    await user.click(screen.getByRole('button', { name: 'Sign out' }))
    await pageTitled('Sign in')
  })
})

describe('what the roles open', () => {
  test.each([
    ['growth', ['/leads', '/outreach-sequences', '/subscription-plans'], ['/invoices', '/payment-methods']],
    ['finance', ['/invoices', '/payment-methods', '/user-subscriptions'], ['/leads', '/scrape-runs']],
    ['moderator', ['/bot-actions-log', '/subscription-plans'], ['/leads', '/invoices']],
    ['admin', ['/leads', '/invoices', '/bot-actions-log', '/payment-methods'], []],
  ])('%s', async (role, shown, hidden) => {
    await openConsole('/', role)
    await pageTitled(/^Good /)
    const links = await menu()
    for (const path of shown) expect(links, path).toContain(path)
    for (const path of hidden) expect(links, path).not.toContain(path)
  })

  test('a forbidden address is no error, an unknown one says so, and a page without the right to edit has no Edit', async () => {
    await openConsole('/leads', 'finance')
    await pageTitled('No access')
    expect(screen.getByText(/Your roles do not include leads/)).toBeInTheDocument()

    await openConsole('/no-such-page', 'finance')
    await pageTitled('There is no page here')

    const [plan] = await sql<{ id: string }>('select id from public.subscription_plans limit 1')
    await openConsole(`/subscription-plans/${plan?.id}`, 'growth')
    await screen.findByRole('heading', { name: 'History' })
    expect(screen.queryByRole('button', { name: 'Edit' })).not.toBeInTheDocument()
    await openConsole(`/subscription-plans/${plan?.id}/edit`, 'growth')
    await pageTitled('No access')
  })

  test('a role that is taken away closes the page at the next look', async () => {
    await resetBackend()
    await openConsole('/leads', 'growth')
    await screen.findByRole('table', { name: 'Leads' })
    await sql(
      `update public.staff_members set roles = '{finance}' where email = 'growth@introalignment.test'`,
    )
    window.dispatchEvent(new Event('focus'))
    await pageTitled('No access')
    expect(await menu()).toContain('/invoices')
    await sql(`update public.staff_members set active = false where email = 'growth@introalignment.test'`)
    window.dispatchEvent(new Event('focus'))
    await pageTitled('This console is for staff')
    await sql(
      `update public.staff_members set roles = '{growth}', active = true where email = 'growth@introalignment.test'`,
    )
    await user.click(screen.getByRole('button', { name: 'Check again' }))
    await waitFor(() => expect(screen.getByRole('table', { name: 'Leads' })).toBeInTheDocument())
  })

  test('signing out leads to the sign-in page, and the next person sees nothing of the one before', async () => {
    await resetBackend()
    await openConsole('/leads', 'growth')
    await screen.findByRole('table', { name: 'Leads' })
    await user.click(screen.getByRole('button', { name: 'Account: Tom Adeyemi' }))
    await user.click(await screen.findByRole('button', { name: 'Sign out' }))
    await pageTitled('Sign in')
    await signIn('finance@introalignment.test', 'introalignment')
    await pageTitled(/^(Good .*, Ingrid|No access)$/)
    expect(screen.queryByRole('table', { name: 'Leads' })).not.toBeInTheDocument()
  })
})
