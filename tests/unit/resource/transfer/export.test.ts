import { HttpResponse, http } from 'msw'
import { setupServer } from 'msw/node'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import invoicePayments from '@/domains/billing/invoicePayments'
import invoices from '@/domains/billing/invoices'
import communityPosts from '@/domains/community/communityPosts'
import leads from '@/domains/outreach/leads'
import type { ExportFile } from '@/resource/transfer/exportFile'
import { createExport, type ExportQuery, fileNameOf } from '@/resource/transfer/exportRows'
import { allNames, fileSerializer, shownNames } from '@/resource/transfer/fileSerializer'
import { createConsoleClient } from '@/supabase/client'
import { createDataProvider } from '@/supabase/data'
import { url } from '../../supabase/support'

const server = setupServer()
const address = `${url}/rest/v1/leads`
/** The rows on the server, which returns at most 400 per response, like a server configured so. */
const stored = Array.from({ length: 2500 }, (_, n) => ({
  id: `00000000-0000-4000-a000-${String(n).padStart(12, '0')}`,
  full_name: n === 7 ? '=cmd|calc' : `Lead ${n}`,
  score: 100,
  found_at: '2026-11-22 14:36:14.93+00',
}))
let requests: URL[]

beforeAll(() => server.listen({ onUnhandledRequest: 'error' }))
beforeEach(() => {
  requests = []
  server.use(http.get(address, ({ request }) => HttpResponse.json(pageOf(request))))
})
afterEach(() => server.resetHandlers())
afterAll(() => server.close())
server.events.on('request:start', ({ request }) => {
  requests.push(new URL(request.url))
})

/** The rows after the last one named by a request. */
function pageOf(request: Request) {
  const { searchParams } = new URL(request.url)
  const after =
    /id\.gt\.([0-9a-f-]{36})/.exec(searchParams.toString())?.[1] ??
    /^gt\.(.*)/.exec(searchParams.get('id') ?? '')?.[1]
  const from = after ? stored.findIndex(({ id }) => id === after) + 1 : 0
  return stored.slice(from, from + Math.min(400, Number(searchParams.get('limit'))))
}

function begin(more: Partial<ExportQuery> = {}) {
  const client = createConsoleClient(
    { url, publishableKey: 'sb_publishable_test' },
    { persistSession: false },
  )
  let text = ''
  const file: ExportFile = {
    write: async (more) => {
      text += more
    },
    finish: async () => new Blob([text]),
    discard: async () => {},
  }
  const names = ['full_name', 'score', 'found_at']
  const question = { provider: createDataProvider(client), resource: leads, filters: [], sort: 'id', ...more }
  const job = createExport({
    query: question,
    names,
    serializer: fileSerializer(leads, names, 'csv', false),
    file,
    secondMs: 1,
  })
  const abort = new AbortController()
  return { run: () => job.run(abort.signal, () => {}), lines: () => text.trimEnd().split('\r\n'), abort }
}

const nth = (n: number, answer: () => Response | Promise<Response>) => {
  let asked = 0
  server.use(
    http.get(address, ({ request }) => {
      asked += 1
      return asked === n ? answer() : HttpResponse.json(pageOf(request))
    }),
  )
}

describe('an export', () => {
  test('has every row once, in order, also where the server answers with fewer than it was asked for', async () => {
    const { run, lines } = begin()
    await run()
    expect(lines()[0]).toBe('\uFEFFName,Score,Found')
    expect(lines()[8]).toBe("'=cmd|calc,100,2026-11-22T14:36:14.930Z")
    expect(lines().slice(9)).toEqual(
      stored.slice(8).map(({ full_name }) => `${full_name},100,2026-11-22T14:36:14.930Z`),
    )
    for (const { searchParams } of requests) expect(searchParams.get('limit')).toBe('1000')
  })

  test.each([
    ['a busy server', () => HttpResponse.json({ message: 'slow down' }, { status: 429 })],
    ['a server that is being restarted', () => HttpResponse.text('', { status: 503 })],
    ['a dropped connection', () => HttpResponse.error()],
  ])('waits and asks again after %s', async (_what, answer) => {
    nth(3, answer)
    const { run, lines } = begin()
    await run()
    expect(lines()).toHaveLength(stored.length + 1)
  })

  test.each([
    ['a broken server', () => HttpResponse.json({ code: 'XX000', message: '' }, { status: 500 }), 'server'],
    ['an ended session', () => HttpResponse.json({ message: '' }, { status: 401 }), 'expired'],
    ['an answer that cannot be read', () => HttpResponse.html('<h1>Welcome to the wifi</h1>'), 'server'],
  ])('stops at %s, and goes on from there when asked', async (_what, answer, kind) => {
    nth(3, answer)
    const { run, lines } = begin()
    await expect(run()).rejects.toMatchObject({ kind })
    expect(lines()).toHaveLength(801)
    await run()
    expect(lines()).toHaveLength(stored.length + 1)
    expect(new Set(lines()).size).toBe(stored.length + 1)
  })

  test('leaves out what was taken out of everything, be it a whole page', async () => {
    const except = new Set(stored.filter((_, n) => n < 400 || n === 2499).map(({ id }) => id))
    const { run, lines } = begin({ except })
    await run()
    expect(
      lines()
        .slice(1)
        .map((line) => line.split(',')[0]),
    ).toEqual(stored.slice(400, 2499).map(({ full_name }) => full_name))
  })

  test('ends when it is called off, in the middle of a request', async () => {
    const { run, lines, abort } = begin()
    nth(3, async () => {
      abort.abort()
      return HttpResponse.json(stored)
    })
    await expect(run()).rejects.toThrow()
    expect(lines()).toHaveLength(801)
  })
})

describe('a file', () => {
  test('has the columns shown after what the record is called, or all of them', () => {
    expect(shownNames(leads, ['score', 'gone', 'email'])).toEqual([
      'full_name',
      'handle',
      'phone',
      'score',
      'email',
    ])
    expect(shownNames(invoices, ['due_minor'])).toEqual(['number', 'billing_name', 'due_minor'])
    expect(shownNames(communityPosts, ['state'])).toEqual(['title', 'user_id', 'state'])
    expect(new Set(allNames(leads, ['score']))).toEqual(new Set(Object.keys(leads.fields)))
  })

  const payment = {
    id: 'p1',
    invoice_id: 'i1',
    amount_minor: -1050,
    currency: 'USD',
    invoice: { id: 'i1', number: 'IA-2026-00001' },
  }
  test('of CSV has plain decimals with their currency, names, and keys where asked for', () => {
    const names = ['invoice_id', 'amount_minor']
    const { head, rows } = fileSerializer(invoicePayments, names, 'csv', true)
    expect(head + rows([payment], true)).toBe(
      '\uFEFFKey,Invoice,Invoice key,Amount,Currency\r\np1,IA-2026-00001,i1,-10.50,USD\r\n',
    )
  })

  test('of JSON is an array of values, whatever the number of pages', () => {
    const { head, rows, tail } = fileSerializer(invoicePayments, ['amount_minor'], 'json', false)
    const one = { amount_minor: -1050, currency: 'USD' }
    expect(JSON.parse(head + tail)).toEqual([])
    const parsed = JSON.parse(head + rows([payment], true) + rows([payment, payment], false) + tail)
    expect(parsed).toEqual([expect.objectContaining(one), expect.objectContaining(one), expect.anything()])
  })

  test('is named by table and day', () => {
    expect(fileNameOf(leads, 'csv', new Date(2026, 0, 5))).toBe('leads 2026-01-05.csv')
  })
})
