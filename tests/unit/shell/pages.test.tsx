import { render, screen, waitFor } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { type ReactNode, useState } from 'react'
import { MemoryRouter, Route, Routes, useLocation } from 'react-router'
import { beforeEach, describe, expect, test, vi } from 'vitest'
import { CommandPalette, type PaletteSource } from '@/shell/CommandPalette'
import { ErrorBoundary } from '@/shell/ErrorBoundary'
import { Frame } from '@/shell/Frame'
import { RequireStaff } from '@/shell/RequireStaff'
import { SettingsProblem } from '@/shell/SettingsProblem'
import { ShortcutSheet } from '@/shell/ShortcutSheet'
import { SignIn } from '@/shell/SignIn'
import markup from '@/shell/sign-in.html?raw'
import { startSignInForm } from '@/shell/signInForm'
import { ConsoleError } from '@/supabase/errors'
import type { Session, SessionState, Staff } from '@/supabase/session'
import type { Settings } from '@/supabase/settings'
import { Appearance } from '@/ui/Appearance'
import { useCommands } from '@/ui/commands'
import { Page } from '@/ui/Page'
import { useShortcuts } from '@/ui/shortcuts'
import { useShortcutsOf } from '@/ui/singleKeys'
import { ErrorState } from '@/ui/states'

const staff: Staff = {
  userId: 'u1',
  email: 'growth@introalignment.test',
  name: 'Gwen Ross',
  roles: ['growth'],
  active: true,
}

const settings: Settings = {
  url: 'http://localhost',
  publishableKey: 'sb_publishable_local',
  embedded: {
    publishableKey: 'sb_publishable_local',
    password: 'introalignment',
    signIns: [{ role: 'Growth', email: staff.email }],
  },
}

/** A session whose state the test sets. */
function heldSession(first: SessionState) {
  let state = first
  const listeners = new Set<() => void>()
  const set = (next: SessionState) => {
    state = next
    for (const listener of listeners) listener()
  }
  const session: Session = {
    subscribe: (listener) => {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    getSnapshot: () => state,
    start: () => () => {},
    refresh: vi.fn(async () => {}),
    settled: async () => state,
    expire: () => {},
    signIn: async () => set({ status: 'staff', staff, expired: false }),
    signInAgain: vi.fn(async (password: string) => {
      if (password !== 'right') {
        throw new ConsoleError({ kind: 'invalid', statusCode: 400, message: 'This password is not right.' })
      }
      set({ status: 'staff', staff, expired: false })
    }),
    signOut: vi.fn(async () => set({ status: 'signed-out' })),
  }
  return { session, set }
}

function Where() {
  const { pathname, search } = useLocation()
  return <output aria-label="address">{pathname + search}</output>
}

function show(children: ReactNode, at = '/') {
  return render(
    <Appearance>
      <MemoryRouter initialEntries={[at]}>
        {children}
        <Where />
      </MemoryRouter>
    </Appearance>,
  )
}

const address = () => screen.getByLabelText('address').textContent

function Note() {
  const [text, setText] = useState('')
  return <input aria-label="Note" value={text} onChange={(event) => setText(event.target.value)} />
}

function List() {
  const [open, setOpen] = useState(true)
  return (
    <Page title="Leads">
      {open ? <Page title="Elena Marchetti" /> : null}
      <button type="button" onClick={() => setOpen(false)}>
        Close
      </button>
    </Page>
  )
}

function Keys({ run, person = 'growth' }: { run: (key: string) => void; person?: string }) {
  const [sheet, setSheet] = useState(false)
  useShortcutsOf(person)
  useShortcuts([
    { keys: 'j', label: 'Next row', group: 'List', run: () => run('j') },
    { keys: 'mod+k', label: 'Search', group: 'Everywhere', whileTyping: true, run: () => run('mod+k') },
    { keys: '?', label: 'Show these shortcuts', group: 'Everywhere', run: () => setSheet(true) },
  ])
  return (
    <>
      <input aria-label="Name" />
      <ShortcutSheet open={sheet} person={person} onClose={() => setSheet(false)} />
    </>
  )
}

function Finding({ opened, sources }: { opened: (what: string) => void; sources: PaletteSource[] }) {
  const [open, setOpen] = useState(true)
  useCommands([{ key: 'add', label: 'Add lead…', group: 'Actions', run: () => opened('add') }])
  return (
    <CommandPalette
      open={open}
      onClose={() => setOpen(false)}
      menu={[{ items: [{ key: 'leads', label: 'Leads', path: '/leads', icon: null }] }]}
      sources={sources}
    />
  )
}

function Broken({ message }: { message: string }): ReactNode {
  throw new TypeError(message)
}

// jsdom runs no animations, so elements that are removed after an animation would stay.
const plainMatch = window.matchMedia
window.matchMedia = (query) => ({ ...plainMatch(query), matches: query.includes('reduced-motion') })

beforeEach(() => localStorage.clear())

describe('sign-in', () => {
  test('a sample sign-in fills the form, and signing in leads to where the person meant to go', async () => {
    const { session } = heldSession({ status: 'signed-out' })
    const login = vi.fn(async ({ email, password }: { email: string; password: string }) => {
      await session.signIn(email, password)
      return { success: true }
    })
    show(
      <Routes>
        <Route path="/sign-in" element={<SignIn settings={settings} auth={{ login }} session={session} />} />
        <Route path="*" element={null} />
      </Routes>,
      '/sign-in?to=%2Fleads%3Fstate%3Dnew',
    )
    await userEvent.click(screen.getByRole('button', { name: /growth@introalignment\.test/ }))
    expect(screen.getByLabelText('Password')).toHaveValue('introalignment')
    await userEvent.click(screen.getByRole('button', { name: 'Sign in' }))
    await waitFor(() => expect(address()).toBe('/leads?state=new'))
    expect(login).toHaveBeenCalledWith({ email: staff.email, password: 'introalignment' })
  })

  test('an answer that refuses is shown, and empty fields are not sent', async () => {
    const { session } = heldSession({ status: 'signed-out' })
    const login = vi.fn(async () => ({
      success: false,
      error: new Error('Email and password do not match.'),
    }))
    show(<SignIn settings={{ ...settings, embedded: null }} auth={{ login }} session={session} />)
    expect(screen.queryByText(/Sample sign-ins/)).not.toBeInTheDocument()
    await userEvent.click(screen.getByRole('button', { name: 'Sign in' }))
    expect(login).not.toHaveBeenCalled()
    expect(screen.getByLabelText('Email')).toHaveAccessibleDescription('Enter your email address.')
    await userEvent.type(screen.getByLabelText('Email'), 'a@b.test')
    // One Tab press further, and no link is in between.
    await userEvent.tab()
    expect(screen.getByLabelText('Password')).toHaveFocus()
    await userEvent.keyboard('wrong{Enter}')
    expect(await screen.findByText('Email and password do not match.')).toBeInTheDocument()
  })
})

describe('the sign-in form of a page whose code is on its way', () => {
  const standing = () => {
    document.body.innerHTML = `<div id="root">${markup}</div>`
    return document.querySelector<HTMLElement>('.entry')!
  }

  test('keeps what was typed, signs in once with what was sent, and takes no second click', async () => {
    const place = standing()
    const form = place.querySelector('form')!
    screen.getByLabelText<HTMLInputElement>('Email').value = ' a@b.test '
    screen.getByLabelText<HTMLInputElement>('Password').value = 'secret'
    form.dataset.sent = ''
    const login = vi.fn(() => new Promise<{ success: boolean }>(() => {}))
    const stop = startSignInForm(place, { settings, auth: { login } })
    await userEvent.click(screen.getByRole('button', { name: 'Sign in' }))
    expect(login.mock.calls).toEqual([[{ email: 'a@b.test', password: 'secret' }]])
    stop()
    expect(screen.queryByText(/Sample sign-ins/)).not.toBeInTheDocument()
  })

  test('leaves the focus where it is, and shows the password only on request', async () => {
    const place = standing()
    screen.getByLabelText('Password').focus()
    const stop = startSignInForm(place, { settings, auth: { login: vi.fn() } })
    expect(screen.getByLabelText('Password')).toHaveFocus()
    await userEvent.click(screen.getByRole('button', { name: 'Show the password' }))
    expect(screen.getByLabelText('Password')).toHaveAttribute('type', 'text')
    await userEvent.click(screen.getByRole('button', { name: 'Hide the password' }))
    expect(screen.getByLabelText('Password')).toHaveAttribute('type', 'password')
    stop()
    document.body.innerHTML = ''
  })
})

describe('who is let in', () => {
  const gate = (session: Session) => (
    <Routes>
      <Route path="/sign-in" element={<h1>Sign in</h1>} />
      <Route path="*" element={<RequireStaff session={session}>{() => <Note />}</RequireStaff>} />
    </Routes>
  )

  test('a signed-out visitor goes to the sign-in page, which knows the way back', () => {
    show(gate(heldSession({ status: 'signed-out' }).session), '/leads?state=new')
    expect(address()).toBe('/sign-in?to=%2Fleads%3Fstate%3Dnew')
  })

  test('a revoked role takes the page away at once', async () => {
    const { session, set } = heldSession({ status: 'staff', staff, expired: false })
    show(gate(session), '/leads')
    expect(screen.getByLabelText('Note')).toBeInTheDocument()
    set({ status: 'not-staff', email: staff.email })
    expect(await screen.findByRole('heading', { name: 'This console is for staff' })).toBeInTheDocument()
    expect(screen.queryByLabelText('Note')).not.toBeInTheDocument()
    await userEvent.click(screen.getByRole('button', { name: 'Check again' }))
    expect(session.refresh).toHaveBeenCalled()
    expect(await screen.findByText('Checked just now: still no role.')).toBeInTheDocument()
  })

  test('an ended session asks for the password in place and loses nothing typed', async () => {
    const { session, set } = heldSession({ status: 'staff', staff, expired: false })
    show(gate(session), '/leads')
    await userEvent.type(screen.getByLabelText('Note'), 'half a sentence')
    set({ status: 'staff', staff, expired: true })
    const dialog = await screen.findByRole('dialog', { name: 'Your session has ended' })
    expect(dialog).toHaveTextContent(staff.email)
    await userEvent.type(screen.getByLabelText('Password'), 'wrong{Enter}')
    expect(await screen.findByText('This password is not right.')).toBeInTheDocument()
    await userEvent.clear(screen.getByLabelText('Password'))
    await userEvent.type(screen.getByLabelText('Password'), 'right{Enter}')
    await waitFor(() => expect(screen.queryByRole('dialog')).not.toBeInTheDocument())
    expect(screen.getByLabelText('Note')).toHaveValue('half a sentence')
    expect(address()).toBe('/leads')
  })
})

describe('the frame', () => {
  const menu = [
    {
      label: 'Outreach',
      items: [
        {
          key: 'leads',
          label: 'Leads',
          path: '/leads',
          icon: null,
          roles: ['growth' as const],
          shortcut: 'g l',
        },
        { key: 'runs', label: 'Scrape runs', path: '/scrape-runs', icon: null },
      ],
    },
    {
      label: 'Billing',
      items: [
        { key: 'invoices', label: 'Invoices', path: '/invoices', icon: null, roles: ['finance' as const] },
      ],
    },
  ]
  const framed = (children: ReactNode) => (
    <Frame menu={menu} staff={staff} onOpenPalette={() => {}} onOpenShortcuts={() => {}} onSignOut={() => {}}>
      {children}
    </Frame>
  )

  test('names the page in the tab and the breadcrumb, marks its place, and hides what roles do not allow', () => {
    show(framed(<Page title="Elena Marchetti" />), '/leads/7')
    expect(document.title).toBe('Elena Marchetti · Leads · IntroAlignment')
    expect(screen.getByRole('navigation', { name: 'Breadcrumb' })).toHaveTextContent(
      'OutreachLeadsElena Marchetti',
    )
    expect(screen.getAllByRole('link', { name: 'Leads' })[0]).toHaveAttribute('aria-current', 'true')
    expect(screen.queryByRole('link', { name: 'Invoices' })).not.toBeInTheDocument()
  })

  test('a drawer over a list names itself and hands the name back', async () => {
    show(framed(<List />), '/leads')
    expect(document.title).toBe('Elena Marchetti · Leads · IntroAlignment')
    await userEvent.click(screen.getByRole('button', { name: 'Close' }))
    expect(document.title).toBe('Leads · IntroAlignment')
  })

  test('keys lead to pages, one after the other', async () => {
    show(framed(null), '/scrape-runs')
    await userEvent.keyboard('gl')
    await waitFor(() => expect(address()).toBe('/leads'))
  })
})

describe('shortcuts', () => {
  test('rest while text is typed and while a dialog is open, and the sheet lists what is bound', async () => {
    const run = vi.fn()
    show(<Keys run={run} />)
    await userEvent.keyboard('j')
    expect(run.mock.calls).toEqual([['j']])
    await userEvent.type(screen.getByLabelText('Name'), 'j?')
    await userEvent.keyboard('{Control>}k{/Control}')
    expect(run.mock.calls).toEqual([['j'], ['mod+k']])
    expect(screen.getByLabelText('Name')).toHaveValue('j?')
    screen.getByLabelText('Name').blur()
    await userEvent.keyboard('?')
    expect(await screen.findByText('Next row')).toBeInTheDocument()
    await userEvent.keyboard('j')
    expect(run).toHaveBeenCalledTimes(2)
  })

  test('of single keys are switched off by each person for themselves', async () => {
    const run = vi.fn()
    const { unmount } = show(<Keys run={run} />)
    await userEvent.keyboard('?')
    await userEvent.click(await screen.findByRole('switch'))
    await userEvent.keyboard('{Escape}j?{Control>}k{/Control}')
    expect(run.mock.calls).toEqual([['mod+k']])
    unmount()
    show(<Keys run={run} person="finance" />)
    await userEvent.keyboard('j')
    expect(run.mock.calls).toEqual([['mod+k'], ['j']])
  })
})

describe('the command palette', () => {
  test('finds pages, actions and records, and Enter opens the chosen one', async () => {
    const opened = vi.fn()
    const source: PaletteSource = async (query) => [
      { key: 'r1', label: `Elena Marchetti ${query}`, group: 'Leads', run: () => opened('record') },
    ]
    const sources = [source]
    show(<Finding opened={opened} sources={sources} />)
    const input = await screen.findByRole('combobox', { name: 'Search or jump to' })
    await userEvent.type(input, 'lea')
    expect(await screen.findByRole('option', { name: /Elena Marchetti lea/ })).toBeInTheDocument()
    expect(screen.getAllByRole('option').map((option) => option.textContent)).toEqual([
      'Leads',
      'Add lead…',
      'Elena Marchetti lea',
    ])
    await userEvent.keyboard('{ArrowUp}')
    expect(input).toHaveAttribute('aria-activedescendant', screen.getAllByRole('option')[2]!.id)
    await userEvent.keyboard('{Enter}')
    expect(opened.mock.calls).toEqual([['record']])
    await waitFor(() => expect(screen.queryByRole('combobox')).not.toBeInTheDocument())
  })
})

describe('when something is wrong', () => {
  test('an offline page loads by itself when the connection is back', () => {
    const retry = vi.fn()
    show(
      <ErrorState
        error={new ConsoleError({ kind: 'offline', statusCode: 0, message: '' })}
        onRetry={retry}
      />,
    )
    window.dispatchEvent(new Event('online'))
    expect(retry).toHaveBeenCalledTimes(1)
  })

  test.each([
    ['Failed to fetch dynamically imported module: /assets/leads.js', 'This part could not be loaded'],
    ['Cannot read properties of undefined', 'This page has crashed'],
  ])('%j shows “%s”', (message, heading) => {
    const noise = vi.spyOn(console, 'error').mockImplementation(() => {})
    show(
      <ErrorBoundary>
        <Broken message={message} />
      </ErrorBoundary>,
    )
    expect(screen.getByRole('heading', { name: heading })).toBeInTheDocument()
    noise.mockRestore()
  })

  test('a missing setting has a page that needs nothing around it', () => {
    render(<SettingsProblem problem={{ title: 'Not connected', detail: 'No address.', remedy: 'Set it.' }} />)
    expect(screen.getByRole('heading', { name: 'Not connected' })).toBeInTheDocument()
    expect(screen.getByText('Set it.')).toBeInTheDocument()
  })
})
