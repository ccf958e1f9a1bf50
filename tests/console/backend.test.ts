import { describe, expect, it } from 'vitest'
import { embeddedSettings } from '../../supabase/local/sign-ins.ts'
import { backendUrl, resetBackend, secretKey, signIn, sql } from '../support/backend.ts'

describe('the page tests’ backend', () => {
  it('serves a client in jsdom, and puts back what a test changed', async () => {
    await resetBackend()
    const client = await signIn('growth')
    const before = await sql<{ n: number }>('select count(*)::int as n from public.leads')
    await sql('truncate public.leads cascade')
    await resetBackend()
    expect(await sql('select count(*)::int as n from public.leads')).toEqual(before)
    expect((await client.auth.getUser()).error).not.toBeNull()
    const again = await signIn('growth')
    const { data, error } = await again
      .from('leads')
      .select('id')
      .limit(1)
      .abortSignal(new AbortController().signal)
    expect(error).toBeNull()
    expect(data).toHaveLength(1)
  })
})

/** Tries every request of Storage that could replace an image's file, as one person; returns the statuses. */
async function bringAnother(headers: Record<string, string>, spare: string, place: string) {
  const send = async (method: string, path: string, body: BodyInit, more: Record<string, string>) => {
    const url = `${backendUrl()}/storage/v1/object/${path}`
    const answer = await fetch(url, { method, headers: { ...headers, ...more }, body })
    const { signedUrl } = (await answer.json()) as { signedUrl?: string }
    if (!signedUrl) return answer.status
    const address = backendUrl() + signedUrl
    return (await fetch(address, { method: 'PUT', headers: { 'content-type': 'image/png' }, body: 'x' }))
      .status
  }
  const picture = { 'content-type': 'image/png' }
  const json = { 'content-type': 'application/json' }
  const upsert = { 'x-upsert': 'true' }
  const pair = (sourceKey: string, destinationKey: string) =>
    JSON.stringify({ bucketId: 'pictures', sourceKey, destinationKey })
  return [
    await send('POST', `pictures/${place}`, 'x', picture),
    await send('POST', `pictures/${place}`, 'x', { ...picture, ...upsert }),
    await send('PUT', `pictures/${place}`, 'x', picture),
    await send('POST', `upload/sign/pictures/${place}`, '{}', json),
    await send('POST', `upload/sign/pictures/${place}`, '{}', { ...json, ...upsert }),
    await send('POST', 'copy', pair(spare, place), json),
    await send('POST', 'copy', pair(spare, place), { ...json, ...upsert }),
    await send('POST', 'move', pair(spare, place), json),
    await send('POST', 'move', pair(place, spare.replace('spare', 'away')), json),
  ]
}

it('Storage keeps the file of a judged picture from everybody, and lets nobody replace one', async () => {
  await resetBackend()
  const [judged] = await sql<{ member: string; email: string; path: string }>(`
    update auth.users u set encrypted_password = (select encrypted_password from auth.users where email like 'member@%')
    from (
      select i.user_id, i.storage_path from public.user_images i join public.profiles p on p.id = i.user_id
      where i.state = 'approved' and p.state = 'active' and p.email not like 'member@%' order by i.storage_path limit 1
    ) i where i.user_id = u.id
    returning u.id as member, u.email, i.storage_path as path`)
  if (!judged) throw new Error('The sample data has no such picture.')
  const spare = `profiles/${judged.member}/spare.png`
  const ask = { owner: judged.email, member: 'member', moderator: 'moderator', growth: 'growth' }
  const people: Record<string, Record<string, string>> = {
    nobody: { apikey: embeddedSettings.publishableKey },
  }
  for (const [name, email] of Object.entries(ask)) {
    const token = (await (await signIn(email)).auth.getSession()).data.session?.access_token
    people[name] = { apikey: embeddedSettings.publishableKey, authorization: `Bearer ${token}` }
  }
  people.service = { apikey: await secretKey() }
  const upload = (path: string) =>
    fetch(`${backendUrl()}/storage/v1/object/pictures/${path}`, {
      method: 'POST',
      headers: { ...people.owner, 'content-type': 'image/png' },
      body: 'spare',
    })
  expect((await upload(spare)).status).toBe(200)
  const files = () =>
    sql(`select name, version, metadata, updated_at from storage.objects where name like $1 order by name`, [
      `profiles/${judged.member}/%`,
    ])
  const before = await files()
  for (const [name, headers] of Object.entries(people))
    expect([name, await bringAnother(headers, spare, judged.path)]).toEqual([name, Array(9).fill(400)])
  expect(await files()).toEqual(before)

  // Once its row is deleted, no judged content shows the file: workers may remove it, but no person may replace it.
  await sql('delete from public.user_images where storage_path = $1', [judged.path])
  for (const [name, headers] of Object.entries(people).filter(([name]) => name !== 'service'))
    expect([name, await bringAnother(headers, spare, judged.path)]).toEqual([name, Array(9).fill(400)])
  expect(await files()).toEqual(before)
})
