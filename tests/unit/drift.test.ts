import { buildFactBase, type ExtractResult, extract } from '@supabase/pg-delta'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { differences, poolOf } from '../../scripts/drift.ts'
import { type Backend, startBackend } from '../../supabase/local/backend.ts'

let backend: Backend
let migrations: ExtractResult
beforeAll(async () => {
  backend = await startBackend({ dataDir: 'memory://', seedFile: null })
  migrations = await extract(poolOf(backend.pglite))
})
afterAll(() => backend?.close())

test('a database that the migrations made has no drift, whatever else lives in it', async () => {
  await backend.exec('create schema realtime; create table realtime.messages (id int); create role intern')
  expect(differences(await extract(poolOf(backend.pglite)), migrations)).toEqual([])
})

test('each change by hand is told once', async () => {
  await backend.exec(`
    alter table leads add column nickname text;
    alter table badges alter column icon type varchar(90);
    create table scratch (id int primary key, note text);
    drop table bot_health_samples;
    drop policy "leads delete" on leads;
    alter policy "leads update" on leads using (true);
    drop index leads_owner_idx;
    grant select, delete on leads to anon;
    revoke delete on games from authenticated;
    alter table games disable row level security;
    alter table audit_log enable trigger append_only;
    create or replace function private.is_suppressed(address text) returns boolean
      language sql stable security definer set search_path = '' as 'select false';
  `)
  const live = await extract(poolOf(backend.pglite))
  expect(differences(live, migrations)).toEqual([
    'Column badges.icon: type is character varying(90) in the live database, text in the migrations.',
    'Column leads.nickname is in the live database but not in the migrations.',
    'Constraint badges_icon_check on badges: definition is CHECK (((char_length((icon)::text) >= 1) AND (char_length((icon)::text) <= 40))) in the live database, CHECK (((char_length(icon) >= 1) AND (char_length(icon) <= 40))) in the migrations.',
    'Constraint badges_icon_required_check on badges: definition is CHECK ((private.said((icon)::text) IS NOT NULL)) in the live database, CHECK ((private.said(icon) IS NOT NULL)) in the migrations.',
    'Function private.is_suppressed(text) is defined differently in the live database.',
    'Grant DELETE on table games to authenticated is missing in the live database.',
    'Grant DELETE, SELECT on table leads to anon is in the live database but not in the migrations.',
    'Index leads_owner_idx on leads is missing in the live database.',
    'Policy "leads delete" on leads is missing in the live database.',
    `Policy "leads update" on leads: condition for rows it reaches is true in the live database, ( SELECT private.has_role('growth'::text) AS has_role) in the migrations.`,
    'Table bot_health_samples is missing in the live database.',
    'Table games: row security is off in the live database, on in the migrations.',
    'Table scratch is in the live database but not in the migrations.',
    'Trigger append_only on audit_log: enabled is ordinary in the live database, always in the migrations.',
  ])
})

test("a view's text that another Postgres version writes otherwise is no drift; another view is", () => {
  const rewritten = (pgVersion: string, from: string, to: string): ExtractResult => {
    const facts = migrations.factBase
      .facts()
      .map((fact) =>
        fact.id.kind === 'view' && fact.id.name === 'content_feed'
          ? { ...fact, payload: { ...fact.payload, def: String(fact.payload.def).replaceAll(from, to) } }
          : fact,
      )
    return { ...migrations, pgVersion, factBase: buildFactBase(facts, []) }
  }
  expect(differences(rewritten('15.1', 'a.title', '(title)'), migrations)).toEqual([])
  expect(differences(rewritten('15.1', 'a.title', 'a.slug'), migrations)).toEqual([
    'View content_feed is defined differently in the live database.',
  ])
})
