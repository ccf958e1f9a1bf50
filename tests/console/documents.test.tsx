import { screen, waitFor, within } from '@testing-library/react'
import { HttpResponse, http } from 'msw'
import { createElement } from 'react'
import { renderToStaticMarkup } from 'react-dom/server'
import { beforeEach, describe, expect, test, vi } from 'vitest'
import DocumentInput from '@/resource/fields/DocumentInput'
import { columns } from '@/supabase/columns'
import { backendUrl, resetBackend, signIn, sql } from '../support/backend.ts'
import { entries } from '../support/entries.ts'
import { faultyNetwork } from '../support/faults.ts'
import { choose, fill, openConsole, pageTitled, user } from '../support/render.tsx'

const faults = faultyNetwork()
vi.setConfig({ testTimeout: 240_000 })
beforeEach(resetBackend)

const press = async (name: string | RegExp) => user.click(await screen.findByRole('button', { name }))

/**
 * Opens a form and waits for it: on a slow machine the first form's code takes longer to load than a response to a
 * click.
 */
async function openForm(at: string, as?: string) {
  await openConsole(at, as)
  return screen.findByRole('form', { name: /^Edit/ }, { timeout: 150_000 })
}

/** Opens the form of a lead source that has these scraper settings. */
async function openSource(config: object) {
  const [source] = await sql<{ id: string; name: string }>(
    'update public.lead_sources set config = $1 where id = (select id from public.lead_sources order by name limit 1) returning id, name',
    [JSON.stringify(config)],
  )
  await openForm(`/lead-sources/${source!.id}/edit`, 'growth')
  const settings = within(await screen.findByRole('group', { name: 'Scraper settings' }))
  return { ...source!, settings }
}
const configOf = async (id: string) =>
  (await sql<{ config: unknown }>('select config from public.lead_sources where id = $1', [id]))[0]?.config

describe('a document in a form', () => {
  test('is edited in words, and what is not touched stays as it was', async () => {
    const kept = [[1, 'two'], { three: null }]
    const { id, name, settings } = await openSource({
      maxPages: 3,
      deep: { with_images: true, tags: ['a', 'b'] },
      odd_thing: kept,
      tiny: 1e-9,
      note: 'two\nlines',
    })
    const form = screen.getByRole('form', { name: /^Edit/ })
    expect(settings.getByLabelText('MaxPages')).toHaveValue('3')
    expect(form.textContent).not.toMatch(/[{}]|with_images|odd_thing/)

    await fill(settings.getByLabelText('MaxPages'), '2,5')
    const deep = within(settings.getByRole('group', { name: 'Deep' }))
    await user.click(deep.getByRole('switch', { name: 'With images' }))
    await fill(deep.getByLabelText('Tags'), 'a\n  c \n\nd')
    await press('Add a row to Scraper settings')
    await waitFor(() => expect(settings.getByLabelText('Name of row 6')).toHaveFocus())
    await fill(settings.getByLabelText('Name of row 6'), 'Follow links')
    expect(settings.getByLabelText('Name of row 6')).toHaveAccessibleDescription('In the app: follow_links')
    await choose(settings.getByRole('combobox', { name: 'Kind of Follow links' }), 'Yes or no')
    await user.click(settings.getByRole('switch', { name: 'Follow links' }))
    await press('Remove Note')
    expect(settings.getByRole('button', { name: 'Add a row to Scraper settings' })).toHaveFocus()
    await press('Save')
    await pageTitled(name)
    expect(await configOf(id)).toEqual({
      maxPages: 2.5,
      deep: { with_images: false, tags: ['a', 'c', 'd'] },
      odd_thing: kept,
      tiny: 1e-9,
      follow_links: true,
    })
  })

  test('refuses beside the field what cannot be stored, and sends nothing', async () => {
    const { id, settings } = await openSource({ pages: 3 })
    const group = screen.getByRole('group', { name: 'Scraper settings' })
    await fill(settings.getByLabelText('Pages'), '1,234')
    await press('Save')
    await waitFor(() => expect(group).toHaveAccessibleDescription(/Pages: “1,234” can be 1234 or 1.234/))
    await fill(settings.getByLabelText('Pages'), '4')
    await press('Add a row to Scraper settings')
    await press('Save')
    await waitFor(() => expect(group).toHaveAccessibleDescription(/Row 2 needs a name/))
    await fill(settings.getByLabelText('Name of row 2'), 'pages')
    await press('Save')
    await waitFor(() => expect(settings.getByLabelText('Name of row 2')).toBeInvalid())
    expect(settings.getByLabelText('Name of row 2')).toHaveAccessibleDescription(
      'Two rows have the name “pages”',
    )
    expect(await configOf(id)).toEqual({ pages: 3 })
  })

  test('keeps what was typed through a failed save, a reload and a conflict', async () => {
    const { id, name, settings } = await openSource({ pages: 3 })
    await fill(settings.getByLabelText('Pages'), 'many')
    await press('Add a row to Scraper settings')
    await fill(settings.getByLabelText('Name of row 2'), 'Site map')
    await fill(settings.getByRole('textbox', { name: 'Site map' }), '/map.xml')
    await openForm(`/lead-sources/${id}/edit`)
    const again = within(await screen.findByRole('group', { name: 'Scraper settings' }))
    expect(again.getByLabelText('Pages')).toHaveValue('many')
    expect(again.getByRole('textbox', { name: 'Site map' })).toHaveValue('/map.xml')
    await fill(again.getByLabelText('Pages'), '7')

    faults.use(
      http.patch(
        `${backendUrl()}/rest/v1/lead_sources`,
        () => HttpResponse.json({ code: 'XX000', message: 'disk on fire' }, { status: 500 }),
        { once: true },
      ),
    )
    await press('Save')
    await screen.findByRole('alert')
    expect(again.getByLabelText('Pages')).toHaveValue('7')
    const { error } = await (await signIn('admin'))
      .from('lead_sources')
      .update({ config: { pages: 5 } })
      .eq('id', id)
    expect(error).toBeNull()
    await press('Save')
    expect(await screen.findByRole('radio', { name: 'Pages 5' })).toBeInTheDocument()
    expect(screen.getByRole('radio', { name: 'Pages 7, Site map /map.xml' })).toBeChecked()
    await press('Save over their version with these choices')
    await pageTitled(name)
    expect(await configOf(id)).toEqual({ pages: 7, site_map: '/map.xml' })
  })

  test('of the steps of a conversation is asked for by its form', async () => {
    const [flow] = await sql<{ id: string; name: string; steps: object[] }>(
      'select id, name, steps from public.conversation_flows order by name limit 1',
    )
    await openForm(`/conversation-flows/${flow!.id}/edit`, 'moderator')
    await screen.findByRole('group', { name: 'Steps' })
    await press('Add to Steps')
    const last = flow!.steps.length + 1
    const step = within(screen.getByRole('group', { name: `Steps ${last}` }))
    await fill(step.getByLabelText('Id'), 'goodbye')
    await press('Save')
    await waitFor(() =>
      expect(screen.getByRole('group', { name: 'Steps' })).toHaveAccessibleDescription(
        /Step “goodbye” needs a question/,
      ),
    )
    await fill(step.getByLabelText('Question'), 'looking-for')
    await press('Save')
    await pageTitled(flow!.name)
    const [saved] = await sql<{ steps: object[] }>(
      'select steps from public.conversation_flows where id = $1',
      [flow!.id],
    )
    expect(saved!.steps).toEqual([...flow!.steps, { id: 'goodbye', question: 'looking-for', next: [] }])
  })
})

test('the answers of a game’s question stay what they were, numbers and stored names too', async () => {
  const [question] = await sql<{ id: string; prompt: string }>(
    `update public.game_questions set kind = 'scale', options = '[1, 5]' where id = (select id from public.game_questions order by prompt limit 1) returning id, prompt`,
  )
  await openForm(`/game-questions/${question!.id}/edit`, 'moderator')
  await screen.findByRole('group', { name: 'Answers' })
  await fill(screen.getByLabelText('Weight'), '3')
  await press('Save')
  await pageTitled(question!.prompt)
  const optionsOf = async () =>
    (
      await sql<{ options: unknown }>('select options from public.game_questions where id = $1', [
        question!.id,
      ])
    )[0]?.options
  expect(await optionsOf()).toEqual([1, 5])

  await openForm(`/game-questions/${question!.id}/edit`)
  await choose(await screen.findByRole('combobox', { name: 'Answered by' }), 'An order')
  await fill(await screen.findByLabelText('Answers', { selector: 'textarea' }), '')
  for (const place of [1, 2]) {
    await press('Add to Answers')
    await fill(
      within(screen.getByRole('group', { name: `Answers ${place}` })).getByLabelText('Label'),
      'Same',
    )
  }
  await press('Save')
  await waitFor(() =>
    expect(screen.getByRole('group', { name: 'Answers' })).toHaveAccessibleDescription(
      /Answer 2 is stored as an earlier one/,
    ),
  )
})

test('no form asks for JSON: each document has the editor in words, and its form holds what is stored', async () => {
  const asked: string[] = []
  for (const { table, load } of entries) {
    const { default: resource } = await load()
    const names = (resource.form?.sections ?? []).flatMap((section) => section.fields)
    for (const name of names) {
      const field = resource.fields[name]
      if (!field?.input) continue
      // A help text may contain braces as placeholders; with a quote in them it would ask for JSON.
      expect(`${field.help}`, `${table}.${name}`).not.toMatch(/[{[]"/)
      if (columns[table]?.[name]?.type !== 'jsonb') continue
      const rows = await sql<{ value: unknown }>(`select ${name} as value from public.${table}`)
      for (const { value } of rows) {
        expect(String(field.toForm?.(value)), `${table}.${name}`).not.toMatch(/^[{[]["{]/)
      }
      if (field.input !== 'json') continue
      asked.push(`${table}.${name}`)
      for (const { value } of rows) {
        const held = field.toForm?.(value)
        expect(field.fromForm?.(held, {}), `${table}.${name}`).toEqual(value)
        const drawn = renderToStaticMarkup(createElement(DocumentInput, { field, value: held }))
        expect(drawn, `${table}.${name}`).not.toMatch(/<textarea[^>]*>[^<]*(&quot;|[{}[\]])/)
      }
    }
  }
  expect(asked.toSorted()).toEqual([
    'badges.criteria',
    'conversation_flows.steps',
    'conversation_questions.options',
    'game_questions.options',
    'games.scoring',
    'lead_sources.config',
    'subscription_plans.features',
    'subscription_plans.limits',
  ])
})
