import { screen, waitFor, within } from '@testing-library/react'
import { bypass, HttpResponse, http, passthrough } from 'msw'
import { beforeEach, describe, expect, test } from 'vitest'
import { backendUrl, resetBackend, signIn, sql } from '../support/backend.ts'
import { endedSession, faultyNetwork } from '../support/faults.ts'
import { addressIs, dialogTitled, fill, openConsole, pageTitled, user } from '../support/render.tsx'

const faults = faultyNetwork()
const leads = () => `${backendUrl()}/rest/v1/leads`

beforeEach(resetBackend)

interface Lead {
  id: string
  full_name: string
  email: string
  city: string
  score: number
}

const leadWhere = async (condition: string) => {
  const [lead] = await sql<Lead>(
    `select id, full_name, email, city, score from public.leads l
     where email is not null and city is not null and ${condition} order by found_at, id limit 1`,
  )
  if (!lead) throw new Error(`There is no lead where ${condition}`)
  return lead
}
const valuesOf = async (id: string, columns: string) =>
  (await sql(`select ${columns} from public.leads where id = $1`, [id]))[0]

/** A colleague changes the record meanwhile. */
async function colleagueSets(id: string, values: object) {
  const { error } = await (await signIn('admin')).from('leads').update(values).eq('id', id)
  if (error) throw error
}

async function openForm(id: string) {
  await openConsole(`/leads/${id}/edit`, 'growth')
  return screen.findByLabelText('City')
}
const press = async (name: string | RegExp) => user.click(await screen.findByRole('button', { name }))

describe('a record', () => {
  test('names the pages of each of its lists, and says in a line that one has no rows', async () => {
    const [source] = await sql<{ id: string }>('select id from public.lead_sources limit 1')
    // Enough rows of both for a second page.
    for (const table of ['leads', 'scrape_runs']) {
      await sql(
        `update public.${table} set source_id = $1 where id in (select id from public.${table} where state not in ('queued', 'running') limit 12)`,
        [source?.id],
      )
    }
    await openConsole(`/lead-sources/${source?.id}`, 'growth')
    expect(await screen.findByRole('navigation', { name: 'Pages of Leads' })).toBeInTheDocument()
    expect(await screen.findByRole('navigation', { name: 'Pages of Scrape runs' })).toBeInTheDocument()

    const unsent = await leadWhere('not exists (select from public.email_sends s where s.lead_id = l.id)')
    await openConsole(`/leads/${unsent.id}`, 'growth')
    expect(await screen.findByText('No emails sent')).toBeInTheDocument()
  })

  test('shows its facts, what belongs to it, and after a change who changed what', async () => {
    const lead = await leadWhere(
      'exists (select from public.email_sends s where s.lead_id = l.id) and exists (select from public.sequence_enrollments e where e.lead_id = l.id)',
    )
    const [sends] = await sql<{ n: number }>(
      'select count(*)::int as n from public.email_sends where lead_id = $1',
      [lead.id],
    )
    await openConsole(`/leads/${lead.id}`, 'growth')
    await pageTitled(lead.full_name)
    for (const name of ['Contact', 'About them', 'Times', 'History']) {
      expect(screen.getByRole('heading', { level: 2, name })).toBeInTheDocument()
    }
    expect(screen.getByRole('link', { name: lead.email })).toHaveAttribute('href', `mailto:${lead.email}`)
    expect(await screen.findByRole('heading', { name: `Emails sent ${sends?.n}` })).toBeInTheDocument()
    expect(await screen.findByRole('table', { name: 'Enrollments' })).toBeInTheDocument()

    await press(/Edit$/)
    let sent: unknown
    faults.use(
      http.patch(leads(), async ({ request }) => {
        sent = await request.clone().json()
        return passthrough()
      }),
    )
    await fill(await screen.findByLabelText('City'), 'Nowhere-on-Sea')
    await press('Save')
    await pageTitled(lead.full_name)
    expect(sent).toEqual({ city: 'Nowhere-on-Sea' })
    const entry = within((await screen.findAllByText('changed this'))[0]!.closest('li')!)
    expect(entry.getByText('Tom Adeyemi')).toBeInTheDocument()
    expect(entry.getByText('City').parentElement).toHaveTextContent(
      `City${lead.city} → became Nowhere-on-Sea`,
    )
  })

  test('is added with its mistakes named beside the fields, by the form and by the database', async () => {
    const taken = await leadWhere('true')
    await openConsole('/leads/new', 'growth')
    await pageTitled('New lead')
    await press('Add lead')
    await waitFor(() => expect(screen.getByLabelText('Name')).toHaveAccessibleDescription('Required'))
    await waitFor(() =>
      expect(screen.getByLabelText('Email')).toHaveAccessibleDescription(
        /Give an email, a phone, a handle or a profile/,
      ),
    )
    await fill(screen.getByLabelText('Email'), 'nora.example.com')
    await press('Add lead')
    await waitFor(() =>
      expect(screen.getByLabelText('Email')).toHaveAccessibleDescription(
        /Not an email address, such as name@example\.com/,
      ),
    )

    await fill(screen.getByLabelText('Name'), 'Nora Quist 😀')
    await fill(screen.getByLabelText('Email'), taken.email.toUpperCase())
    await press('Add lead')
    expect(await screen.findByText('Not saved yet: see the marked fields.')).toBeInTheDocument()
    await waitFor(() =>
      expect(screen.getByLabelText('Email')).toHaveAccessibleDescription(/Already used by another record\./),
    )
    expect(screen.getByLabelText('Name')).toHaveValue('Nora Quist 😀')

    await fill(screen.getByLabelText('Email'), 'Nora@Quist.Example')
    await press('Add lead')
    await pageTitled('Nora Quist 😀')
    await addressIs(/^\/leads\/[0-9a-f-]{36}$/)
    expect(await screen.findByText('Nora Quist 😀 was added.')).toBeInTheDocument()
    expect(
      await sql(`select full_name, state, score, phone from public.leads where email = 'nora@quist.example'`),
    ).toEqual([{ full_name: 'Nora Quist 😀', state: 'new', score: 0, phone: null }])
  })

  test('is deleted after asking', async () => {
    const lead = await leadWhere('not exists (select from public.email_sends s where s.lead_id = l.id)')
    await openConsole(`/leads/${lead.id}`, 'growth')
    await press('More actions on this lead')
    await user.click(await screen.findByRole('menuitem', { name: 'Delete…' }))
    const dialog = await dialogTitled(`Delete ${lead.full_name}?`)
    expect(await valuesOf(lead.id, 'id')).toBeDefined()
    await user.click(await dialog.findByRole('button', { name: 'Delete lead' }))
    await addressIs('/leads')
    expect(await screen.findByText(`${lead.full_name} was deleted.`)).toBeInTheDocument()
    expect(await valuesOf(lead.id, 'id')).toBeUndefined()
  })

  test('is handed over by a comment that calls a colleague, who finds it at home', async () => {
    const lead = await leadWhere('true')
    await openConsole(`/leads/${lead.id}`, 'growth')
    await fill(await screen.findByLabelText('Comment on this lead'), '@Maren Kessler can you call her?')
    expect(await screen.findByText('Calls Maren Kessler')).toBeInTheDocument()
    await press('Comment')
    const comments = within(await screen.findByRole('list', { name: 'Comments' }))
    expect(comments.getByText('@Maren Kessler')).toBeInTheDocument()
    expect(screen.getByLabelText('Comment on this lead')).toHaveValue('')

    await openConsole('/', 'admin')
    const inbox = within(await screen.findByRole('list', { name: 'Comments that call you' }))
    await user.click(inbox.getByRole('link', { name: `Leads · ${lead.full_name}` }))
    await pageTitled(lead.full_name)
    await waitFor(async () =>
      expect(
        await sql(
          `select m.read_at is not null as read from public.comment_mentions m
           join public.record_comments c on c.id = m.comment_id where c.record_id = $1`,
          [lead.id],
        ),
      ).toEqual([{ read: true }]),
    )
  })

  test('says that more comments call somebody than the inbox shows', async () => {
    await sql(
      `with made as (
         insert into public.record_comments (table_name, record_id, body, author_id)
         select 'leads', (select id::text from public.leads limit 1), 'Call ' || n,
           (select user_id from public.staff_members where email = 'growth@introalignment.test')
         from generate_series(1, 23) n returning id
       )
       insert into public.comment_mentions (comment_id, person_id)
       select id, (select user_id from public.staff_members where email = 'admin@introalignment.test') from made`,
    )
    await openConsole('/', 'admin')
    expect(await screen.findByText(/^The newest 20 of 2\d calls/)).toBeInTheDocument()
  })

  test('goes to the states that its rules allow, with the reason where one is needed', async () => {
    const lead = await leadWhere(`state = 'new'`)
    await openConsole(`/leads/${lead.id}`, 'growth')
    await press('Change the state, now New')
    await screen.findByRole('menuitem', { name: 'Qualified' })
    expect(screen.getAllByRole('menuitem').map((item) => item.textContent)).toEqual([
      'Contacted',
      'Qualified',
      'Rejected…',
    ])
    await user.click(screen.getByRole('menuitem', { name: /^Rejected/ }))
    const dialog = await dialogTitled('Set rejected')
    await user.click(await dialog.findByRole('button', { name: 'Set rejected' }))
    const why = dialog.getByLabelText(/^Why rejected/)
    await waitFor(() => expect(why).toHaveAccessibleDescription('Required'))
    expect(await valuesOf(lead.id, 'state')).toEqual({ state: 'new' })
    await fill(why, 'Moved abroad')
    await user.click(await dialog.findByRole('button', { name: 'Set rejected' }))
    await screen.findByRole('button', { name: 'Change the state, now Rejected' })
    expect(await valuesOf(lead.id, 'state, rejected_reason')).toEqual({
      state: 'rejected',
      rejected_reason: 'Moved abroad',
    })
  })
})

describe('two people and one record', () => {
  test('the second to save sees who saved what, and decides field by field; nothing is lost', async () => {
    const lead = await leadWhere('score < 90')
    const city = await openForm(lead.id)
    await colleagueSets(lead.id, { city: 'Aarhus', score: 91 })
    await fill(city, 'Bergen')
    await fill(screen.getByLabelText('Headline'), 'Sails')
    await press('Save')
    const choice = async (theirs: string, yours: string) => {
      const row = within((await screen.findByRole('radio', { name: theirs })).closest('tr')!)
      expect(row.getByRole('rowheader')).toHaveTextContent('City')
      expect(row.getByRole('radio', { name: yours })).toBeChecked()
    }
    await choice('Aarhus', 'Bergen')
    expect(await screen.findByText('Maren Kessler')).toBeInTheDocument()
    expect(screen.getByRole('row', { name: `Score ${lead.score} 91` })).toBeInTheDocument()
    expect(await valuesOf(lead.id, 'city')).toEqual({ city: 'Aarhus' })

    // Input typed after the conflict appeared is saved too.
    await fill(city, 'Bergen, Norway')
    await choice('Aarhus', 'Bergen, Norway')
    // A third change in between is another conflict.
    await colleagueSets(lead.id, { city: 'Odense' })
    await press('Save over their version with these choices')
    await choice('Odense', 'Bergen, Norway')
    await press('Save over their version with these choices')
    await pageTitled(lead.full_name)
    expect(await valuesOf(lead.id, 'city, headline, score')).toEqual({
      city: 'Bergen, Norway',
      headline: 'Sails',
      score: 91,
    })
  })

  test('theirs can be taken', async () => {
    const lead = await leadWhere('true')
    const city = await openForm(lead.id)
    await colleagueSets(lead.id, { city: 'Aarhus' })
    await fill(city, 'Bergen')
    await fill(screen.getByLabelText('Headline'), 'Sails')
    await press('Save')
    await user.click(await screen.findByRole('radio', { name: 'Aarhus' }))
    await press('Save over their version with these choices')
    await pageTitled(lead.full_name)
    expect(await valuesOf(lead.id, 'city, headline')).toEqual({ city: 'Aarhus', headline: 'Sails' })
  })
})

describe('what was typed', () => {
  test('survives a reload, is saved against the version it was typed over, and can be thrown away', async () => {
    const lead = await leadWhere('score < 90')
    await fill(await openForm(lead.id), 'Bergen')
    await colleagueSets(lead.id, { city: 'Aarhus', score: 91 })
    const city = await openForm(lead.id)
    expect(screen.getByText('What you typed before and did not save is back.')).toBeInTheDocument()
    expect(city).toHaveValue('Bergen')
    await press('Save')
    expect(await screen.findByRole('radio', { name: 'Aarhus' })).toBeInTheDocument()

    await openForm(lead.id)
    await press('Discard it')
    await waitFor(() => expect(screen.getByLabelText('City')).toHaveValue('Aarhus'))
    expect(await openForm(lead.id)).toHaveValue('Aarhus')
    expect(screen.queryByText(/is back/)).not.toBeInTheDocument()
    expect(await valuesOf(lead.id, 'city, score')).toEqual({ city: 'Aarhus', score: 91 })
  })

  test('is asked about before the page is left', async () => {
    const lead = await leadWhere('true')
    const city = await openForm(lead.id)
    await fill(city, 'Bergen')
    await user.click(screen.getByRole('link', { name: /Scrape runs/ }))
    let dialog = await dialogTitled('Leave without saving?')
    await user.click(await dialog.findByRole('button', { name: 'Stay' }))
    await waitFor(() => expect(screen.queryByRole('dialog')).not.toBeInTheDocument())
    await addressIs(`/leads/${lead.id}/edit`)
    expect(city).toHaveValue('Bergen')
    await user.click(screen.getByRole('link', { name: /Scrape runs/ }))
    dialog = await dialogTitled('Leave without saving?')
    await user.click(await dialog.findByRole('button', { name: 'Leave' }))
    await pageTitled('Scrape runs')
  })

  test('is kept when the role is taken away in between, and back with it', async () => {
    const [incident] = await sql<{ id: string }>(
      `select id from public.bot_incidents where note is null order by opened_at limit 1`,
    )
    await openConsole(`/bot-incidents/${incident?.id}/edit`, 'growth')
    await fill(await screen.findByLabelText('Note'), 'Looks odd to me')
    await sql(
      `update public.staff_members set roles = '{finance}' where email = 'growth@introalignment.test'`,
    )
    await press('Save')
    await pageTitled('No access')
    expect(await sql('select note from public.bot_incidents where id = $1', [incident?.id])).toEqual([
      { note: null },
    ])
    await sql(`update public.staff_members set roles = '{growth}' where email = 'growth@introalignment.test'`)
    window.dispatchEvent(new Event('focus'))
    expect(await screen.findByLabelText('Note')).toHaveValue('Looks odd to me')
  })

  test('is kept through whatever goes wrong on the way, and then saved', async () => {
    const lead = await leadWhere('true')
    const city = await openForm(lead.id)
    await fill(city, 'Bergen')
    const refuse = (status: number, code: string, message: string) => () =>
      HttpResponse.json({ code, message, details: null, hint: null }, { status })
    for (const [answer, said] of [
      [
        refuse(403, '42501', 'permission denied for table leads'),
        'Your role does not allow this. Nothing was changed.',
      ],
      [refuse(409, 'PT409', 'Somebody is merging this lead.'), 'Somebody is merging this lead.'],
      [refuse(429, '', 'slow down'), 'Not saved: too many requests'],
      [refuse(500, 'XX000', 'disk on fire'), 'The server had a problem'],
      [() => HttpResponse.error(), 'No connection'],
      [() => HttpResponse.html('<h1>Welcome to the wifi</h1>'), 'The server had a problem'],
      [
        () => new HttpResponse('[{"id":', { headers: { 'content-type': 'application/json' } }),
        'The server had a problem',
      ],
    ] as const) {
      faults.resetHandlers()
      faults.use(http.patch(leads(), answer))
      await press('Save')
      await waitFor(() => expect(screen.getByRole('alert')).toHaveTextContent(said))
      await waitFor(() => expect(screen.getByRole('button', { name: 'Save' })).toBeEnabled())
      expect(city).toHaveValue('Bergen')
    }
    expect(await valuesOf(lead.id, 'city')).toEqual({ city: lead.city })
    faults.resetHandlers()
    await press('Save')
    await pageTitled(lead.full_name)
    expect(await valuesOf(lead.id, 'city')).toEqual({ city: 'Bergen' })
  })

  test('stays under the question for the password when the session ends, and is saved afterwards', async () => {
    const lead = await leadWhere('true')
    const city = await openForm(lead.id)
    await fill(city, 'Bergen')
    faults.use(...endedSession(http.patch, leads()))
    await press('Save')
    const dialog = await dialogTitled('Your session has ended')
    expect(city).toHaveValue('Bergen')
    expect(await valuesOf(lead.id, 'city')).toEqual({ city: lead.city })
    faults.resetHandlers()
    await user.type(dialog.getByLabelText('Password'), 'introalignment{Enter}')
    await waitFor(() => expect(screen.queryByRole('dialog')).not.toBeInTheDocument())
    expect(screen.getByLabelText('City')).toHaveValue('Bergen')
    await press('Save')
    await pageTitled(lead.full_name)
    expect(await valuesOf(lead.id, 'city')).toEqual({ city: 'Bergen' })
  })

  test('is not saved twice when the answer to the first time was lost', async () => {
    await openConsole('/leads/new', 'growth')
    await fill(await screen.findByLabelText('Name'), 'Nora Quist')
    await fill(screen.getByLabelText('Email'), 'nora@quist.example')
    faults.use(
      http.post(
        leads(),
        async ({ request }) => {
          await fetch(bypass(request))
          return HttpResponse.error()
        },
        { once: true },
      ),
    )
    await press('Add lead')
    expect(await screen.findByRole('alert')).toHaveTextContent('No connection')
    const count = () => sql(`select count(*)::int as n from public.leads where full_name = 'Nora Quist'`)
    expect(await count()).toEqual([{ n: 1 }])
    await press('Add lead')
    await pageTitled('Nora Quist')
    expect(await count()).toEqual([{ n: 1 }])
  })
})
