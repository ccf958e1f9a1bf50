-- 022 saved_views
-- A list as somebody arranged it, under a name: personal, or shared with teams; and each person's own default.

-- The roles of the signed-in person; an admin holds all of them.
create or replace function private.own_roles() returns text[]
language sql stable security definer set search_path = '' as $$
  select coalesce((
    select case when 'admin' = any (s.roles) then array['moderator', 'growth', 'finance', 'admin'] else s.roles end
    from public.staff_members s
    where s.user_id = (select auth.uid()) and s.active
  ), '{}')
$$;
revoke all on function private.own_roles() from public, anon;
grant execute on function private.own_roles() to authenticated, service_role;

create table if not exists public.saved_views (
  id uuid primary key default gen_random_uuid(),
  table_name text not null check (table_name ~ '^[a-z][a-z0-9_]{1,62}$'),
  name text not null check (char_length(btrim(name)) between 1 and 60),
  address text not null default '' check (char_length(address) <= 8000),
  columns jsonb not null default '[]' check (jsonb_typeof(columns) = 'array'),
  density text check (density in ('comfortable', 'compact')),
  shared_with text[] not null default '{}'
    check (shared_with <@ array['moderator', 'growth', 'finance', 'admin']),
  owner_id uuid not null default auth.uid() references public.staff_members (user_id) on delete cascade,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  unique (owner_id, table_name, name)
);
comment on column public.saved_views.address is 'The query of the list''s address: search, filters, sort. Empty: as the list is by default.';
comment on column public.saved_views.columns is 'In order: [{"name": "score", "width": 120, "pinned": true}]; empty: the usual columns.';
create index if not exists saved_views_table_idx on public.saved_views (table_name, name, id);
alter table public.saved_views enable row level security;
revoke all on public.saved_views from anon, authenticated, service_role;
grant select, insert, update, delete on public.saved_views to authenticated;
grant select, insert, update, delete on public.saved_views to service_role;
drop policy if exists "saved_views select" on public.saved_views;
create policy "saved_views select" on public.saved_views for select to authenticated
  using ((owner_id = (select auth.uid()) and (select private.is_staff())) or shared_with && (select private.own_roles()));
drop policy if exists "saved_views insert" on public.saved_views;
create policy "saved_views insert" on public.saved_views for insert to authenticated
  with check (owner_id = (select auth.uid()) and (select private.is_staff()) and shared_with <@ (select private.own_roles()));
drop policy if exists "saved_views update" on public.saved_views;
create policy "saved_views update" on public.saved_views for update to authenticated
  using (owner_id = (select auth.uid()) and (select private.is_staff()))
  with check (owner_id = (select auth.uid()) and shared_with <@ (select private.own_roles()));
drop policy if exists "saved_views delete" on public.saved_views;
create policy "saved_views delete" on public.saved_views for delete to authenticated
  using ((owner_id = (select auth.uid()) and (select private.is_staff())) or (shared_with <> '{}' and (select private.has_role('admin'))));
create or replace trigger touch before update on public.saved_views
  for each row execute function private.touch();
create or replace trigger audit after insert or update or delete on public.saved_views
  for each row execute function private.audit('all');

-- Which view a person's list opens with: nobody else's business.
create table if not exists public.saved_view_defaults (
  id uuid primary key default gen_random_uuid(),
  user_id uuid not null default auth.uid() references public.staff_members (user_id) on delete cascade,
  table_name text not null check (table_name ~ '^[a-z][a-z0-9_]{1,62}$'),
  view_id uuid not null references public.saved_views (id) on delete cascade,
  updated_at timestamptz not null default now(),
  unique (user_id, table_name)
);
create index if not exists saved_view_defaults_view_idx on public.saved_view_defaults (view_id);
alter table public.saved_view_defaults enable row level security;
revoke all on public.saved_view_defaults from anon, authenticated, service_role;
grant select, insert, update, delete on public.saved_view_defaults to authenticated;
grant select, insert, update, delete on public.saved_view_defaults to service_role;
drop policy if exists "saved_view_defaults select" on public.saved_view_defaults;
create policy "saved_view_defaults select" on public.saved_view_defaults for select to authenticated
  using (user_id = (select auth.uid()));
drop policy if exists "saved_view_defaults insert" on public.saved_view_defaults;
create policy "saved_view_defaults insert" on public.saved_view_defaults for insert to authenticated
  with check (user_id = (select auth.uid()) and (select private.is_staff()));
drop policy if exists "saved_view_defaults update" on public.saved_view_defaults;
create policy "saved_view_defaults update" on public.saved_view_defaults for update to authenticated
  using (user_id = (select auth.uid())) with check (user_id = (select auth.uid()) and (select private.is_staff()));
drop policy if exists "saved_view_defaults delete" on public.saved_view_defaults;
create policy "saved_view_defaults delete" on public.saved_view_defaults for delete to authenticated
  using (user_id = (select auth.uid()));
create or replace trigger touch before update on public.saved_view_defaults
  for each row execute function private.touch();
create or replace trigger audit after insert or update or delete on public.saved_view_defaults
  for each row execute function private.audit('all');

insert into private.audit_readers (table_name, roles) values
  ('saved_views', '{admin}'),
  ('saved_view_defaults', '{admin}')
on conflict do nothing;
