import { expect, type Page } from '@playwright/test'
import {
  ask,
  choose,
  dialogOf,
  drawerOf,
  fieldOf,
  filterByOptions,
  historyOf,
  note,
  openFirst,
  rowsOf,
  setState,
  test,
} from './support/console.ts'
import { expectAccessible } from './support/pageChecks.ts'

test.use({ person: 'growth' })

/** A name that no earlier run of the journeys has used. */
const unique = (what: string) => `${what} ${Date.now().toString(36)}`

test('leads: search, filter, sort, and open one over the list', async ({ page }) => {
  await page.goto('/leads')
  await page.getByRole('textbox', { name: /^Search name/ }).fill('lisbon')
  await expect(page).toHaveURL(/q=lisbon/)
  await expect(rowsOf(page, 'Leads').filter({ hasNotText: 'Lisbon' })).toHaveCount(0)
  await expect(rowsOf(page, 'Leads').first()).toContainText('Lisbon')
  await page.getByRole('button', { name: 'Clear', exact: true }).click()

  await filterByOptions(page, 'State', ['Qualified', 'Contacted'])
  await expect(page.getByRole('button', { name: 'State is Qualified, Contacted' })).toBeVisible()
  await expect(rowsOf(page, 'Leads').first()).toContainText(/Qualified|Contacted/)
  await expect(rowsOf(page, 'Leads').filter({ hasNotText: /Qualified|Contacted/ })).toHaveCount(0)

  const score = page.getByRole('columnheader', { name: 'Score' })
  await score.getByRole('button').click()
  await expect(score).toHaveAttribute('aria-sort', 'descending')
  await expect(page).toHaveURL(/sort=-score/)
  await expect(rowsOf(page, 'Leads').first()).toBeVisible()
  const scores = (await rowsOf(page, 'Leads').locator('td:nth-of-type(2)').allTextContents()).map(Number)
  expect(scores).toEqual([...scores].sort((a, b) => b - a))

  const before = page.url()
  const drawer = await openFirst(page, 'Leads')
  await expect(drawer.getByRole('heading', { level: 1 })).toBeFocused()
  await expectAccessible(page, 'a lead over its list')
  await page.keyboard.press('Escape')
  await expect(drawer).toBeHidden()
  await expect(page).toHaveURL(before)
})

test('leads: add one, edit it, change its state, and read its history', async ({ page }) => {
  const name = unique('Rosa Lindqvist')
  await page.goto('/leads')
  await page.getByRole('button', { name: 'Add lead' }).click()
  const form = page.getByRole('dialog', { name: 'New lead' })
  await expect(form.getByLabel('Name')).toBeFocused()
  await form.getByLabel('Email').fill('not an address')
  await form.getByRole('button', { name: 'Add lead' }).click()
  await expect(form.getByText('Not an email address')).toBeVisible()
  await expect(form.getByText('Required')).toBeVisible()
  await expectAccessible(page, 'the form of a lead with its mistakes')
  await form.getByLabel('Name').fill(name)
  await form.getByLabel('Email').fill(`${name.toLowerCase().replaceAll(' ', '.')}@mail.test`)
  await form.getByLabel('City').fill('Malmö')
  await form.getByLabel('Score').fill('61')
  await form.getByRole('button', { name: 'Add lead' }).click()

  const lead = drawerOf(page)
  await expect(lead.getByRole('heading', { level: 1 })).toContainText(name)
  await lead.getByRole('button', { name: 'Edit' }).click()
  await lead.getByLabel('City').fill('Lund')
  await lead.getByRole('button', { name: 'Save' }).click()
  await expect(fieldOf(lead, 'City')).toHaveText('Lund')

  await setState(lead, 'Qualified')
  await expect(note(page, `${name} is qualified now.`)).toBeVisible()
  await setState(lead, 'Rejected')
  const ask = dialogOf(page, 'Set rejected')
  await expectAccessible(page, 'the dialog that asks for a reason')
  await ask.getByLabel('Why rejected').fill('Lives where we do not offer introductions yet')
  await ask.getByRole('button', { name: 'Set rejected' }).click()
  await expect(fieldOf(lead, 'Why rejected')).toHaveText('Lives where we do not offer introductions yet')

  const history = historyOf(lead)
  await expect(history).toHaveCount(4)
  await expect(history.nth(0)).toContainText(/Qualified.*became.*Rejected/s)
  await expect(history.nth(2)).toContainText(/City.*Malmö.*became.*Lund/s)
  await expect(history.nth(3)).toContainText('created this')

  await lead.getByRole('button', { name: 'More actions on this lead' }).click()
  await page.getByRole('menuitem', { name: 'Delete…' }).click()
  const sure = dialogOf(page, `Delete ${name}?`)
  await sure.getByRole('button', { name: 'Delete lead' }).click()
  await expect(note(page, `${name} was deleted.`)).toBeVisible()
  await page.getByRole('textbox', { name: /^Search name/ }).fill(name)
  await expect(page.getByRole('heading', { name: 'No leads match' })).toBeVisible()
  await expectAccessible(page, 'a list without rows')
})

async function giveReason(page: Page, title: string, label: string) {
  const dialog = dialogOf(page, title)
  await expectAccessible(page, `the dialog “${title}”`)
  await dialog.getByLabel(label).fill('The site was being moved this morning')
  await dialog.getByRole('button', { name: title }).click()
}

test('lead sources: run one now', async ({ page }) => {
  await page.goto('/lead-sources?state=any:active&schedule=any:monthly&sort=last_run_at')
  const source = await openFirst(page, 'Lead sources')
  const name = (await source.locator('.identity-name').first().textContent()) ?? ''
  await source.getByRole('button', { name: 'Run now…' }).click()
  await giveReason(page, 'Run now', 'Why now')
  await expect(note(page, 'The run is queued.')).toBeVisible()
  await expect(page).toHaveURL(/\/scrape-runs\/[0-9a-f-]+$/)
  await expect(page.getByRole('main').getByRole('heading', { level: 1, name })).toBeVisible()
  await expect(page.getByRole('dialog')).toHaveCount(0)
  await expect(fieldOf(page, 'State')).toHaveText('Queued')
  await expect(historyOf(page).first()).toContainText('The site was being moved this morning')
  await setState(page.getByRole('main'), 'Cancelled')
  await expect(fieldOf(page, 'State')).toHaveText('Cancelled')
})

test('scrape runs: retry one that failed', async ({ page }) => {
  await page.goto('/scrape-runs?state=any:failed')
  // Not every failed run can be retried: its source may have been retired since.
  const [run] = await ask(
    page,
    'scrape_runs?select=id,lead_sources!scrape_runs_source_id_fkey!inner(state)&state=eq.failed&lead_sources.state=eq.active&limit=1',
  )
  await page.goto(`/scrape-runs/${run?.id}`)
  const failed = page.url()
  await page.getByRole('button', { name: 'Retry…' }).click()
  await giveReason(page, 'Retry', 'Why')
  await expect(note(page, 'A new run is queued.')).toBeVisible()
  await expect(page).not.toHaveURL(failed)
  await expect(fieldOf(page, 'State')).toHaveText('Queued')
  await expect(fieldOf(page, 'Started by')).toHaveText('Retry')
  await setState(page.getByRole('main'), 'Cancelled')
  await expect(fieldOf(page, 'State')).toHaveText('Cancelled')
  await fieldOf(page, 'Retry of').getByRole('link').click()
  await expect(page).toHaveURL(failed)
  await expect(fieldOf(page, 'State')).toHaveText('Failed')
})

test('sequences: write one with an email, activate and pause it', async ({ page }) => {
  const name = unique('Spring walkers')
  await page.goto('/outreach-sequences')
  await page.getByRole('button', { name: 'Add sequence' }).click()
  const form = page.getByRole('dialog', { name: 'New sequence' })
  await form.getByLabel('Name', { exact: true }).fill(name)
  await form.getByLabel('From name').fill('Ines of IntroAlignment')
  await form.getByLabel('From address').fill('ines@introalignment.test')
  await form.getByLabel('Postal address').fill('IntroAlignment, Lindenstr. 4, 10969 Berlin')
  await form.getByRole('button', { name: 'Add sequence' }).click()

  const sequence = drawerOf(page)
  await expect(sequence.getByRole('heading', { level: 1 })).toContainText(name)
  await page.getByRole('link', { name: 'Open as a page' }).click()
  await expect(page.getByRole('dialog')).toHaveCount(0)
  const main = page.getByRole('main')
  await setState(main, 'Active')
  await expect(note(page, 'Write at least one email before activating this sequence.')).toBeVisible()

  await page.getByRole('button', { name: 'Add email' }).click()
  const email = page.getByRole('dialog', { name: 'Email 1' })
  await email.getByLabel('Subject').fill('A walk on Sunday, {{first_name|friend}}?')
  await email
    .getByLabel('Text')
    .fill('Hello {{first_name|friend}}, we walk along the canal on Sunday. Unsubscribe: {{unsubscribe_url}}')
  await expectAccessible(page, 'the form of an email')
  await email.getByRole('button', { name: 'Save' }).click()
  await expect(page.getByRole('list', { name: 'Emails' }).getByRole('listitem')).toHaveCount(1)
  await expect(page.getByText('Nothing keeps it from being activated.')).toBeVisible()

  await setState(main, 'Active')
  await expect(fieldOf(page, 'State')).toHaveText('Active')
  await setState(main, 'Paused')
  await expect(fieldOf(page, 'State')).toHaveText('Paused')
  await expect(historyOf(page).first()).toContainText(/Active.*became.*Paused/s)
})

test('sequences: their enrollments and emails lead to the leads', async ({ page }) => {
  await page.goto('/outreach-sequences?state=any:active')
  await openFirst(page, 'Sequences')
  await page.getByRole('link', { name: 'Open as a page' }).click()
  await expect(page.getByRole('dialog')).toHaveCount(0)
  await expect(page.getByRole('list', { name: 'Emails' }).getByRole('listitem').first()).toBeVisible()
  await rowsOf(page, 'Enrollments').first().getByRole('link').first().click()
  await expect(page).toHaveURL(/\/sequence-enrollments\//)
  // The newest enrollment may not have had an email yet; a completed one has had all of them.
  await page.goto('/sequence-enrollments?state=any:completed')
  await openFirst(page, 'Enrollments')
  await page.getByRole('link', { name: 'Open as a page' }).click()
  await expect(page.getByRole('dialog')).toHaveCount(0)
  await expect(rowsOf(page, 'Emails sent').first()).toBeVisible()
  const lead = (await page.getByRole('heading', { level: 1 }).textContent()) ?? ''
  await fieldOf(page, 'Lead').getByRole('link').click()
  await expect(page).toHaveURL(/\/leads\//)
  await expect(page.getByRole('heading', { level: 1, name: lead })).toBeVisible()
})

test('replies: note how one was handled', async ({ page }) => {
  await page.goto('/outreach-responses?handled_at=empty')
  const reply = await openFirst(page, 'Replies')
  await reply.getByRole('button', { name: 'Edit' }).click()
  await choose(reply, 'Intent', 'Later')
  await reply.getByRole('button', { name: 'Save' }).click()
  await expect(fieldOf(reply, 'Intent')).toHaveText('Later')
})
