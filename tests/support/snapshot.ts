import { existsSync } from 'node:fs'
import { readdir, rm } from 'node:fs/promises'
import { join } from 'node:path'
import type { PGlite } from '@electric-sql/pglite'
import { startBackend } from '../../supabase/local/backend.ts'
import { keptDump } from '../../supabase/local/cluster.ts'
import { recipeOf } from '../../supabase/local/prepared.ts'

/** How much of the sample data the page tests use. */
const scale = 0.1

/**
 * A copy of every table with the sample data; `resetTables` restores those that were changed. An inserted or updated
 * row has a newer transaction id than all others, and a deletion reduces the number of rows.
 */
const takeCopies = `
create schema snap;
create function snap.state(name text) returns text language plpgsql as $$
declare
  result text;
begin
  execute format('select count(*) || '' rows, the last of '' || max(xmin::text::bigint) from %s', name) into result;
  return coalesce(result, 'no rows');
end
$$;
create table snap.tables (name text primary key, copy text not null, columns text not null, state text not null);
create table snap.sequences (name text primary key, last_value bigint not null, is_called boolean not null);
do $$
declare
  t record;
  s record;
begin
  for t in
    select c.oid, format('%I.%I', n.nspname, c.relname) as name,
      format('snap.%I', n.nspname || '__' || c.relname) as copy,
      (select string_agg(quote_ident(a.attname), ', ' order by a.attnum) from pg_attribute a
       where a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped and a.attgenerated = '') as columns
    from pg_class c join pg_namespace n on n.oid = c.relnamespace
    where c.relkind = 'r' and n.nspname in ('public', 'private', 'auth')
  loop
    execute format('create table %s as select %s from %s', t.copy, t.columns, t.name);
    insert into snap.tables values (t.name, t.copy, t.columns, snap.state(t.name));
  end loop;
  for s in
    select format('%I.%I', schemaname, sequencename) as name from pg_sequences
    where schemaname in ('public', 'private', 'auth')
  loop
    execute format('insert into snap.sequences select %L, last_value, is_called from %s', s.name, s.name);
  end loop;
end
$$;
`

const putBack = `
do $$
declare
  t record;
  always text;
begin
  -- Neither foreign keys nor triggers have a say in this.
  set local session_replication_role = replica;
  for t in select * from snap.tables where state <> snap.state(name) loop
    -- Save one that fires even so, an append-only log's, which is taken off for the moment.
    for always in select quote_ident(tgname) from pg_trigger where tgrelid = t.name::regclass and tgenabled = 'A' loop
      execute format('alter table %s disable trigger %s', t.name, always);
    end loop;
    execute format('delete from %s', t.name);
    execute format('insert into %s (%s) overriding system value select %s from %s', t.name, t.columns, t.columns, t.copy);
    execute (
      select coalesce(string_agg(format('alter table %s enable always trigger %I', t.name, tgname), ';'), 'select')
      from pg_trigger where tgrelid = t.name::regclass and tgenabled = 'D'
    );
    update snap.tables set state = snap.state(name) where name = t.name;
  end loop;
  perform setval(name::regclass, last_value, is_called) from snap.sequences;
end
$$;
`

/**
 * Resets every table and sequence to the snapshot, in one transaction that takes some milliseconds for each changed
 * table.
 */
export async function resetTables(backend: { exec(text: string): Promise<void> }): Promise<void> {
  await backend.exec(putBack)
}

/**
 * A prepared database (migrations, a little sample data, the copies to reset from) as a dump. Built once for a given
 * set of migrations, seed and backend, then read from `node_modules/.cache`.
 */
export async function preparedSnapshot(root: string): Promise<Blob> {
  const cache = join(root, 'node_modules/.cache/console-backend')
  const seed = join(root, 'supabase/seed.sql')
  const key = await recipeOf(seed, join(root, 'supabase/migrations'), [scale, takeCopies])
  const file = join(cache, `${key}.tar`)
  return keptDump(file, async () => {
    const backend = await startBackend({ dataDir: 'memory://', scale })
    await backend.exec(takeCopies)
    const dump = await (backend.pglite as PGlite).dumpDataDir('none')
    await backend.close()
    for (const old of existsSync(cache) ? await readdir(cache) : []) {
      if (old.endsWith('.tar')) await rm(join(cache, old), { force: true })
    }
    return dump
  })
}
