-- What was judged, answered, delivered and issued stays as it is, also for whoever holds the service key.

-- ---------------------------------------------------------------------------------------
-- Files of pictures that were judged

-- Addresses to upload to are used hours later and by nobody in particular: row security is not asked again, a trigger is.
create or replace function private.shows_judged_picture(path text) returns boolean
language plpgsql stable security definer set search_path = '' as $$
declare
  owner constant uuid := case when path ~ '^(profiles|posts)/[0-9a-f-]{36}/' then split_part(path, '/', 2)::uuid end;
begin
  return exists (select from public.user_images i where i.user_id = owner and i.storage_path = path and i.state <> 'pending')
    or exists (select from public.community_posts p where p.user_id = owner and p.image_path = path and p.state <> 'pending')
    or exists (select from public.content_versions v where v.author_id = owner and v.image_path = path and v.state <> 'waiting');
end
$$;
comment on function private.shows_judged_picture(text) is 'Whether something that was judged shows the picture of this path.';
create or replace function private.keep_judged_file() returns trigger
language plpgsql security definer set search_path = '' as $$
declare
  was jsonb := case when tg_op = 'UPDATE' then to_jsonb(old) else '{}' end;
  becomes jsonb := to_jsonb(new);
begin
  if tg_op = 'INSERT' and new.bucket_id = 'pictures' and private.shows_judged_picture(new.name)
    or tg_op = 'UPDATE' and 'pictures' in (was ->> 'bucket_id', new.bucket_id)
      -- Of its facts those that come with another file.
      and (becomes -> 'bucket_id', becomes -> 'name', becomes -> 'version', becomes #> '{metadata,eTag}', becomes #> '{metadata,size}')
        is distinct from (was -> 'bucket_id', was -> 'name', was -> 'version', was #> '{metadata,eTag}', was #> '{metadata,size}')
      and (private.shows_judged_picture(was ->> 'name') or private.shows_judged_picture(new.name)) then
    raise exception 'What was judged shows the picture of this name. Give another one a name of its own.' using errcode = '42501';
  end if;
  return new;
end
$$;
comment on function private.keep_judged_file() is 'Trigger: no file comes to the place of a picture that was judged, nor is it moved; it may be deleted.';
revoke all on function private.shows_judged_picture(text), private.keep_judged_file() from public, anon, authenticated, service_role;
do $$
begin
  if to_regclass('storage.objects') is not null then
    execute 'create or replace trigger keep_judged_file before insert or update on storage.objects for each row execute function private.keep_judged_file()';
  end if;
exception when insufficient_privilege then
  raise warning 'This role may not put a trigger on storage.objects: addresses to upload to that were given before a picture was judged can fill its place once it is deleted.';
end
$$;

-- ---------------------------------------------------------------------------------------
-- Matches: what its two people answered, and the states that follow from that

create or replace function private.keep_once_set() returns trigger
language plpgsql set search_path = '' as $$
declare
  column_name text;
begin
  -- What our own functions write passes.
  if current_user not in ('authenticated', 'service_role') then
    return new;
  end if;
  foreach column_name in array tg_argv loop
    if to_jsonb(old) ->> column_name is not null and to_jsonb(new) -> column_name is distinct from to_jsonb(old) -> column_name then
      raise exception '“%” stays as it was noted.', replace(column_name, '_', ' ') using errcode = '42501', detail = jsonb_build_object('field', column_name)::text;
    end if;
  end loop;
  return new;
end
$$;
comment on function private.keep_once_set() is 'Row trigger. Arguments: columns that nobody changes once they are noted.';

create or replace function private.guard_match() returns trigger
language plpgsql set search_path = '' as $$
begin
  if current_user not in ('authenticated', 'service_role') then
    return new;
  end if;
  if tg_op = 'INSERT' and (new.state not in ('suggested', 'presented') or num_nonnulls(new.response_a, new.response_b) > 0) then
    raise exception 'A match begins as suggested or presented, before its people have answered.' using errcode = '23514', detail = '{"field": "state"}';
  elsif tg_op = 'UPDATE' and (new.response_a, new.response_b) is distinct from (old.response_a, old.response_b) and old.state not in ('suggested', 'presented') then
    raise exception 'This match is % by now: nobody answers it any more.', old.state using errcode = '23514', detail = '{"field": "state"}';
  elsif tg_op = 'UPDATE' and new.state <> old.state and (
    new.state in ('accepted', 'introduced') and not (coalesce(new.response_a, '') = 'accepted' and coalesce(new.response_b, '') = 'accepted')
    or new.state = 'declined' and 'declined' <> all (array[coalesce(new.response_a, ''), coalesce(new.response_b, '')])) then
    raise exception 'Its people have not answered so.' using errcode = '23514', detail = '{"field": "state"}';
  end if;
  return new;
end
$$;
comment on function private.guard_match() is 'Row trigger: a match is accepted, declined and introduced by what its two people answered, and answered once.';
create or replace trigger b_answers before insert or update on public.matches for each row execute function private.guard_match();
create or replace trigger b_once before update on public.matches for each row execute function private.keep_once_set('response_a', 'response_b', 'presented_at', 'introduced_at');

-- ---------------------------------------------------------------------------------------
-- Introductions: what was read is not rewritten, and what was passed as ready is looked at again when it is another text

create or replace function private.guard_report() returns trigger
language plpgsql set search_path = '' as $$
declare
  words constant text[] := array['headline', 'summary', 'strengths', 'frictions', 'starters'];
  was jsonb := to_jsonb(old);
  becomes jsonb := to_jsonb(new);
begin
  if new.state is distinct from old.state and new.state = 'delivered' then
    new.delivered_at := coalesce(new.delivered_at, clock_timestamp());
  end if;
  if current_user not in ('authenticated', 'service_role') then
    return new;
  end if;
  if old.state = 'delivered' and becomes - array['state', 'updated_at'] - private.generated_columns(tg_relid)
    is distinct from was - array['state', 'updated_at'] - private.generated_columns(tg_relid) then
    raise exception 'Both people have read this report. Withdraw it before changing it.' using errcode = '23514', detail = '{"field": "state"}';
  elsif current_user = 'service_role' and old.state in ('ready', 'withdrawn')
    and exists (select from unnest(words) w where becomes -> w is distinct from was -> w) and new.state in ('ready', 'delivered') then
    if new.state = 'delivered' then
      raise exception 'Another text than the one that is ready is not delivered.' using errcode = '23514', detail = '{"field": "state"}';
    end if;
    new.state := 'draft';
  end if;
  return new;
end
$$;
comment on function private.guard_report() is 'Row trigger: notes when a report was delivered; what was read is not rewritten, and what is rewritten is a draft again.';

-- ---------------------------------------------------------------------------------------
-- Issued invoices keep whom they are for; incidents keep when they began and what people noted

create or replace function private.keep_debtor() returns trigger
language plpgsql set search_path = '' as $$
begin
  if current_user in ('authenticated', 'service_role') then
    raise exception 'An issued invoice is not rewritten: whom it is for is fixed. Void it and issue another.' using errcode = '23514', detail = '{"field": "user_id"}';
  end if;
  return new;
end
$$;
comment on function private.keep_debtor() is 'Trigger: only whoever deletes a member or a subscription forgets them on an issued invoice.';
create or replace trigger a_debtor before update of user_id, subscription_id on public.invoices for each row
  when (old.state <> 'draft' and (new.user_id, new.subscription_id) is distinct from (old.user_id, old.subscription_id)) execute function private.keep_debtor();

revoke update (opened_at, note) on public.bot_incidents from service_role;
create or replace trigger a_once before update on public.bot_incidents for each row execute function private.keep_once_set('resolved_at');

-- ---------------------------------------------------------------------------------------
-- Words that were taken from a profile

create or replace function private.was_taken_away(member uuid, of_field text, said text) returns boolean
language sql stable security definer set search_path = '' as $$
  select exists (
    select from private.profile_removals r join public.member_notices n on n.id = r.notice_id
    where (member = auth.uid() or auth.role() = 'service_role' or (select private.has_role('moderator')))
      and n.member_id = member and n.reversed_at is null and r.field = of_field
      and (btrim(r.words) = btrim(said) or nullif(private.name_key(private.visible_text(r.words)), '') = private.name_key(private.visible_text(said))))
$$;
comment on function private.was_taken_away(uuid, text, text) is 'Whether these words were removed from this part of the profile, and the removal stands.';
create or replace function private.keep_taken_away() returns trigger
language plpgsql set search_path = '' as $$
declare
  part text;
begin
  if current_user not in ('authenticated', 'service_role') then
    return new;
  end if;
  foreach part in array array['bio', 'occupation', 'pronouns'] loop
    if to_jsonb(new) ->> part is distinct from to_jsonb(old) ->> part and private.was_taken_away(new.id, part, to_jsonb(new) ->> part) then
      raise exception 'These words were removed from this profile. Whoever finds that wrong may object to it.' using errcode = '23514', detail = jsonb_build_object('field', part)::text;
    end if;
  end loop;
  return new;
end
$$;
comment on function private.keep_taken_away() is 'Trigger: words that were removed from a profile do not come back as they were.';
create or replace trigger c_taken_away before update of bio, occupation, pronouns on public.profiles for each row
  when ((new.bio, new.occupation, new.pronouns) is distinct from (old.bio, old.occupation, old.pronouns)) execute function private.keep_taken_away();
revoke all on function private.was_taken_away(uuid, text, text), private.keep_once_set(), private.guard_match(), private.guard_report(), private.keep_debtor(),
  private.keep_taken_away() from public, anon, authenticated, service_role;
grant execute on function private.was_taken_away(uuid, text, text) to authenticated, service_role;

-- Whoever removes them names what they read: a member who has mended their words meanwhile keeps them.
drop function if exists public.remove_profile_words(uuid, text, text, text, uuid);
drop function if exists private.remove_profile_words(uuid, text, text, text, uuid);
create or replace function private.remove_profile_words(member_id uuid, field text, reason_code text, note text, client_key uuid, seen jsonb) returns public.member_notices
language plpgsql security definer set search_path = '' as $$
declare
  person public.profiles;
  reason public.moderation_reasons;
  notice public.member_notices;
  words text;
begin
  if not (select private.has_role('moderator')) then
    raise exception 'Only moderators take away what members say of themselves.' using errcode = '42501';
  elsif field is null or field not in ('bio', 'occupation', 'pronouns') then
    perform private.raise_refusal('Choose what is taken away.', 'field');
  end if;
  select * into person from public.profiles p where p.id = remove_profile_words.member_id for update;
  if not found then
    raise exception 'There is no such member.' using errcode = 'P0002';
  elsif person.id = auth.uid() then
    raise exception 'Nobody decides about what they wrote themselves.' using errcode = '42501';
  end if;
  -- Sent before, and the answer was lost on its way.
  select n.* into notice from private.profile_removals r join public.member_notices n on n.id = r.notice_id
  where r.client_key = remove_profile_words.client_key and r.moderator_id = auth.uid() and n.member_id = person.id and r.field = remove_profile_words.field;
  if found then
    return notice;
  end if;
  select * into reason from public.moderation_reasons r where r.code = remove_profile_words.reason_code and r.active and 'remove' = any (r.decisions) and 'text' = any (r.items);
  if not found then
    perform private.raise_refusal('Choose a reason for which texts are removed.', 'reason_code');
  elsif reason.code = 'other' and btrim(coalesce(note, '')) = '' then
    perform private.raise_refusal('Say what the other reason is.', 'note');
  elsif char_length(note) > 2000 then
    perform private.raise_refusal('At most 2,000 characters.', 'note');
  end if;
  words := case field when 'bio' then person.bio when 'occupation' then person.occupation else person.pronouns end;
  if words is null then
    perform private.raise_refusal('There is nothing of it on this profile.', 'field');
  elsif seen ? field and seen ->> field is distinct from words then
    raise exception 'The member has written something else there since you opened it. Nothing was removed.' using errcode = 'PT409', detail = '{"kind": "edited"}',
      hint = 'Read what stands there now, and remove it if it still breaks a rule.';
  end if;
  perform set_config('app.reason', concat_ws(': ', reason.label, nullif(btrim(note), '')), true);
  update public.profiles p set bio = case field when 'bio' then null else p.bio end, occupation = case field when 'occupation' then null else p.occupation end,
    pronouns = case field when 'pronouns' then null else p.pronouns end
  where p.id = person.id;
  perform set_config('app.reason', '', true);
  insert into public.member_notices (member_id, kind, what, rule_code, rule_text, facts, found_by, object_until)
  values (person.id, 'decision', 'remove_words', reason.code, private.rule_text(reason.code, person.id),
    format('Your profile, %s: “%s”', case field when 'bio' then 'about you' when 'occupation' then 'occupation' else 'pronouns' end, private.excerpt(words)), 'moderator',
    now() + make_interval(months => private.setting('months_to_object')::integer))
  returning * into notice;
  insert into private.profile_removals (notice_id, field, words, note, moderator_id, client_key)
  values (notice.id, field, words, nullif(btrim(note), ''), auth.uid(), remove_profile_words.client_key);
  return notice;
end
$$;

create or replace function public.remove_profile_words(member_id uuid, field text, reason_code text, note text default null, client_key uuid default null, seen jsonb default null)
returns public.member_notices
language sql security invoker set search_path = '' as $$
  select private.remove_profile_words(member_id, field, reason_code, note, client_key, seen)
$$;
comment on function public.remove_profile_words(uuid, text, text, text, uuid, jsonb) is
  'Takes away the bio, occupation or pronouns of a member for a reason, which the member reads and may object to. seen: what stood there when it was read, by field; nothing is taken away where it is another by now. The same client_key again answers what it did the first time.';
revoke all on function private.remove_profile_words(uuid, text, text, text, uuid, jsonb), public.remove_profile_words(uuid, text, text, text, uuid, jsonb)
  from public, anon, authenticated, service_role;
grant execute on function private.remove_profile_words(uuid, text, text, text, uuid, jsonb), public.remove_profile_words(uuid, text, text, text, uuid, jsonb) to authenticated;
