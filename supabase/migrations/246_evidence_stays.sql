-- Who held the service key, or was the member, deleted a photo that had been rejected or was being looked at, and a conversation that had been
-- reported took its report along. What somebody still has to judge stays until then, with its file.

create or replace function private.photo_stays_until(image uuid) returns timestamptz language sql stable security definer set search_path = '' as $$
  select case
    when exists (select from public.moderation_waiting w where w.item_id = i.id and w.waiting_since is not null and w.escalated)
      or exists (select from public.photo_decisions d join public.member_notices n on n.photo_decision_id = d.id
        join public.moderation_appeals a on a.notice_id = n.id where d.image_id = i.id and a.state = 'open')
      or exists (select from public.member_reports r where r.member_id = i.user_id and r.state = 'open') then 'infinity'
    when i.state = 'rejected' and t.until > now() then t.until
  end
  from public.user_images i
  cross join lateral (
    -- What was rejected before decisions were kept: as long from then on.
    select coalesce(max(n.object_until), i.updated_at + make_interval(months => private.setting('months_to_object')::integer)) as until
    from public.photo_decisions d join public.member_notices n on n.photo_decision_id = d.id
    where d.image_id = i.id and n.reversed_at is null) t
  where i.id = image
$$;
comment on function private.photo_stays_until(uuid) is
  'Until when nobody deletes a photo: while a colleague, an objection or a report about its member waits (infinity), and, once rejected, for as long as its member may object.';

create or replace function private.keep_photo() returns trigger language plpgsql security definer set search_path = '' as $$
declare
  until constant timestamptz := private.photo_stays_until(old.id);
begin
  -- That somebody reported a member is not for the member to know.
  if until = 'infinity' then
    raise exception 'Moderators look at this photo: it stays until they have decided.' using errcode = '23514';
  elsif until is not null then
    raise exception 'This photo was rejected, and may be objected to until %: it stays until then.', to_char(until at time zone 'UTC', 'YYYY-MM-DD') using errcode = '23514';
  end if;
  return old;
end
$$;
comment on function private.keep_photo() is 'Trigger: a photo that somebody still has to judge, or may have to, is not deleted. With the member it goes.';
create or replace trigger keep_photo before delete on public.user_images for each row
  when (current_user in ('authenticated', 'service_role')) execute function private.keep_photo();

create or replace function private.keep_conversation() returns trigger language plpgsql security definer set search_path = '' as $$
begin
  if exists (select from public.member_reports r where r.state = 'open'
    and r.conversation_id::text = to_jsonb(old) ->> case tg_table_name when 'user_conversations' then 'id' else 'conversation_id' end) then
    raise exception 'This conversation was reported: it stays as it is until that is decided.' using errcode = '23514';
  end if;
  return case tg_op when 'DELETE' then old else new end;
end
$$;
comment on function private.keep_conversation() is 'Trigger: a conversation and what was said in it stay as they are while a report about it is open. With the member they go.';
create or replace trigger keep_conversation before delete on public.user_conversations for each row
  when (current_user in ('authenticated', 'service_role')) execute function private.keep_conversation();
create or replace trigger keep_conversation before delete on public.conversation_responses for each row
  when (current_user in ('authenticated', 'service_role')) execute function private.keep_conversation();
create or replace trigger keep_conversation_words before update of prompt, answer, "position" on public.conversation_responses for each row
  when (current_user in ('authenticated', 'service_role') and (old.prompt, old.answer, old."position") is distinct from (new.prompt, new.answer, new."position"))
  execute function private.keep_conversation();

-- The file with it.
create or replace function private.picture_stays(path text) returns boolean language plpgsql stable security definer set search_path = '' as $$
declare
  owner constant uuid := case when path ~ '^(profiles|posts)/[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}/' then split_part(path, '/', 2)::uuid end;
begin
  return exists (select from public.user_images i where i.user_id = owner and i.storage_path = path and private.photo_stays_until(i.id) is not null)
    or exists (
      select from public.community_posts p
      where p.user_id = owner and (p.image_path = path or exists (select from public.content_versions v where v.post_id = p.id and v.image_path = path))
        and (exists (select from public.content_reports r where r.post_id = p.id and r.state = 'open')
          or exists (select from public.moderation_waiting w where w.item_id = p.id and w.waiting_since is not null and w.escalated)
          or exists (
            select from public.moderation_decisions d join public.member_notices n on n.decision_id = d.id
            where d.post_id = p.id and (n.kind = 'decision' and n.reversed_at is null and n.object_until > now()
              or exists (select from public.moderation_appeals a where a.notice_id = n.id and a.state = 'open')))));
end
$$;
comment on function private.picture_stays(text) is 'Whether the picture of this path belongs to what somebody still has to judge, or may have to.';

create or replace function private.keep_evidence_file() returns trigger language plpgsql security definer set search_path = '' as $$
begin
  if old.bucket_id = 'pictures' and private.picture_stays(old.name) then
    raise exception 'This picture belongs to what is judged, or may be objected to: it stays until that is decided.' using errcode = '42501';
  end if;
  return old;
end
$$;
comment on function private.keep_evidence_file() is 'Trigger: the file of what somebody still has to judge is not deleted.';
revoke all on function private.photo_stays_until(uuid), private.keep_photo(), private.keep_conversation(), private.picture_stays(text), private.keep_evidence_file()
  from public, anon, authenticated, service_role;
do $$
begin
  if to_regclass('storage.objects') is not null then
    execute 'create or replace trigger keep_evidence_file before delete on storage.objects for each row execute function private.keep_evidence_file()';
  end if;
exception when insufficient_privilege then
  raise warning 'This role may not put a trigger on storage.objects: the service key can delete the file of a photo that is evidence; its row, checksum and decisions stay.';
end
$$;
