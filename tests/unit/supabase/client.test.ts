import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { type ConsoleClient, createConsoleClient } from '@/supabase/client'
import { createLiveProvider } from '@/supabase/live'
import { url } from './support'

const publishableKey = 'sb_publishable_test'
const token = `h.${btoa(JSON.stringify({ exp: 4e9 }))}.s`
const fetched = vi.fn<(request: Request) => void>()
let client: ConsoleClient

/** Replaces the browser's WebSocket: remembers its address, and answers every message as Realtime would. */
class Socket {
  static opened: Socket[] = []
  readonly said: { topic: string; event: string; payload: { access_token?: string } }[] = []
  readyState = 0
  onopen?: () => void
  onmessage?: (event: { data: string }) => void
  onclose?: () => void
  onerror?: () => void
  constructor(readonly address: string | URL) {
    Socket.opened.push(this)
    queueMicrotask(() => {
      this.readyState = 1
      this.onopen?.()
    })
  }
  send(text: string) {
    const [join, ref, topic, event, payload] = JSON.parse(text)
    this.said.push({ topic, event, payload })
    const answer = { status: 'ok', response: { postgres_changes: [] } }
    queueMicrotask(() => this.onmessage?.({ data: JSON.stringify([join, ref, topic, 'phx_reply', answer]) }))
  }
  close() {
    this.readyState = 3
    this.onclose?.()
  }
}

beforeEach(async () => {
  fetched.mockReset()
  Socket.opened = []
  vi.stubGlobal('WebSocket', Socket)
  vi.stubGlobal('document', Object.assign(new EventTarget(), { hidden: false }))
  client = createConsoleClient(
    { url: `${url}/`, publishableKey },
    {
      persistSession: false,
      fetch: async (input, init) => {
        const request = new Request(input, init)
        fetched(request)
        if (!request.url.includes('/auth/v1/token')) return Response.json([])
        const granted = { access_token: token, refresh_token: 'r', token_type: 'bearer', expires_in: 3600 }
        return Response.json({ ...granted, user: { id: 'u' } })
      },
    },
  )
})
afterEach(() => vi.unstubAllGlobals())

const lastRequest = () => fetched.mock.calls.at(-1)![0]

describe('the client', () => {
  it('names the project by its key, and the person by their token', async () => {
    await client.from('leads').select('id')
    expect(lastRequest().url).toBe(`${url}/rest/v1/leads?select=id`)
    expect(lastRequest().headers.get('apikey')).toBe(publishableKey)
    expect(lastRequest().headers.get('authorization')).toBe(`Bearer ${publishableKey}`)
    await client.auth.signInWithPassword({ email: 'a@b.c', password: 'x' })
    expect(lastRequest().headers.get('apikey')).toBe(publishableKey)
    await client.rpc('draft_invoice_totals' as never)
    expect(lastRequest().headers.get('apikey')).toBe(publishableKey)
    expect(lastRequest().headers.get('authorization')).toBe(`Bearer ${token}`)
  })

  it('connects to Realtime when a table is followed, as the person who is signed in', async () => {
    await client.auth.signInWithPassword({ email: 'a@b.c', password: 'x' })
    expect(Socket.opened).toHaveLength(0)
    const live = createLiveProvider(client, { realtime: true })
    const following = live.subscribe({ channel: 'resources/leads', types: ['*'], callback: vi.fn() })
    const socket = await vi.waitFor(() => {
      const [opened] = Socket.opened
      expect(opened?.said.some(({ event }) => event === 'phx_join')).toBe(true)
      return opened!
    })
    const address = new URL(socket.address)
    expect(`${address.protocol}//${address.host}${address.pathname}`).toBe(
      `${url.replace('http', 'ws')}/realtime/v1/websocket`,
    )
    expect(address.searchParams.get('apikey')).toBe(publishableKey)
    expect(socket.said.find(({ event }) => event === 'phx_join')?.payload.access_token).toBe(token)
    live.unsubscribe(following)
    await vi.waitFor(() => expect(socket.said.some(({ event }) => event === 'phx_leave')).toBe(true))
  })
})
