-- Where a trigger may not stand on storage.objects, another file could come to the place of one that was judged, and be shown.
-- Which file was judged is noted here: no other is approved or shown, and a photo whose file is another waits anew.

create table if not exists private.judged_files (
  path text primary key,
  file text,
  noted_at timestamptz not null default now(),
  constraint judged_files_path_check check (char_length(path) <= 200),
  constraint judged_files_finite check (isfinite(noted_at))
);
comment on table private.judged_files is 'Which file lay at the path of a picture when somebody first saw or judged it.';
comment on column private.judged_files.file is 'The file by what Storage says of it, which is another for any other file; empty: there was none.';

create or replace function private.file_at(path text) returns text language plpgsql stable security definer set search_path = '' as $$
declare
  found_file text;
begin
  if to_regclass('storage.objects') is null then
    return null;
  end if;
  -- Versions of Storage have more or fewer columns.
  execute $q$select concat_ws(' ', f ->> 'id', f ->> 'version', f #>> '{metadata,eTag}', f #>> '{metadata,size}')
    from (select to_jsonb(o) as f from storage.objects o where o.bucket_id = 'pictures' and o.name = $1) o$q$ into found_file using path;
  return found_file;
end
$$;
comment on function private.file_at(text) is 'The file that lies at this path of the bucket of pictures now, by what Storage says of it.';

create or replace function private.is_judged_file(path text) returns boolean language sql stable security definer set search_path = '' as $$
  select coalesce((select f.file is not distinct from private.file_at(f.path) from private.judged_files f where f.path = is_judged_file.path), true)
$$;
comment on function private.is_judged_file(text) is 'Whether the file at this path is the one that was seen and judged, or none was judged yet.';

create or replace function private.note_file() returns trigger language plpgsql security definer set search_path = '' as $$
declare
  path text;
begin
  if tg_table_name = 'user_images' then
    path := new.storage_path;
  elsif tg_table_name = 'photo_decisions' then
    select i.storage_path into path from public.user_images i where i.id = new.image_id;
    if new.state_after = 'approved' and not private.is_judged_file(path) then
      perform private.raise_conflict('edited', 'It is another picture than the one that was seen.', '{}');
    end if;
  else
    select v.image_path into path from private.version_text(new.post_id, new.comment_id, new.version_seen) v limit 1;
  end if;
  if path is not null then
    insert into private.judged_files (path, file) values (path, private.file_at(path)) on conflict do nothing;
  end if;
  return new;
end
$$;
comment on function private.note_file() is 'Trigger: notes which file was seen or judged, the first time; nobody approves another.';
create or replace trigger note_file before update of checksum on public.user_images for each row when (old.checksum is null and new.checksum is not null) execute function private.note_file();
create or replace trigger note_file before insert on public.photo_decisions for each row execute function private.note_file();
create or replace trigger note_file before insert on public.moderation_decisions for each row when (new.post_id is not null) execute function private.note_file();

create or replace function private.pictures_to_show(paths text[]) returns setof text language sql stable security definer set search_path = '' as $$
  select p.path from unnest(paths) p (path)
  where private.is_judged_file(p.path) and (
    exists (select from public.user_images i where i.storage_path = p.path and i.state = 'approved' and not private.is_suspended(i.user_id))
    or exists (select from public.community_posts c where c.image_path = p.path and c.state = 'published'))
$$;
comment on function private.pictures_to_show(text[]) is 'Of these paths those whose picture members may see: approved or published, and still the file that was judged.';
create or replace function public.pictures_to_show(paths text[]) returns setof text language sql stable set search_path = '' as $$ select private.pictures_to_show(paths) $$;
comment on function public.pictures_to_show(text[]) is 'For whoever shows pictures to members: of these paths those that may be shown, which is asked before each address is signed.';

create or replace function private.guard_photo() returns trigger language plpgsql set search_path = '' as $$
begin
  if tg_op = 'INSERT' then
    if new.state <> 'pending' and (current_user in ('authenticated', 'service_role', 'anon') or auth.uid() is not null) then
      raise exception 'A photo begins as pending.' using errcode = '42501', detail = '{"field": "state"}';
    end if;
  elsif (new.state, new.rejection_reason) is distinct from (old.state, old.rejection_reason)
    and (current_user in ('authenticated', 'service_role', 'anon')
      or auth.uid() is not null and coalesce(current_setting('app.photo', true), '') <> new.id::text) then
    raise exception 'A photo is approved and rejected in the photo queue, by somebody who sees it.'
      using errcode = '42501', detail = '{"field": "state"}', hint = 'Call moderate_photos with the checksum of the picture.';
  elsif (new.storage_path, old.checksum, old.phash) is distinct from (old.storage_path, coalesce(new.checksum, ''), new.phash) and old.checksum is not null
    -- What was noted of another file is forgotten, and the photo waits.
    and not (new.storage_path = old.storage_path and new.state = 'pending' and num_nonnulls(new.checksum, new.phash) = 0
      and current_user not in ('authenticated', 'service_role', 'anon') and current_setting('app.photo', true) = new.id::text) then
    raise exception 'What was noted of a photo does not change.' using errcode = '42501', detail = '{"field": "checksum"}';
  end if;
  return new;
end
$$;

create or replace function private.recheck_pictures() returns integer language plpgsql security definer set search_path = '' as $$
declare
  photo record;
  sent_back integer := 0;
begin
  for photo in
    select i.id, i.storage_path from public.user_images i join private.judged_files f on f.path = i.storage_path
    where (i.state = 'approved' or i.state = 'pending' and i.checksum is not null) and f.file is distinct from private.file_at(f.path) for update of i
  loop
    perform set_config('app.photo', photo.id::text, true), set_config('app.reason', 'Its file is another than the one that was seen', true);
    delete from private.judged_files f where f.path = photo.storage_path;
    update public.user_images i set state = 'pending', checksum = null, phash = null where i.id = photo.id;
    sent_back := sent_back + 1;
  end loop;
  perform set_config('app.photo', '', true), set_config('app.reason', '', true);
  return sent_back;
end
$$;
comment on function private.recheck_pictures() is 'Lets photos wait anew, seen by nobody, whose file is another than the one that was seen or judged; says how many.';
create or replace function public.recheck_pictures() returns integer language sql set search_path = '' as $$ select private.recheck_pictures() $$;
comment on function public.recheck_pictures() is 'For a worker, every few minutes: photos whose file is another than the one that was approved wait anew. Says how many.';

revoke all on private.judged_files from public, anon, authenticated, service_role;
alter table private.judged_files enable row level security;
revoke execute on function private.file_at(text), private.is_judged_file(text), private.note_file(), private.pictures_to_show(text[]), public.pictures_to_show(text[]),
  private.recheck_pictures(), public.recheck_pictures() from public, anon, authenticated, service_role;
grant execute on function private.pictures_to_show(text[]), public.pictures_to_show(text[]), private.recheck_pictures(), public.recheck_pictures() to service_role;

-- What was judged before today is what lies there now.
insert into private.judged_files (path, file)
select p.path, private.file_at(p.path) from (
  select i.storage_path from public.user_images i where i.state <> 'pending' or i.checksum is not null
  union select c.image_path from public.community_posts c where c.image_path is not null and c.state <> 'pending'
  union select v.image_path from public.content_versions v where v.image_path is not null and v.state <> 'waiting') p (path)
on conflict do nothing;
