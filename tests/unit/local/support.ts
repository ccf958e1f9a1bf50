import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { embeddedSettings } from '../../../supabase/local/sign-ins.ts'

/** A small schema: rows owned by a person, a function that returns the caller, a table without grants. */
const toyMigration = `
create extension if not exists pgcrypto with schema extensions;
create schema if not exists private;
create table public.notes (
  id uuid primary key default gen_random_uuid(),
  owner uuid not null default auth.uid(),
  body text not null,
  created_at timestamptz not null default now()
);
alter table public.notes enable row level security;
revoke all on public.notes from anon, authenticated;
grant select, insert, update on public.notes to authenticated;
create policy own on public.notes to authenticated
  using ((select auth.uid()) = owner) with check ((select auth.uid()) = owner);
create table public.plans (name text primary key, days smallint[], begins timestamptz, open boolean);
grant select, insert, update on public.plans to authenticated;
create table private.secrets (id int primary key);
alter table private.secrets enable row level security;
create table public.numbers as select n, n % 7 as seventh from generate_series(1, 5000) n;
grant select on public.numbers to authenticated;
create function public.whoami() returns jsonb language sql stable set search_path = '' as $$
  select jsonb_build_object('role', current_user, 'email', auth.email(), 'reason',
    nullif(current_setting('request.headers', true), '')::jsonb ->> 'x-reason')
$$;
revoke all on function public.whoami() from public;
grant execute on function public.whoami() to anon, authenticated, service_role;
`

const toySeed = `
insert into auth.users (instance_id, id, aud, role, email, encrypted_password, email_confirmed_at)
select '00000000-0000-0000-0000-000000000000', ('00000000-0000-4000-8000-00000000000' || i)::uuid,
  'authenticated', 'authenticated', name || '@introalignment.test',
  extensions.crypt('introalignment', extensions.gen_salt('bf', 4)), now()
from unnest(array['admin', 'growth', 'finance']) with ordinality as people (name, i);
insert into public.notes (owner, body)
select id, email || ' ' || n from auth.users, generate_series(1, current_setting('app.seed_scale')::int) n;
`

/** A directory for one test, with a migrations folder and a seed file for `startBackend`. */
export function toyProject(
  migrations: Record<string, string> = { '001_toy.sql': toyMigration },
  seed = toySeed,
) {
  const dir = mkdtempSync(join(tmpdir(), 'console-backend-'))
  const migrationsDir = join(dir, 'migrations')
  mkdirSync(migrationsDir)
  for (const [file, text] of Object.entries(migrations)) writeFileSync(join(migrationsDir, file), text)
  const seedFile = join(dir, 'seed.sql')
  writeFileSync(seedFile, seed)
  return { dir, migrationsDir, seedFile, dataDir: join(dir, 'db') }
}

const key = { apikey: embeddedSettings.publishableKey, 'content-type': 'application/json' }

/** A request as supabase-js would send it, with a bearer token or without. */
export function request(path: string, token?: string, init: RequestInit = {}): Request {
  return new Request(`http://localhost:5200${path}`, {
    ...init,
    headers: { ...key, ...(token && { authorization: `Bearer ${token}` }), ...(init.headers as object) },
  })
}

/** Signs a sample person in; returns the session's tokens and the HTTP status. */
export async function signIn(
  backend: { fetch(request: Request): Promise<Response> },
  name: string,
  password?: string,
) {
  const response = await backend.fetch(
    request('/auth/v1/token?grant_type=password', undefined, {
      method: 'POST',
      body: JSON.stringify({
        email: `${name}@introalignment.test`,
        password: password ?? embeddedSettings.password,
      }),
    }),
  )
  const session = (await response.json()) as { access_token: string; refresh_token: string }
  return { status: response.status, ...session }
}
