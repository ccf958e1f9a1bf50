-- 034 match names
-- A match is searched by its two people, whose names lie in two rows of another table. They are kept together, in one
-- text with an index, beside the match and not in it: members read their own matches, and must not learn the other's
-- name there.

create table if not exists public.match_names (
  match_id uuid primary key references public.matches (id) on delete cascade,
  search text not null
);
comment on table public.match_names is 'What a match is searched by: the searchable texts of both people. Kept by triggers on matches and profiles.';
create index if not exists match_names_search_idx on public.match_names using gin (search extensions.gin_trgm_ops);
alter table public.match_names enable row level security;
revoke all on public.match_names from anon, authenticated, service_role;
grant select on public.match_names to authenticated, service_role;
drop policy if exists "match_names select" on public.match_names;
create policy "match_names select" on public.match_names for select to authenticated
  using ((select private.has_role('moderator')));

-- On matches it names the new or changed one; on profiles all matches of the person.
create or replace function private.name_matches() returns trigger
language plpgsql security definer set search_path = '' as $$
begin
  insert into public.match_names (match_id, search)
    select m.id, a.search || ' ' || b.search
    from public.matches m
    join public.profiles a on a.id = m.user_a
    join public.profiles b on b.id = m.user_b
    where case tg_table_name when 'matches' then m.id = new.id else new.id in (m.user_a, m.user_b) end
    on conflict (match_id) do update set search = excluded.search;
  return null;
end
$$;
revoke all on function private.name_matches() from public, anon, authenticated, service_role;

create or replace trigger name_matches after insert or update of user_a, user_b on public.matches
  for each row execute function private.name_matches();
create or replace trigger name_matches after update on public.profiles
  for each row when (old.search is distinct from new.search) execute function private.name_matches();

insert into public.match_names (match_id, search)
  select m.id, a.search || ' ' || b.search
  from public.matches m
  join public.profiles a on a.id = m.user_a
  join public.profiles b on b.id = m.user_b
  on conflict (match_id) do nothing;
