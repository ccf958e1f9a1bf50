import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Domain } from '@/domains/domain'
import type { Resource, ResourceEntry } from '@/resource/define'
import { toSorters } from '@/resource/list/address'
import { listSelect } from '@/resource/list/useRows'
import { recordSelect } from '@/resource/show/useRecord'
import { columns } from '@/supabase/columns'
import { createDataProvider } from '@/supabase/data'
import { type Backend, startBackend } from '../../../supabase/local/backend.ts'
import { clientOf, password } from '../supabase/support'

/** The tables of the schema document; its `users` is auth.users, shown as `profiles` and `staff_members`. */
const document = `
  profiles user_preferences user_images user_badges engagement_sessions
  matches match_feedback introduction_reports dealbreakers user_dealbreakers
  games game_questions user_game_sessions user_game_responses
  content_articles content_topics user_content_interactions community_posts post_comments post_reactions
  lead_sources leads scrape_runs outreach_sequences sequence_emails sequence_enrollments email_sends outreach_responses
  ai_bot_health bot_actions_log
  subscription_plans user_subscriptions payment_methods invoices usage_tracking
  conversation_questions conversation_flows user_conversations conversation_responses
`
  .trim()
  .split(/\s+/)

/** Pages for fewer people than may read the table: names of colleagues and the history of a record stand on other pages. */
const narrower = ['staff_members', 'audit_log']

const modules = import.meta.glob<Record<string, Domain | ResourceEntry>>('../../../src/domains/*/index.tsx', {
  eager: true,
})
const entries = Object.values(modules)
  .flatMap((module) => Object.values(module))
  .flatMap((part) => ('resources' in part ? part.resources : [part]))
const entryOf = (table: string) => entries.find((entry) => entry.table === table)

/** The names a declaration speaks of, each with where it does. */
function namesIn({
  fields,
  list,
  detail,
  form,
  states,
  titleColumns,
  table,
}: Resource): [string, string, string][] {
  const own = (where: string, names: readonly string[] = []) =>
    names.map((name): [string, string, string] => [where, table, name.replace(/^-/, '')])
  return [
    ...own('fields', Object.keys(fields)),
    ...own('titleColumns', titleColumns),
    ...own('list.columns', list.columns),
    ...own('list.filters', list.filters),
    ...own('list.sort', [list.sort]),
    ...own(
      'detail.sections',
      detail.sections.flatMap((section) => section.fields),
    ),
    ...own(
      'form.sections',
      form?.sections.flatMap((section) => section.fields),
    ),
    ...own('form.createOnly', form?.createOnly),
    ...own('states.ask', Object.values(states?.ask ?? {}).flat()),
    ...(detail.related ?? []).flatMap((other) =>
      [other.by, other.sort?.replace(/^-/, '') ?? [], other.columns ?? []]
        .flat()
        .map((name): [string, string, string] => ['detail.related', other.table, name]),
    ),
    ...Object.values(fields).flatMap(({ relation }) =>
      relation
        ? [relation.title, relation.search ?? [], relation.key ?? 'id']
            .flat()
            .map((name): [string, string, string] => ['relation', relation.table, name])
        : [],
    ),
  ]
}

describe('every table of the schema document', () => {
  it.each(document)('%s has a page', async (table) => {
    const entry = entryOf(table)
    expect(entry, 'an entry in its domain’s index').toBeDefined()
    expect(entry?.label).toMatch(/\S/)
    expect(entry?.roles.length, 'roles').toBeGreaterThan(0)
    expect((await entry?.load())?.default.table).toBe(table)
  })

  it('stands in the domain of one entry only', () => {
    const tables = entries.map(({ table }) => table)
    expect(tables.filter((table, place) => tables.indexOf(table) !== place)).toEqual([])
  })
})

describe('declarations and the database', () => {
  let backend: Backend
  beforeAll(async () => {
    backend = await startBackend({ dataDir: 'memory://' })
  })
  afterAll(() => backend?.close())

  it.each(entries.map(({ table }) => table))('%s speaks only of what is there', async (table) => {
    const { default: resource } = await entryOf(table)!.load()
    const unknown = namesIn(resource).filter(([, of, name]) => !(name in (columns[of] ?? {})))
    expect(unknown).toEqual([])
    const undeclared = [...resource.list.columns, ...resource.list.filters].filter(
      (name) => !(name in resource.fields),
    )
    expect(undeclared, 'listed without a field').toEqual([])
    const pageless = (resource.detail.related ?? []).filter((other) => !entryOf(other.table))
    expect(pageless, 'related lists of tables without a page').toEqual([])
  })

  // What its list and its record ask for, asked of PostgREST: embedded names, searches and sorts are right or refused.
  it('answers each list with its sort and search, and each record', async () => {
    const { client } = clientOf(backend)
    const { error } = await client.auth.signInWithPassword({ email: 'admin@introalignment.test', password })
    expect(error).toBeNull()
    const provider = createDataProvider(client)
    for (const { table, load } of entries) {
      const { default: resource } = await load()
      const ask = {
        resource: table,
        pagination: { pageSize: 1 },
        sorters: toSorters(resource.list.sort),
        meta: { select: listSelect(resource), count: 'none', tieBreak: resource.key },
      }
      const { data } = await provider.getList(ask).catch((cause) => {
        throw new Error(`The list of ${table} was refused.`, { cause })
      })
      expect(data, `${table} has sample rows`).toHaveLength(1)
      expect(resource.title(data[0]!), `${table} has a title`).toMatch(/\S/)
      const id = data[0]![resource.key]!
      const one = await provider.getOne({
        resource: table,
        id,
        meta: { select: recordSelect(resource), idColumnName: resource.key },
      })
      expect(one.data[resource.key], `${table} by its key`).toBe(id)
      if (!resource.list.search) continue
      const found = provider.getList({
        ...ask,
        filters: [{ field: resource.list.search, operator: 'contains', value: 'a' }],
      })
      await expect(found, `${table} by search`).resolves.toBeDefined()
    }
  })

  it('opens each page to exactly the roles that may read its table', async () => {
    await backend.exec(`
      create function pg_temp.sees(person uuid, tables text[]) returns text[] language plpgsql as $$
      declare
        t text;
        rows boolean;
        seen text[] := '{}';
      begin
        perform set_config('request.jwt.claims', jsonb_build_object('sub', person, 'role', 'authenticated')::text, true);
        perform set_config('request.jwt.claim.sub', person::text, true);
        perform set_config('role', 'authenticated', true);
        foreach t in array tables loop
          execute format('select exists (select from public.%I)', t) into rows;
          if rows then seen := seen || t; end if;
        end loop;
        perform set_config('role', 'none', true);
        return seen;
      end $$`)
    const tables = entries.map(({ table }) => table)
    for (const role of ['moderator', 'growth', 'finance'] as const) {
      const [answer] = await backend.sql<{ seen: string[] }>(
        `select pg_temp.sees(user_id, $2::text[]) as seen from staff_members where active and roles = array[$1] limit 1`,
        [role, tables],
      )
      const opens = entries.filter(({ roles }) => roles.includes(role)).map(({ table }) => table)
      expect(opens.sort(), role).toEqual(answer!.seen.filter((table) => !narrower.includes(table)).sort())
    }
  })
})
