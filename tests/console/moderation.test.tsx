import { act, cleanup, fireEvent, render, screen, waitFor, within } from '@testing-library/react'
import { bypass, HttpResponse, http } from 'msw'
import { parse } from 'valibot'
import { beforeEach, describe, expect, onTestFinished, test, vi } from 'vitest'
import { sanctionPreview } from '@/domains/community/moderation/results'
import { LastDecision } from '@/resource/queue/LastDecision'
import type { OutboxEntry } from '@/resource/queue/outboxEntries'
import { unsentTexts } from '@/resource/queue/unsentTexts'
import { LateNotice } from '@/ui/LateNotice'
import { backendUrl, resetBackend, signIn, sql } from '../support/backend.ts'
import { faultyNetwork } from '../support/faults.ts'
import { addressIs, choose, dialogTitled, fill, openConsole, pageTitled, user } from '../support/render.tsx'

const server = faultyNetwork()
beforeEach(resetBackend)

const moderate = `${backendUrl()}/rest/v1/rpc/moderate`

interface Waiting {
  item_type: 'post' | 'comment'
  item_id: string
  title: string
  excerpt: string
  version: number
  decision_seen: number | null
}

/** The unpublished waiting items, the most urgent first, as in the queue. */
const waiting = async (limit = 8) => {
  const client = await signIn('moderator')
  const { data, error } = await client
    .from('moderation_queue')
    .select('*')
    .contains('why', ['pending'])
    .order('priority', { ascending: false })
    .order('waiting_since')
    .order('id')
    .limit(limit)
  if (error) throw error
  return data as Waiting[]
}
const stateOf = async ({ item_type, item_id }: Waiting) =>
  (
    await sql<{ state: string }>(
      `select state from public.${item_type === 'post' ? 'community_posts' : 'post_comments'} where id = $1`,
      [item_id],
    )
  )[0]?.state
const decisionsOn = async ({ item_id }: Waiting) =>
  sql<{ decision: string; note: string | null; reason_code: string | null; name: string }>(
    `select d.decision, d.note, d.reason_code, s.full_name as name from public.moderation_decisions d
     join public.staff_members s on s.user_id = d.moderator_id
     where coalesce(d.post_id, d.comment_id) = $1 order by d.id`,
    [item_id],
  )
const press = (keys: string) => user.keyboard(keys)

const queue = async () => within(await screen.findByRole('list', { name: 'Queue' }))
const focusedTitle = () =>
  document.querySelector('.queue-row[data-focused="true"] .queue-row-words')?.textContent ?? undefined
const titleOf = ({ item_type, title, excerpt }: Waiting) => (item_type === 'post' ? title : excerpt)
const focusIs = (item: Waiting) => waitFor(() => expect(focusedTitle()).toBe(titleOf(item)))
const openQueue = async (as = 'moderator', at = '/moderation-queue?view=all&why=pending') => {
  await openConsole(at, as)
  await pageTitled('Moderation queue')
  await queue()
  // Read when the page has read them: the order depends on how long each item has waited.
  const items = await waiting()
  await focusIs(items[0]!)
  return items as [Waiting, Waiting, Waiting, Waiting, ...Waiting[]]
}
const strip = () => document.querySelector('.queue-strip[role="alert"]')

describe('the queue', () => {
  test('is worked through by keys: each decision lands on the item it was meant for', async () => {
    const [a, b, c, d, e] = await openQueue()
    await press('a')
    await focusIs(b)
    await press('j')
    await press('k')
    await focusIs(b)
    await press('r')
    await screen.findByRole('region', { name: 'Remove: why?' })
    await press('1')
    await focusIs(c)
    await press('{Shift>}h{/Shift}')
    await screen.findByRole('region', { name: 'Hide: why?' })
    await press('{Escape}')
    expect(screen.queryByRole('region', { name: 'Hide: why?' })).not.toBeInTheDocument()
    await press('e')
    await screen.findByRole('region', { name: 'Escalate: why?' })
    await press('2')
    await fill(screen.getByRole('textbox', { name: 'Note' }), 'Is this the person of last week? 2 a 3')
    await press('{Enter}')
    await focusIs(d)
    // A decision undone before it was sent is never sent.
    await waitFor(async () => expect((await decisionsOn(c)).at(-1)).toMatchObject({ decision: 'escalate' }))
    await press('u')
    await focusIs(c)
    await press('j')
    await focusIs(d)
    expect(await screen.findAllByText(/Removed by you · /)).toHaveLength(1)

    await waitFor(async () => {
      expect((await decisionsOn(a)).at(-1)).toMatchObject({ decision: 'approve', name: 'Ana Ruiz' })
      expect((await decisionsOn(b)).at(-1)).toMatchObject({ decision: 'remove', reason_code: 'spam' })
      expect((await decisionsOn(c)).map(({ decision }) => decision).slice(-2)).toEqual(['escalate', 'undo'])
    })
    expect((await decisionsOn(c)).at(-2)).toMatchObject({ note: 'Is this the person of last week? 2 a 3' })
    expect(await stateOf(b)).toBe('removed')
    expect(await decisionsOn(e!)).toEqual([])
  })

  test('arrows read on in the item and go through the list; each decision is three Tabs away or has a key', async () => {
    const [a, b, c] = await openQueue()
    const scrolled = vi.fn()
    // jsdom has no layout, so nothing can be scrolled.
    Element.prototype.scrollBy = scrolled
    onTestFinished(() => void Reflect.deleteProperty(Element.prototype, 'scrollBy'))
    const heading = () => document.getElementById('mod-item-title')
    // When the page opens, as after a decision, the focus is on the item.
    await waitFor(() => expect(heading()).toHaveFocus())
    await press('{ArrowDown}{ArrowUp}')
    expect(scrolled.mock.calls).toEqual([[{ top: 64 }], [{ top: -64 }]])
    expect(focusedTitle()).toBe(titleOf(a))
    act(() => heading()!.blur())
    await press('{ArrowDown}')
    expect(scrolled).toHaveBeenCalledTimes(3)
    await press('a')
    await focusIs(b)
    await waitFor(() => expect(heading()).toHaveFocus())
    await press('{ArrowDown}')
    expect(scrolled).toHaveBeenCalledTimes(4)
    expect(focusedTitle()).toBe(titleOf(b))
    // Inside the list, the arrow keys belong to the list.
    act(() => document.querySelector<HTMLElement>('.queue-row-button[tabindex="0"]')?.focus())
    await press('{ArrowDown}')
    await focusIs(c)
    await press('{ArrowUp}')
    await focusIs(b)
    expect(scrolled).toHaveBeenCalledTimes(4)

    // The decisions are one Tab stop with arrow keys between them; F6 moves the focus to them from anywhere.
    const bar = within(screen.getByRole('toolbar', { name: 'Decide' }))
    const all = bar.getAllByRole('button')
    expect(all.map(({ tabIndex }) => tabIndex)).toEqual(all.map((_, at) => (at === 0 ? 0 : -1)))
    await press('{F6}{F6}')
    expect(all[0]).toHaveFocus()
    await press('{ArrowRight}')
    expect(all[1]).toHaveFocus()
    await press('{End}')
    expect(all.at(-1)).toHaveFocus()
    expect(all.map(({ tabIndex }) => tabIndex).at(-1)).toBe(0)
    await press('{Home}{ArrowLeft}')
    expect(screen.getByRole('button', { name: 'Undo' })).toHaveFocus()
    await press('{ArrowRight}')
    expect(all[0]).toHaveFocus()
  })

  test.each([
    ['/moderation-queue?view=all', 'Queue'],
    ['/photo-queue', 'Photos'],
    ['/objection-queue', 'Objections'],
    ['/bot-review', 'Actions'],
    ['/reply-inbox', 'Replies'],
  ])(
    '%s: list, item, decisions and side are one Tab each, and arrows lead along each',
    async (path, list) => {
      await openConsole(path, 'admin')
      await screen.findByRole('list', { name: list })
      const part = (selector: string) => document.querySelector<HTMLElement>(selector)!
      const row = () => part('.queue-row-button[tabindex="0"]')
      await waitFor(() => expect(part('.queue-actions button:enabled')).toBeInTheDocument())
      const parts = ['.queue-reading', '.queue-bar', '.queue-side'].filter((one) => part(one))
      if (part('.queue-side'))
        await waitFor(() => expect(part('.queue-side').querySelector('a[href]')).toBeInTheDocument())

      // Phone-only elements are hidden by a style sheet, which is not loaded here.
      for (const one of document.querySelectorAll<HTMLElement>('.phone-only button')) one.tabIndex = -1
      act(() => row().focus())
      for (const one of parts) {
        await user.tab()
        expect(part(one)).toContainElement(document.activeElement as HTMLElement)
      }
      for (const one of [...parts.slice(0, -1)].reverse()) {
        await user.tab({ shift: true })
        expect(part(one)).toContainElement(document.activeElement as HTMLElement)
      }
      await user.tab({ shift: true })
      expect(row()).toHaveFocus()

      // Controls that are not a Tab stop are reached by arrow keys, in order, each once, and back.
      for (const one of parts.filter((name) => name !== '.queue-bar')) {
        const inside = [
          ...part(one).querySelectorAll<HTMLElement>('a[href], button, summary, textarea'),
        ].filter((control) => !control.closest('.phone-only') && !control.matches(':disabled'))
        act(() => (part(one).matches('[tabindex="0"]') ? part(one) : inside[0])?.focus())
        const seen = [document.activeElement]
        for (let at = 0; at < inside.length; at++) {
          await press('{ArrowRight}')
          if (document.activeElement instanceof HTMLTextAreaElement) break
          if (document.activeElement !== seen.at(-1)) seen.push(document.activeElement)
        }
        const upTo = inside.findIndex((control) => control instanceof HTMLTextAreaElement)
        const reached = upTo < 0 ? inside : inside.slice(0, upTo)
        expect(seen.filter((control) => control !== part(one))).toEqual(reached)
      }
      const box = row().closest('.queue-row')?.querySelector('input[type="checkbox"]:enabled')
      act(() => row().focus())
      await press('{ArrowRight}')
      if (box) expect(box).toHaveFocus()
    },
  )

  test('keeps its keys still while a note is written', async () => {
    const [a] = await openQueue()
    const before = await decisionsOn(a)
    await press('r')
    const note = await screen.findByRole('textbox', { name: 'Note' })
    note.focus()
    await user.keyboard('a r 1 j')
    expect(note).toHaveValue('a r 1 j')
    expect(focusedTitle()).toBe(titleOf(a))
    expect(await decisionsOn(a)).toEqual(before)

    // A pasted text that is too long is refused and not cut off.
    await user.paste('x'.repeat(2001))
    expect(await screen.findByText('This text was not pasted here')).toBeVisible()
    expect(note).toHaveValue('a r 1 j')
  })

  test('takes a number that is pressed before the reasons have come', async () => {
    let release = () => {}
    const come = new Promise<void>((resolve) => {
      release = resolve
    })
    server.use(
      http.get(`${backendUrl()}/rest/v1/moderation_reasons`, async ({ request }) => {
        await come
        return fetch(bypass(request))
      }),
    )
    const [a, b] = await openQueue()
    await press('r')
    const panel = within(await screen.findByRole('region', { name: 'Remove: why?' }))
    await press('2')
    expect(panel.queryByText('Scam or asking for money')).not.toBeInTheDocument()
    release()
    await focusIs(b)
    await waitFor(async () =>
      expect((await decisionsOn(a)).at(-1)).toMatchObject({ decision: 'remove', reason_code: 'scam' }),
    )
  })

  test('decides several selected ones at once and takes all of them back', async () => {
    const [a, b, c] = await openQueue()
    await press('x')
    await press('j')
    await press('x')
    expect(await screen.findByText('2 items selected')).toBeInTheDocument()
    await press('r')
    await press('2')
    await focusIs(c)
    await waitFor(async () => expect([await stateOf(a), await stateOf(b)]).toEqual(['removed', 'removed']))
    await press('u')
    await waitFor(async () =>
      expect([(await decisionsOn(a)).at(-1)?.decision, (await decisionsOn(b)).at(-1)?.decision]).toEqual([
        'undo',
        'undo',
      ]),
    )
  })

  test('shows the item in its thread, and its author, and runs nothing of what they wrote', async () => {
    const [a] = await waiting()
    const table = a!.item_type === 'post' ? 'community_posts' : 'post_comments'
    await sql(`update public.${table} set body = $2 where id = $1`, [
      a!.item_id,
      'Look: <img src=x onerror="alert(1)"> https://paypal.com@evil.example/login or 07700 900 118',
    ])
    await openConsole(`/moderation-queue/${a!.item_type}/${a!.item_id}?view=all`, 'moderator')
    const region = within(await screen.findByRole('region', { name: 'What was written' }))
    expect(await region.findByText(/<img src=x onerror/)).toBeInTheDocument()
    expect(region.queryByRole('img')).not.toBeInTheDocument()
    expect(region.getByText('https://paypal.com@evil.example/login').tagName).toBe('MARK')
    expect(region.getByText(/leads to evil\.example/)).toBeInTheDocument()
    expect(region.getByText('07700 900 118')).toHaveAttribute('title', 'Phone number')
    const author = within(screen.getByRole('complementary', { name: 'Author' }))
    expect(await author.findByText('Record')).toBeInTheDocument()
    expect(author.getByText('Reports by them', { selector: 'dt' })).toBeInTheDocument()
  })

  test('asks of a reported text whether that one broke a rule, whatever was written over it', async () => {
    const author = await signIn('member')
    const { data } = await author.auth.getUser()
    const me = data.user?.id
    const [post] = await sql<{ id: string }>(
      `insert into public.community_posts (user_id, title, body, state, published_at)
       values ($1, 'A walk', 'Who walks with me?', 'published', now()) returning id`,
      [me],
    )
    await sql(
      `insert into public.content_reports (post_id, reporter_id, category)
       select $1, id, 'spam' from public.profiles where id <> $2 order by id limit 1`,
      [post?.id, me],
    )
    await author.from('community_posts').update({ body: 'Send 500 EUR' }).eq('id', post!.id)
    await openConsole(`/moderation-queue/post/${post?.id}?view=all`, 'moderator')
    await screen.findByText(/1 report is about, and what its author wants to change/)
    await press('h')
    const why = within(await screen.findByRole('region', { name: 'Hide: why?' }))
    const about = within(
      why.getByRole('region', { name: '1 report about version 1, which members read now:' }),
    )
    expect(about.getByRole('button', { name: 'Broke a rule' })).toHaveAttribute('aria-pressed', 'true')
    await press('w')
    expect(about.getByRole('button', { name: 'Within the rules' })).toHaveAttribute('aria-pressed', 'true')
    await press('{Enter}')
    await waitFor(async () =>
      expect(
        await sql(
          `select p.state, r.state as report from public.content_reports r
           join public.community_posts p on p.id = r.post_id where p.id = $1`,
          [post?.id],
        ),
      ).toEqual([{ state: 'hidden', report: 'dismissed' }]),
    )
  })

  test('shows what waits for no decision, too, when a link leads to it', async () => {
    const [post] = await sql<{ id: string; title: string }>(
      `select p.id, p.title from public.community_posts p where private.waiting_since(p.id, null) is null limit 1`,
    )
    await openConsole(`/moderation-queue/post/${post!.id}?view=all`, 'moderator')
    expect(await screen.findByRole('heading', { name: post!.title })).toBeInTheDocument()
    await waitFor(() => expect(focusedTitle()).toBe(post!.title))
  })

  test('says of a post and of a photo that another file came, in what is heard with its heading', async () => {
    const [post] = await sql<{ id: string; title: string }>(
      `select id, title from public.community_posts where image_path is not null and state = 'published' and pending_version is null limit 1`,
    )
    const [photo] = await sql<{ id: string; title: string }>(
      `select i.id, p.display_name || ', photo ' || i.position + 1 as title
       from public.user_images i join public.profiles p on p.id = i.user_id where i.state = 'approved' limit 1`,
    )
    // The current file is recorded; then Storage reports a different one.
    await sql('select public.recheck_pictures()')
    await sql(
      `update private.judged_files set file = 'another' where path in (select image_path from public.community_posts where id = $1
         union select storage_path from public.user_images where id = $2)`,
      [post!.id, photo!.id],
    )
    expect(await sql('select public.recheck_pictures() as n')).toEqual([{ n: 2 }])
    await openConsole(`/moderation-queue/post/${post!.id}?view=all`, 'moderator')
    const heading = await screen.findByRole('heading', { name: post!.title })
    await waitFor(() =>
      expect(heading).toHaveAccessibleDescription(/Edited.*Another file came to the place of its picture/),
    )
    // The text is unchanged, so no comparison is shown.
    expect(screen.queryByRole('region', { name: /what its author wants to change/ })).not.toBeInTheDocument()
    await openConsole('/photo-queue', 'moderator')
    const photos = within(await screen.findByRole('list', { name: 'Photos' }))
    expect(await screen.findByRole('heading', { name: /, photo \d/ })).toHaveAccessibleDescription(/^Put up/)
    await user.click(photos.getByRole('button', { name: new RegExp(`^${photo!.title}`) }))
    expect(await screen.findByRole('heading', { name: photo!.title })).toHaveAccessibleDescription(
      /Another file came to the place of the one that was seen/,
    )
  })

  test('takes a key that is held down for one decision, not for many', async () => {
    const [a, b] = await openQueue()
    const before = [(await decisionsOn(a)).length, (await decisionsOn(b)).length]
    for (const repeat of [false, true, true]) fireEvent.keyDown(document.body, { key: 'a', repeat })
    await focusIs(b)
    await waitFor(async () => expect(await decisionsOn(a)).toHaveLength(before[0]! + 1))
    expect(await decisionsOn(b)).toHaveLength(before[1]!)
  })

  test('is closed to other roles, says when it is clear, and when it could not be read', async () => {
    await openConsole('/moderation-queue', 'growth')
    await pageTitled('No access')
    await openConsole('/moderation-queue?view=mine', 'moderator')
    expect(await screen.findByRole('heading', { name: 'You have claimed nothing' })).toBeInTheDocument()
    server.use(
      http.get(`${backendUrl()}/rest/v1/moderation_queue`, () =>
        HttpResponse.json({ message: 'oops', code: 'XX000' }, { status: 500 }),
      ),
    )
    await openConsole('/moderation-queue', 'moderator')
    await screen.findByRole('heading', { name: 'The server had a problem' })
    server.resetHandlers()
    await user.click(screen.getByRole('button', { name: 'Try again' }))
    await queue()
  })

  test('claims the next ones, which colleagues see', async () => {
    const [a] = await openQueue()
    await press('c')
    expect(await screen.findByText('10 items are yours now.')).toBeInTheDocument()
    await openConsole(`/moderation-queue/${a.item_type}/${a.item_id}?view=all`, 'admin')
    expect(await screen.findByText('Ana Ruiz is on this.')).toBeInTheDocument()
    // The person is asked once, and then may decide all the same.
    await press('a')
    expect(await screen.findByText(/again decides all the same/)).toBeInTheDocument()
    await press('a')
    await waitFor(async () => {
      const last = (await decisionsOn(a)).at(-1)
      expect(last).toMatchObject({ decision: 'approve' })
      expect(last?.name).not.toBe('Ana Ruiz')
    })
  })
})

describe('when something goes wrong', () => {
  test.each([
    ['before it arrived', () => HttpResponse.error()],
    [
      'after it was decided',
      async ({ request }: { request: Request }) => {
        await fetch(bypass(request))
        return HttpResponse.error()
      },
    ],
    ['in the server', () => HttpResponse.json({ message: 'oops', code: 'XX000' }, { status: 500 })],
  ])('a decision lost %s is kept, shown as unsent, and made exactly once', async (_where, fault) => {
    const [a, b] = await openQueue()
    server.use(http.post(moderate, fault, { once: true }))
    await press('a')
    // The next item is shown without waiting for the network.
    await focusIs(b)
    await waitFor(() => expect(strip()).toHaveTextContent(/1 decision not sent yet\./))
    await waitFor(() => expect(strip()).not.toBeInTheDocument())
    expect((await decisionsOn(a)).filter(({ decision }) => decision === 'approve')).toHaveLength(1)
  })

  test('what was not sent survives leaving the page, and is sent on coming back', async () => {
    const [a, b] = await openQueue()
    server.use(http.post(moderate, () => HttpResponse.error()))
    await press('a')
    await focusIs(b)
    await press('{Shift>}h{/Shift}')
    await screen.findByRole('region', { name: 'Hide: why?' })
    await press('1')
    await waitFor(() => expect(strip()).toHaveTextContent(/2 decisions not sent yet/))
    const leave = new Event('beforeunload', { cancelable: true })
    window.dispatchEvent(leave)
    expect(leave.defaultPrevented, 'closing the tab asks').toBe(true)

    const kept = { ...sessionStorage }
    await openConsole('/', 'moderator')
    Object.assign(sessionStorage, kept)
    server.resetHandlers()
    await openConsole('/moderation-queue', 'moderator')
    await pageTitled('Moderation queue')
    await waitFor(async () => {
      expect((await decisionsOn(a)).at(-1)).toMatchObject({ decision: 'approve' })
      expect((await decisionsOn(b)).at(-1)).toMatchObject({ decision: 'hide', reason_code: 'spam' })
    })
  })

  test('a session that has ended asks for the password and then sends what waits', async () => {
    const [a] = await openQueue()
    server.use(
      http.post(moderate, () =>
        HttpResponse.json({ message: 'JWT expired', code: 'PGRST301' }, { status: 401 }),
      ),
    )
    await press('a')
    const dialog = await dialogTitled('Your session has ended')
    server.resetHandlers()
    await fill(dialog.getByLabelText('Password'), 'introalignment')
    await user.click(await dialog.findByRole('button', { name: 'Go on' }))
    await waitFor(async () => expect((await decisionsOn(a)).at(-1)?.decision).toBe('approve'))
  })

  test('a colleague who was first is named, and the note is kept until it is decided anyway', async () => {
    const [a, b] = await openQueue()
    // This page receives no updates, so it notices the colleague's decision too late.
    server.use(http.post(`${backendUrl()}/rest/v1/rpc/moderation_changes`, () => HttpResponse.error()))
    const colleague = await signIn('admin')
    const { data } = await colleague.rpc('moderate', {
      decisions: [
        {
          item_type: a.item_type,
          item_id: a.item_id,
          version: a.version,
          decision_seen: a.decision_seen,
          decision: 'hide',
          reason_code: 'spam',
          client_key: crypto.randomUUID(),
          // This page has claimed the item by now.
          over_claim: true,
        },
      ],
    })
    expect(data).toMatchObject([{ result: 'applied' }])
    await press('r')
    await fill(await screen.findByRole('textbox', { name: 'Note' }), 'Sofa money again')
    await press('{Escape}2')
    await focusIs(b)
    const returned = await screen.findByRole('button', { name: /One decision came back/ })
    server.resetHandlers()
    await user.click(returned)
    const alert = within(
      await screen
        .findByText(/Your decision was not applied\./)
        .then((el) => el.closest<HTMLElement>('[role="alert"]')!),
    )
    expect(alert.getByText(/was faster: hide\. Their reason: Spam or advertising\./)).toBeInTheDocument()
    expect(alert.getByText(/Remove · Scam or asking for money · “Sofa money again”/)).toBeInTheDocument()
    expect(await stateOf(a)).toBe('hidden')
    await press('y')
    await waitFor(async () =>
      expect((await decisionsOn(a)).at(-1)).toMatchObject({
        decision: 'remove',
        reason_code: 'scam',
        note: 'Sofa money again',
        name: 'Ana Ruiz',
      }),
    )
    expect(screen.queryByText(/came back/)).not.toBeInTheDocument()
  })
})

describe('what takes its time, or was left', () => {
  test('what is on its way for five seconds says so', () => {
    vi.useFakeTimers()
    const item = {
      item_type: 'post',
      item_id: 'a',
      title: 'A post',
      author_name: '',
      version: 1,
      decision_seen: null,
    }
    const sent: OutboxEntry = {
      key: 'k',
      group: 'g',
      item,
      decision: 'hide',
      at: Date.now(),
      status: 'sending',
    }
    render(
      <>
        <LastDecision last={[sent]} isStuck={false} labels={{ hide: 'Hidden' }} onUndo={() => {}} />
        <LateNotice isRunning />
      </>,
    )
    expect(screen.queryByText(/still on its way/i)).not.toBeInTheDocument()
    act(() => void vi.advanceTimersByTime(5000))
    expect(screen.getAllByText(/still on its way/i)).toHaveLength(2)
    cleanup()
    vi.useRealTimers()
  })

  test('a decision of a closed tab is sent wherever its person opens the console, by nobody else', async () => {
    const [a] = await waiting()
    const admin = await signIn('moderator')
    const me = (await admin.auth.getUser()).data.user!.id
    const left = {
      ...{ key: crypto.randomUUID(), group: 'g', at: 0, status: 'waiting', decision: 'approve' },
      item: { ...a, author_name: '' },
    }
    await openConsole('/leads', 'growth')
    const name = `introalignment.moderation.outbox.${me}.left.gone`
    localStorage.setItem(name, JSON.stringify([left]))
    await openConsole('/', 'growth')
    await screen.findByText('Your pages')
    expect(localStorage.getItem(name), 'another person leaves it').not.toBeNull()
    await openConsole('/community-posts', 'moderator')
    await waitFor(async () => expect((await decisionsOn(a!)).at(-1)).toMatchObject({ decision: 'approve' }))
    expect(localStorage.getItem(name)).toBeNull()
  })

  test('a long thread reads on to its end', async () => {
    const [post] = await sql<{ id: string; user_id: string }>(
      `insert into public.community_posts (user_id, title, body) select user_id, 'Long thread', 'B' from public.community_posts limit 1 returning id, user_id`,
    )
    await sql(
      `insert into public.post_comments (post_id, user_id, body, state, created_at)
       select $1, $2, 'Comment ' || n, 'published', now() - make_interval(secs => 200 - n) from generate_series(1, 120) n`,
      [post!.id, post!.user_id],
    )
    await openConsole(`/moderation-queue/post/${post!.id}?view=all`, 'moderator')
    await screen.findByText(/Open the thread: 120 comments/)
    await press('o')
    // The author's latest items are shown beside it, too.
    const thread = within(screen.getByRole('region', { name: 'Thread' }))
    await thread.findByText('Comment 20')
    await user.click(await thread.findByRole('button', { name: 'Show 100' }))
    await thread.findByText('Comment 120')
    expect(thread.getAllByText(/^Comment \d+$/)).toHaveLength(120)
    expect(screen.queryByText(/comments after/)).not.toBeInTheDocument()
  })

  test('what does not fit beside an item is counted, with the way to all of it', async () => {
    const [{ id } = { id: '' }] = await sql<{ id: string }>(
      `select id from public.profiles where state = 'active' order by id limit 1`,
    )
    await sql(
      `insert into public.community_posts (user_id, title, body, state)
       select $1, 'One of many ' || n, 'Words ' || n, 'published' from generate_series(1, 9) n`,
      [id],
    )
    await sql(
      `insert into public.moderation_decisions (post_id, decision, moderator_id, version_seen, state_before, state_after)
       select p.id, 'approve', (select user_id from public.staff_members where 'moderator' = any (roles) limit 1), 1, 'pending', 'published'
       from public.community_posts p where p.user_id = $1 and p.title like 'One of many%'`,
      [id],
    )
    const [one] = await sql<{ id: string }>(
      `select id from public.community_posts where title = 'One of many 1'`,
    )
    const [record] = await sql<{ posts: number; all: number; decisions: number }>(
      `select posts::int, (posts + comments)::int as all, decisions::int from (
         select (select count(*) from public.community_posts where user_id = $1) as posts,
           (select count(*) from public.post_comments where user_id = $1) as comments,
           (select count(*) from public.moderation_decisions d
              left join public.community_posts p on p.id = d.post_id left join public.post_comments c on c.id = d.comment_id
              where coalesce(p.user_id, c.user_id) = $1) as decisions) counted`,
      [id],
    )
    await openConsole(`/moderation-queue/post/${one!.id}?view=all`, 'moderator')
    const beside = within(await screen.findByRole('complementary', { name: 'Author' }))
    expect(await beside.findByText(`and ${record!.all - 7} more:`, { exact: false })).toBeInTheDocument()
    expect(beside.getByRole('link', { name: `all ${record!.posts} posts` })).toHaveAttribute(
      'href',
      `/community-posts?user_id=any:${id}`,
    )
    await user.click(beside.getByRole('link', { name: `all ${record!.decisions} decisions` }))
    await addressIs(/view=done&author=/)
    const decided = within(await screen.findByRole('list', { name: 'Decided' }))
    await waitFor(() => expect(decided.getAllByRole('listitem')).toHaveLength(record!.decisions))
    expect(screen.getByText('About one member')).toBeInTheDocument()
  })
})

describe('objections', () => {
  test('are answered in their queue by somebody else, and the colleague who was faster is named', async () => {
    const [member] = await sql<{ id: string }>('select id from public.profiles limit 1')
    const [ana, priya] = await sql<{ id: string; name: string }>(
      `select user_id as id, full_name as name from public.staff_members where 'moderator' = any (roles) order by full_name = 'Ana Ruiz' desc, full_name limit 2`,
    )
    await sql('delete from public.moderation_appeals')
    const object = (text: string, by: string) =>
      sql<{ id: string }>(
        `with s as (insert into public.member_sanctions (member_id, kind, reason_code, created_by) values ($1, 'warn', 'spam', $2) returning id),
         n as (insert into public.member_notices (member_id, kind, what, sanction_id, rule_code, object_until)
           select $1, 'sanction', 'warn', id, 'spam', now() + interval '1 month' from s returning id)
         insert into public.moderation_appeals (notice_id, member_id, text) select id, $1, $3 from n returning id`,
        [member!.id, by, text],
      )
    await object('It was not me', priya!.id)
    const [second] = await object('Nor was this', priya!.id)
    await object('And I am innocent', ana!.id)
    await openConsole('/objection-queue', 'moderator')
    await screen.findByText('It was not me')
    await press('s')
    await fill(await screen.findByRole('textbox', { name: 'Answer to the member' }), 'It was.')
    await press('{Control>}{Enter}{/Control}')
    await screen.findByText('Nor was this')
    expect(await screen.findAllByText(/^The decision stands/), 'is said once').toHaveLength(1)
    await press('o')
    await fill(await screen.findByRole('textbox', { name: 'Answer to the member' }), 'We are sorry.')
    const colleague = await signIn('admin')
    await colleague.rpc('answer_appeal', { appeal_id: second!.id, outcome: 'upheld', answer: 'No.' })
    await press('{Control>}{Enter}{/Control}')
    expect(await screen.findByText(/has answered it already: upheld, saying “No\.”/)).toBeInTheDocument()
    // The written text is still there after the panel was closed and the page left.
    expect(unsentTexts.read('objections', second!.id)?.text).toBe('We are sorry.')
    expect(await screen.findByText(/^Upheld by/)).toBeInTheDocument()
    await press('{Escape}j')
    expect(await screen.findByText(/a colleague answers/)).toBeInTheDocument()
    const states = await sql<{ state: string }>(
      'select state from public.moderation_appeals order by created_at, text',
    )
    expect(states.map(({ state }) => state).sort()).toEqual(['open', 'upheld', 'upheld'])
  })
})

describe('sanctions', () => {
  test('are previewed by the database before anything happens, and lifted with a reason', async () => {
    const [a] = await openQueue()
    await press('s')
    const dialog = await dialogTitled(/^Sanction /)
    await user.click(dialog.getByText('Mute'))
    expect(await dialog.findByText(/Cannot:/)).toBeInTheDocument()
    // If no reason is suggested, there is no text for the member yet.
    const { data } = await (await signIn('moderator')).rpc('preview_sanction', {
      member_id: (await sql<{ id: string }>('select user_id as id from public.community_posts limit 1'))[0]!
        .id,
      kind: 'suspend',
    })
    expect(parse(sanctionPreview, data).told.text).toBeNull()
    const confirm = dialog.getByRole('button', { name: 'Mute for 7 days' })
    await waitFor(() => expect(confirm).toBeEnabled())
    const mutes = () => sql<{ id: string }>(`select id from public.member_sanctions where kind = 'mute'`)
    const before = (await mutes()).length
    await fill(dialog.getByLabelText('Why'), 'Another')
    await choose(dialog.getByLabelText('Why'), 'Another reason')
    // The text for the member is already filled in: nothing more is asked.
    await dialog.findByText('It broke the rules of the community.')
    await waitFor(() => expect(confirm).toBeEnabled())
    await user.click(confirm)
    expect(await dialog.findByText('Say what the other reason is.')).toBeInTheDocument()
    expect(await mutes()).toHaveLength(before)
    await fill(dialog.getByLabelText(/^Note for colleagues/), 'Seen under another name')
    await user.click(confirm)
    await waitFor(() => expect(screen.queryByRole('dialog')).not.toBeInTheDocument())
    const [sanction] = await sql<{ days: number; active: boolean }>(
      `select round(extract(epoch from ends_at - starts_at) / 86400)::int as days from public.member_sanctions
       where kind = 'mute' order by created_at desc limit 1`,
    )
    expect(await mutes()).toHaveLength(before + 1)
    expect(sanction?.days).toBe(7)
    expect(titleOf(a)).toBeTruthy()
    const author = within(screen.getByRole('complementary', { name: 'Author' }))
    await user.click(await author.findByRole('button', { name: 'Lift…' }))
    const lift = await dialogTitled('Lift the sanction')
    await user.click(lift.getByRole('button', { name: 'Lift the sanction' }))
    expect(await lift.findByText('Say why, for the colleague who imposed it.')).toBeInTheDocument()
    await fill(lift.getByLabelText('Why'), 'Mixed up two people')
    await user.click(lift.getByRole('button', { name: 'Lift the sanction' }))
    expect(await author.findByText(/Lifted by .*Mixed up two people/)).toBeInTheDocument()
  })
})

describe('words of a profile', () => {
  test('are removed for a reason of such removals, and not once they are other words', async () => {
    const [member] = await sql<{ id: string; name: string }>(
      `update public.profiles set bio = 'Write to me elsewhere', occupation = 'Pilot', pronouns = null
       where id = (select id from public.profiles where state = 'active' order by id limit 1) returning id, display_name as name`,
    )
    const words = async () =>
      (await sql(`select bio, occupation from public.profiles where id = $1`, [member!.id]))[0]
    await openConsole(`/profiles/${member!.id}`, 'moderator')
    await pageTitled(member!.name)
    await user.click(await screen.findByRole('button', { name: 'Remove words…' }))
    const dialog = await dialogTitled(/Remove words/)
    expect(dialog.getByText(/the member is told why, and may object/)).toBeInTheDocument()
    // “Too dark or blurred” is a reason for photos only.
    await fill(dialog.getByLabelText('Why'), 'Too dark')
    expect(await screen.findByText('Nothing found')).toBeInTheDocument()
    await fill(dialog.getByLabelText('Why'), 'Contact')
    await choose(dialog.getByLabelText('Why'), /^Contact details/)
    await fill(dialog.getByLabelText(/^Note for colleagues/), 'An address')
    // The member changes the text meanwhile: typed input stays, and nothing unread is removed.
    await sql(`update public.profiles set bio = 'Send me 50 EUR' where id = $1`, [member!.id])
    await user.click(dialog.getByRole('button', { name: 'Remove words' }))
    expect(await dialog.findByText(/has written something else there/)).toBeInTheDocument()
    expect(dialog.getByLabelText(/^Note for colleagues/)).toHaveValue('An address')
    expect(await words()).toEqual({ bio: 'Send me 50 EUR', occupation: 'Pilot' })
    await dialog.findByText('Send me 50 EUR')
    await user.click(dialog.getByRole('button', { name: 'Remove words' }))
    await waitFor(() => expect(screen.queryByRole('dialog')).not.toBeInTheDocument())
    expect(await words()).toEqual({ bio: null, occupation: 'Pilot' })
    expect(
      await sql(
        `select n.rule_code, n.facts from public.member_notices n where n.member_id = $1 and n.what = 'remove_words'`,
        [member!.id],
      ),
    ).toEqual([{ rule_code: 'contact_details', facts: 'Your profile, about you: “Send me 50 EUR”' }])
  })
})

describe('the moderators’ home', () => {
  test('counts what waits, and each number opens its rows', async () => {
    await openConsole('/', 'moderator')
    const grid = within(await screen.findByRole('region', { name: 'What waits, by severity and age' }))
    const [cell] = await grid.findAllByRole('link', { name: /of severity/ })
    const [, number, severity] = /^(\d+) of severity (\d)/.exec(cell!.getAttribute('aria-label')!)!
    await user.click(cell!)
    await addressIs(new RegExp(`^/moderation-queue.*severity=${severity}&age=`))
    const list = await queue()
    await waitFor(() => expect(list.getAllByRole('listitem')).toHaveLength(Math.min(50, Number(number))))
  })
})
