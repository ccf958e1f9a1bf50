-- A second look, and the open year
-- A share of what is decided is shown to another moderator, who does not see what was decided; how often they agree is
-- counted by reason. The year's table counts photos, too.

insert into public.moderation_settings (code, label, about, value, smallest, largest) values
  ('second_look_percent', 'Share of decisions looked at twice',
    'Of a hundred decisions about posts and comments, so many are shown to another moderator, who does not see what was decided.', 5, 0, 100)
on conflict (code) do nothing;

create table if not exists public.second_looks (
  id uuid primary key default gen_random_uuid(),
  decision_id bigint not null unique references public.moderation_decisions (id) on delete restrict,
  verdict text check (verdict in ('fine', 'hide', 'remove')),
  reason_code text references public.moderation_reasons (code) on delete restrict,
  agrees boolean,
  same_reason boolean,
  looked_by uuid references public.staff_members (user_id) on delete restrict,
  looked_at timestamptz,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  constraint second_looks_whole_check check (num_nonnulls(verdict, agrees, looked_by, looked_at) in (0, 4) and (reason_code is null or verdict in ('hide', 'remove')))
);
comment on table public.second_looks is 'Decisions that another moderator judged again without knowing them. An open one is read through next_second_look only.';
comment on column public.second_looks.agrees is 'Both let it stand, or both did something about it; same_reason: and for the same reason.';
create index if not exists second_looks_open_idx on public.second_looks (created_at) where looked_at is null;
create index if not exists second_looks_looked_idx on public.second_looks (looked_at desc, id desc);
create index if not exists second_looks_looked_by_idx on public.second_looks (looked_by);
create index if not exists second_looks_reason_idx on public.second_looks (reason_code);
create index if not exists second_looks_created_idx on public.second_looks (created_at desc, id desc);
alter table public.second_looks enable row level security;
revoke all on public.second_looks from anon, authenticated, service_role;
grant select on public.second_looks to authenticated, service_role;
drop policy if exists "second_looks select" on public.second_looks;
create policy "second_looks select" on public.second_looks for select to authenticated
  using (looked_at is not null and (select private.has_role('moderator')));
create or replace trigger touch before update on public.second_looks for each row execute function private.touch();
create or replace trigger audit after insert or update or delete on public.second_looks for each row execute function private.audit('log');
insert into private.audit_readers (table_name, roles) values ('second_looks', '{moderator}') on conflict do nothing;

create or replace function private.draw_second_look() returns trigger
language plpgsql security definer set search_path = '' as $$
begin
  if auth.uid() is not null and new.decision in ('approve', 'hide', 'remove', 'dismiss_reports') and new.sanction_id is null
    and random() * 100 < private.setting('second_look_percent') then
    insert into public.second_looks (decision_id) values (new.id);
  end if;
  return null;
end
$$;
comment on function private.draw_second_look() is 'Trigger: draws by lot which decisions another moderator looks at.';
create or replace trigger second_look after insert on public.moderation_decisions for each row execute function private.draw_second_look();

-- What waits for this moderator: not their own, not what was undone, and with nothing of the decision.
create or replace function private.open_second_looks() returns table (id uuid, decision_id bigint, post_id uuid, comment_id uuid, version_seen integer)
language sql stable security definer set search_path = '' as $$
  select l.id, d.id, d.post_id, d.comment_id, d.version_seen
  from public.second_looks l join public.moderation_decisions d on d.id = l.decision_id
  where l.looked_at is null and d.moderator_id <> auth.uid() and (select private.has_role('moderator'))
    and d.created_at > now() - interval '30 days' and not exists (select from public.moderation_decisions u where u.undoes_id = d.id)
  order by l.created_at, d.id
$$;
create or replace function private.next_second_look() returns jsonb
language plpgsql stable security definer set search_path = '' as $$
declare
  look record;
  answer jsonb;
begin
  if not (select private.has_role('moderator')) then
    raise exception 'Only moderators take a second look.' using errcode = '42501';
  end if;
  select jsonb_build_object('left', count(*)) into answer from private.open_second_looks();
  select * into look from private.open_second_looks() limit 1;
  if not found then
    return answer;
  end if;
  return answer || jsonb_build_object('look', (
    select jsonb_build_object('id', look.id, 'item_type', case when look.post_id is not null then 'post' else 'comment' end,
      'title', coalesce(v.title, t.title), 'body', v.body, 'author_name', a.display_name, 'written_at', coalesce(p.created_at, c.created_at))
    from private.version_text(look.post_id, look.comment_id, look.version_seen) v
    left join public.community_posts p on p.id = look.post_id
    left join public.post_comments c on c.id = look.comment_id
    left join public.community_posts t on t.id = c.post_id
    left join public.profiles a on a.id = coalesce(p.user_id, c.user_id)
    limit 1));
end
$$;
create or replace function public.next_second_look() returns jsonb
language sql stable security invoker set search_path = '' as $$
  select private.next_second_look()
$$;
comment on function public.next_second_look() is 'What a colleague decided and this moderator is to judge without knowing it: {"left", "look": {"id", "item_type", "title", "body", …}}.';

create or replace function private.answer_second_look(look_id uuid, verdict text, reason_code text) returns jsonb
language plpgsql security definer set search_path = '' as $$
declare
  look public.second_looks;
  made public.moderation_decisions;
  was_fine boolean;
begin
  if not (select private.has_role('moderator')) then
    raise exception 'Only moderators take a second look.' using errcode = '42501';
  elsif verdict is null or verdict not in ('fine', 'hide', 'remove') then
    raise exception 'A second look finds it fine, or would hide or remove it.' using errcode = '22023', detail = '{"field": "verdict"}';
  end if;
  select * into look from public.second_looks l where l.id = look_id for update;
  if not found then
    raise exception 'There is no such second look.' using errcode = 'P0002';
  end if;
  select * into made from public.moderation_decisions d where d.id = look.decision_id;
  if made.moderator_id = auth.uid() then
    raise exception 'Nobody looks at their own decision a second time.' using errcode = '42501';
  elsif look.looked_at is not null then
    raise exception '% was quicker.', (select m.full_name from public.staff_members m where m.user_id = look.looked_by) using errcode = 'PT409';
  elsif verdict <> 'fine' and not exists (select from public.moderation_reasons r where r.code = answer_second_look.reason_code and r.active and verdict = any (r.decisions)) then
    perform private.raise_refusal('Choose a reason.', 'reason_code');
  end if;
  was_fine := made.decision in ('approve', 'dismiss_reports');
  update public.second_looks l set
    verdict = answer_second_look.verdict,
    reason_code = case when answer_second_look.verdict <> 'fine' then answer_second_look.reason_code end,
    agrees = (answer_second_look.verdict = 'fine') = was_fine,
    same_reason = case when answer_second_look.verdict <> 'fine' and not was_fine then answer_second_look.reason_code = made.reason_code end,
    looked_by = auth.uid(), looked_at = clock_timestamp()
  where l.id = look.id returning * into look;
  return jsonb_build_object('agrees', look.agrees, 'same_reason', look.same_reason, 'decision', made.decision,
    'reason_label', (select r.label from public.moderation_reasons r where r.code = made.reason_code),
    'moderator_name', (select m.full_name from public.staff_members m where m.user_id = made.moderator_id),
    'item_type', case when made.post_id is not null then 'post' else 'comment' end, 'item_id', coalesce(made.post_id, made.comment_id));
end
$$;
create or replace function public.answer_second_look(look_id uuid, verdict text, reason_code text default null) returns jsonb
language sql security invoker set search_path = '' as $$
  select private.answer_second_look(look_id, verdict, reason_code)
$$;
comment on function public.answer_second_look(uuid, text, text) is
  'What a second look finds: fine, hide or remove, with a reason. Answers with what was decided, by whom, and whether both agree; changes nothing about the item.';

create or replace function public.moderation_agreement(from_date date, to_date date, time_zone text default 'UTC') returns table (
  reason_code text, reason_label text, looks bigint, agreed bigint, same_reason bigint
)
language plpgsql stable security invoker set search_path = '' as $$
begin
  perform private.check_range(from_date, to_date, time_zone);
  return query
  select d.reason_code, coalesce((select r.label from public.moderation_reasons r where r.code = d.reason_code), 'Found to be in order'),
    count(*), count(*) filter (where l.agrees), count(*) filter (where l.same_reason)
  from public.second_looks l join public.moderation_decisions d on d.id = l.decision_id
  where l.looked_at >= from_date::timestamp at time zone time_zone and l.looked_at < (to_date + 1)::timestamp at time zone time_zone
  group by d.reason_code
  order by 3 desc, 2;
end
$$;
comment on function public.moderation_agreement(date, date, text) is 'How often second looks agreed with what was decided, by the reason of the decision.';

-- ---------------------------------------------------------------------------------------
-- The open year, with photos

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
comment on view public.moderation_transparency is 'Decisions of each year in UTC by rule: what was done, how it was found, objections and how long all took. No machine decides by itself.';

revoke all on function
  private.draw_second_look(), private.open_second_looks(), private.next_second_look(), public.next_second_look(), private.answer_second_look(uuid, text, text),
  public.answer_second_look(uuid, text, text), public.moderation_agreement(date, date, text)
  from public, anon, authenticated, service_role;
grant execute on function
  private.next_second_look(), public.next_second_look(), private.answer_second_look(uuid, text, text), public.answer_second_look(uuid, text, text),
  public.moderation_agreement(date, date, text)
  to authenticated;
