import { beforeAll, describe, expect, it } from 'vitest'
import { readAddress, toCrudFilters, toSorters } from '@/resource/list/address'
import { listSelect } from '@/resource/list/useRows'
import { recordSelect } from '@/resource/show/useRecord'
import { allView } from '@/resource/views/opening'
import { declaredViews } from '@/resource/views/view'
import { createDataProvider } from '@/supabase/data'
import { resetBackend, signIn, sql } from '../support/backend'
import { entries } from '../support/entries'

/** Pages for fewer people than may read the table: names of colleagues and the history of a record stand on other pages. */
const narrower = ['staff_members', 'audit_log']

describe('the pages as declared, asked of the database', () => {
  beforeAll(resetBackend)

  // What its list and its record ask for, asked of PostgREST: embedded names, searches and sorts are right or refused.
  it('answers each list with its sort and search, and each record', async () => {
    const provider = createDataProvider(await signIn('admin'))
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
      for (const view of declaredViews(resource)) {
        const { dropped, sort, ...state } = readAddress(new URLSearchParams(view.address), resource)
        expect(dropped, `what the view ${view.name} of ${table} asks for`).toEqual([])
        expect(view.id, `the view ${view.name} of ${table}, for which no other name stands`).not.toBe(allView)
        const rows = provider.getList({
          ...ask,
          sorters: toSorters(sort),
          filters: toCrudFilters(resource, state),
        })
        await expect(rows, `${table}, ${view.name}`).resolves.toBeDefined()
      }
      expect(resource.list.search, `${table} has a search box`).toBeDefined()
      const found = provider.getList({
        ...ask,
        filters: [{ field: resource.list.search!, operator: 'contains', value: 'a' }],
      })
      await expect(found, `${table} by search`).resolves.toMatchObject({ data: [expect.anything()] })
    }
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
      expect(opens.sort(), role).toEqual(answer!.seen.filter((table) => !narrower.includes(table)).sort())
    }
  })
})
