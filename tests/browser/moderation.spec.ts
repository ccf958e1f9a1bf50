import { expect, type Page } from '@playwright/test'
import { embeddedSettings } from '../../supabase/local/sign-ins.ts'
import { ask, choose, dialogOf, note, test } from './support/console.ts'
import { expectAccessible, expectAccessibleInBothThemes, expectNoOverflow } from './support/pageChecks.ts'
import { screenReaderState } from './support/screenReader.ts'

test.use({ person: 'moderator' })

const rows = (page: Page) => page.getByRole('list', { name: 'Queue' }).getByRole('listitem')
const inFocus = (page: Page) => page.locator('.queue-row[data-focused="true"] .queue-row-words')
const item = (page: Page) => page.getByRole('region', { name: 'What was written' })
const status = (page: Page, text: string | RegExp) => page.locator('.queue-strip').filter({ hasText: text })

async function openQueue(page: Page, at = '/moderation-queue?view=all') {
  await page.goto(at)
  await expect(rows(page).first()).toBeVisible()
  await expect(inFocus(page)).toHaveCount(1)
  // Prefetching has finished: from now on nothing waits for the network.
  await expect(page.getByRole('complementary', { name: 'Author' }).getByText('Record')).toBeVisible()
}

const decisionsSince = async (page: Page, last: number) =>
  ask(page, `moderation_history?id=gt.${last}&order=id&select=id,decision,item_id,reason_code,moderator_name`)
const lastDecision = async (page: Page) =>
  Number((await ask(page, 'moderation_history?order=id.desc&limit=1&select=id'))[0]?.id)

/** Sends API requests as a member, who has no page here, and returns the rows of the answer. */
async function asMember(page: Page, member = 'member') {
  const headers = { apikey: embeddedSettings.publishableKey }
  const signedIn = await page.request.post('/auth/v1/token?grant_type=password', {
    headers,
    data: { email: `${member}@introalignment.test`, password: embeddedSettings.password },
  })
  const { access_token, user } = await signedIn.json()
  const me: string = user.id
  const send = async (method: 'GET' | 'POST' | 'PATCH', path: string, data?: Record<string, string>) => {
    const answer = await page.request.fetch(`/rest/v1/${path}`, {
      method,
      headers: {
        ...headers,
        authorization: `Bearer ${access_token}`,
        // A member may not read every row they write, so the row is only requested with a `select`.
        prefer: path.includes('select=') ? 'return=representation' : 'return=minimal',
      },
      data,
    })
    const words = await answer.text()
    expect(answer.ok(), `${method} ${path}: ${words}`).toBe(true)
    return JSON.parse(words || '[]') as Record<string, string>[]
  }
  return { me, send }
}

/** The key of a post that a member has written. */
async function writtenByMember(page: Page, title: string, body: string): Promise<string> {
  const { me, send } = await asMember(page)
  return (await send('POST', 'community_posts?select=id', { user_id: me, title, body }))[0]?.id ?? ''
}

test('a day of forty items by keyboard alone, a very long one among them, each decided once', async ({
  page,
}) => {
  const lines = Array.from({ length: 290 }, (_, at) => `Line ${at + 1} of a long story`)
  const long = await writtenByMember(page, 'A long one', `${lines.join('\n')}\n\nHere it ends.`)
  await openQueue(page, `/moderation-queue/post/${long}?view=all`)
  const before = await lastDecision(page)
  // The decisions stay visible while the item is scrolled to its end.
  const height = await item(page).evaluate(({ scrollHeight }) => scrollHeight)
  expect(height, 'pixels to be read').toBeGreaterThan(6000)
  const end = item(page).getByText('Here it ends.')
  await expect(end).not.toBeInViewport()
  for (let presses = 0; presses < 20; presses += 1) await page.keyboard.press('Space')
  await expect(end).toBeInViewport()
  await expect(page.getByRole('toolbar', { name: 'Decide' })).toBeInViewport()
  await page.evaluate(() => {
    const times: number[] = []
    Object.assign(window, { paints: times })
    // Measures from the key press of a decision to the display of the next item.
    addEventListener(
      'keydown',
      ({ key }) => {
        if (key === 'r') return
        const began = performance.now()
        const shown = document.querySelector('.queue-row[data-focused="true"]')
        const look = () => {
          if (document.querySelector('.queue-row[data-focused="true"]') !== shown)
            times.push(performance.now() - began)
          else if (performance.now() - began < 2000) requestAnimationFrame(look)
        }
        requestAnimationFrame(look)
      },
      true,
    )
  })
  const began = Date.now()
  for (let at = 0; at < 40; at += 1) {
    const title = await inFocus(page).textContent()
    if (at % 3 === 0) await page.keyboard.press('a')
    else {
      await page.keyboard.press('r')
      await page.keyboard.press(at % 3 === 1 ? '1' : '2')
    }
    await expect(page.locator('.queue-row[data-status="own"]')).toHaveCount(at + 1)
    expect(title).toBeTruthy()
  }
  const seconds = (Date.now() - began) / 1000
  const paints = await page.evaluate(() => (window as unknown as { paints: number[] }).paints)
  const sorted = [...paints].sort((a, b) => a - b)
  console.log(
    `40 decisions in ${seconds.toFixed(1)} s: ${Math.round((40 * 60) / seconds)} a minute; the next item painted after ${Math.round(sorted[Math.floor(sorted.length / 2)] ?? 0)} ms (median), ${Math.round(sorted.at(-1) ?? 0)} ms at the most`,
  )
  await expect.poll(async () => (await decisionsSince(page, before)).length).toBe(40)
  const made = await decisionsSince(page, before)
  expect(made[0]?.item_id).toBe(long)
  expect(new Set(made.map(({ item_id }) => item_id)).size, 'forty different items').toBe(40)
  expect(
    made.filter(({ decision, reason_code }) => decision === 'remove' && reason_code === 'scam'),
  ).toHaveLength(13)

  // U undoes the last decision, and pressed again the one before.
  await page.keyboard.press('u')
  await page.keyboard.press('u')
  await expect(page.locator('.queue-row[data-status="own"]')).toHaveCount(38)
  await expect
    .poll(
      async () => (await decisionsSince(page, before)).filter(({ decision }) => decision === 'undo').length,
    )
    .toBe(2)
})

test('the shortcuts are listed, the page is accessible in both themes, and fits a phone', async ({
  page,
}) => {
  await openQueue(page)
  await expectAccessibleInBothThemes(page, 'the queue')
  await page.keyboard.press('?')
  const sheet = page.getByRole('dialog', { name: 'Keyboard shortcuts' })
  await expect(sheet.getByText('Undo the last decision')).toBeVisible()
  await page.keyboard.press('Escape')
  await expect(sheet).toBeHidden()
  await page.keyboard.press('r')
  await expect(page.getByRole('region', { name: 'Remove: why?' })).toBeVisible()
  await expectAccessibleInBothThemes(page, 'the queue while it asks for a reason')
  await page.keyboard.press('Escape')
  await page.keyboard.press('s')
  await expect(page.getByRole('region', { name: 'What this does' })).toContainText(
    'Nothing of theirs changes.',
  )
  await expectAccessible(page, 'the dialog of a sanction')
  await page.keyboard.press('Escape')
  await page.goto('/moderation-queue?view=done')
  await expect(page.getByRole('list', { name: 'Decided' })).toBeVisible()
  await expectAccessible(page, 'what was decided')

  await page.setViewportSize({ width: 390, height: 844 })
  await page.goto('/moderation-queue?view=all')
  await expect(rows(page).first()).toBeVisible()
  await expectNoOverflow(page, 'the queue on a phone')
  await expectAccessible(page, 'the queue on a phone')
  await rows(page).first().getByRole('button').click()
  await expect(page.getByRole('toolbar', { name: 'Decide' })).toBeVisible()
  await expectNoOverflow(page, 'an item on a phone')
  await expectAccessible(page, 'an item on a phone')
  await page.getByRole('button', { name: 'Author', exact: true }).click()
  await expect(page.getByRole('button', { name: /^Sanction author/ })).toBeVisible()
  await expectNoOverflow(page, 'an author on a phone')
  await page.getByRole('button', { name: 'The item' }).click()
  await page.getByRole('button', { name: 'All', exact: true }).click()
  await expect(rows(page).first()).toBeVisible()
  for (const [path, ready] of [
    ['/photo-queue', page.getByRole('list', { name: 'Photos' })],
    ['/objection-queue', page.getByRole('list', { name: 'Objections' })],
    ['/second-looks', page.locator('.second-look').getByText(/^(No second look waits for you|Fine)/)],
    ['/transparency', page.getByRole('table')],
  ] as const) {
    await page.goto(path)
    await expect(ready.first()).toBeVisible()
    await expectNoOverflow(page, `${path} on a phone`)
    await expectAccessible(page, `${path} on a phone`)
  }
})

test('two moderators collide: one decision stands, the other is told and keeps the note', async ({
  page,
  as,
}) => {
  const other = await as('admin')
  await openQueue(page)
  const before = await lastDecision(page)
  const address = page.url()
  const title = await inFocus(page).textContent()
  // This page receives no updates, so it notices the other moderator's decision too late.
  const looks = /\/rest\/v1\/(rpc\/moderation_changes|moderation_(queue|history)\?)/
  let isBlind = true
  await page.route(looks, (route) => (isBlind ? route.abort() : route.continue()))

  await expect(page).toHaveURL(/\/(post|comment)\//)
  await other.goto(address === page.url() ? address : page.url())
  await expect(item(other).getByRole('heading').first()).toBeVisible()
  await expect(other.getByRole('complementary', { name: 'Author' }).getByText('Record')).toBeVisible()
  // A claimed item must be taken over first.
  await expect(item(other).getByText(/is on this/)).toBeVisible()
  await other.keyboard.press('t')
  await expect(item(other).getByText(/is on this/)).toHaveCount(0)
  await other.keyboard.press('Shift+h')
  await other.keyboard.press('1')
  await expect.poll(async () => (await decisionsSince(other, before)).length).toBe(1)

  await page.keyboard.press('r')
  await page.keyboard.press('n')
  await page.keyboard.type('Third account')
  await page.keyboard.press('Escape')
  await page.keyboard.press('2')
  await expect(status(page, 'One decision came back')).toBeVisible()
  isBlind = false
  await page.keyboard.press('b')
  await expect(inFocus(page)).toHaveText(title ?? '')
  const alert = item(page).getByRole('alert')
  await expect(alert).toContainText(/was faster.*Their reason: /)
  await expect(alert).toContainText('“Third account”')
  await expectAccessible(page, 'a decision that came back')
  expect(await decisionsSince(page, before)).toHaveLength(1)
  await page.keyboard.press('l')
  await expect(status(page, 'came back')).toHaveCount(0)

  // Items that the other moderator decides from now on are greyed out in place.
  const open = page.locator('.queue-row[data-status="open"][data-focused="false"] .queue-row-words')
  const place = await open.nth(3).textContent()
  const row = rows(page)
    .filter({ hasText: place ?? '' })
    .first()
  await other.goto('/moderation-queue?view=all')
  await other
    .getByRole('list', { name: 'Queue' })
    .getByRole('button')
    .filter({ hasText: place ?? '' })
    .first()
    .click()
  await expect(other.getByRole('complementary', { name: 'Author' }).getByText('Record')).toBeVisible()
  await other.keyboard.press('a')
  await expect(row).toHaveAttribute('data-status', 'elsewhere')
  await expect(row).toContainText(/(Approved|Restored) by /)

  // The same with a photo: the second moderator is asked once, and the first is told of the reason.
  const look = async (at: Page) => {
    await expect(at.locator('[data-photo] img')).toBeVisible()
    await at.keyboard.down('Space')
    await expect(at.locator('[data-photo] img[data-clear]')).toBeVisible()
    await at.keyboard.up('Space')
  }
  const [photo] = await ask(page, 'photo_queue?order=waiting_since.desc&limit=1&select=id')
  const photoUrl = `/photo-queue/${photo?.id}`
  await page.goto(photoUrl)
  await look(page)
  await expect
    .poll(async () => (await ask(page, `photo_queue?id=eq.${photo?.id}&select=claimed_by`))[0]?.claimed_by)
    .toBeTruthy()
  await page.route('**/rest/v1/photo_queue?**', (route) => route.abort())
  await other.goto(photoUrl)
  await look(other)
  await other.keyboard.press('r')
  await expect(other.getByText('again decides all the same')).toBeVisible()
  await other.keyboard.press('r')
  await expect(other.getByRole('region', { name: 'Reject: why?' })).toBeVisible()
  const rejected = other.waitForResponse('**/rpc/moderate_photos')
  await other.keyboard.press('1')
  await rejected
  await page.keyboard.press('a')
  await expect(status(page, 'One decision came back')).toBeVisible()
  await page.keyboard.press('b')
  await expect(page.locator('.queue-returned')).toContainText(/was faster: reject as “/)
  await expectAccessible(page, 'a photo that came back')
  await page.keyboard.press('l')
  await expect(status(page, 'came back')).toHaveCount(0)
})

test('an edit of what was approved and a photo are judged by keys, and heard', async ({ page }) => {
  const { me, send } = await asMember(page)
  const walk = { user_id: me, title: 'A walk', body: 'Who walks along the river on Sunday?' }
  const [post] = await send('POST', 'community_posts?select=id', walk)
  const shown = async () =>
    (await ask(page, `community_posts?id=eq.${post?.id}&select=state,body,pending_version`))[0]
  /**
   * After a decision, a screen reader is told what was done, and the next item's heading has the focus, with the reason
   * why the item is here.
   */
  const goesOn = (said: RegExp) =>
    expect
      .poll(() => screenReaderState(page))
      .toMatchObject({
        role: 'heading',
        description: expect.stringMatching(/\w/),
        said: expect.stringMatching(said),
      })

  await openQueue(page, `/moderation-queue/post/${post?.id}?view=all`)
  await expect.poll(() => screenReaderState(page)).toMatchObject({ role: 'heading', name: 'A walk' })
  await page.keyboard.press('a')
  await expect.poll(shown).toMatchObject({ state: 'published', body: walk.body })
  await goesOn(/Approved\./)

  // The approved version stays published until the edit is decided; the queue shows what the edit changes.
  await send('PATCH', `community_posts?id=eq.${post?.id}&select=id`, { body: 'Send 500 EUR by gift card' })
  expect(await shown()).toMatchObject({ body: walk.body, pending_version: 2 })
  await openQueue(page, `/moderation-queue/post/${post?.id}?view=all`)
  await expect
    .poll(() => screenReaderState(page))
    .toMatchObject({ name: 'A walk', description: expect.stringMatching(/Edited/) })
  await expect(item(page).getByRole('region', { name: /what its author wants to change/ })).toContainText(
    'gift card',
  )
  // Closing the question for a reason gives the focus back.
  await page.keyboard.press('r')
  await expect(page.getByRole('region', { name: 'Remove: why?' })).toBeVisible()
  await page.keyboard.press('Escape')
  await expect.poll(() => screenReaderState(page)).toMatchObject({ role: 'heading', name: 'A walk' })
  await page.keyboard.press('n')
  await expect(page.getByRole('region', { name: 'Decline the edit: why?' })).toBeVisible()
  await page.keyboard.press('2')
  await expect.poll(shown).toMatchObject({ state: 'published', body: walk.body, pending_version: null })
  await goesOn(/Edit declined/)

  await page.goto('/photo-queue')
  await expect(page.locator('[data-photo] img')).toBeVisible()
  await expect
    .poll(() => screenReaderState(page))
    .toMatchObject({ role: 'heading', description: expect.stringMatching(/^Put up/) })
  const first = (await screenReaderState(page)).name
  await page.keyboard.down('Space')
  await expect(page.locator('[data-photo] img[data-clear]')).toBeVisible()
  await page.keyboard.up('Space')
  await page.keyboard.press('r')
  await expect(page.getByRole('region', { name: 'Reject: why?' })).toBeVisible()
  await page.keyboard.press('1')
  await goesOn(/Rejected/)
  expect((await screenReaderState(page)).name).not.toBe(first)
  await page.keyboard.press('u')
  await expect
    .poll(() => screenReaderState(page))
    .toMatchObject({ name: first, said: expect.stringMatching(/Undone/) })

  for (const path of ['/objection-queue', '/bot-review']) {
    await page.goto(path)
    await expect
      .poll(() => screenReaderState(page))
      .toMatchObject({ role: 'heading', description: expect.stringMatching(/\w/) })
  }
})

test('a text is reported, rewritten by its author, and judged as it was reported', async ({ page }) => {
  const author = await asMember(page, 'member2')
  const reporter = await asMember(page, 'member3')
  const threat = 'I know where you live, and I will wait there.'
  const [post] = await author.send('POST', 'community_posts?select=id', {
    ...{ user_id: author.me, title: 'To my neighbour', body: threat },
  })
  const path = `/moderation-queue/post/${post?.id}?view=all`
  const accuracy = async () =>
    (await ask(page, `reporter_accuracy?reporter_id=eq.${reporter.me}&select=upheld,dismissed`))[0]
  const stands = async () => (await ask(page, `community_posts?id=eq.${post?.id}&select=state,body`))[0]
  await openQueue(page, path)
  const before = await accuracy()
  await page.keyboard.press('a')
  await expect.poll(stands).toMatchObject({ state: 'published' })

  const about = { reporter_id: reporter.me, post_id: post?.id ?? '', category: 'violence' }
  await reporter.send('POST', 'content_reports', about)
  await author.send('PATCH', `community_posts?id=eq.${post?.id}`, { body: 'I have flowers for you.' })
  expect(await stands()).toMatchObject({ body: threat })
  await openQueue(page, path)
  const both = item(page).getByRole('region', { name: /members read now and 1 report is about/ })
  await expect(both.locator('del').filter({ hasText: 'know where you live' })).toBeVisible()
  await expect(both.locator('ins').filter({ hasText: 'flowers' })).toBeVisible()
  await page.keyboard.press('r')
  // The reason from the report is preselected.
  await expect(page.getByRole('region', { name: 'Remove: why?' })).toBeVisible()
  await page.keyboard.press('Enter')
  await expect.poll(stands).toMatchObject({ state: 'removed', body: threat })

  // The reporter is told that they were right; the author sees what was wrong, and may object.
  expect(await accuracy()).toMatchObject({
    upheld: Number(before?.upheld ?? 0) + 1,
    dismissed: before?.dismissed ?? 0,
  })
  const told = async ({ send }: typeof author) =>
    (await send('GET', 'member_notices?order=created_at.desc&limit=1&select=id,what,rule_code,facts'))[0]
  expect(await told(reporter)).toMatchObject({ what: 'upheld', facts: expect.stringMatching(/^Thank you/) })
  const statement = await told(author)
  expect(statement).toMatchObject({
    ...{ what: 'remove', rule_code: 'violence', facts: expect.stringContaining(threat) },
  })
  const objection = { notice_id: statement?.id ?? '', member_id: author.me, text: 'It was a joke' }
  await author.send('POST', 'moderation_appeals', objection)
  expect(await author.send('GET', 'rpc/my_appeals?select=state,text')).toContainEqual({
    ...{ state: 'open', text: objection.text },
  })
})

test('a dropped connection in mid-decision loses nothing and doubles nothing', async ({ page, context }) => {
  // The answer to the first request is lost, the following tries fail, and then there is no connection at all. One
  // route for the whole journey, set before the page opens: a decision made while a route is being changed would get
  // through.
  let network: 'answer lost' | 'down' | 'up' = 'up'
  await page.route('**/rpc/moderate', async (route) => {
    if (network === 'up') return route.continue()
    if (network === 'answer lost') {
      network = 'down'
      await route.fetch()
    }
    await route.abort()
  })
  await openQueue(page)
  const before = await lastDecision(page)
  network = 'answer lost'
  await page.keyboard.press('a')
  await expect(status(page, '1 decision not sent yet.')).toBeVisible()
  await context.setOffline(true)
  network = 'up'
  await page.keyboard.press('r')
  await page.keyboard.press('1')
  await page.keyboard.press('a')
  await expect(status(page, '3 decisions not sent yet.')).toBeVisible()
  await expectAccessible(page, 'the queue without a connection')
  await context.setOffline(false)
  await expect(status(page, 'not sent yet')).toHaveCount(0)
  const made = await decisionsSince(page, before)
  expect(made.map(({ decision }) => decision).sort()).toEqual(['approve', 'approve', 'remove'])

  // The page is reloaded meanwhile; the new page sends the unsent decisions.
  network = 'down'
  page.on('dialog', (dialog) => void dialog.accept())
  await page.keyboard.press('r')
  await page.keyboard.press('2')
  await expect(status(page, '1 decision not sent yet.')).toBeVisible()
  await page.reload()
  await expect(status(page, '1 decision not sent yet.')).toBeVisible()
  expect(await decisionsSince(page, before)).toHaveLength(3)
  network = 'up'
  await expect.poll(async () => (await decisionsSince(page, before)).length).toBe(4)
  expect((await decisionsSince(page, before)).at(-1)).toMatchObject({
    decision: 'remove',
    reason_code: 'scam',
  })
})

test('a sanction: its consequences and its end before it is imposed', async ({ page }) => {
  await openQueue(page)
  await page.keyboard.press('s')
  const dialog = page.getByRole('dialog', { name: /^Sanction / })
  await dialog.getByText('Mute', { exact: true }).click()
  await dialog.getByRole('button', { name: '1', exact: true }).click()
  await choose(dialog, 'Why', 'Spam or advertising')
  const effect = dialog.getByRole('region', { name: 'What this does' })
  await expect(effect).toContainText('Cannot:')
  await expect(effect).toContainText(/Ends:.*by itself/)
  await dialog.getByRole('button', { name: 'Mute for 1 day' }).click()
  await expect(note(page, /is muted until/)).toBeVisible()
  const author = page.getByRole('complementary', { name: 'Author' })
  await expect(author).toContainText(/Muted.*Ends .*\(in 2\d h|tomorrow\)/s)
})

test('the home of a moderator leads from each number to its rows', async ({ page }) => {
  await page.goto('/')
  const team = page.getByRole('region', { name: 'Who decided' })
  await expect(team.getByRole('link').first()).toBeVisible()
  await expectAccessibleInBothThemes(page, 'the home of a moderator')
  await team.getByRole('row').filter({ hasText: 'you' }).getByRole('link').first().click()
  await expect(page).toHaveURL(/\/moderation-queue.*view=done.*by=/)
  await expect(page.getByRole('list', { name: 'Decided' })).toBeVisible()
  await page.goto('/')
  await page.setViewportSize({ width: 390, height: 844 })
  await expectNoOverflow(page, 'the home of a moderator on a phone')
})

test('a post leads to its place in the queue', async ({ page }) => {
  await page.goto('/community-posts?state=any:pending')
  await page.getByRole('link', { name: 'Open in the queue' }).first().click()
  await expect(page).toHaveURL(/\/moderation-queue\/post\//)
  await expect(item(page).getByRole('heading').first()).toBeVisible()
  await expect(page.getByRole('complementary', { name: 'Author' }).getByText('Record')).toBeVisible()
  const before = await lastDecision(page)
  await page.keyboard.press('e')
  await page.keyboard.press('2')
  await page.keyboard.press('Enter')
  await expect.poll(async () => (await decisionsSince(page, before)).length).toBe(1)
  await page.goto('/moderation-queue?view=escalated')
  await expect(rows(page).first()).toContainText('Escalated')
  await expect(dialogOf(page, 'Keyboard shortcuts')).toHaveCount(0)
})
