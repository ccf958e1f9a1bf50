-- 024 member_sanctions
-- What happens to a member who breaks the rules: a warning, a time without writing, a suspension. They begin at once,
-- end by time, and row security goes by them; what one would do is computed before it is confirmed, by what then does it.

create table if not exists public.member_sanctions (
  id uuid primary key default gen_random_uuid(),
  member_id uuid not null references public.profiles (id) on delete cascade,
  kind text not null check (kind in ('warn', 'mute', 'suspend')),
  reason_code text not null references public.moderation_reasons (code) on delete restrict,
  message text check (char_length(message) <= 1000),
  note text check (char_length(note) <= 2000),
  starts_at timestamptz not null default now(),
  ends_at timestamptz,
  decision_id bigint references public.moderation_decisions (id) on delete restrict,
  created_by uuid not null default auth.uid() references public.staff_members (user_id) on delete restrict,
  lifted_at timestamptz,
  lifted_by uuid references public.staff_members (user_id) on delete restrict,
  lifted_why text check (char_length(lifted_why) between 1 and 1000),
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  constraint member_sanctions_end_check check (case kind when 'warn' then ends_at is null when 'mute' then ends_at > starts_at else ends_at is null or ends_at > starts_at end),
  constraint member_sanctions_mute_end_required_check check (kind <> 'mute' or ends_at is not null),
  constraint member_sanctions_lifted_why_required_check check ((lifted_at is null) = (lifted_why is null))
);
comment on column public.member_sanctions.message is 'What the member reads; without one, the standard text of its kind and reason.';
comment on column public.member_sanctions.note is 'For colleagues; the member never sees it.';
comment on column public.member_sanctions.ends_at is 'Ends by itself then. A suspension without it lasts until it is lifted.';
comment on column public.member_sanctions.decision_id is 'The decision about a post or comment that led to it.';
create index if not exists member_sanctions_member_idx on public.member_sanctions (member_id, starts_at desc);
create index if not exists member_sanctions_starts_idx on public.member_sanctions (starts_at desc, id desc);
create index if not exists member_sanctions_created_idx on public.member_sanctions (created_at desc, id desc);
create index if not exists member_sanctions_reason_idx on public.member_sanctions (reason_code);
create index if not exists member_sanctions_decision_idx on public.member_sanctions (decision_id);
create index if not exists member_sanctions_created_by_idx on public.member_sanctions (created_by);
create index if not exists member_sanctions_lifted_by_idx on public.member_sanctions (lifted_by);
alter table public.member_sanctions enable row level security;
revoke all on public.member_sanctions from anon, authenticated, service_role;
-- Members read theirs through my_sanctions(), without the note and without who it was.
grant select, insert, update on public.member_sanctions to authenticated;
grant select, insert, update, delete on public.member_sanctions to service_role;
drop policy if exists "member_sanctions select" on public.member_sanctions;
create policy "member_sanctions select" on public.member_sanctions for select to authenticated
  using ((select private.has_role('moderator')));
drop policy if exists "member_sanctions insert" on public.member_sanctions;
create policy "member_sanctions insert" on public.member_sanctions for insert to authenticated
  with check (created_by = (select auth.uid()) and lifted_at is null and (select private.has_role('moderator')));
drop policy if exists "member_sanctions update" on public.member_sanctions;
create policy "member_sanctions update" on public.member_sanctions for update to authenticated
  using ((select private.has_role('moderator')))
  with check ((select private.has_role('moderator')));
create or replace trigger touch before update on public.member_sanctions
  for each row execute function private.touch();
create or replace trigger audit after insert or update or delete on public.member_sanctions
  for each row execute function private.audit('all');

-- What was imposed is a fact: it can be lifted, once, and the note may be added to.
create or replace function private.only_lift() returns trigger
language plpgsql set search_path = '' as $$
begin
  if to_jsonb(new) - array['note', 'lifted_at', 'lifted_by', 'lifted_why', 'updated_at']
    is distinct from to_jsonb(old) - array['note', 'lifted_at', 'lifted_by', 'lifted_why', 'updated_at'] then
    raise exception 'A sanction is not changed. Lift it and impose another.' using errcode = '23514';
  elsif old.lifted_at is not null and (new.lifted_at, new.lifted_why) is distinct from (old.lifted_at, old.lifted_why) then
    raise exception 'It is lifted already.' using errcode = '23514';
  elsif old.lifted_at is null and new.lifted_why is not null and auth.uid() is not null then
    new.lifted_at := clock_timestamp();
    new.lifted_by := auth.uid();
  end if;
  return new;
end
$$;
revoke all on function private.only_lift() from public, anon, authenticated;
create or replace trigger only_lift before update on public.member_sanctions
  for each row execute function private.only_lift();

-- Whether the signed-in member may not do what this kind of sanction forbids; a suspension forbids what a mute does, and more.
create or replace function private.is_kept_from(wanted text) returns boolean
language sql stable security definer set search_path = '' as $$
  select exists (
    select from public.member_sanctions s
    where s.member_id = (select auth.uid()) and s.kind = any (case wanted when 'writing' then array['mute', 'suspend'] else array['suspend'] end)
      and s.lifted_at is null and s.starts_at <= now() and (s.ends_at is null or s.ends_at > now())
  )
$$;
comment on function private.is_kept_from(text) is
  'writing: posts and comments (muted or suspended). taking_part: reactions, reports and photos, too (suspended). Call as (select private.is_kept_from(…)).';

create or replace function private.own_sanctions() returns table (
  kind text, reason text, message text, starts_at timestamptz, ends_at timestamptz, active boolean
)
language sql stable security definer set search_path = '' as $$
  select s.kind, r.label, coalesce(s.message, r.member_text), s.starts_at, coalesce(s.lifted_at, s.ends_at),
    s.kind <> 'warn' and s.lifted_at is null and s.starts_at <= now() and (s.ends_at is null or s.ends_at > now())
  from public.member_sanctions s join public.moderation_reasons r on r.code = s.reason_code
  where s.member_id = (select auth.uid())
  order by s.starts_at desc
$$;
create or replace function public.my_sanctions() returns table (
  kind text, reason text, message text, starts_at timestamptz, ends_at timestamptz, active boolean
)
language sql stable security invoker set search_path = '' as $$
  select * from private.own_sanctions()
$$;
comment on function public.my_sanctions() is 'The signed-in member''s own sanctions, newest first: what, why, from when until when.';

drop policy if exists "community_posts insert" on public.community_posts;
create policy "community_posts insert" on public.community_posts for insert to authenticated
  with check (user_id = (select auth.uid()) and state = 'pending' and not (select private.is_kept_from('writing')));
drop policy if exists "community_posts update" on public.community_posts;
create policy "community_posts update" on public.community_posts for update to authenticated
  using (user_id = (select auth.uid())
  or (select private.has_role('moderator')))
  with check ((user_id = (select auth.uid()) and not (select private.is_kept_from('writing')))
  or (select private.has_role('moderator')));
drop policy if exists "post_comments insert" on public.post_comments;
create policy "post_comments insert" on public.post_comments for insert to authenticated
  with check (user_id = (select auth.uid()) and state = 'pending' and not (select private.is_kept_from('writing')));
drop policy if exists "post_comments update" on public.post_comments;
create policy "post_comments update" on public.post_comments for update to authenticated
  using (user_id = (select auth.uid())
  or (select private.has_role('moderator')))
  with check ((user_id = (select auth.uid()) and not (select private.is_kept_from('writing')))
  or (select private.has_role('moderator')));
drop policy if exists "post_reactions insert" on public.post_reactions;
create policy "post_reactions insert" on public.post_reactions for insert to authenticated
  with check (user_id = (select auth.uid()) and not (select private.is_kept_from('taking_part')));
drop policy if exists "content_reports insert" on public.content_reports;
create policy "content_reports insert" on public.content_reports for insert to authenticated
  with check (reporter_id = (select auth.uid()) and state = 'open' and not (select private.is_kept_from('taking_part')));
drop policy if exists "user_images insert" on public.user_images;
create policy "user_images insert" on public.user_images for insert to authenticated
  with check (user_id = (select auth.uid()) and state = 'pending' and not (select private.is_kept_from('taking_part')));
drop policy if exists "user_images update" on public.user_images;
create policy "user_images update" on public.user_images for update to authenticated
  using (user_id = (select auth.uid())
  or (select private.has_role('moderator')))
  with check ((user_id = (select auth.uid()) and not (select private.is_kept_from('taking_part')))
  or (select private.has_role('moderator')));

-- ---------------------------------------------------------------------------------------
-- Before it is confirmed, and when it is

-- The member's posts and comments that a sanction changes: what waits is hidden, if that is asked for. What is
-- published stays: it was judged by itself, and others answered it.
create or replace function private.sanction_items(member uuid, hide_pending boolean) returns table (
  item_type text, item_id uuid, title text, excerpt text, state_before text, state_after text, version integer
)
language sql stable set search_path = '' as $$
  select 'post', p.id, p.title, left(regexp_replace(p.body, '\s+', ' ', 'g'), 200), p.state, 'hidden', p.version
  from public.community_posts p
  where hide_pending and p.user_id = member and p.state = 'pending'
  union all
  select 'comment', c.id, p.title, left(regexp_replace(c.body, '\s+', ' ', 'g'), 200), c.state, 'hidden', c.version
  from public.post_comments c join public.community_posts p on p.id = c.post_id
  where hide_pending and c.user_id = member and c.state = 'pending'
  order by 1, 2
$$;

create or replace function private.check_sanction(member uuid, kind text, days integer, hide_pending boolean) returns void
language plpgsql stable set search_path = '' as $$
begin
  if not (select private.has_role('moderator')) then
    raise exception 'Only moderators impose sanctions.' using errcode = '42501';
  elsif not exists (select from public.profiles p where p.id = member) then
    raise exception 'This member does not exist any more.' using errcode = 'P0002';
  elsif kind is null or kind not in ('warn', 'mute', 'suspend') then
    raise exception 'A sanction is a warning, a mute or a suspension.' using errcode = '22023', detail = '{"field": "kind"}';
  elsif kind = 'warn' and days is not null then
    perform private.raise_refusal('A warning has no end.', 'days');
  elsif kind = 'mute' and days is null then
    perform private.raise_refusal('Say for how many days.', 'days');
  elsif days not between 1 and 365 then
    perform private.raise_refusal('Choose between 1 and 365 days.', 'days');
  elsif kind = 'warn' and hide_pending then
    perform private.raise_refusal('A warning changes nothing that the member wrote.', 'hide_pending');
  end if;
end
$$;

create or replace function public.preview_sanction(
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
  perform private.check_sanction(preview_sanction.member_id, preview_sanction.kind, days, hides);
  select * into reason from public.moderation_reasons r where r.code = preview_sanction.reason_code;
  select coalesce(jsonb_agg(to_jsonb(i) - 'version'), '[]') into items from private.sanction_items(preview_sanction.member_id, hides) i;
  return jsonb_build_object(
    'kind', preview_sanction.kind,
    'starts_at', now(),
    'ends_at', ends,
    'member', (select jsonb_build_object('id', p.id, 'name', p.display_name) from public.profiles p where p.id = preview_sanction.member_id),
    'told', jsonb_build_object(
      'title', case preview_sanction.kind
        when 'warn' then 'A word about what you wrote'
        when 'mute' then format('You cannot write in the community until %s', until)
        else case when ends is null then 'Your membership is suspended' else format('Your membership is suspended until %s', until) end end,
      'text', coalesce(nullif(btrim(message), ''), reason.member_text)),
    'cannot', to_jsonb(case preview_sanction.kind
      when 'warn' then array[]::text[]
      when 'mute' then array['Write or edit posts', 'Write or edit comments']
      else array['Write or edit posts', 'Write or edit comments', 'React to posts', 'Report posts and comments', 'Add or change photos'] end),
    'still_can', to_jsonb(case preview_sanction.kind
      when 'warn' then array['Do everything as before']
      when 'mute' then array['Read the community', 'React to posts', 'Report posts and comments', 'See and answer their matches']
      else array['Sign in and read', 'Read why and until when', 'Take back reactions'] end),
    'items', items,
    'counts', (
      select jsonb_build_object('changes', jsonb_array_length(items), 'published', count(*) filter (where s.state = 'published'),
        'pending', count(*) filter (where s.state = 'pending'), 'stay_visible', count(*) filter (where s.state = 'published'))
      from (
        select p.state from public.community_posts p where p.user_id = preview_sanction.member_id
        union all
        select c.state from public.post_comments c where c.user_id = preview_sanction.member_id
      ) s),
    'active', (
      select coalesce(jsonb_agg(jsonb_build_object('id', s.id, 'kind', s.kind, 'ends_at', s.ends_at, 'reason_label', r.label) order by s.starts_at desc), '[]')
      from public.member_sanctions s join public.moderation_reasons r on r.code = s.reason_code
      where s.member_id = preview_sanction.member_id and s.kind <> 'warn' and s.lifted_at is null and s.starts_at <= now() and (s.ends_at is null or s.ends_at > now())));
end
$$;
comment on function public.preview_sanction(uuid, text, integer, text, boolean, text) is
  'What sanction_member would do with the same arguments: what the member is told, cannot do, and which items change. Changes nothing.';

create or replace function public.sanction_member(
  member_id uuid, kind text, days integer, reason_code text, note text default null, message text default null,
  hide_pending boolean default false, expected integer default 0, decision_id bigint default null
) returns jsonb
language plpgsql security invoker set search_path = '' set statement_timeout = '60s' as $$
declare
  hides boolean := coalesce(hide_pending, false);
  reason public.moderation_reasons;
  sanction public.member_sanctions;
  changes integer;
  entry public.moderation_decisions;
  item record;
  answer jsonb;
  answers jsonb := '[]';
begin
  perform private.check_sanction(sanction_member.member_id, sanction_member.kind, days, hides);
  select * into reason from public.moderation_reasons r where r.code = sanction_member.reason_code;
  if not found or not reason.active or not 'sanction' = any (reason.decisions) then
    perform private.raise_refusal('Choose a reason.', 'reason_code');
  elsif reason.code = 'other' and btrim(coalesce(sanction_member.note, '')) = '' then
    perform private.raise_refusal('Say in the note what the other reason is.', 'note');
  end if;
  perform private.lock_item(case i.item_type when 'post' then i.item_id end, case i.item_type when 'comment' then i.item_id end)
  from (select * from private.sanction_items(sanction_member.member_id, hides) s order by s.item_type desc, s.item_id) i;
  select count(*) into changes from private.sanction_items(sanction_member.member_id, hides);
  if changes <> expected then
    raise exception 'You confirmed that % of their items change, but it would be % now. Nothing was done.', expected, changes
      using errcode = 'PT409', hint = 'Look at the preview again and confirm it, if it still is what you mean.';
  end if;
  insert into public.member_sanctions (member_id, kind, reason_code, message, note, starts_at, ends_at, decision_id, created_by)
  values (sanction_member.member_id, sanction_member.kind, reason.code, nullif(btrim(sanction_member.message), ''), nullif(btrim(sanction_member.note), ''),
    now(), now() + make_interval(days => days), sanction_member.decision_id, auth.uid())
  returning * into sanction;
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
    answer := private.try_decision(entry);
    -- All or nothing: the preview said so.
    if answer ->> 'result' <> 'applied' then
      perform private.raise_refusal(answer ->> 'why', answer ->> 'field');
    end if;
    answers := answers || answer;
  end loop;
  return jsonb_build_object('sanction', to_jsonb(sanction), 'items', answers);
end
$$;
comment on function public.sanction_member(uuid, text, integer, text, text, text, boolean, integer, bigint) is
  'Warns, mutes or suspends a member, and hides what of theirs waits if asked to. `expected`: how many items the preview said would change.';

create or replace function public.lift_sanction(sanction_id uuid, why text) returns public.member_sanctions
language plpgsql security invoker set search_path = '' as $$
declare
  sanction public.member_sanctions;
begin
  if not (select private.has_role('moderator')) then
    raise exception 'Only moderators lift sanctions.' using errcode = '42501';
  end if;
  select * into sanction from public.member_sanctions s where s.id = sanction_id for update;
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
  perform set_config('app.reason', btrim(why), true);
  update public.member_sanctions s set lifted_why = btrim(why), lifted_at = clock_timestamp(), lifted_by = auth.uid()
  where s.id = sanction.id returning * into sanction;
  return sanction;
end
$$;

revoke all on function
  private.is_kept_from(text), private.own_sanctions(), private.sanction_items(uuid, boolean), private.check_sanction(uuid, text, integer, boolean),
  public.my_sanctions(), public.preview_sanction(uuid, text, integer, text, boolean, text),
  public.sanction_member(uuid, text, integer, text, text, text, boolean, integer, bigint), public.lift_sanction(uuid, text)
  from public, anon, authenticated, service_role;
grant execute on function
  private.is_kept_from(text), private.own_sanctions(), private.sanction_items(uuid, boolean), private.check_sanction(uuid, text, integer, boolean),
  public.my_sanctions(), public.preview_sanction(uuid, text, integer, text, boolean, text),
  public.sanction_member(uuid, text, integer, text, text, text, boolean, integer, bigint), public.lift_sanction(uuid, text)
  to authenticated;

insert into private.audit_readers (table_name, roles) values
  ('member_sanctions', '{moderator}')
on conflict do nothing;
