-- 085 security events
-- Staff who sign in and what they take out as a file are put on record for admins, beside what the audit log tells.

create table if not exists public.security_events (
  id bigint generated always as identity primary key,
  at timestamptz not null default clock_timestamp(),
  kind text not null check (kind in ('sign_in', 'export')),
  user_id uuid not null,
  who text not null check (char_length(who) <= 200),
  table_name text check (char_length(table_name) <= 63),
  file_format text check (char_length(file_format) <= 20),
  row_count bigint check (row_count >= 0),
  filters jsonb check (pg_column_size(filters) <= 20000),
  constraint security_events_export_check check ((kind = 'export') = (table_name is not null and file_format is not null and row_count is not null))
);
comment on table public.security_events is 'Staff who signed in, and lists that they exported, with how many rows and by which filters; never changed.';
create index if not exists security_events_at_idx on public.security_events (at desc, id desc);
create index if not exists security_events_kind_idx on public.security_events (kind, at desc, id desc);
create index if not exists security_events_user_idx on public.security_events (user_id, at desc);
alter table public.security_events enable row level security;
revoke all on public.security_events from anon, authenticated, service_role;
grant select on public.security_events to authenticated, service_role;
drop policy if exists "security_events select" on public.security_events;
create policy "security_events select" on public.security_events for select to authenticated using ((select private.has_role('admin')));
create or replace trigger append_only before update or delete on public.security_events for each row execute function private.refuse_change();
create or replace trigger append_only_truncate before truncate on public.security_events for each statement execute function private.refuse_change();

create or replace trigger audit after insert or update or delete on public.security_events for each row execute function private.audit('log');
insert into private.audit_readers (table_name, roles) values ('security_events', '{admin}') on conflict do nothing;

create or replace function private.note_sign_in() returns trigger
language plpgsql security definer set search_path = '' as $$
begin
  insert into public.security_events (kind, user_id, who)
  select 'sign_in', s.user_id, s.full_name from public.staff_members s where s.user_id = new.id;
  return null;
exception when others then
  -- Nobody is kept from signing in by its record.
  raise warning 'A sign-in was not recorded: %', sqlerrm;
  return null;
end
$$;
comment on function private.note_sign_in() is 'Trigger: puts on record that somebody of the staff signed in.';
create or replace trigger note_sign_in after update of last_sign_in_at on auth.users
  for each row when (new.last_sign_in_at is distinct from old.last_sign_in_at and new.last_sign_in_at is not null) execute function private.note_sign_in();

create or replace function private.note_export(of_table text, file_format text, row_count bigint, filters jsonb) returns void
language plpgsql security definer set search_path = '' as $$
begin
  if not (select private.is_staff()) then
    raise exception 'Only staff export lists.' using errcode = '42501';
  elsif to_regclass(format('public.%I', coalesce(of_table, ''))) is null then
    raise exception 'There is no such list.' using errcode = '22023', detail = '{"field": "of_table"}';
  elsif coalesce(file_format, '') !~ '^[a-z]{1,20}$' or row_count is null or row_count < 0 then
    raise exception 'An export has a format and a number of rows.' using errcode = '22023', detail = '{"field": "file_format"}';
  end if;
  insert into public.security_events (kind, user_id, who, table_name, file_format, row_count, filters)
  select 'export', s.user_id, s.full_name, of_table, note_export.file_format, note_export.row_count,
    case when pg_column_size(note_export.filters) <= 20000 then note_export.filters end
  from public.staff_members s where s.user_id = auth.uid();
end
$$;
comment on function private.note_export(text, text, bigint, jsonb) is 'Records an export of the person who asks.';
create or replace function public.note_export(of_table text, file_format text, row_count bigint, filters jsonb default null) returns void
language sql security invoker set search_path = '' as $$
  select private.note_export(of_table, file_format, row_count, filters)
$$;
comment on function public.note_export(text, text, bigint, jsonb) is 'Puts on record that a list was exported: which, how many rows, by which filters. The console calls it before it hands the file over.';

revoke all on function private.note_sign_in(), private.note_export(text, text, bigint, jsonb), public.note_export(text, text, bigint, jsonb) from public, anon, authenticated, service_role;
grant execute on function private.note_export(text, text, bigint, jsonb), public.note_export(text, text, bigint, jsonb) to authenticated;
