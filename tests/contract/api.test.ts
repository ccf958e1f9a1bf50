import type { CrudFilters, DataProvider } from '@refinedev/core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type ConsoleClient, createConsoleClient } from '@/supabase/client'
import { createDataProvider } from '@/supabase/data'
import type { ListResult } from '@/supabase/lists'
import { createRpc } from '@/supabase/rpc'
import { embeddedSettings } from '../../supabase/local/sign-ins.ts'
import { backendUrl, resetBackend, signIn } from '../support/backend.ts'

/* What the console requires of the API: tested on the embedded backend or, with CONTRACT_URL, CONTRACT_KEY
   (publishable), CONTRACT_EMAIL and CONTRACT_PASSWORD (of an admin), on any project that has the migrations. It only
   writes saved views of its own, for a table name that nobody uses, and removes them. */
const { CONTRACT_URL, CONTRACT_KEY = '', CONTRACT_EMAIL = '', CONTRACT_PASSWORD = '' } = process.env
const address = CONTRACT_URL ?? backendUrl()
const key = CONTRACT_URL ? CONTRACT_KEY : embeddedSettings.publishableKey
const table = `contract_${crypto.randomUUID().slice(0, 8)}`

const texts = [
  ...['', ' padded ', 'null', 'true', '007', 'a,b', '(a)', 'a)', 'a"b', '"quoted"', 'a\\b', "it's", '{a,b}'],
  ...[
    'and(x)',
    '100%',
    'a_b',
    'axb',
    'a*b',
    'a\nb',
    'É',
    'é',
    '日本語',
    'a&b=c#d',
    'a+b',
    'a:b',
    '->x',
    'not.eq.a',
  ],
]

let client: ConsoleClient
let provider: DataProvider

async function signedIn(): Promise<ConsoleClient> {
  if (!CONTRACT_URL) return signIn('admin')
  const made = createConsoleClient({ url: address, publishableKey: key }, { persistSession: false })
  const { error } = await made.auth.signInWithPassword({ email: CONTRACT_EMAIL, password: CONTRACT_PASSWORD })
  if (error) throw error
  return made
}

beforeAll(async () => {
  if (!CONTRACT_URL) await resetBackend()
  client = await signedIn()
  provider = createDataProvider(client)
  await provider.createMany!({
    resource: 'saved_views',
    variables: texts.map((text, index) => ({
      table_name: table,
      name: `View ${String(index).padStart(2, '0')}`,
      address: text,
      columns: [{ name: 'score', width: index }],
      density: index % 2 ? 'compact' : null,
      shared_with: index % 3 ? ['growth', 'finance'] : [],
    })),
  })
})

afterAll(async () => {
  await client?.from('saved_views').delete().eq('table_name', table)
})

async function found(filters: CrudFilters): Promise<string[]> {
  const { data } = await provider.getList({
    resource: 'saved_views',
    pagination: { mode: 'off' },
    filters: [{ field: 'table_name', operator: 'eq', value: table }, ...filters],
    sorters: [{ field: 'name', order: 'asc' }],
    meta: { tieBreak: 'id' },
  })
  return data.map((row) => String(row.address))
}

describe('filters mean the same whatever the values hold', () => {
  it('equal, different, one of, none of', async () => {
    for (const text of texts) {
      expect(await found([{ field: 'address', operator: 'eq', value: text }])).toEqual([text])
    }
    const some = texts.filter((_, index) => index % 2 === 0)
    expect(await found([{ field: 'address', operator: 'in', value: some }])).toEqual(some)
    expect(await found([{ field: 'address', operator: 'nin', value: some }])).toEqual(
      texts.filter((text) => !some.includes(text)),
    )
  })

  it('contains and starts with, joined by any and all', async () => {
    const either: CrudFilters = [
      {
        operator: 'or',
        value: [
          { field: 'address', operator: 'contains', value: 'a,' },
          { field: 'address', operator: 'startswith', value: '(a' },
          {
            operator: 'and',
            value: [
              { field: 'address', operator: 'contains', value: '"' },
              { field: 'density', operator: 'null', value: null },
            ],
          },
        ],
      },
    ]
    const wanted = texts.filter(
      (text, index) =>
        text.includes('a,') || text.startsWith('(a') || (text.includes('"') && index % 2 === 0),
    )
    expect(await found(either)).toEqual(wanted)
  })

  it('elements of arrays, and numbers inside documents', async () => {
    expect(await found([{ field: 'shared_with', operator: 'ina', value: ['finance'] }])).toEqual(
      texts.filter((_, index) => index % 3),
    )
    expect(await found([{ field: 'columns->0->width', operator: 'gte', value: 20 }])).toEqual(texts.slice(20))
  })
})

it('an address written by hand is read as PostgREST reads it', async () => {
  const { data } = await client.auth.getSession()
  const asked = async (query: string) => {
    const response = await fetch(
      `${address}/rest/v1/saved_views?table_name=eq.${table}&select=address&order=name&${query}`,
      { headers: { apikey: key, authorization: `Bearer ${data.session?.access_token}` } },
    )
    const rows = await response.json()
    return Array.isArray(rows) ? rows.map((row) => row.address) : rows
  }
  const encoded = (name: string, value: string) => `${name}=${encodeURIComponent(value)}`
  // The same column twice, and several groups: all conditions must hold.
  expect(await asked('address=gte.a&address=lte.a,b&address=neq.a,b')).toEqual(
    await asked(encoded('and', '(address.gte.a,address.lte."a,b",not.and(address.eq."a,b"))')),
  )
  expect(await asked('or=(density.is.null,density.eq.none)&or=(address.eq.true,address.eq.null)')).toEqual(
    texts.filter((text, index) => index % 2 === 0 && ['true', 'null'].includes(text)),
  )
  expect(await asked(encoded('or', '(address.eq."a\\"b",address.in.("a,b","(a)"))'))).toEqual([
    'a,b',
    '(a)',
    'a"b',
  ])
  expect(await asked(encoded('address', 'like.*,b'))).toEqual(['a,b'])
  expect(await asked(encoded('or', '(address.not.like."*",address.ilike.É)'))).toEqual(['É', 'é'])
  expect(await asked(encoded('shared_with', 'cs.{growth,finance}'))).toEqual(
    texts.filter((_, index) => index % 3),
  )
})

describe('lists', () => {
  it('go on by cursor without a gap, and count exactly', async () => {
    const seen: string[] = []
    let cursor: string | undefined
    do {
      const page = (await provider.getList({
        resource: 'saved_views',
        pagination: { pageSize: 10 },
        filters: [{ field: 'table_name', operator: 'eq', value: table }],
        // Many rows have equal values in this column, so the key decides their order.
        sorters: [{ field: 'density', order: 'asc' }],
        meta: { tieBreak: 'id', count: 'exact', cursor },
      })) as ListResult
      if (seen.length === 0) expect(page.total).toBe(texts.length)
      seen.push(...page.data.map((row) => String(row.address)))
      cursor = page.cursor.next
    } while (cursor)
    expect(seen.sort()).toEqual([...texts].sort())
  })

  it('answer with the row that a change was for, with whom it belongs to, though it no longer meets its filters', async () => {
    const { data: before } = await client
      .from('saved_views')
      .select('id,updated_at')
      .eq('table_name', table)
      .limit(1)
      .single()
    const { data } = await client
      .from('saved_views')
      .update({ density: 'compact' })
      .match(before!)
      .select('density,owner:staff_members!owner_id(email)')
    expect(data).toEqual([{ density: 'compact', owner: { email: expect.stringContaining('@') } }])
    expect(
      await client
        .from('saved_views')
        .update({ density: null })
        .match(before!)
        .select('id,owner:staff_members!owner_id(email)'),
    ).toMatchObject({ data: [] })
  })

  it('embed who a row belongs to', async () => {
    const { data } = await provider.getList({
      resource: 'saved_views',
      pagination: { pageSize: 1 },
      filters: [{ field: 'table_name', operator: 'eq', value: table }],
      meta: { select: 'id,owner:staff_members!owner_id(full_name)', tieBreak: 'id' },
    })
    expect(data[0]).toMatchObject({ owner: { full_name: expect.any(String) } })
  })
})

describe('writes', () => {
  it('name the version that they saw, and keep what a later one wrote', async () => {
    const { data } = await provider.getList({
      resource: 'saved_views',
      pagination: { pageSize: 1 },
      filters: [{ field: 'table_name', operator: 'eq', value: table }],
      meta: { tieBreak: 'id' },
    })
    const { id, updated_at: version } = data[0] as { id: string; updated_at: string }
    const change = (density: string) =>
      provider.update({ resource: 'saved_views', id, variables: { density }, meta: { version } })
    await change('comfortable')
    await expect(change('compact')).rejects.toMatchObject({ kind: 'conflict', statusCode: 409 })
  })

  it('are never of a whole table, nor of more rows than an address can say', async () => {
    const { data } = await client.auth.getSession()
    const asked = async (method: string, query: string) => {
      const response = await fetch(`${address}/rest/v1/saved_views${query}`, {
        method,
        headers: {
          apikey: key,
          authorization: `Bearer ${data.session?.access_token}`,
          'content-type': 'application/json',
        },
        ...(method === 'PATCH' && { body: JSON.stringify({ density: 'compact' }) }),
      })
      return { status: response.status, ...(await response.json()) }
    }
    for (const query of ['', '?select=id', '?order=id&limit=1', '?owner.email=eq.nobody']) {
      expect(await asked('DELETE', query), query).toMatchObject({ status: 400 })
      expect(await asked('PATCH', query), query).toMatchObject({ status: 400 })
    }
    expect(await asked('DELETE', '')).toMatchObject({
      code: '21000',
      message: 'DELETE requires a WHERE clause',
    })
    expect(await asked('PATCH', '')).toMatchObject({
      code: '21000',
      message: 'UPDATE requires a WHERE clause',
    })
    expect(await asked('DELETE', `?name=none&table_name=eq.${table}`)).toMatchObject({ code: 'PGRST100' })
    expect(await found([])).toHaveLength(texts.length)
  })

  it('answer a refusal in its class: twice the same, not allowed, impossible', async () => {
    const values = { table_name: table, name: 'View 00', address: '' }
    await expect(provider.create({ resource: 'saved_views', variables: values })).rejects.toMatchObject({
      code: '23505',
    })
    await expect(
      provider.create({ resource: 'saved_views', variables: { ...values, name: ' ' } }),
    ).rejects.toMatchObject({ code: '23514' })
    await expect(
      provider.create({ resource: 'state_transitions', variables: { table_name: table } }),
    ).rejects.toMatchObject({ kind: 'forbidden' })
    await expect(provider.getOne({ resource: 'saved_views', id: 'no-key' })).rejects.toMatchObject({
      kind: 'gone',
    })
  })

  it('call functions by post and by get', async () => {
    const rpc = createRpc(provider)
    const asked = { query: 'a', per_table: 1 }
    const byPost = await rpc('search_records', asked)
    expect(await rpc('search_records', asked, { method: 'get' })).toEqual(byPost)
  })
})

it('without a token nothing is told, and with a garbled one nothing either', async () => {
  for (const authorization of [undefined, 'Bearer garbled']) {
    const response = await fetch(`${address}/rest/v1/leads?select=id&limit=1`, {
      headers: { apikey: key, ...(authorization && { authorization }) },
    })
    expect(response.status).toBeGreaterThanOrEqual(400)
    await response.body?.cancel()
  }
})
