-- 042 one meaning of suspended
-- The state of a profile and the sanction are one thing: the sanction sets it and its end clears it, nobody writes it by
-- hand, and who is suspended can do nothing. What a sanction hid comes back with it, if whoever lifts it wants so.

insert into public.moderation_settings (code, label, about, value, smallest, largest) values
  ('days_to_confirm', 'Days to confirm a permanent suspension',
    'A moderator''s suspension without an end lasts so long, until a second moderator or an admin confirms it.', 7, 1, 60)
on conflict (code) do nothing;
insert into public.state_transitions (table_name, from_state, to_state) values
  ('profiles', 'suspended', 'paused'),
  ('profiles', 'suspended', 'onboarding')
on conflict do nothing;

alter table public.member_sanctions add column if not exists state_before text;
alter table public.member_sanctions add column if not exists permanent_asked boolean not null default false;
alter table public.member_sanctions add column if not exists confirmed_by uuid references public.staff_members (user_id) on delete restrict;
alter table public.member_sanctions add column if not exists confirmed_at timestamptz;
comment on column public.member_sanctions.state_before is 'The state of the profile to which the end of a suspension returns it.';
comment on column public.member_sanctions.permanent_asked is 'Meant to have no end: it gets none when somebody else confirms it.';
create index if not exists member_sanctions_confirmed_by_idx on public.member_sanctions (confirmed_by);
create index if not exists member_sanctions_running_idx on public.member_sanctions (member_id, kind) where lifted_at is null and kind <> 'warn';
alter table public.moderation_decisions add column if not exists sanction_id uuid references public.member_sanctions (id) on delete set null;
comment on column public.moderation_decisions.sanction_id is 'The sanction that hid it.';
create index if not exists moderation_decisions_sanction_idx on public.moderation_decisions (sanction_id);

-- Through their functions only, by anybody.
revoke insert, update, delete on public.member_sanctions from authenticated, service_role;
drop policy if exists "member_sanctions insert" on public.member_sanctions;
drop policy if exists "member_sanctions update" on public.member_sanctions;

create or replace function private.is_running(sanction public.member_sanctions) returns boolean
language sql stable set search_path = '' as $$
  select sanction.kind <> 'warn' and sanction.lifted_at is null and sanction.starts_at <= now() and (sanction.ends_at is null or sanction.ends_at > now())
$$;

create or replace function private.bound_sanction() returns trigger
language plpgsql security definer set search_path = '' as $$
declare
  other record;
begin
  if new.kind = 'suspend' and new.state_before is null then
    select coalesce(
      (select s.state_before from public.member_sanctions s where s.member_id = new.member_id and s.kind = 'suspend' and private.is_running(s) order by s.starts_at limit 1),
      (select nullif(p.state, 'suspended') from public.profiles p where p.id = new.member_id), 'active') into new.state_before;
  end if;
  -- History that the system brings along is taken as it is.
  if auth.uid() is null then
    return new;
  end if;
  if not exists (select from public.moderation_reasons r where r.code = new.reason_code and r.active and 'sanction' = any (r.decisions)) then
    raise exception 'This is not a reason for a sanction.' using errcode = '23514', detail = '{"field": "reason_code"}';
  elsif new.ends_at > now() + interval '366 days' then
    raise exception 'A sanction ends within a year, or not at all.' using errcode = '23514', detail = '{"field": "ends_at"}';
  end if;
  select s.kind, m.full_name into other from public.member_sanctions s join public.staff_members m on m.user_id = s.created_by
  where s.member_id = new.member_id and s.kind = new.kind and private.is_running(s) limit 1;
  if found then
    raise exception '%', format(case other.kind when 'mute' then '%s has muted them already.' else '%s has suspended them already.' end, other.full_name)
      using errcode = 'PT409', hint = 'Lift that one first, if another is meant.';
  end if;
  new.starts_at := now();
  new.created_by := auth.uid();
  return new;
end
$$;

-- As in 036, but that one meant to have no end may lose it, by somebody else.
create or replace function private.only_lift() returns trigger
language plpgsql set search_path = '' as $$
declare
  free text[] := array['note', 'lifted_at', 'lifted_by', 'lifted_why', 'updated_at'];
begin
  if old.permanent_asked and old.confirmed_by is null and new.confirmed_by is not null and new.confirmed_by <> old.created_by
    and new.ends_at is null and old.lifted_at is null and new.lifted_at is null then
    free := free || array['confirmed_by', 'confirmed_at', 'ends_at'];
  end if;
  if to_jsonb(new) - free is distinct from to_jsonb(old) - free then
    raise exception 'A sanction is not changed. Lift it and impose another.' using errcode = '23514';
  elsif old.lifted_at is not null and (new.lifted_at, new.lifted_by, new.lifted_why) is distinct from (old.lifted_at, old.lifted_by, old.lifted_why) then
    raise exception 'It is lifted already.' using errcode = '23514';
  elsif old.lifted_at is null and new.lifted_why is not null and auth.uid() is not null then
    new.lifted_at := clock_timestamp();
    new.lifted_by := auth.uid();
  end if;
  return new;
end
$$;

-- The profile follows its sanctions.
create or replace function private.follow_sanctions(member uuid) returns void
language plpgsql security definer set search_path = '' as $$
declare
  now_state text;
  is_suspended boolean;
begin
  select p.state into now_state from public.profiles p where p.id = member for update;
  is_suspended := exists (select from public.member_sanctions s where s.member_id = member and s.kind = 'suspend' and private.is_running(s));
  if is_suspended and now_state in ('onboarding', 'active', 'paused') then
    update public.profiles p set state = 'suspended' where p.id = member;
  elsif not is_suspended and now_state = 'suspended' then
    update public.profiles p set state = coalesce(
      (select s.state_before from public.member_sanctions s where s.member_id = member and s.kind = 'suspend' order by s.starts_at desc limit 1), 'active')
    where p.id = member;
  end if;
end
$$;
create or replace function private.follow_sanction() returns trigger
language plpgsql security definer set search_path = '' as $$
begin
  perform private.follow_sanctions(new.member_id);
  return null;
end
$$;
create or replace trigger follow after insert or update on public.member_sanctions
  for each row when (new.kind = 'suspend') execute function private.follow_sanction();

create or replace function private.end_sanctions() returns integer
language plpgsql security definer set search_path = '' as $$
declare
  ended integer;
begin
  perform private.follow_sanctions(p.id) from public.profiles p
  where p.state = 'suspended' and not exists (
    select from public.member_sanctions s where s.member_id = p.id and s.kind = 'suspend' and private.is_running(s));
  get diagnostics ended = row_count;
  return ended;
end
$$;
create or replace function public.end_sanctions() returns integer
language sql security invoker set search_path = '' as $$
  select private.end_sanctions()
$$;
comment on function public.end_sanctions() is
  'Makes members active again whose suspension is over; what they may do went by the time already. For a worker, every few minutes; moderators'' pages call it as they renew their claims.';

-- Those who were suspended by hand get the sanction; those whose sanction runs, the state.
insert into public.member_sanctions (member_id, kind, reason_code, note, created_by, starts_at)
select p.id, 'suspend', 'other', 'Suspended by hand, before this was a sanction.', a.user_id, now()
from public.profiles p
cross join (select m.user_id from public.staff_members m where 'admin' = any (m.roles) order by m.created_at limit 1) a
where p.state = 'suspended' and not exists (select from public.member_sanctions s where s.member_id = p.id and s.kind = 'suspend' and private.is_running(s));
select private.follow_sanctions(s.member_id) from (select distinct member_id from public.member_sanctions where kind = 'suspend') s;

create or replace function private.guard_suspension() returns trigger
language plpgsql set search_path = '' as $$
begin
  if current_user in ('authenticated', 'service_role') and (tg_op = 'INSERT' and new.state = 'suspended'
    or tg_op = 'UPDATE' and new.state <> old.state and 'suspended' in (old.state, new.state)) then
    raise exception 'A member is suspended by a sanction, and active again when it ends or is lifted.' using errcode = '42501', detail = '{"field": "state"}';
  end if;
  return new;
end
$$;
create or replace trigger a_suspension before insert or update of state on public.profiles
  for each row execute function private.guard_suspension();

-- ---------------------------------------------------------------------------------------
-- Who is suspended can do nothing: whatever members write, in one rule for every verb

create or replace function private.refuse_suspended() returns trigger
language plpgsql set search_path = '' as $$
begin
  if current_user = 'authenticated' then
    if private.is_kept_from('taking_part') then
      raise exception 'You are suspended. my_sanctions tells why and until when.' using errcode = '42501';
    end if;
  end if;
  return null;
end
$$;
do $$
declare
  written text;
begin
  foreach written in array array['community_posts', 'post_comments', 'post_reactions', 'content_reports', 'user_images', 'profiles', 'user_preferences',
    'user_dealbreakers', 'user_game_sessions', 'user_game_responses', 'user_content_interactions', 'user_conversations', 'conversation_responses', 'match_feedback'] loop
    execute format('create or replace trigger a_suspended before insert or update or delete on public.%I for each statement execute function private.refuse_suspended()', written);
  end loop;
end
$$;

-- Nor appear: no match is made with them, none is shown, no introduction is delivered.
create or replace function private.refuse_suspended_match() returns trigger
language plpgsql security definer set search_path = '' as $$
begin
  -- History that the system brings along is taken as it is.
  if auth.role() in ('authenticated', 'service_role') and exists (select from public.profiles p where p.id in (new.user_a, new.user_b) and p.state = 'suspended') then
    raise exception 'Who is suspended is matched with nobody.' using errcode = '23514';
  end if;
  return new;
end
$$;
create or replace trigger a_suspended before insert on public.matches
  for each row when (new.state in ('suggested', 'presented')) execute function private.refuse_suspended_match();
create or replace function private.refuse_suspended_introduction() returns trigger
language plpgsql security definer set search_path = '' as $$
begin
  if auth.role() in ('authenticated', 'service_role') and exists (
    select from public.matches m join public.profiles p on p.id in (m.user_a, m.user_b) where m.id = new.match_id and p.state = 'suspended') then
    raise exception 'Who is suspended is introduced to nobody.' using errcode = '23514';
  end if;
  return new;
end
$$;
create or replace trigger a_suspended before update of state on public.introduction_reports
  for each row when (new.state = 'delivered' and old.state <> 'delivered') execute function private.refuse_suspended_introduction();
create or replace function private.matches_with_suspended() returns uuid[]
language sql stable security definer set search_path = '' as $$
  select coalesce(array_agg(m.id), '{}')
  from public.matches m join public.profiles p on p.id = case when m.user_a = auth.uid() then m.user_b else m.user_a end
  where auth.uid() in (m.user_a, m.user_b) and p.state = 'suspended'
$$;
drop policy if exists "matches select" on public.matches;
create policy "matches select" on public.matches for select to authenticated
  using ((((select auth.uid()) in (user_a, user_b)) and id <> all ((select private.matches_with_suspended())::uuid[]))
  or (select private.has_role('moderator')));

-- ---------------------------------------------------------------------------------------
-- Previewed by version, imposed once, lifted with what it hid

create or replace function private.sanctions_version(member uuid) returns text
language sql stable set search_path = '' as $$
  select md5(coalesce(string_agg(s.id::text || coalesce(s.lifted_at::text, '') || coalesce(s.ends_at::text, ''), ',' order by s.starts_at, s.id), ''))
  from public.member_sanctions s where s.member_id = member
$$;

-- The preview of 024 stands in private now; with the version of what it went by, and what a suspension takes away as it is.
create or replace function private.sanction_preview(
  member_id uuid, kind text, days integer default null, reason_code text default null, hide_pending boolean default false, message text default null
) returns jsonb
language plpgsql stable security invoker set search_path = '' as $$
declare
  hides boolean := coalesce(hide_pending, false);
  ends timestamptz := now() + make_interval(days => days);
  until text := to_char(ends at time zone 'UTC', 'FMDD FMMonth YYYY');
  reason public.moderation_reasons;
  items jsonb;
begin
  perform private.check_sanction(sanction_preview.member_id, sanction_preview.kind, days, hides);
  select * into reason from public.moderation_reasons r where r.code = sanction_preview.reason_code;
  select coalesce(jsonb_agg(to_jsonb(i) - 'version'), '[]') into items from private.sanction_items(sanction_preview.member_id, hides) i;
  return jsonb_build_object(
    'kind', sanction_preview.kind,
    'starts_at', now(),
    'ends_at', ends,
    'member', (select jsonb_build_object('id', p.id, 'name', p.display_name) from public.profiles p where p.id = sanction_preview.member_id),
    'told', jsonb_build_object(
      'title', case sanction_preview.kind
        when 'warn' then 'A word about what you wrote'
        when 'mute' then format('You cannot write in the community until %s', until)
        else case when ends is null then 'Your membership is suspended' else format('Your membership is suspended until %s', until) end end,
      'text', coalesce(nullif(btrim(message), ''), reason.member_text)),
    'cannot', to_jsonb(case sanction_preview.kind
      when 'warn' then array[]::text[]
      when 'mute' then array['Write or edit posts', 'Write or edit comments']
      else array['Write or edit posts', 'Write or edit comments', 'React to posts', 'Report posts and comments', 'Change the profile or photos', 'Appear in matches or be introduced'] end),
    'still_can', to_jsonb(case sanction_preview.kind
      when 'warn' then array['Do everything as before']
      when 'mute' then array['Read the community', 'React to posts', 'Report posts and comments', 'See and answer their matches']
      else array['Sign in and read', 'Read why and until when', 'Object to it'] end),
    'items', items,
    'counts', (
      select jsonb_build_object('changes', jsonb_array_length(items), 'published', count(*) filter (where s.state = 'published'),
        'pending', count(*) filter (where s.state = 'pending'), 'stay_visible', count(*) filter (where s.state = 'published'))
      from (
        select p.state from public.community_posts p where p.user_id = sanction_preview.member_id
        union all
        select c.state from public.post_comments c where c.user_id = sanction_preview.member_id
      ) s),
    'active', (
      select coalesce(jsonb_agg(jsonb_build_object('id', s.id, 'kind', s.kind, 'ends_at', s.ends_at, 'reason_label', r.label) order by s.starts_at desc), '[]')
      from public.member_sanctions s join public.moderation_reasons r on r.code = s.reason_code
      where s.member_id = sanction_preview.member_id and s.kind <> 'warn' and s.lifted_at is null and s.starts_at <= now() and (s.ends_at is null or s.ends_at > now())));
end
$$;
create or replace function public.preview_sanction(
  member_id uuid, kind text, days integer default null, reason_code text default null, hide_pending boolean default false, message text default null
) returns jsonb
language plpgsql stable security invoker set search_path = '' as $$
declare
  waits boolean := kind = 'suspend' and days is null and not (select private.has_role('admin'));
  preview jsonb;
begin
  preview := private.sanction_preview(preview_sanction.member_id, preview_sanction.kind,
    case when waits then private.setting('days_to_confirm')::integer else days end, preview_sanction.reason_code, hide_pending, message);
  return preview || jsonb_build_object('version', private.sanctions_version(preview_sanction.member_id), 'to_be_confirmed', waits);
end
$$;
comment on function public.preview_sanction(uuid, text, integer, text, boolean, text) is
  'What sanction_member would do with the same arguments: what the member is told, cannot do, and which items change, with the version to confirm. Changes nothing.';

drop function if exists public.sanction_member(uuid, text, integer, text, text, text, boolean, integer, bigint);
create or replace function private.sanction_member(
  member_id uuid, kind text, days integer, reason_code text, note text, message text, hide_pending boolean, expected integer, decision_id bigint, version text
) returns jsonb
language plpgsql security definer set search_path = '' as $$
declare
  hides boolean := coalesce(hide_pending, false);
  waits boolean := sanction_member.kind = 'suspend' and days is null and not (select private.has_role('admin'));
  reason public.moderation_reasons;
  sanction public.member_sanctions;
  changes integer;
  entry public.moderation_decisions;
  item record;
  answer jsonb;
  answers jsonb := '[]';
  operation uuid := gen_random_uuid();
begin
  perform private.check_sanction(sanction_member.member_id, sanction_member.kind, days, hides);
  if sanction_member.member_id = auth.uid() then
    raise exception 'Nobody sanctions themselves.' using errcode = '42501';
  end if;
  -- One at a time for each member, whatever it is.
  perform from public.profiles p where p.id = sanction_member.member_id for update;
  if sanction_member.version <> private.sanctions_version(sanction_member.member_id) then
    raise exception 'Their sanctions have changed since you looked at the preview. Nothing was done.' using errcode = 'PT409',
      hint = 'Look at the preview again and confirm it, if it still is what you mean.';
  end if;
  select * into reason from public.moderation_reasons r where r.code = sanction_member.reason_code;
  if not found or not reason.active or not 'sanction' = any (reason.decisions) then
    perform private.raise_refusal('Choose a reason.', 'reason_code');
  elsif reason.code = 'other' and btrim(coalesce(sanction_member.note, '')) = '' then
    perform private.raise_refusal('Say in the note what the other reason is.', 'note');
  end if;
  perform private.locked_item(case i.item_type when 'post' then i.item_id end, case i.item_type when 'comment' then i.item_id end)
  from (select * from private.sanction_items(sanction_member.member_id, hides) s order by s.item_type desc, s.item_id) i;
  select count(*) into changes from private.sanction_items(sanction_member.member_id, hides);
  if changes <> expected then
    raise exception 'You confirmed that % of their items change, but it would be % now. Nothing was done.', expected, changes
      using errcode = 'PT409', hint = 'Look at the preview again and confirm it, if it still is what you mean.';
  end if;
  insert into public.member_sanctions (member_id, kind, reason_code, message, note, starts_at, ends_at, decision_id, created_by, permanent_asked)
  values (sanction_member.member_id, sanction_member.kind, reason.code, nullif(btrim(sanction_member.message), ''), nullif(btrim(sanction_member.note), ''),
    now(), now() + make_interval(days => case when waits then private.setting('days_to_confirm')::integer else days end), sanction_member.decision_id, auth.uid(), waits)
  returning * into sanction;
  perform set_config('app.operation', operation::text, true);
  for item in select * from private.sanction_items(sanction_member.member_id, hides) loop
    entry := null;
    entry.post_id := case item.item_type when 'post' then item.item_id end;
    entry.comment_id := case item.item_type when 'comment' then item.item_id end;
    entry.decision := 'hide';
    entry.reason_code := reason.code;
    entry.note := coalesce(sanction_member.note, 'With the sanction of its author.');
    entry.version_seen := item.version;
    entry.decision_seen := (private.last_decision(entry.post_id, entry.comment_id, false)).id;
    entry.client_key := gen_random_uuid();
    entry.sanction_id := sanction.id;
    answer := private.try_decision(entry);
    -- All or nothing: the preview said so.
    if answer ->> 'result' <> 'applied' then
      perform private.raise_refusal(answer ->> 'why', answer ->> 'field');
    end if;
    answers := answers || answer;
  end loop;
  perform set_config('app.operation', '', true);
  return jsonb_build_object('sanction', to_jsonb(sanction), 'items', answers);
end
$$;
create or replace function public.sanction_member(
  member_id uuid, kind text, days integer, reason_code text, note text default null, message text default null,
  hide_pending boolean default false, expected integer default 0, decision_id bigint default null, version text default null
) returns jsonb
language sql security invoker set search_path = '' set statement_timeout = '60s' as $$
  select private.sanction_member(member_id, kind, days, reason_code, note, message, hide_pending, expected, decision_id, version)
$$;
comment on function public.sanction_member(uuid, text, integer, text, text, text, boolean, integer, bigint, text) is
  'Warns, mutes or suspends a member, and hides what of theirs waits if asked to. `expected` and `version`: what the preview said. A moderator''s suspension without an end waits for confirm_sanction.';

-- What a sanction hid and is hidden by it still.
create or replace function private.hidden_by(sanction uuid) returns table (decision_id bigint, post_id uuid, comment_id uuid, title text, excerpt text)
language sql stable security definer set search_path = '' as $$
  select d.id, d.post_id, d.comment_id, coalesce(p.title, t.title), private.excerpt(coalesce(c.body, p.body))
  from public.moderation_decisions d
  left join public.community_posts p on p.id = d.post_id
  left join public.post_comments c on c.id = d.comment_id
  left join public.community_posts t on t.id = c.post_id
  where d.sanction_id = hidden_by.sanction and (select private.has_role('moderator'))
    and (private.last_decision(d.post_id, d.comment_id, false)).id = d.id
    and coalesce(p.state, c.state) = d.state_after
    and coalesce(p.pending_version, c.pending_version, p.version, c.version) = coalesce(d.version_after, d.version_seen)
$$;
create or replace function public.preview_lift(sanction_id uuid) returns jsonb
language sql stable security invoker set search_path = '' as $$
  select jsonb_build_object('count', count(*), 'items', coalesce(jsonb_agg(to_jsonb(h)), '[]')) from private.hidden_by(preview_lift.sanction_id) h
$$;
comment on function public.preview_lift(uuid) is 'What lift_sanction would bring back: what the sanction hid and nobody has decided about since.';

drop function if exists public.lift_sanction(uuid, text);
create or replace function private.lift_sanction(sanction_id uuid, why text, bring_back boolean, expected integer) returns public.member_sanctions
language plpgsql security definer set search_path = '' as $$
declare
  sanction public.member_sanctions;
  item record;
  entry public.moderation_decisions;
  answer jsonb;
  back integer;
begin
  if not (select private.has_role('moderator')) then
    raise exception 'Only moderators lift sanctions.' using errcode = '42501';
  end if;
  -- The member before the sanction, as sanction_member locks them.
  perform from public.profiles p where p.id = (select s.member_id from public.member_sanctions s where s.id = lift_sanction.sanction_id) for update;
  select * into sanction from public.member_sanctions s where s.id = lift_sanction.sanction_id for update;
  if not found then
    raise exception 'There is no such sanction.' using errcode = 'P0002';
  elsif sanction.lifted_at is not null then
    raise exception '% has lifted it already.', coalesce((select m.full_name from public.staff_members m where m.user_id = sanction.lifted_by), 'Somebody')
      using errcode = 'PT409';
  elsif sanction.kind = 'warn' then
    perform private.raise_refusal('A warning cannot be lifted: the member has read it.', 'sanction_id');
  elsif sanction.ends_at <= now() then
    perform private.raise_refusal('It has ended by itself.', 'sanction_id');
  elsif btrim(coalesce(why, '')) = '' then
    perform private.raise_refusal('Say why.', 'why');
  end if;
  perform set_config('app.reason', btrim(why), true), set_config('app.operation', gen_random_uuid()::text, true);
  if bring_back then
    perform private.locked_item(h.post_id, h.comment_id) from (select * from private.hidden_by(sanction.id) x order by x.post_id, x.comment_id) h;
    select count(*) into back from private.hidden_by(sanction.id);
    if back <> expected then
      raise exception 'You confirmed that % items come back, but it would be % now. Nothing was done.', expected, back using errcode = 'PT409';
    end if;
    for item in select * from private.hidden_by(sanction.id) loop
      entry := null;
      entry.post_id := item.post_id;
      entry.comment_id := item.comment_id;
      entry.decision := 'undo';
      entry.undoes_id := item.decision_id;
      entry.version_seen := 1;
      entry.note := btrim(why);
      entry.client_key := gen_random_uuid();
      entry.sanction_id := sanction.id;
      entry.over_claim := true;
      answer := private.try_decision(entry);
      if answer ->> 'result' <> 'applied' then
        perform private.raise_refusal(answer ->> 'why', answer ->> 'field');
      end if;
    end loop;
  end if;
  update public.member_sanctions s set lifted_why = btrim(why), lifted_at = clock_timestamp(), lifted_by = auth.uid()
  where s.id = sanction.id returning * into sanction;
  perform set_config('app.reason', '', true), set_config('app.operation', '', true);
  return sanction;
end
$$;
create or replace function public.lift_sanction(sanction_id uuid, why text, bring_back boolean default false, expected integer default 0) returns public.member_sanctions
language sql security invoker set search_path = '' as $$
  select private.lift_sanction(sanction_id, why, bring_back, expected)
$$;
comment on function public.lift_sanction(uuid, text, boolean, integer) is
  'Ends a sanction at once. bring_back: with it, what it hid; `expected`: how many preview_lift said.';

create or replace function private.confirm_sanction(sanction_id uuid) returns public.member_sanctions
language plpgsql security definer set search_path = '' as $$
declare
  sanction public.member_sanctions;
begin
  if not (select private.has_role('moderator')) then
    raise exception 'Only moderators confirm sanctions.' using errcode = '42501';
  end if;
  select * into sanction from public.member_sanctions s where s.id = confirm_sanction.sanction_id for update;
  if not found then
    raise exception 'There is no such sanction.' using errcode = 'P0002';
  elsif not sanction.permanent_asked or sanction.confirmed_by is not null then
    perform private.raise_refusal('There is nothing to confirm.', 'sanction_id');
  elsif sanction.created_by = auth.uid() then
    raise exception 'Whoever imposed it does not confirm it, too.' using errcode = '42501';
  elsif not private.is_running(sanction) then
    perform private.raise_refusal('It is over.', 'sanction_id');
  end if;
  update public.member_sanctions s set confirmed_by = auth.uid(), confirmed_at = clock_timestamp(), ends_at = null
  where s.id = sanction.id returning * into sanction;
  return sanction;
end
$$;
create or replace function public.confirm_sanction(sanction_id uuid) returns public.member_sanctions
language sql security invoker set search_path = '' as $$
  select private.confirm_sanction(sanction_id)
$$;
comment on function public.confirm_sanction(uuid) is 'The second yes to a suspension without an end.';

-- As in 038, with the sanction that a decision follows from; renewing also ends what is over.
create or replace function private.try_decision(entry public.moderation_decisions) returns jsonb
language plpgsql security definer set search_path = '' as $$
declare
  answer jsonb := jsonb_build_object('item_type', case when entry.post_id is not null then 'post' else 'comment' end,
    'item_id', coalesce(entry.post_id, entry.comment_id), 'client_key', entry.client_key);
  made public.moderation_decisions;
  message text;
  details text;
begin
  if not (select private.has_role('moderator')) then
    raise exception 'Only moderators decide about posts and comments.' using errcode = '42501';
  end if;
  -- Sent before, and the answer was lost on its way.
  select d.* into made from public.moderation_decisions d where d.client_key = entry.client_key;
  if found then
    if made.moderator_id <> auth.uid() or coalesce(made.post_id, made.comment_id) <> coalesce(entry.post_id, entry.comment_id) or made.decision <> entry.decision then
      return answer || jsonb_build_object('result', 'refused', 'field', 'client_key', 'why', 'This key belongs to another decision.');
    end if;
    return answer || private.decision_facts(made)
      || jsonb_build_object('result', 'applied', 'repeated', true, 'reports_closed', jsonb_array_length(made.reports_changed), 'undoes_id', made.undoes_id);
  end if;
  begin
    insert into public.moderation_decisions
      (post_id, comment_id, decision, reason_code, note, moderator_id, version_seen, decision_seen, state_before, state_after, undoes_id, client_key,
       over_claim, assigned_to, due_at, sanction_id)
    values (entry.post_id, entry.comment_id, entry.decision, entry.reason_code, nullif(btrim(entry.note), ''), auth.uid(), entry.version_seen, entry.decision_seen,
      '', '', entry.undoes_id, entry.client_key, coalesce(entry.over_claim, false), entry.assigned_to, entry.due_at, entry.sanction_id)
    returning * into made;
  exception
    when sqlstate 'PT409' then
      get stacked diagnostics message = message_text, details = pg_exception_detail;
      return answer || details::jsonb || jsonb_build_object('result', 'conflict', 'why', message);
    when integrity_constraint_violation or raise_exception or no_data_found or insufficient_privilege then
      get stacked diagnostics message = message_text, details = pg_exception_detail;
      return answer || jsonb_build_object('result', 'refused', 'why', message,
        'field', case when details ~ '^\{.*\}$' then details::jsonb ->> 'field' end);
  end;
  return answer || private.decision_facts(made)
    || jsonb_build_object('result', 'applied', 'repeated', false, 'reports_closed', jsonb_array_length(made.reports_changed), 'undoes_id', made.undoes_id);
end
$$;
create or replace function private.renew_claims() returns setof public.moderation_claims
language plpgsql security definer set search_path = '' as $$
begin
  perform private.end_sanctions();
  return query
    update public.moderation_claims c set expires_at = now() + interval '5 minutes'
    where c.id in (
      -- What is locked is just being decided or taken over: not to be waited for.
      select o.id from public.moderation_claims o
      where o.moderator_id = (select auth.uid()) and o.expires_at > now() and (select private.has_role('moderator'))
      order by o.id for update skip locked
    )
    returning c.*;
end
$$;

revoke all on function
  private.is_running(public.member_sanctions), private.bound_sanction(), private.follow_sanctions(uuid), private.follow_sanction(), private.end_sanctions(), public.end_sanctions(),
  private.guard_suspension(), private.refuse_suspended(), private.refuse_suspended_match(), private.refuse_suspended_introduction(), private.matches_with_suspended(),
  private.sanctions_version(uuid), private.sanction_preview(uuid, text, integer, text, boolean, text), public.preview_sanction(uuid, text, integer, text, boolean, text),
  private.sanction_member(uuid, text, integer, text, text, text, boolean, integer, bigint, text), public.sanction_member(uuid, text, integer, text, text, text, boolean, integer, bigint, text),
  private.hidden_by(uuid), public.preview_lift(uuid), private.lift_sanction(uuid, text, boolean, integer), public.lift_sanction(uuid, text, boolean, integer),
  private.confirm_sanction(uuid), public.confirm_sanction(uuid)
  from public, anon, authenticated, service_role;
grant execute on function
  private.is_running(public.member_sanctions), private.end_sanctions(), public.end_sanctions(), private.matches_with_suspended(),
  private.sanctions_version(uuid), private.sanction_preview(uuid, text, integer, text, boolean, text), public.preview_sanction(uuid, text, integer, text, boolean, text),
  private.sanction_member(uuid, text, integer, text, text, text, boolean, integer, bigint, text), public.sanction_member(uuid, text, integer, text, text, text, boolean, integer, bigint, text),
  private.hidden_by(uuid), public.preview_lift(uuid), private.lift_sanction(uuid, text, boolean, integer), public.lift_sanction(uuid, text, boolean, integer),
  private.confirm_sanction(uuid), public.confirm_sanction(uuid)
  to authenticated;
grant execute on function private.end_sanctions(), public.end_sanctions() to service_role;
