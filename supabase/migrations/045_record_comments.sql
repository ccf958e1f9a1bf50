-- 039 record comments
-- What colleagues say to each other about a record, and whom they call to it.

-- A record as the signed-in person may read it, by the row security of its own table; null where they may not.
create or replace function private.readable_record(target text, record text) returns jsonb
language plpgsql stable security invoker set search_path = '' as $$
declare
  key text := case target when 'staff_members' then 'user_id' else 'id' end;
  key_type text;
  found jsonb;
begin
  select pg_catalog.format_type(a.atttypid, null) into key_type
  from pg_catalog.pg_attribute a join pg_catalog.pg_class c on c.oid = a.attrelid
  where c.relnamespace = 'public'::regnamespace and c.relname = target and c.relkind = 'r' and a.attname = key and not a.attisdropped;
  if key_type is null then
    return null;
  end if;
  execute format('select to_jsonb(t) from public.%I t where t.%I = $1::%s', target, key, key_type) into found using record;
  return found;
exception when insufficient_privilege or invalid_text_representation or numeric_value_out_of_range then
  -- A table that is not for this person, or what is no key of it.
  return null;
end
$$;
revoke all on function private.readable_record(text, text) from public, anon;
grant execute on function private.readable_record(text, text) to authenticated, service_role;
comment on function private.readable_record(text, text) is
  'The record with this key as the signed-in person may read it, by the row security of its own table; null where they may not.';

create table if not exists public.record_comments (
  id uuid primary key default gen_random_uuid(),
  table_name text not null check (table_name ~ '^[a-z][a-z0-9_]{1,62}$'),
  record_id text not null check (char_length(record_id) between 1 and 100),
  record_label text check (char_length(record_label) <= 120),
  body text not null check (char_length(btrim(body)) between 1 and 4000),
  author_id uuid not null default auth.uid() references public.staff_members (user_id),
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now()
);
comment on table public.record_comments is 'What the staff say about a record. Who can read the record can read them; only their author changes or deletes them.';
comment on column public.record_comments.record_label is 'What the record was called when the comment was written.';
create index if not exists record_comments_record_idx on public.record_comments (table_name, record_id, created_at, id);
create index if not exists record_comments_author_idx on public.record_comments (author_id);

create table if not exists public.comment_mentions (
  id uuid primary key default gen_random_uuid(),
  comment_id uuid not null references public.record_comments (id) on delete cascade,
  person_id uuid not null references public.staff_members (user_id) on delete cascade,
  read_at timestamptz,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  unique (comment_id, person_id)
);
comment on table public.comment_mentions is 'Whom a comment calls: their inbox. Read once they have seen it.';
create index if not exists comment_mentions_unread_idx on public.comment_mentions (person_id, created_at desc, id desc) where read_at is null;
create index if not exists comment_mentions_person_idx on public.comment_mentions (person_id);

-- Author, times and the record's name are kept by the database, whoever writes.
create or replace function private.stamp_comment() returns trigger
language plpgsql security invoker set search_path = '' as $$
declare
  row_now jsonb;
begin
  if tg_op = 'UPDATE' then
    new.id := old.id;
    new.table_name := old.table_name;
    new.record_id := old.record_id;
    new.record_label := old.record_label;
    new.author_id := old.author_id;
    new.created_at := old.created_at;
    return new;
  end if;
  if auth.uid() is not null then
    new.author_id := auth.uid();
    new.created_at := now();
    row_now := private.readable_record(new.table_name, new.record_id);
    if row_now is null then
      raise exception 'This record is not there any more, or is not for you.' using errcode = '42501';
    end if;
    new.record_label := left(coalesce(
      row_now ->> 'name', row_now ->> 'title', row_now ->> 'full_name', row_now ->> 'display_name',
      row_now ->> 'number', row_now ->> 'email', row_now ->> 'label', row_now ->> 'subject'), 120);
  end if;
  return new;
end
$$;
revoke all on function private.stamp_comment() from public, anon, authenticated;

-- Who is called must be able to follow: active, and of a team that reads the table.
create or replace function private.check_mention() returns trigger
language plpgsql security definer set search_path = '' as $$
declare
  person public.staff_members;
begin
  if tg_op = 'UPDATE' then
    new.id := old.id;
    new.comment_id := old.comment_id;
    new.person_id := old.person_id;
    new.created_at := old.created_at;
    new.read_at := case when new.read_at is null then null else coalesce(old.read_at, now()) end;
    return new;
  end if;
  if auth.uid() is not null then
    new.created_at := now();
    new.read_at := null;
    select * into person from public.staff_members s where s.user_id = new.person_id and s.active;
    if not found or not exists (
      select from public.record_comments c join private.audit_readers r on r.table_name = c.table_name
      where c.id = new.comment_id and person.roles && (r.roles || array['admin'])
    ) then
      raise exception '% cannot open this record and would not see the comment.', coalesce(person.full_name, 'This person')
        using errcode = '23514', detail = '{"field": "body"}';
    end if;
  end if;
  return new;
end
$$;
revoke all on function private.check_mention() from public, anon, authenticated;

alter table public.record_comments enable row level security;
revoke all on public.record_comments from anon, authenticated, service_role;
grant select, delete on public.record_comments to authenticated;
grant insert (id, table_name, record_id, body, author_id), update (body) on public.record_comments to authenticated;
grant select, insert, update, delete on public.record_comments to service_role;
drop policy if exists "record_comments select" on public.record_comments;
create policy "record_comments select" on public.record_comments for select to authenticated
  using ((select private.is_staff()) and (select private.readable_record(table_name, record_id)) is not null);
drop policy if exists "record_comments insert" on public.record_comments;
create policy "record_comments insert" on public.record_comments for insert to authenticated
  with check (author_id = (select auth.uid()) and (select private.is_staff()) and (select private.readable_record(table_name, record_id)) is not null);
drop policy if exists "record_comments update" on public.record_comments;
create policy "record_comments update" on public.record_comments for update to authenticated
  using (author_id = (select auth.uid()) and (select private.is_staff()))
  with check (author_id = (select auth.uid()));
drop policy if exists "record_comments delete" on public.record_comments;
create policy "record_comments delete" on public.record_comments for delete to authenticated
  using (author_id = (select auth.uid()) and (select private.is_staff()));
create or replace trigger a_stamp before insert or update on public.record_comments
  for each row execute function private.stamp_comment();
create or replace trigger touch before update on public.record_comments
  for each row execute function private.touch();
create or replace trigger audit after insert or update or delete on public.record_comments
  for each row execute function private.audit('all');

alter table public.comment_mentions enable row level security;
revoke all on public.comment_mentions from anon, authenticated, service_role;
grant select on public.comment_mentions to authenticated;
grant insert (comment_id, person_id), update (read_at) on public.comment_mentions to authenticated;
grant select, insert, update, delete on public.comment_mentions to service_role;
drop policy if exists "comment_mentions select" on public.comment_mentions;
create policy "comment_mentions select" on public.comment_mentions for select to authenticated
  using ((select private.is_staff()) and (person_id = (select auth.uid())
    or comment_id in (select c.id from public.record_comments c where c.author_id = (select auth.uid()))));
drop policy if exists "comment_mentions insert" on public.comment_mentions;
create policy "comment_mentions insert" on public.comment_mentions for insert to authenticated
  with check ((select private.is_staff())
    and comment_id in (select c.id from public.record_comments c where c.author_id = (select auth.uid())));
drop policy if exists "comment_mentions update" on public.comment_mentions;
create policy "comment_mentions update" on public.comment_mentions for update to authenticated
  using (person_id = (select auth.uid()) and (select private.is_staff()))
  with check (person_id = (select auth.uid()));
create or replace trigger check_mention before insert or update on public.comment_mentions
  for each row execute function private.check_mention();
create or replace trigger touch before update on public.comment_mentions
  for each row execute function private.touch();
create or replace trigger audit after insert or update or delete on public.comment_mentions
  for each row execute function private.audit('all');

-- A comment and whom it calls, in one transaction. The key is made by whoever writes: sent again, it is the same comment.
create or replace function public.add_comment(
  comment_id uuid, target text, record text, body text, mentions uuid[] default '{}'
) returns public.record_comments
language plpgsql security invoker set search_path = '' as $$
declare
  made public.record_comments;
begin
  if not (select private.is_staff()) then
    raise exception 'Only the staff may comment.' using errcode = '42501';
  end if;
  if add_comment.comment_id is null or target is null or record is null or coalesce(btrim(add_comment.body), '') = '' then
    raise exception 'Write something first.' using errcode = '22023', detail = '{"field": "body"}';
  end if;
  select * into made from public.record_comments c where c.id = add_comment.comment_id and c.author_id = (select auth.uid());
  if found then
    return made;
  end if;
  insert into public.record_comments (id, table_name, record_id, body, author_id)
  values (add_comment.comment_id, target, record, add_comment.body, (select auth.uid()))
  returning * into made;
  insert into public.comment_mentions (comment_id, person_id)
  select made.id, p.id from (select distinct unnest(coalesce(add_comment.mentions, '{}')) as id) p where p.id is not null;
  return made;
end
$$;
revoke all on function public.add_comment(uuid, text, text, text, uuid[]) from public, anon;
grant execute on function public.add_comment(uuid, text, text, text, uuid[]) to authenticated;
comment on function public.add_comment(uuid, text, text, text, uuid[]) is
  'Says something about a record and calls colleagues to it. The same key again gives the comment that is there.';

insert into private.audit_readers (table_name, roles) values
  ('record_comments', '{admin}'),
  ('comment_mentions', '{admin}')
on conflict do nothing;
