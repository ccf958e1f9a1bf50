-- Photos
-- Members' pictures lie in a private bucket; what is stored of them is a path in it. A photo is judged like a text: seen
-- by its checksum, decided by one function, taken back, told to the member.

-- ---------------------------------------------------------------------------------------
-- Where pictures lie

-- Once, before anything asks for it: `profiles/<member>/<name>` and `posts/<member>/<name>`, nothing that leads elsewhere.
create or replace function private.picture_path(folder text, owner uuid, path text) returns text
language sql immutable set search_path = '' as $$
  select case
    when path ~ ('^' || folder || '/' || owner::text || '/[A-Za-z0-9][A-Za-z0-9_-]{0,79}\.(jpg|jpeg|png|webp)$') then path
    when path ~* '\.(jpg|jpeg|png|webp)$' and path !~ '[:?#\\]' then
      folder || '/' || owner::text || '/' || left('p' || regexp_replace(regexp_replace(path, '^.*/|\.[A-Za-z]+$', '', 'g'), '[^A-Za-z0-9_-]+', '-', 'g'), 80)
        || lower(substring(path from '\.[A-Za-z]+$'))
  end
$$;
comment on function private.picture_path(text, uuid, text) is 'The path of a picture in its bucket; null for what is none, such as an address elsewhere.';

alter table public.user_images disable trigger user;
update public.user_images i
set storage_path = coalesce(private.picture_path('profiles', i.user_id, i.storage_path), 'profiles/' || i.user_id || '/' || i.id || '.jpg')
where i.storage_path is distinct from private.picture_path('profiles', i.user_id, i.storage_path);
alter table public.user_images enable trigger user;
alter table public.community_posts disable trigger user;
update public.community_posts p set image_path = private.picture_path('posts', p.user_id, p.image_path)
where p.image_path is not null and p.image_path is distinct from private.picture_path('posts', p.user_id, p.image_path);
alter table public.community_posts enable trigger user;
alter table public.content_versions disable trigger user;
update public.content_versions v set image_path = private.picture_path('posts', v.author_id, v.image_path)
where v.image_path is not null and v.image_path is distinct from private.picture_path('posts', v.author_id, v.image_path);
alter table public.content_versions enable trigger user;

alter table public.user_images drop constraint if exists user_images_storage_path_in_bucket_check;
alter table public.user_images add constraint user_images_storage_path_in_bucket_check
  check (storage_path ~ ('^profiles/' || user_id::text || '/[A-Za-z0-9][A-Za-z0-9_-]{0,79}\.(jpg|jpeg|png|webp)$'));
alter table public.community_posts drop constraint if exists community_posts_image_path_in_bucket_check;
alter table public.community_posts add constraint community_posts_image_path_in_bucket_check
  check (image_path ~ ('^posts/' || user_id::text || '/[A-Za-z0-9][A-Za-z0-9_-]{0,79}\.(jpg|jpeg|png|webp)$'));
alter table public.content_versions drop constraint if exists content_versions_image_path_in_bucket_check;
alter table public.content_versions add constraint content_versions_image_path_in_bucket_check
  check (image_path ~ ('^posts/' || author_id::text || '/[A-Za-z0-9][A-Za-z0-9_-]{0,79}\.(jpg|jpeg|png|webp)$'));

-- A Postgres without the platform around it has no Storage: the rules above hold there, too.
do $$
begin
  if to_regclass('storage.buckets') is null or to_regclass('storage.objects') is null then
    return;
  end if;
  insert into storage.buckets (id, name, public, file_size_limit, allowed_mime_types)
  values ('pictures', 'pictures', false, 10485760, '{image/jpeg,image/png,image/webp}')
  on conflict (id) do update set public = false, file_size_limit = excluded.file_size_limit, allowed_mime_types = excluded.allowed_mime_types;
  -- Nobody changes what lies there: what was seen and approved is what is shown.
  execute 'drop policy if exists "pictures select" on storage.objects';
  execute $policy$create policy "pictures select" on storage.objects for select to authenticated using (bucket_id = 'pictures'
    and ((storage.foldername(name))[2] = (select auth.uid())::text or (select private.has_role('moderator'))))$policy$;
  execute 'drop policy if exists "pictures insert" on storage.objects';
  execute $policy$create policy "pictures insert" on storage.objects for insert to authenticated with check (bucket_id = 'pictures'
    and name ~ ('^(profiles|posts)/' || (select auth.uid())::text || '/[A-Za-z0-9][A-Za-z0-9_-]{0,79}\.(jpg|jpeg|png|webp)$')
    and not (select private.is_kept_from('taking_part')))$policy$;
end
$$;

-- ---------------------------------------------------------------------------------------
-- What is known of a photo, and what was decided about it

alter table public.user_images add column if not exists checksum text;
alter table public.user_images add column if not exists phash bigint;
comment on column public.user_images.checksum is 'SHA-256 of the file, noted by whoever uploads it or sees it first; it does not change.';
comment on column public.user_images.phash is 'How it looks, in 64 bits: pictures that differ in few of them look alike.';
alter table public.user_images drop constraint if exists user_images_checksum_check;
alter table public.user_images add constraint user_images_checksum_check check (checksum ~ '^[0-9a-f]{64}$');
create index if not exists user_images_checksum_idx on public.user_images (checksum);

-- Two that differ in at most three bits share one of four quarters.
create or replace function private.quarters(phash bigint) returns integer[]
language sql immutable set search_path = '' as $$
  select array_agg(((phash >> (16 * q)) & 65535)::integer + 65536 * q) from generate_series(0, 3) q
$$;
create index if not exists user_images_quarters_idx on public.user_images using gin (private.quarters(phash));

create table if not exists public.photo_decisions (
  id bigint generated always as identity primary key,
  image_id uuid not null,
  member_id uuid not null references public.profiles (id) on delete restrict,
  decision text not null check (decision in ('approve', 'reject', 'escalate', 'undo')),
  reason_code text references public.moderation_reasons (code) on delete restrict,
  note text check (char_length(note) <= 2000),
  moderator_id uuid not null references public.staff_members (user_id) on delete restrict,
  checksum text not null check (checksum ~ '^[0-9a-f]{64}$'),
  decision_seen bigint,
  state_before text not null,
  state_after text not null,
  rejection_before text,
  undoes_id bigint unique references public.photo_decisions (id) on delete restrict,
  client_key uuid not null unique,
  over_claim boolean not null default false,
  waiting_since timestamptz,
  created_at timestamptz not null default now(),
  constraint photo_decisions_undo_check check ((decision = 'undo') = (undoes_id is not null))
);
comment on table public.photo_decisions is 'What was decided about members'' photos, by whom and why, with the checksum of the picture that was seen; never changed.';
comment on column public.photo_decisions.image_id is 'The photo; it stays known here when the member takes it away.';
create index if not exists photo_decisions_image_idx on public.photo_decisions (image_id, id desc);
create index if not exists photo_decisions_member_idx on public.photo_decisions (member_id, id desc);
create index if not exists photo_decisions_moderator_idx on public.photo_decisions (moderator_id, created_at desc);
create index if not exists photo_decisions_reason_idx on public.photo_decisions (reason_code);
create index if not exists photo_decisions_created_idx on public.photo_decisions (created_at desc, id desc);
alter table public.photo_decisions enable row level security;
revoke all on public.photo_decisions from anon, authenticated, service_role;
grant select on public.photo_decisions to authenticated, service_role;
drop policy if exists "photo_decisions select" on public.photo_decisions;
create policy "photo_decisions select" on public.photo_decisions for select to authenticated using ((select private.has_role('moderator')));
create or replace trigger append_only before update or delete on public.photo_decisions for each row execute function private.refuse_change();
create or replace trigger append_only_truncate before truncate on public.photo_decisions for each statement execute function private.refuse_change();
create or replace trigger audit after insert or update or delete on public.photo_decisions for each row execute function private.audit('log');
insert into private.audit_readers (table_name, roles) values ('photo_decisions', '{moderator}') on conflict do nothing;

alter table public.member_notices add column if not exists photo_decision_id bigint references public.photo_decisions (id) on delete restrict;
create index if not exists member_notices_photo_decision_idx on public.member_notices (photo_decision_id);

alter table public.moderation_reasons drop constraint if exists moderation_reasons_decisions_check;
alter table public.moderation_reasons add constraint moderation_reasons_decisions_check
  check (decisions <@ array['approve', 'hide', 'remove', 'restore', 'dismiss_reports', 'escalate', 'decline_edit', 'sanction', 'reject']);
insert into public.moderation_reasons (code, label, member_text, severity, decisions, position) values
  ('no_face', 'No face, or not clear who it is', 'It does not show clearly who you are.', 1, '{reject}', 200),
  ('not_the_member', 'Not of the member', 'It is not a picture of you.', 3, '{reject,escalate}', 210),
  ('child_in_picture', 'Shows a child', 'It shows a child without an adult beside them.', 4, '{reject,escalate}', 220),
  ('poor_quality', 'Too dark or blurred', 'It is too dark or blurred to recognise anybody.', 1, '{reject}', 230)
on conflict (code) do nothing;
update public.moderation_reasons r set decisions = r.decisions || '{reject}'
where r.code in ('scam', 'sexual_content', 'contact_details', 'underage', 'violence', 'hate', 'privacy', 'spam', 'other') and not 'reject' = any (r.decisions);

-- A rejected photo may be approved after all, and either decision taken back.
insert into public.state_transitions (table_name, from_state, to_state) values
  ('user_images', 'approved', 'pending'), ('user_images', 'rejected', 'pending')
on conflict do nothing;

-- One door. Whoever comes through the API, the service role too, and whoever changes many at once finds it shut.
create or replace function private.guard_photo() returns trigger
language plpgsql set search_path = '' as $$
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
  elsif (new.storage_path, old.checksum, old.phash) is distinct from (old.storage_path, coalesce(new.checksum, ''), new.phash) and old.checksum is not null then
    raise exception 'What was noted of a photo does not change.' using errcode = '42501', detail = '{"field": "checksum"}';
  end if;
  return new;
end
$$;
create or replace trigger a_guard before insert or update on public.user_images for each row execute function private.guard_photo();
select private.allow_columns('user_images', 'update', '{"member": ["alt_text", "position", "is_primary"], "moderator": ["alt_text"]}', 'user_id');
revoke update on public.user_images from service_role;
grant update (alt_text, position, is_primary) on public.user_images to service_role;
revoke insert on public.user_images from service_role;
grant insert (id, user_id, storage_path, alt_text, position, is_primary, width, height) on public.user_images to service_role;

create or replace function private.last_photo_decision(image uuid, holding boolean) returns public.photo_decisions
language sql stable set search_path = '' as $$
  select d.* from public.photo_decisions d
  where d.image_id = image and (not holding or d.decision <> 'undo' and not exists (select from public.photo_decisions u where u.undoes_id = d.id))
  order by d.id desc limit 1
$$;

-- ---------------------------------------------------------------------------------------
-- What waits: in the same small table as texts

create or replace function private.photo_waiting(image uuid) returns public.moderation_waiting
language plpgsql stable security definer set search_path = '' as $$
declare
  photo public.user_images;
  held public.photo_decisions := private.last_photo_decision(image, true);
  w public.moderation_waiting;
begin
  select * into photo from public.user_images i where i.id = image;
  if not found then
    return null;
  end if;
  w.item_id := image;
  w.item_type := 'photo';
  w.pending := photo.state = 'pending';
  w.escalated := coalesce(held.decision = 'escalate', false);
  w.edited := false;
  w.by_bot := false;
  w.counting := 0;
  w.set_aside := 0;
  w.earlier := 0;
  w.waiting_since := least(case when w.pending then photo.created_at end, case when w.escalated then held.created_at end);
  return w;
end
$$;
create or replace function private.refresh_waiting(kind text, item uuid) returns void
language plpgsql security definer set search_path = '' as $$
declare
  fresh public.moderation_waiting;
begin
  if kind = 'photo' then
    fresh := private.photo_waiting(item);
  else
    fresh := private.item_waiting(kind, item);
  end if;
  if fresh.waiting_since is null then
    update public.moderation_waiting w set waiting_since = null, changed_at = clock_timestamp()
    where w.item_id = item and w.waiting_since is not null;
    return;
  end if;
  insert into public.moderation_waiting as w
    (item_id, item_type, waiting_since, pending, edited, by_bot, escalated, counting, set_aside, earlier, held_id, changed_at)
  values (fresh.item_id, fresh.item_type, fresh.waiting_since, fresh.pending, fresh.edited, fresh.by_bot, fresh.escalated, fresh.counting,
    fresh.set_aside, fresh.earlier, fresh.held_id, clock_timestamp())
  on conflict (item_id) do update set
    waiting_since = excluded.waiting_since, pending = excluded.pending, edited = excluded.edited, by_bot = excluded.by_bot,
    escalated = excluded.escalated, counting = excluded.counting, set_aside = excluded.set_aside, earlier = excluded.earlier,
    held_id = excluded.held_id, changed_at = excluded.changed_at;
end
$$;
create or replace function private.rebuild_photo_waiting() returns bigint
language plpgsql security definer set search_path = '' as $$
begin
  perform private.refresh_waiting('photo', i.id) from (
    select p.id from public.user_images p where p.state = 'pending'
    union select d.image_id from public.photo_decisions d where d.decision = 'escalate'
    union select w.item_id from public.moderation_waiting w where w.item_type = 'photo'
  ) i;
  return (select count(*) from public.moderation_waiting w where w.item_type = 'photo' and w.waiting_since is not null);
end
$$;
comment on function private.rebuild_photo_waiting() is 'Asks about every photo again whether it waits; answers with how many do.';
create or replace function private.keep_photo_waiting() returns trigger
language plpgsql security definer set search_path = '' as $$
declare
  row_now record := case when tg_op = 'DELETE' then old else new end;
begin
  perform private.refresh_waiting('photo', row_now.id);
  return null;
end
$$;
create or replace trigger waiting_new after insert on public.user_images for each row when (new.state = 'pending') execute function private.keep_photo_waiting();
create or replace trigger waiting_change after update of state on public.user_images for each row when (new.state <> old.state) execute function private.keep_photo_waiting();
create or replace trigger waiting_gone after delete on public.user_images for each row execute function private.keep_photo_waiting();

-- ---------------------------------------------------------------------------------------
-- Claims: the same table, the same five minutes

alter table public.moderation_claims add column if not exists image_id uuid unique references public.user_images (id) on delete cascade;
alter table public.moderation_claims drop constraint if exists moderation_claims_one_item_check;
alter table public.moderation_claims add constraint moderation_claims_one_item_check check (num_nonnulls(post_id, comment_id, image_id) = 1);
create or replace function private.keep_claimed() returns trigger
language plpgsql security definer set search_path = '' as $$
declare
  row_now public.moderation_claims := case when tg_op = 'DELETE' then old else new end;
begin
  update public.moderation_waiting w set changed_at = clock_timestamp()
  where w.item_id = coalesce(row_now.post_id, row_now.comment_id, row_now.image_id);
  return null;
end
$$;
create or replace function private.release_claims(items jsonb) returns integer
language plpgsql security definer set search_path = '' as $$
declare
  released integer;
begin
  delete from public.moderation_claims c
  where c.id in (
    select o.id from public.moderation_claims o
    where o.moderator_id = auth.uid()
      and (items is null or coalesce(o.post_id, o.comment_id, o.image_id) in (select i.item_id from jsonb_to_recordset(items) i (item_id uuid)))
    order by o.id for update skip locked
  );
  get diagnostics released = row_count;
  return released;
end
$$;
create or replace function private.claim_photos(items jsonb, take_over boolean) returns jsonb
language plpgsql security definer set search_path = '' as $$
declare
  wanted record;
  held record;
  me text := (select s.full_name from public.staff_members s where s.user_id = auth.uid());
  answer jsonb;
  answers jsonb := '[]';
begin
  if not (select private.has_role('moderator')) then
    raise exception 'Only moderators claim items.' using errcode = '42501';
  end if;
  for wanted in select distinct i.item_id from jsonb_to_recordset(items) i (item_id uuid) order by 1 loop
    answer := jsonb_build_object('item_type', 'photo', 'item_id', wanted.item_id);
    perform from public.user_images p where p.id = wanted.item_id for update;
    if not found then
      answers := answers || (answer || '{"result": "gone"}');
      continue;
    end if;
    delete from public.moderation_claims c where c.image_id = wanted.item_id and c.expires_at <= now();
    select c.id, c.moderator_id, c.expires_at, s.full_name into held
    from public.moderation_claims c join public.staff_members s on s.user_id = c.moderator_id where c.image_id = wanted.item_id;
    if held.id is not null and held.moderator_id <> auth.uid() and not coalesce(take_over, false) then
      answers := answers || (answer || jsonb_build_object('result', 'held', 'claimed_by', held.moderator_id, 'claimed_name', held.full_name,
        'claim_expires_at', held.expires_at, 'taken_from_name', null));
      continue;
    end if;
    insert into public.moderation_claims (image_id, moderator_id, claimed_at, expires_at) values (wanted.item_id, auth.uid(), now(), now() + interval '5 minutes')
    on conflict (image_id) do update set moderator_id = excluded.moderator_id, expires_at = excluded.expires_at;
    answers := answers || (answer || jsonb_build_object('result', 'claimed', 'claimed_by', auth.uid(), 'claimed_name', me,
      'claim_expires_at', now() + interval '5 minutes', 'taken_from_name', case when held.moderator_id <> auth.uid() then held.full_name end));
  end loop;
  return answers;
end
$$;
create or replace function public.claim_photos(items jsonb, take_over boolean default false) returns jsonb
language plpgsql security invoker set search_path = '' as $$
begin
  if jsonb_typeof(items) is distinct from 'array' or jsonb_array_length(items) > 100 then
    raise exception 'Claim 100 items at the most.' using errcode = '22023', detail = '{"field": "items"}';
  end if;
  return private.claim_photos(items, take_over);
end
$$;
comment on function public.claim_photos(jsonb, boolean) is 'Claims these photos: [{"item_id"}]. take_over: also those that a colleague has, which is recorded. Renewed and given back like other claims.';

-- ---------------------------------------------------------------------------------------
-- Deciding

create or replace function private.decide_photo(entry public.photo_decisions) returns jsonb
language plpgsql security definer set search_path = '' as $$
declare
  answer jsonb := jsonb_build_object('item_type', 'photo', 'item_id', entry.image_id, 'client_key', entry.client_key);
  made public.photo_decisions;
  photo public.user_images;
  latest public.photo_decisions;
  undone public.photo_decisions;
  reason public.moderation_reasons;
  claim record;
  here jsonb;
  message text;
  details text;
begin
  if not (select private.has_role('moderator')) then
    raise exception 'Only moderators decide about photos.' using errcode = '42501';
  end if;
  begin
    -- The photo first, as everybody who decides or claims does.
    select * into photo from public.user_images i where i.id = entry.image_id for update;
    select d.* into made from public.photo_decisions d where d.client_key = entry.client_key;
    if made.id is not null then
      if made.moderator_id <> auth.uid() or made.image_id <> entry.image_id or made.decision <> entry.decision then
        perform private.raise_refusal('This key belongs to another decision.', 'client_key');
      end if;
      return answer || private.photo_facts(made) || '{"result": "applied", "repeated": true}';
    elsif photo.id is null then
      raise exception 'It is gone: the member has taken it away.' using errcode = 'P0002';
    elsif photo.user_id = auth.uid() then
      raise exception 'Nobody decides about their own photo.' using errcode = '42501';
    end if;
    latest := private.last_photo_decision(photo.id, false);
    here := jsonb_build_object('state', photo.state, 'version', 1, 'decision_seen', latest.id);
    if entry.decision = 'undo' then
      select d.* into undone from public.photo_decisions d where d.id = entry.undoes_id and d.image_id = photo.id;
      if undone.id is null then
        raise exception 'There is no such decision to take back.' using errcode = 'P0002';
      elsif undone.decision = 'undo' then
        perform private.raise_refusal('An undo is not taken back: decide anew.', 'undoes_id');
      end if;
      entry.decision_seen := undone.id;
      entry.checksum := undone.checksum;
    end if;
    if latest.id > coalesce(entry.decision_seen, 0) then
      perform private.raise_conflict(case when latest.undoes_id = undone.id then 'undone' else 'decided' end,
        format(case when latest.undoes_id = undone.id then '%s has taken it back already.' else '%s was faster: %s%s.' end,
          (select s.full_name from public.staff_members s where s.user_id = latest.moderator_id), latest.decision,
          coalesce(' as “' || (select r.label from public.moderation_reasons r where r.code = latest.reason_code) || '”', '')),
        private.photo_facts(latest) || here);
    elsif entry.checksum is null or photo.checksum is null then
      perform private.raise_refusal('Look at the picture first: its checksum goes with the decision.', 'checksum');
    elsif photo.checksum <> entry.checksum then
      perform private.raise_conflict('edited', 'It is another picture than the one you saw.', here);
    end if;
    if not coalesce(entry.over_claim, false) then
      select c.moderator_id, c.expires_at, s.full_name into claim
      from public.moderation_claims c join public.staff_members s on s.user_id = c.moderator_id
      where c.image_id = photo.id and c.expires_at > now() and c.moderator_id <> auth.uid();
      if found then
        perform private.raise_conflict('claimed', format('%s is at it right now.', claim.full_name),
          here || jsonb_build_object('by', claim.moderator_id, 'by_name', claim.full_name));
      end if;
    end if;
    select * into reason from public.moderation_reasons r where r.code = entry.reason_code;
    if entry.reason_code is not null and (reason.code is null or not reason.active or not entry.decision = any (reason.decisions)) then
      perform private.raise_refusal(format('“%s” is not a reason to %s a photo.', coalesce(reason.label, entry.reason_code), entry.decision), 'reason_code');
    elsif entry.decision in ('reject', 'escalate') and entry.reason_code is null then
      perform private.raise_refusal('Choose a reason.', 'reason_code');
    elsif entry.reason_code = 'other' and btrim(coalesce(entry.note, '')) = '' then
      perform private.raise_refusal('Say in the note what the other reason is.', 'note');
    end if;
    entry.state_before := photo.state;
    entry.state_after := case entry.decision when 'approve' then 'approved' when 'reject' then 'rejected' when 'undo' then undone.state_before else photo.state end;
    if entry.decision in ('approve', 'reject') and photo.state = entry.state_after
      and (private.last_photo_decision(photo.id, true)).decision is distinct from 'escalate' then
      perform private.raise_refusal(format('It is %s already.', photo.state), 'decision');
    elsif entry.decision = 'escalate' and (private.last_photo_decision(photo.id, true)).decision = 'escalate' then
      perform private.raise_refusal('It is escalated already.', 'decision');
    elsif entry.decision = 'undo' and photo.state <> undone.state_after then
      perform private.raise_conflict('changed', format('It is %s by now.', photo.state), here);
    end if;
    insert into public.photo_decisions (image_id, member_id, decision, reason_code, note, moderator_id, checksum, decision_seen, state_before, state_after,
      rejection_before, undoes_id, client_key, over_claim, waiting_since, created_at)
    values (photo.id, photo.user_id, entry.decision, entry.reason_code, nullif(btrim(entry.note), ''), auth.uid(), entry.checksum, entry.decision_seen,
      entry.state_before, entry.state_after, photo.rejection_reason, entry.undoes_id, entry.client_key, coalesce(entry.over_claim, false),
      (select w.waiting_since from public.moderation_waiting w where w.item_id = photo.id), clock_timestamp())
    returning * into made;
    if made.state_after <> made.state_before then
      perform set_config('app.photo', photo.id::text, true),
        set_config('app.reason', coalesce(concat_ws(': ', case when made.decision = 'undo' then 'Undo' end, reason.label, made.note), ''), true);
      update public.user_images i set state = made.state_after,
        rejection_reason = case when made.state_after = 'rejected' then case when made.decision = 'undo' then undone.rejection_before else reason.member_text end end
      where i.id = photo.id;
      perform set_config('app.photo', '', true), set_config('app.reason', '', true);
    end if;
    perform private.refresh_waiting('photo', photo.id);
    delete from public.moderation_claims c where c.image_id = photo.id;
    if made.decision = 'reject' then
      insert into public.member_notices (member_id, kind, what, photo_decision_id, rule_code, rule_text, facts, found_by, object_until)
      values (photo.user_id, 'decision', 'reject_photo', made.id, reason.code, private.rule_text(reason.code, photo.user_id),
        format('Your photo of %s%s', to_char(photo.created_at at time zone 'UTC', 'FMDD FMMonth YYYY'), ': ' || photo.alt_text), 'moderator',
        made.created_at + make_interval(months => private.setting('months_to_object')::integer));
    elsif made.decision in ('approve', 'undo') then
      update public.member_notices n set reversed_at = made.created_at from public.photo_decisions d
      where n.photo_decision_id = d.id and d.image_id = photo.id and n.reversed_at is null;
    end if;
  exception
    when sqlstate 'PT409' then
      get stacked diagnostics message = message_text, details = pg_exception_detail;
      return answer || details::jsonb || jsonb_build_object('result', 'conflict', 'why', message);
    when integrity_constraint_violation or raise_exception or no_data_found or insufficient_privilege then
      get stacked diagnostics message = message_text, details = pg_exception_detail;
      return answer || jsonb_build_object('result', 'refused', 'why', message, 'field', case when details ~ '^\{.*\}$' then details::jsonb ->> 'field' end);
  end;
  return answer || private.photo_facts(made) || '{"result": "applied", "repeated": false}';
end
$$;
create or replace function private.photo_facts(entry public.photo_decisions) returns jsonb
language sql stable security definer set search_path = '' as $$
  select jsonb_build_object('decision_id', entry.id, 'decision', entry.decision, 'reason_code', entry.reason_code, 'state_before', entry.state_before,
    'state_after', entry.state_after, 'by', entry.moderator_id, 'by_name', (select s.full_name from public.staff_members s where s.user_id = entry.moderator_id), 'at', entry.created_at)
$$;

create or replace function public.moderate_photos(decisions jsonb) returns jsonb
language plpgsql security invoker set search_path = '' set statement_timeout = '60s' as $$
declare
  wanted record;
  entry public.photo_decisions;
  results jsonb := '[]';
begin
  if not (select private.has_role('moderator')) then
    raise exception 'Only moderators decide about photos.' using errcode = '42501';
  elsif jsonb_typeof(decisions) is distinct from 'array' or jsonb_array_length(decisions) not between 1 and 100 then
    raise exception 'Send a list of 1 to 100 decisions.' using errcode = '22023';
  elsif exists (
    select from jsonb_to_recordset(decisions) w (item_id uuid, decision text, client_key uuid)
    where w.item_id is null or w.client_key is null or w.decision is null or w.decision not in ('approve', 'reject', 'escalate')) then
    raise exception 'Each decision needs item_id, checksum, decision and client_key.' using errcode = '22023';
  end if;
  -- All locks first and in one order.
  perform from public.user_images i where i.id in (select w.item_id from jsonb_to_recordset(decisions) w (item_id uuid)) order by i.id for update;
  for wanted in
    select * from rows from (jsonb_to_recordset(decisions) as (item_id uuid, checksum text, decision_seen bigint, decision text, reason_code text, note text,
      client_key uuid, over_claim boolean)) with ordinality
  loop
    entry := null;
    entry.image_id := wanted.item_id;
    entry.checksum := wanted.checksum;
    entry.decision_seen := wanted.decision_seen;
    entry.decision := wanted.decision;
    entry.reason_code := nullif(wanted.reason_code, '');
    entry.note := wanted.note;
    entry.client_key := wanted.client_key;
    entry.over_claim := wanted.over_claim;
    results := results || private.decide_photo(entry);
  end loop;
  return results;
end
$$;
comment on function public.moderate_photos(jsonb) is 'Decides about photos: [{"item_id", "checksum", "decision_seen", "decision", "reason_code", "note", "client_key", "over_claim"}]. The checksum is that of the picture that was seen. Answers for each, in that order: applied, conflict or refused.';
create or replace function public.undo_photo_decision(decision_id bigint, client_key uuid) returns jsonb
language plpgsql security invoker set search_path = '' as $$
declare
  entry public.photo_decisions;
begin
  if not (select private.has_role('moderator')) then
    raise exception 'Only moderators decide about photos.' using errcode = '42501';
  elsif undo_photo_decision.client_key is null then
    raise exception 'An undo needs its client_key.' using errcode = '22023', detail = '{"field": "client_key"}';
  end if;
  select d.image_id into entry.image_id from public.photo_decisions d where d.id = decision_id;
  if not found then
    raise exception 'There is no such decision to take back.' using errcode = 'P0002';
  end if;
  entry.decision := 'undo';
  entry.undoes_id := decision_id;
  entry.client_key := undo_photo_decision.client_key;
  return private.decide_photo(entry);
end
$$;
comment on function public.undo_photo_decision(bigint, uuid) is 'Takes a decision about a photo back, as a decision of its own; a conflict when anything happened since.';

-- What the file is: noted once, by the worker that takes uploads in or by the first moderator who sees it.
create or replace function private.note_photo(image_id uuid, checksum text, phash bigint) returns text
language plpgsql security definer set search_path = '' as $$
declare
  known text;
begin
  if current_setting('role', true) <> 'service_role' and not (select private.has_role('moderator')) then
    raise exception 'Only moderators and workers note what a picture is.' using errcode = '42501';
  end if;
  update public.user_images i set checksum = note_photo.checksum, phash = note_photo.phash where i.id = note_photo.image_id and i.checksum is null;
  select i.checksum into known from public.user_images i where i.id = note_photo.image_id;
  if known <> note_photo.checksum then
    raise exception 'This file is another than the one that was noted.' using errcode = 'PT409', detail = '{"kind": "edited"}';
  end if;
  return known;
end
$$;
create or replace function public.note_photo(image_id uuid, checksum text, phash bigint) returns text
language sql security invoker set search_path = '' as $$ select private.note_photo(image_id, checksum, phash) $$;
comment on function public.note_photo(uuid, text, bigint) is 'Notes the SHA-256 of a photo''s file and how it looks. Once: a different one later is a conflict.';

-- ---------------------------------------------------------------------------------------
-- What is read

create or replace function private.alike(image uuid) returns table (id uuid, user_id uuid, distance integer)
language sql stable security definer set search_path = '' as $$
  select o.id, o.user_id, case when o.checksum = i.checksum then 0 else bit_count((o.phash # i.phash)::bit(64))::integer end
  from public.user_images i
  join public.user_images o on o.user_id <> i.user_id
    and (o.checksum = i.checksum or private.quarters(o.phash) && private.quarters(i.phash) and bit_count((o.phash # i.phash)::bit(64)) <= 6)
  where i.id = image and (select private.has_role('moderator'))
$$;
comment on function private.alike(uuid) is 'Photos of other members that are the same file (distance 0) or look nearly the same.';

create or replace view public.photo_queue with (security_invoker = true) as
select i.id, 'photo'::text as item_type, i.id as item_id, i.user_id as member_id, p.display_name as member_name, p.display_name || ', photo ' || i.position + 1 as title,
  i.storage_path, i.alt_text, i.position, i.is_primary, i.width, i.height, i.state, i.rejection_reason, i.checksum, i.phash::text as phash, i.created_at,
  d.id as decision_seen, w.waiting_since, array_remove(array[case when w.escalated then 'escalated' end, case when w.pending then 'pending' end], null) as why,
  coalesce(w.escalated, false) as escalated, case when w.escalated then d.note end as escalated_note,
  case when w.escalated then (select s.full_name from public.staff_members s where s.user_id = d.moderator_id) end as escalated_name,
  c.moderator_id as claimed_by, (select s.full_name from public.staff_members s where s.user_id = c.moderator_id) as claimed_name, c.expires_at as claim_expires_at,
  (select count(distinct a.user_id) from private.alike(i.id) a)::integer as also_on
from public.moderation_waiting w
join public.user_images i on i.id = w.item_id
join public.profiles p on p.id = i.user_id
left join lateral (select d.* from public.photo_decisions d where d.image_id = i.id order by d.id desc limit 1) d on true
left join public.moderation_claims c on c.image_id = i.id and c.expires_at > now()
where w.item_type = 'photo' and w.waiting_since is not null and (select private.has_role('moderator'));
comment on view public.photo_queue is 'Photos that wait for a decision; also_on: on how many other members'' profiles the same or nearly the same picture is.';
revoke all on public.photo_queue from anon, authenticated, service_role;
grant select on public.photo_queue to authenticated, service_role;

create or replace function public.photo_context(image_id uuid) returns jsonb
language plpgsql stable security invoker set search_path = '' as $$
begin
  if not (select private.has_role('moderator')) then
    raise exception 'Only moderators see this.' using errcode = '42501';
  end if;
  return (
    select jsonb_build_object(
      'state', i.state, 'rejection_reason', i.rejection_reason,
      'decision_seen', (private.last_photo_decision(i.id, false)).id,
      'others', (select coalesce(jsonb_agg(jsonb_build_object('id', o.id, 'storage_path', o.storage_path, 'state', o.state, 'position', o.position, 'alt_text', o.alt_text) order by o.position), '[]')
        from public.user_images o where o.user_id = i.user_id and o.id <> i.id),
      'also_on', (select coalesce(jsonb_agg(jsonb_build_object('id', o.id, 'member_id', o.user_id, 'member_name', p.display_name, 'member_state', p.state, 'storage_path', o.storage_path,
          'state', o.state, 'distance', a.distance) order by a.distance, o.created_at), '[]')
        from private.alike(i.id) a join public.user_images o on o.id = a.id join public.profiles p on p.id = o.user_id),
      'decisions', (select coalesce(jsonb_agg(jsonb_build_object('id', d.id, 'decision', d.decision, 'reason_label', r.label, 'note', d.note, 'moderator_name', s.full_name, 'created_at', d.created_at,
          'undone', exists (select from public.photo_decisions u where u.undoes_id = d.id)) order by d.id desc), '[]')
        from public.photo_decisions d left join public.moderation_reasons r on r.code = d.reason_code join public.staff_members s on s.user_id = d.moderator_id
        where d.image_id = i.id),
      'author', (select to_jsonb(m) from public.author_moderation_record m where m.user_id = i.user_id))
    from public.user_images i where i.id = photo_context.image_id);
end
$$;
comment on function public.photo_context(uuid) is 'What a moderator needs beside one photo: the member''s others, where else it is, what was decided, and the member''s record.';

-- An objection to the rejection of a photo is answered like any other; overturned, the photo is approved.
CREATE OR REPLACE FUNCTION private.answer_appeal(appeal_id uuid, outcome text, answer text)
 RETURNS moderation_appeals
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO ''
AS $function$
declare
  appeal public.moderation_appeals;
  notice public.member_notices;
  against public.moderation_decisions;
  sanction public.member_sanctions;
  photo public.photo_decisions;
  photo_entry public.photo_decisions;
  entry public.moderation_decisions;
  item record;
  said jsonb;
begin
  if not (select private.has_role('moderator')) then
    raise exception 'Only moderators answer objections.' using errcode = '42501';
  elsif outcome is null or outcome not in ('upheld', 'overturned') then
    raise exception 'An objection is answered by upholding the decision or overturning it.' using errcode = '22023', detail = '{"field": "outcome"}';
  elsif btrim(coalesce(answer_appeal.answer, '')) = '' then
    perform private.raise_refusal('Say why: the member reads it.', 'answer');
  end if;
  select n.* into notice from public.moderation_appeals a join public.member_notices n on n.id = a.notice_id where a.id = answer_appeal.appeal_id;
  if not found then
    raise exception 'There is no such objection.' using errcode = 'P0002';
  end if;
  select * into against from public.moderation_decisions d where d.id = notice.decision_id;
  select * into sanction from public.member_sanctions s where s.id = notice.sanction_id;
  select * into photo from public.photo_decisions d where d.id = notice.photo_decision_id;
  if auth.uid() in (against.moderator_id, sanction.created_by, sanction.confirmed_by, photo.moderator_id, notice.member_id) then
    raise exception 'Whoever decided does not answer the objection to it.' using errcode = '42501';
  end if;
  -- The item first, as every decision does.
  if against.id is not null then
    select * into item from private.locked_item(against.post_id, against.comment_id);
  end if;
  select * into appeal from public.moderation_appeals a where a.id = answer_appeal.appeal_id for update;
  if appeal.state <> 'open' then
    raise exception '% has answered it already: %.', (select m.full_name from public.staff_members m where m.user_id = appeal.decided_by), appeal.state using errcode = 'PT409';
  end if;
  if outcome = 'overturned' and notice.reversed_at is null then
    if sanction.id is not null then
      if private.is_running(sanction) then
        perform private.lift_sanction(sanction.id, btrim(answer_appeal.answer), true, (select count(*)::integer from private.hidden_by(sanction.id)));
      end if;
    elsif photo.id is not null then
      if exists (select from public.user_images i where i.id = photo.image_id and i.state = 'rejected') then
        photo_entry.image_id := photo.image_id;
        photo_entry.decision := 'approve';
        photo_entry.checksum := photo.checksum;
        photo_entry.note := btrim(answer_appeal.answer);
        photo_entry.client_key := gen_random_uuid();
        photo_entry.over_claim := true;
        photo_entry.decision_seen := (private.last_photo_decision(photo.image_id, false)).id;
        said := private.decide_photo(photo_entry);
        if said ->> 'result' <> 'applied' then
          raise exception '%', said ->> 'why' using errcode = 'PT409', hint = 'Look at the photo in its queue first.';
        end if;
      end if;
    else
      entry.post_id := against.post_id;
      entry.comment_id := against.comment_id;
      entry.client_key := gen_random_uuid();
      entry.over_claim := true;
      entry.note := btrim(answer_appeal.answer);
      if (private.last_decision(against.post_id, against.comment_id, false)).id = against.id then
        entry.decision := 'undo';
        entry.undoes_id := against.id;
        entry.version_seen := 1;
      elsif item.state in ('hidden', 'removed') then
        -- Something was decided since; the text stands again all the same.
        entry.decision := 'restore';
        entry.reason_code := 'within_rules';
        entry.version_seen := item.version;
        entry.decision_seen := (private.last_decision(against.post_id, against.comment_id, false)).id;
      end if;
      if entry.decision is not null then
        said := private.try_decision(entry);
        if said ->> 'result' <> 'applied' then
          raise exception '%', said ->> 'why' using errcode = 'PT409', hint = 'Look at the item in the queue first.';
        end if;
      end if;
    end if;
    update public.member_notices n set reversed_at = clock_timestamp() where n.id = notice.id and n.reversed_at is null;
  end if;
  update public.moderation_appeals a set state = outcome, answer = btrim(answer_appeal.answer), decided_by = auth.uid(), decided_at = clock_timestamp()
  where a.id = appeal.id returning * into appeal;
  insert into public.member_notices (member_id, kind, what, decision_id, sanction_id, facts)
  values (appeal.member_id, 'objection', outcome, null, null, appeal.answer);
  return appeal;
end
$function$;
create or replace view public.appeal_queue with (security_invoker = true) as
 SELECT a.id,
    a.state,
    a.text,
    a.member_id,
    p.display_name AS member_name,
    n.kind,
    n.what,
    n.rule_code,
    n.rule_text,
    n.facts,
    n.decision_id,
    n.sanction_id,
    n.created_at AS decided_at,
    COALESCE(d.moderator_id, s.created_by, o.moderator_id) AS decided_by,
    ( SELECT m.full_name
           FROM public.staff_members m
          WHERE m.user_id = COALESCE(d.moderator_id, s.created_by, o.moderator_id)) AS decided_by_name,
    COALESCE(d.moderator_id, s.created_by, o.moderator_id) IS DISTINCT FROM (( SELECT auth.uid() AS uid)) AS may_answer,
    a.answer,
    a.decided_at AS answered_at,
    a.decided_by AS answered_by,
    ( SELECT m.full_name
           FROM public.staff_members m
          WHERE m.user_id = a.decided_by) AS answered_by_name,
    a.created_at,
    a.updated_at
   FROM public.moderation_appeals a
     JOIN public.profiles p ON p.id = a.member_id
     JOIN public.member_notices n ON n.id = a.notice_id
     LEFT JOIN public.moderation_decisions d ON d.id = n.decision_id
     LEFT JOIN public.member_sanctions s ON s.id = n.sanction_id
     LEFT JOIN public.photo_decisions o ON o.id = n.photo_decision_id
  WHERE ( SELECT private.has_role('moderator'::text) AS has_role);

revoke all on function
  private.picture_path(text, uuid, text), private.quarters(bigint), private.guard_photo(), private.last_photo_decision(uuid, boolean), private.photo_waiting(uuid),
  private.rebuild_photo_waiting(), private.keep_photo_waiting(), private.claim_photos(jsonb, boolean), private.decide_photo(public.photo_decisions),
  private.photo_facts(public.photo_decisions), private.note_photo(uuid, text, bigint), private.alike(uuid),
  public.claim_photos(jsonb, boolean), public.moderate_photos(jsonb), public.undo_photo_decision(bigint, uuid), public.note_photo(uuid, text, bigint), public.photo_context(uuid)
  from public, anon, authenticated, service_role;
grant execute on function private.quarters(bigint) to authenticated, service_role;
grant execute on function private.last_photo_decision(uuid, boolean), private.claim_photos(jsonb, boolean), private.decide_photo(public.photo_decisions), private.alike(uuid),
  public.claim_photos(jsonb, boolean), public.moderate_photos(jsonb), public.undo_photo_decision(bigint, uuid), public.photo_context(uuid) to authenticated;
grant execute on function private.note_photo(uuid, text, bigint), public.note_photo(uuid, text, bigint) to authenticated, service_role;

select private.rebuild_photo_waiting();
