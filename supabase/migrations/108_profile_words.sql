-- 108 profile words
-- What members say of themselves is taken away by moderators for a reason that the member reads and may object to. Nobody
-- rewrites it.

select private.allow_columns('profiles', 'update', '{
  "member": ["display_name", "birth_date", "gender", "pronouns", "city", "country", "occupation", "bio", "relationship_goal",
    "attachment_style", "communication_style", "personality", "last_active_at"],
  "moderator": ["display_name", "city", "country", "state"]
}', 'id');

create table if not exists private.profile_removals (
  notice_id uuid primary key references public.member_notices (id) on delete cascade,
  field text not null check (field in ('bio', 'occupation', 'pronouns')),
  words text not null,
  note text,
  moderator_id uuid not null references public.staff_members (user_id) on delete restrict,
  client_key uuid unique,
  created_at timestamptz not null default now()
);
comment on table private.profile_removals is 'What was taken away of profiles, and by whom: what the member may object to, and what then comes back.';
create index if not exists profile_removals_moderator_idx on private.profile_removals (moderator_id);
alter table private.profile_removals enable row level security;
revoke all on private.profile_removals from anon, authenticated, service_role;

create or replace function private.remove_profile_words(member_id uuid, field text, reason_code text, note text, client_key uuid) returns public.member_notices
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
create or replace function public.remove_profile_words(member_id uuid, field text, reason_code text, note text default null, client_key uuid default null) returns public.member_notices
language sql security invoker set search_path = '' as $$
  select private.remove_profile_words(member_id, field, reason_code, note, client_key)
$$;
comment on function public.remove_profile_words(uuid, text, text, text, uuid) is
  'Takes away the bio, occupation or pronouns of a member for a reason, which the member reads and may object to. The same client_key again answers what it did the first time.';

create or replace function private.profile_removal(notice uuid) returns table (moderator_id uuid, words text, note text)
language sql stable security definer set search_path = '' as $$
  select r.moderator_id, r.words, r.note from private.profile_removals r where r.notice_id = notice and (select private.has_role('moderator'))
$$;
comment on function private.profile_removal(uuid) is 'What a notice told the member was taken away of their profile, for moderators.';

create or replace view public.moderation_transparency with (security_invoker = true) as
select
  md5(y.year || y.rule_code)::uuid as id, y.year, y.rule_code,
  coalesce((select r.label from public.moderation_reasons r where r.code = y.rule_code), y.rule_code) as rule,
  sum(y.hidden)::bigint as hidden, sum(y.removed)::bigint as removed, sum(y.declined)::bigint as edits_declined,
  sum(y.warnings)::bigint as warnings, sum(y.mutes)::bigint as mutes, sum(y.suspensions)::bigint as suspensions,
  sum(y.by_report)::bigint as found_by_reports, sum(y.by_machine)::bigint as found_by_machine,
  0::bigint as decided_by_machine,
  sum(y.appeals)::bigint as appeals, sum(y.overturned)::bigint as appeals_overturned,
  max(y.hours_to_decide) as median_hours_to_decide, max(y.hours_to_answer) as median_hours_to_answer,
  sum(y.photos)::bigint as photos_rejected,
  sum(y.hidden + y.removed + y.declined + y.photos + y.warnings + y.mutes + y.suspensions)::bigint as decided_by_people
from (
  select extract(year from d.created_at at time zone 'UTC')::integer as year, d.reason_code as rule_code,
    count(*) filter (where d.decision = 'hide') as hidden, count(*) filter (where d.decision = 'remove') as removed, count(*) filter (where d.decision = 'decline_edit') as declined,
    0::bigint as warnings, 0::bigint as mutes, 0::bigint as suspensions, 0::bigint as photos,
    count(*) filter (where d.found_by = 'report') as by_report, count(*) filter (where d.found_by = 'machine') as by_machine, 0::bigint as appeals, 0::bigint as overturned,
    round((percentile_cont(0.5) within group (order by extract(epoch from d.created_at - d.waiting_since)) / 3600)::numeric, 2) as hours_to_decide, null::numeric as hours_to_answer
  from public.moderation_decisions d
  where d.decision in ('hide', 'remove', 'decline_edit') and d.reason_code is not null and (select private.has_role('moderator'))
  group by 1, 2
  union all
  select extract(year from n.created_at at time zone 'UTC')::integer, n.rule_code, 0, count(*), 0, 0, 0, 0, 0, 0, 0, 0, 0, null, null
  from public.member_notices n where n.what = 'remove_words' and (select private.has_role('moderator')) group by 1, 2
  union all
  select extract(year from d.created_at at time zone 'UTC')::integer, d.reason_code, 0, 0, 0, 0, 0, 0, count(*), 0, 0, 0, 0, null, null
  from public.photo_decisions d where d.decision = 'reject' and d.reason_code is not null and (select private.has_role('moderator')) group by 1, 2
  union all
  select extract(year from s.starts_at at time zone 'UTC')::integer, s.reason_code, 0, 0, 0,
    count(*) filter (where s.kind = 'warn'), count(*) filter (where s.kind = 'mute'), count(*) filter (where s.kind = 'suspend'), 0, 0, 0, 0, 0, null, null
  from public.member_sanctions s where (select private.has_role('moderator')) group by 1, 2
  union all
  select extract(year from a.created_at at time zone 'UTC')::integer, n.rule_code, 0, 0, 0, 0, 0, 0, 0, 0, 0, count(*), count(*) filter (where a.state = 'overturned'), null,
    round((percentile_cont(0.5) within group (order by extract(epoch from a.decided_at - a.created_at)) / 3600)::numeric, 2)
  from public.moderation_appeals a join public.member_notices n on n.id = a.notice_id
  where n.rule_code is not null and (select private.has_role('moderator')) group by 1, 2
) y
group by y.year, y.rule_code;

revoke all on function private.remove_profile_words(uuid, text, text, text, uuid), public.remove_profile_words(uuid, text, text, text, uuid), private.profile_removal(uuid)
  from public, anon, authenticated, service_role;
grant execute on function private.remove_profile_words(uuid, text, text, text, uuid), public.remove_profile_words(uuid, text, text, text, uuid) to authenticated;
grant execute on function private.profile_removal(uuid) to authenticated, service_role;
