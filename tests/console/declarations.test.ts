import { beforeAll, describe, expect, it } from 'vitest'
import { pathOf } from '@/resource/define'
import { toCrudFilters, toSorters } from '@/resource/query/crudFilters'
import { allViewId } from '@/resource/query/defaultView'
import { listSelect } from '@/resource/query/listSelect'
import { readListUrl } from '@/resource/query/listUrl'
import { recordSelect } from '@/resource/query/useRecord'
import { declaredViews } from '@/resource/views/view'
import { createDataProvider } from '@/supabase/data'
import { folded } from '@/supabase/folded'
import { metadataOf } from '@/supabase/metadata'
import { pageModules } from '../../scripts/page-files'
import { resetBackend, signIn, sql } from '../support/backend'
import { entries, pages } from '../support/entries'

/**
 * Tables whose page is open to fewer people than may read them: others see colleagues' names and a record's history on
 * other pages.
 */
const narrower = ['staff_members', 'audit_log', 'member_directory']
// Bots' actions on records of teams that may read them; the sample data does not have some for each team.
const partly = ['bot_actions_log']

// Short lists, and rows that are identified by the record they belong to.
const withoutSearch = [
  ...['chart_annotations', 'chart_lines', 'engagement_sessions', 'lead_consents', 'outreach_senders'],
  ...[
    'plan_prices',
    'security_events',
    'sequence_senders',
    'sequence_variants',
    'subscription_periods',
    'usage_tracking',
  ],
]

// Tables expected to have a million rows or more: reading each row takes half a second or more.
const large = [
  ...['leads', 'email_sends', 'sequence_enrollments', 'engagement_sessions', 'usage_tracking', 'audit_log'],
]
// Columns with few values, each in many rows, so that a page of matches is found quickly along the list's sort order.
const frequent = [
  'engagement_sessions.platform',
  'sequence_enrollments.current_step',
  'audit_log.action',
  'audit_log.actor_kind',
]

describe('the pages as declared, asked of the database', () => {
  beforeAll(resetBackend)

  // Sends the queries of its list and its record to PostgREST, which refuses wrong embedded names, searches and sort
  // columns.
  it('answers each list with its sort and search, and each record', async () => {
    const provider = createDataProvider(await signIn('admin'))
    const unsearched: string[] = []
    for (const { table, load } of entries) {
      const { default: resource } = await load()
      const ask = {
        resource: table,
        pagination: { pageSize: 1 },
        sorters: toSorters(resource, resource.list.sort),
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
      for (const view of declaredViews(resource)) {
        const { dropped, sort, ...state } = readListUrl(new URLSearchParams(view.urlQuery), resource)
        expect(dropped, `what the view ${view.name} of ${table} asks for`).toEqual([])
        expect(view.id, `the view ${view.name} of ${table}, for which no other name stands`).not.toBe(
          allViewId,
        )
        const rows = provider.getList({
          ...ask,
          sorters: toSorters(resource, sort),
          filters: toCrudFilters(resource, state),
        })
        await expect(rows, `${table}, ${view.name}`).resolves.toBeDefined()
      }
      if (!resource.list.search) {
        unsearched.push(table)
        continue
      }
      const found = provider.getList({
        ...ask,
        filters: [{ field: resource.list.search, operator: 'contains', value: 'a' }],
      })
      await expect(found, `${table} by search`).resolves.toMatchObject({ data: [expect.anything()] })
    }
    expect(unsearched.sort()).toEqual(withoutSearch)
  })

  it('offers no filter or sort of a large table that no index serves', async () => {
    const indexes = await sql<{ table: string; column: string; where: string | null; method: string }>(`
      select c.relname as table, pg_get_indexdef(i.indexrelid, 1, true) as column, pg_get_expr(i.indpred, i.indrelid) as where, m.amname as method
      from pg_index i join pg_class c on c.oid = i.indrelid join pg_class x on x.oid = i.indexrelid join pg_am m on m.oid = x.relam
      where c.relnamespace = 'public'::regnamespace`)
    const searched = await sql<{ table: string; of: string }>(`
      select c.relname as table, pg_get_expr(d.adbin, d.adrelid) as of
      from pg_attrdef d join pg_class c on c.oid = d.adrelid join pg_attribute a on a.attrelid = c.oid and a.attnum = d.adnum
      where c.relnamespace = 'public'::regnamespace and a.attname = 'search'`)
    const unserved: string[] = []
    for (const table of large) {
      const { default: resource } = await entries.find((entry) => entry.table === table)!.load()
      const hasIndex = (column: string, isWhole = false, method = 'btree') =>
        indexes.some(
          (index) =>
            index.table === table &&
            index.column === column &&
            index.method === method &&
            // A partial index on “not null” also serves filters by a value.
            (index.where === null || (!isWhole && index.where === `(${column} IS NOT NULL)`)),
        )
      const isServed = (name: string): boolean => {
        const { filter, onlyWith, finds } = resource.fields[name]!
        if (onlyWith || filter === 'none' || frequent.includes(`${table}.${name}`)) return true
        if (filter === 'array') return hasIndex(name, true, 'gin')
        if (filter === 'text' && searched.some((one) => one.table === table && one.of.includes(name)))
          return true
        return hasIndex(name) || finds !== undefined
      }
      const sorts = [...resource.list.sort.split(','), ...resource.list.columns].filter((name) => {
        const column = name.replace(/^-/, '')
        return (
          name.startsWith('-') || (resource.fields[column]?.sortable ?? metadataOf(table)[column]?.indexed)
        )
      })
      unserved.push(
        ...resource.list.filters.filter((name) => !isServed(name)).map((name) => `${table} by ${name}`),
        ...sorts
          .map((name) => name.replace(/^-/, ''))
          .filter((name) => !hasIndex(metadataOf(table)[name]?.sortedBy ?? name, true))
          .map((name) => `${table} sorted by ${name}`),
      )
    }
    expect(unserved).toEqual([])
  })

  it('filters texts without case and accents, by a pasted column too, and sorts names as they are read', async () => {
    const provider = createDataProvider(await signIn('growth'))
    const { default: leads } = await entries.find(({ table }) => table === 'leads')!.load()
    const cities = async (query: string) => {
      const { sort, ...state } = readListUrl(new URLSearchParams(query), leads)
      const { data, total } = await provider.getList({
        resource: 'leads',
        pagination: { pageSize: 100 },
        sorters: toSorters(leads, sort),
        filters: toCrudFilters(leads, state),
        meta: { select: listSelect(leads), count: 'exact', tieBreak: 'id' },
      })
      return {
        total,
        cities: [...new Set(data.map(({ city }) => city))],
        names: data.map((row) => String(row.full_name)),
      }
    }
    const here = await cities('city=is:Málaga')
    expect(here.cities).toEqual(['Málaga'])
    for (const query of [
      'city=has:malaga',
      'city=starts:Ma%CC%81la',
      'city=any:MALAGA,nowhere',
      'group=any:city%3Dhas%3Amalaga%26city%3Dis%3A"%2C)',
    ])
      expect(await cities(query), query).toEqual(here)
    expect((await cities('city=lacks:malaga')).cities).not.toContain('Málaga')
    const { names } = await cities('sort=full_name')
    expect(names).toEqual(
      [...names].sort((a, b) => (folded(a) < folded(b) ? -1 : folded(a) > folded(b) ? 1 : 0)),
    )
  })

  it('opens each page to exactly the roles that may read its table', async () => {
    await sql(`
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
      const [answer] = await sql<{ seen: string[] }>(
        `select pg_temp.sees(user_id, $2::text[]) as seen from staff_members where active and roles = array[$1] limit 1`,
        [role, tables],
      )
      const opens = entries.filter(({ roles }) => roles.includes(role)).map(({ table }) => table)
      const seen = tables.filter((table) =>
        partly.includes(table)
          ? (opens as string[]).includes(table)
          : answer!.seen.includes(table) &&
            (!narrower.includes(table) || (opens as string[]).includes(table)),
      )
      expect(opens.sort(), role).toEqual(seen.sort())
    }
  })

  it('offers in its form nothing but what the database lets be written', async () => {
    const granted = await sql<{ table: string; verb: string; columns: string[] }>(`
      select c.relname as table, v as verb, array_agg(a.attname::text) as columns
      from pg_class c join pg_attribute a on a.attrelid = c.oid and a.attnum > 0, unnest(array['insert', 'update']) v
      where c.relnamespace = 'public'::regnamespace and c.relkind = 'r' and has_column_privilege('authenticated', c.oid, a.attnum, v)
      group by 1, 2`)
    for (const { table, load } of entries) {
      const { form, may, states } = (await load()).default
      const open = (verb: string) =>
        granted.find((grant) => grant.table === table && grant.verb === verb)?.columns ?? []
      const fields: readonly string[] = form?.sections.flatMap((section) => section.fields) ?? []
      const fixed: readonly string[] = form?.createOnly ?? []
      const edited = may?.edit ? fields.filter((field) => !fixed.includes(field)) : []
      const set = states ? ['state', ...Object.values(states.ask ?? {}).flat()] : []
      expect(open('update'), `${table} is edited in`).toEqual(expect.arrayContaining([...edited, ...set]))
      if (may?.create && form && !form.create) {
        expect(open('insert'), `${table} is filled in`).toEqual(expect.arrayContaining([...fields]))
      }
    }
  })
})

describe('the built page', () => {
  it('knows the module of each page, so that its files can be asked for at once', async () => {
    const modules = pageModules(process.cwd())
    const declared = [...entries.map(({ table }) => pathOf(table)), ...pages.map(({ path }) => path)]
    expect(Object.keys(modules).sort()).toEqual(['', ...declared.map((path) => path.slice(1))].sort())
    expect(modules.leads).toBe('src/domains/outreach/leads.tsx')
    expect(modules['reply-inbox']).toBe('src/domains/outreach/replies/InboxPage.tsx')
  })
})
