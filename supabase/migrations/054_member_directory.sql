-- Member directory
-- What every team needs to know of a member: who they are and whether they are there. The profile itself, with the day of
-- birth, the personality and what they look for, is the member's own and the moderators'.

create table if not exists public.member_directory (
  id uuid primary key references public.profiles (id) on delete cascade,
  display_name text not null,
  email text not null,
  city text,
  country text,
  state text not null,
  last_active_at timestamptz,
  created_at timestamptz not null,
  search text generated always as (private.folded(display_name || ' ' || email || ' ' || coalesce(city, ''))) stored,
  folded jsonb generated always as (private.folded_texts('{display_name,city}', array[display_name, city])) stored,
  sort_name text not null generated always as (private.folded(display_name)) stored
);
comment on table public.member_directory is 'Members as growth and finance know them. Kept by the database from profiles.';
create index if not exists member_directory_created_idx on public.member_directory (created_at desc, id desc);
create index if not exists member_directory_last_active_idx on public.member_directory (last_active_at desc nulls last, id desc);
create index if not exists member_directory_search_idx on public.member_directory using gin (search extensions.gin_trgm_ops);
create index if not exists member_directory_sort_name_idx on public.member_directory (sort_name, id);
create index if not exists member_directory_state_idx on public.member_directory (state, created_at desc, id desc);
alter table public.member_directory enable row level security;
revoke all on public.member_directory from anon, authenticated, service_role;
grant select on public.member_directory to authenticated, service_role;
drop policy if exists "member_directory select" on public.member_directory;
create policy "member_directory select" on public.member_directory for select to authenticated using ((select private.is_staff()));

create or replace function private.list_member() returns trigger
language plpgsql security definer set search_path = '' as $$
begin
  insert into public.member_directory as d (id, display_name, email, city, country, state, last_active_at, created_at)
  values (new.id, new.display_name, new.email, new.city, new.country, new.state, new.last_active_at, new.created_at)
  on conflict (id) do update set display_name = excluded.display_name, email = excluded.email, city = excluded.city, country = excluded.country,
    state = excluded.state, last_active_at = excluded.last_active_at, created_at = excluded.created_at
  where (d.display_name, d.email, d.city, d.country, d.state, d.last_active_at, d.created_at)
    is distinct from (excluded.display_name, excluded.email, excluded.city, excluded.country, excluded.state, excluded.last_active_at, excluded.created_at);
  return null;
end
$$;
comment on function private.list_member() is 'Trigger: the directory says of a member what their profile does.';
revoke all on function private.list_member() from public, anon, authenticated, service_role;
-- Before any other that is after the row: what they write may refer to the directory.
create or replace trigger a_list after insert or update on public.profiles for each row execute function private.list_member();
insert into public.member_directory (id, display_name, email, city, country, state, last_active_at, created_at)
select id, display_name, email, city, country, state, last_active_at, created_at from public.profiles on conflict do nothing;

-- Through these the API finds the member of an invoice, a session or a lead.
do $$
declare
  link record;
begin
  for link in
    select k.conrelid::regclass as name, c.relname, a.attname, k.confdeltype
    from pg_catalog.pg_constraint k
    join pg_catalog.pg_class c on c.oid = k.conrelid
    join pg_catalog.pg_attribute a on a.attrelid = k.conrelid and a.attnum = k.conkey[1]
    where k.contype = 'f' and k.confrelid = 'public.profiles'::regclass and cardinality(k.conkey) = 1 and c.relnamespace = 'public'::regnamespace
      and c.relname in ('engagement_sessions', 'post_reactions', 'leads', 'usage_tracking', 'user_subscriptions', 'payment_methods', 'invoices', 'payments', 'credit_notes',
        'refunds', 'credit_entries')
      and not exists (select from pg_catalog.pg_constraint o where o.conrelid = k.conrelid and o.confrelid = 'public.member_directory'::regclass and o.conkey = k.conkey)
  loop
    execute format('alter table %s add constraint %I foreign key (%I) references public.member_directory (id) on delete %s',
      link.name, link.relname || '_' || link.attname || '_listed_fkey', link.attname,
      case link.confdeltype when 'c' then 'cascade' when 'n' then 'set null' else 'restrict' end);
  end loop;
end
$$;

-- The profile: its member's and the moderators', its history too.
drop policy if exists "profiles select" on public.profiles;
create policy "profiles select" on public.profiles for select to authenticated
  using (id = (select auth.uid()) or (select private.has_role('moderator')));
update private.audit_readers set roles = '{moderator}' where table_name = 'profiles';
insert into private.audit_readers (table_name, roles) values ('member_directory', '{moderator,growth,finance}') on conflict (table_name) do nothing;

create or replace view public.member_activity with (security_invoker = true) as
select p.id, p.display_name, p.city, p.state, p.created_at, p.last_active_at, coalesce(e.sessions, 0) as sessions_30d, coalesce(e.minutes, 0) as minutes_30d
from public.member_directory p
left join lateral (
  select count(*) as sessions, round(sum(s.seconds) / 60.0, 1) as minutes
  from public.engagement_sessions s
  where s.user_id = p.id and s.started_at >= now() - interval '30 days'
) e on true;

do $$
declare
  body constant text := pg_get_functiondef('public.search_records(text, integer)'::regprocedure);
begin
  if position('member_directory' in body) = 0 then
    execute replace(replace(body, '(''profiles'', ''t.display_name'', ''t.email''),',
      '(''profiles'', ''t.display_name'', ''t.email''),' || E'\n        (''member_directory'', ''t.display_name'', ''t.email''),'),
      ') p (target, title, detail)', ') p (target, title, detail)' || E'\n      -- Whoever may see the profile is led there.\n      where p.target <> ''member_directory'' or not (select private.has_role(''moderator''))');
  end if;
end
$$;
