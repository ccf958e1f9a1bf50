-- 110 own keys
-- Whether single keys do something is chosen by each person, and follows them to other computers.

create table if not exists public.staff_preferences (
  user_id uuid primary key default auth.uid() references public.staff_members (user_id) on delete cascade,
  single_keys boolean not null default true,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now()
);
comment on table public.staff_preferences is 'How each person works with the console, wherever they sign in.';
comment on column public.staff_preferences.single_keys is 'Whether letters, digits and signs without Ctrl, Alt or ⌘ do something.';
alter table public.staff_preferences enable row level security;
revoke all on public.staff_preferences from anon, authenticated, service_role;
grant select, insert (user_id, single_keys), update (single_keys) on public.staff_preferences to authenticated;
grant select on public.staff_preferences to service_role;
drop policy if exists "staff_preferences select" on public.staff_preferences;
create policy "staff_preferences select" on public.staff_preferences for select to authenticated using (user_id = (select auth.uid()));
drop policy if exists "staff_preferences insert" on public.staff_preferences;
create policy "staff_preferences insert" on public.staff_preferences for insert to authenticated
  with check (user_id = (select auth.uid()) and (select private.is_staff()));
drop policy if exists "staff_preferences update" on public.staff_preferences;
create policy "staff_preferences update" on public.staff_preferences for update to authenticated
  using (user_id = (select auth.uid())) with check (user_id = (select auth.uid()) and (select private.is_staff()));
create or replace trigger touch before update on public.staff_preferences for each row execute function private.touch();
create or replace trigger audit after insert or update or delete on public.staff_preferences for each row execute function private.audit('all');
insert into private.audit_readers (table_name, roles) values ('staff_preferences', '{admin}') on conflict do nothing;

create or replace function public.choose_single_keys(single_keys boolean) returns void
language sql security invoker set search_path = '' as $$
  insert into public.staff_preferences (user_id, single_keys) values (auth.uid(), coalesce(choose_single_keys.single_keys, true))
  on conflict (user_id) do update set single_keys = excluded.single_keys
$$;
comment on function public.choose_single_keys(boolean) is 'The signed-in person chooses whether single keys do something, on every computer.';
revoke all on function public.choose_single_keys(boolean) from public, anon, authenticated, service_role;
grant execute on function public.choose_single_keys(boolean) to authenticated;
