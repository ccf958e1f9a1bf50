-- 043 told, and may object
-- Whoever something is done to is told what, why, by which rule, until when, and how to object; reporters hear what came of
-- their report. An objection is judged by somebody else. Who decided is never named to a member.

insert into public.moderation_settings (code, label, about, value, smallest, largest) values
  ('months_to_object', 'Months to object', 'So long after a decision its author may object to it. The law says six at least.', 6, 6, 24)
on conflict (code) do nothing;
alter table public.moderation_reasons add column if not exists member_texts jsonb not null default '{}';
comment on column public.moderation_reasons.member_texts is 'What the member is told in other languages: {"de": "…"}. member_text where theirs is missing.';
alter table public.moderation_decisions add column if not exists found_by text;
do $$
begin
  if not exists (select from pg_catalog.pg_constraint where conname = 'moderation_decisions_found_by_check') then
    alter table public.moderation_decisions add constraint moderation_decisions_found_by_check check (found_by in ('report', 'machine', 'moderator'));
  end if;
end
$$;
comment on column public.moderation_decisions.found_by is 'What brought it to the moderators: a report, a machine, or their own reading.';

create table if not exists public.member_notices (
  id uuid primary key default gen_random_uuid(),
  member_id uuid not null references public.profiles (id) on delete cascade,
  kind text not null check (kind in ('decision', 'sanction', 'report', 'objection')),
  what text not null check (char_length(what) <= 60),
  decision_id bigint references public.moderation_decisions (id) on delete restrict,
  sanction_id uuid references public.member_sanctions (id) on delete restrict,
  report_id uuid references public.content_reports (id) on delete cascade,
  rule_code text references public.moderation_reasons (code) on delete restrict,
  rule_text text,
  facts text check (char_length(facts) <= 2000),
  found_by text check (found_by in ('report', 'machine', 'moderator')),
  decided_by_machine boolean not null default false,
  until timestamptz,
  object_until timestamptz,
  reversed_at timestamptz,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now()
);
comment on table public.member_notices is
  'What members are told: the statement of reasons for each decision and sanction, what came of a report, the answer to an objection. It names no moderator.';
create index if not exists member_notices_member_idx on public.member_notices (member_id, created_at desc);
create index if not exists member_notices_created_idx on public.member_notices (created_at desc, id desc);
create index if not exists member_notices_decision_idx on public.member_notices (decision_id);
create index if not exists member_notices_sanction_idx on public.member_notices (sanction_id);
create index if not exists member_notices_report_idx on public.member_notices (report_id);
create index if not exists member_notices_rule_idx on public.member_notices (rule_code);
alter table public.member_notices enable row level security;
revoke all on public.member_notices from anon, authenticated, service_role;
grant select on public.member_notices to authenticated, service_role;
drop policy if exists "member_notices select" on public.member_notices;
create policy "member_notices select" on public.member_notices for select to authenticated
  using (member_id = (select auth.uid())
  or (select private.has_role('moderator')));
create or replace trigger touch before update on public.member_notices
  for each row execute function private.touch();
create or replace trigger audit after insert or update or delete on public.member_notices
  for each row execute function private.audit('log');

create table if not exists public.moderation_appeals (
  id uuid primary key default gen_random_uuid(),
  notice_id uuid not null unique references public.member_notices (id) on delete cascade,
  member_id uuid not null references public.profiles (id) on delete cascade,
  text text not null check (char_length(text) between 1 and 5000),
  state text not null default 'open' check (state in ('open', 'upheld', 'overturned')),
  answer text check (char_length(answer) between 1 and 2000),
  decided_by uuid references public.staff_members (user_id) on delete restrict,
  decided_at timestamptz,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  constraint moderation_appeals_answer_required_check check ((state = 'open') = (answer is null) and (state = 'open') = (decided_at is null))
);
comment on table public.moderation_appeals is 'Objections of members. Upheld: the decision stands. Overturned: it was taken back.';
create index if not exists moderation_appeals_created_idx on public.moderation_appeals (created_at desc, id desc);
create index if not exists moderation_appeals_open_idx on public.moderation_appeals (created_at) where state = 'open';
create index if not exists moderation_appeals_member_idx on public.moderation_appeals (member_id, created_at desc);
create index if not exists moderation_appeals_decided_by_idx on public.moderation_appeals (decided_by);
alter table public.moderation_appeals enable row level security;
revoke all on public.moderation_appeals from anon, authenticated, service_role;
-- Members read theirs in my_appeals, without whoever answered it.
grant select, insert (id, notice_id, member_id, text) on public.moderation_appeals to authenticated;
grant select on public.moderation_appeals to service_role;
drop policy if exists "moderation_appeals select" on public.moderation_appeals;
create policy "moderation_appeals select" on public.moderation_appeals for select to authenticated
  using ((select private.has_role('moderator')));
drop policy if exists "moderation_appeals insert" on public.moderation_appeals;
create policy "moderation_appeals insert" on public.moderation_appeals for insert to authenticated
  with check (member_id = (select auth.uid())
    and exists (select from public.member_notices n where n.id = notice_id and n.member_id = (select auth.uid())));
create or replace trigger touch before update on public.moderation_appeals
  for each row execute function private.touch();
create or replace trigger audit after insert or update or delete on public.moderation_appeals
  for each row execute function private.audit('all');

create or replace function private.check_appeal() returns trigger
language plpgsql security definer set search_path = '' as $$
declare
  notice public.member_notices;
begin
  if auth.uid() is null then
    return new;
  end if;
  select * into notice from public.member_notices n where n.id = new.notice_id and n.member_id = new.member_id;
  if notice.object_until is null then
    raise exception 'There is nothing to object to in this.' using errcode = '23514', detail = '{"field": "notice_id"}';
  elsif notice.object_until <= now() then
    raise exception 'The time to object is over.' using errcode = '23514', detail = '{"field": "notice_id"}';
  elsif notice.reversed_at is not null then
    raise exception 'It was taken back already.' using errcode = '23514', detail = '{"field": "notice_id"}';
  end if;
  return new;
end
$$;
create or replace trigger a_check before insert on public.moderation_appeals
  for each row execute function private.check_appeal();

create or replace function private.my_appeals() returns table (id uuid, notice_id uuid, text text, state text, answer text, created_at timestamptz, decided_at timestamptz)
language sql stable security definer set search_path = '' as $$
  select a.id, a.notice_id, a.text, a.state, a.answer, a.created_at, a.decided_at
  from public.moderation_appeals a where a.member_id = (select auth.uid()) order by a.created_at desc
$$;
create or replace function public.my_appeals() returns table (id uuid, notice_id uuid, text text, state text, answer text, created_at timestamptz, decided_at timestamptz)
language sql stable security invoker set search_path = '' as $$
  select * from private.my_appeals()
$$;
comment on function public.my_appeals() is 'The signed-in member''s own objections and their answers.';

-- ---------------------------------------------------------------------------------------
-- Told as it happens

create or replace function private.rule_text(code text, member uuid) returns text
language sql stable security definer set search_path = '' as $$
  select coalesce(
    r.member_texts ->> (select left(coalesce(u.raw_user_meta_data ->> 'language', u.raw_user_meta_data ->> 'locale'), 2) from auth.users u where u.id = member),
    r.member_text)
  from public.moderation_reasons r where r.code = rule_text.code
$$;

create or replace function private.note_found_by() returns trigger
language plpgsql security definer set search_path = '' as $$
begin
  if auth.uid() is not null then
    select case when w.counting + w.set_aside > 0 then 'report' when w.by_bot then 'machine' else 'moderator' end into new.found_by
    from public.moderation_waiting w where w.item_id = coalesce(new.post_id, new.comment_id);
    new.found_by := coalesce(new.found_by, 'moderator');
  end if;
  return new;
end
$$;
create or replace trigger a_found_by before insert on public.moderation_decisions
  for each row execute function private.note_found_by();

create or replace function private.tell_of_decision() returns trigger
language plpgsql security definer set search_path = '' as $$
declare
  author uuid;
  words record;
  told record;
begin
  if auth.uid() is null then
    return null;
  end if;
  select coalesce(p.user_id, c.user_id) into author
  from (select 1) one
  left join public.community_posts p on p.id = new.post_id
  left join public.post_comments c on c.id = new.comment_id;
  if new.decision in ('hide', 'remove', 'decline_edit') then
    select v.title, v.body into words from private.version_text(new.post_id, new.comment_id, new.version_seen) v limit 1;
    insert into public.member_notices (member_id, kind, what, decision_id, rule_code, rule_text, facts, found_by, object_until)
    values (author, 'decision', new.decision, new.id, new.reason_code, private.rule_text(new.reason_code, author),
      left(format('Your %s of %s: “%s”', case when new.post_id is not null then 'post' else 'comment' end,
        to_char((select coalesce(p.created_at, c.created_at) from (select 1) one left join public.community_posts p on p.id = new.post_id
          left join public.post_comments c on c.id = new.comment_id) at time zone 'UTC', 'FMDD FMMonth YYYY'), private.excerpt(concat_ws('. ', words.title, words.body))), 2000),
      new.found_by, new.created_at + make_interval(months => private.setting('months_to_object')::integer));
  elsif new.decision in ('undo', 'restore') then
    update public.member_notices n set reversed_at = new.created_at
    from public.moderation_decisions d
    where n.decision_id = d.id and n.reversed_at is null
      and case when new.decision = 'undo' then d.id = new.undoes_id else d.decision in ('hide', 'remove') and (d.post_id = new.post_id or d.comment_id = new.comment_id) end;
  end if;
  for told in
    select r.id, r.reporter_id, c.after from jsonb_to_recordset(new.reports_changed) c (id uuid, after text) join public.content_reports r on r.id = c.id
  loop
    if told.after = 'open' then
      update public.member_notices n set reversed_at = new.created_at where n.report_id = told.id and n.reversed_at is null;
    else
      insert into public.member_notices (member_id, kind, what, report_id, facts)
      values (told.reporter_id, 'report', told.after, told.id, case told.after
        when 'upheld' then 'Thank you. What you reported broke our rules, and we have done something about it.'
        else 'We have looked at what you reported. It is within our rules, and stays.' end);
    end if;
  end loop;
  return null;
end
$$;
-- After it is carried out, by its name.
create or replace trigger tell after insert on public.moderation_decisions
  for each row execute function private.tell_of_decision();

create or replace function private.tell_of_sanction() returns trigger
language plpgsql security definer set search_path = '' as $$
begin
  if tg_op = 'INSERT' then
    if auth.uid() is not null then
      insert into public.member_notices (member_id, kind, what, sanction_id, rule_code, rule_text, facts, found_by, until, object_until)
      values (new.member_id, 'sanction', new.kind, new.id, new.reason_code, private.rule_text(new.reason_code, new.member_id), new.message, 'moderator', new.ends_at,
        now() + make_interval(months => private.setting('months_to_object')::integer));
    end if;
  elsif new.lifted_at is not null and old.lifted_at is null then
    update public.member_notices n set reversed_at = new.lifted_at where n.sanction_id = new.id and n.reversed_at is null;
  elsif new.ends_at is distinct from old.ends_at then
    update public.member_notices n set until = new.ends_at where n.sanction_id = new.id;
  end if;
  return null;
end
$$;
create or replace trigger tell after insert or update on public.member_sanctions
  for each row execute function private.tell_of_sanction();

-- ---------------------------------------------------------------------------------------
-- Answering an objection

create or replace function private.appeal_waits() returns trigger
language plpgsql security definer set search_path = '' as $$
begin
  if tg_op = 'DELETE' or new.state <> 'open' then
    update public.moderation_waiting w set waiting_since = null, changed_at = clock_timestamp()
    where w.item_id = case when tg_op = 'DELETE' then old.id else new.id end;
  else
    insert into public.moderation_waiting (item_id, item_type, waiting_since) values (new.id, 'appeal', new.created_at)
    on conflict (item_id) do update set waiting_since = excluded.waiting_since, changed_at = clock_timestamp();
  end if;
  return null;
end
$$;
create or replace trigger waiting after insert or update of state or delete on public.moderation_appeals
  for each row execute function private.appeal_waits();

create or replace view public.appeal_queue with (security_invoker = true) as
select a.id, a.state, a.text, a.member_id, p.display_name as member_name, n.kind, n.what, n.rule_code, n.rule_text, n.facts, n.decision_id, n.sanction_id, n.created_at as decided_at,
  coalesce(d.moderator_id, s.created_by) as decided_by,
  (select m.full_name from public.staff_members m where m.user_id = coalesce(d.moderator_id, s.created_by)) as decided_by_name,
  coalesce(d.moderator_id, s.created_by) is distinct from (select auth.uid()) as may_answer,
  a.answer, a.decided_at as answered_at, a.decided_by as answered_by,
  (select m.full_name from public.staff_members m where m.user_id = a.decided_by) as answered_by_name,
  a.created_at, a.updated_at
from public.moderation_appeals a
join public.profiles p on p.id = a.member_id
join public.member_notices n on n.id = a.notice_id
left join public.moderation_decisions d on d.id = n.decision_id
left join public.member_sanctions s on s.id = n.sanction_id
where (select private.has_role('moderator'));
comment on view public.appeal_queue is 'Objections with what they are against; may_answer: the viewer did not decide it.';
revoke all on public.appeal_queue from anon, authenticated, service_role;
grant select on public.appeal_queue to authenticated, service_role;

create or replace function private.answer_appeal(appeal_id uuid, outcome text, answer text) returns public.moderation_appeals
language plpgsql security definer set search_path = '' as $$
declare
  appeal public.moderation_appeals;
  notice public.member_notices;
  against public.moderation_decisions;
  sanction public.member_sanctions;
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
  if auth.uid() in (against.moderator_id, sanction.created_by, sanction.confirmed_by, notice.member_id) then
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
$$;
create or replace function public.answer_appeal(appeal_id uuid, outcome text, answer text) returns public.moderation_appeals
language sql security invoker set search_path = '' as $$
  select private.answer_appeal(appeal_id, outcome, answer)
$$;
comment on function public.answer_appeal(uuid, text, text) is
  'Answers an objection: upheld (the decision stands) or overturned (it is taken back), with a reason for the member; never by whoever decided.';

-- ---------------------------------------------------------------------------------------
-- In the open: a year's decisions by rule

create or replace view public.moderation_transparency with (security_invoker = true) as
select
  md5(y.year || y.rule_code)::uuid as id, y.year, y.rule_code,
  coalesce((select r.label from public.moderation_reasons r where r.code = y.rule_code), y.rule_code) as rule,
  sum(y.hidden)::bigint as hidden, sum(y.removed)::bigint as removed, sum(y.declined)::bigint as edits_declined,
  sum(y.warnings)::bigint as warnings, sum(y.mutes)::bigint as mutes, sum(y.suspensions)::bigint as suspensions,
  sum(y.by_report)::bigint as found_by_reports, sum(y.by_machine)::bigint as found_by_machine,
  0::bigint as decided_by_machine,
  sum(y.appeals)::bigint as appeals, sum(y.overturned)::bigint as appeals_overturned,
  max(y.hours_to_decide) as median_hours_to_decide, max(y.hours_to_answer) as median_hours_to_answer
from (
  select extract(year from d.created_at at time zone 'UTC')::integer as year, d.reason_code as rule_code,
    count(*) filter (where d.decision = 'hide') as hidden, count(*) filter (where d.decision = 'remove') as removed, count(*) filter (where d.decision = 'decline_edit') as declined,
    0::bigint as warnings, 0::bigint as mutes, 0::bigint as suspensions,
    count(*) filter (where d.found_by = 'report') as by_report, count(*) filter (where d.found_by = 'machine') as by_machine, 0::bigint as appeals, 0::bigint as overturned,
    round((percentile_cont(0.5) within group (order by extract(epoch from d.created_at - d.waiting_since)) / 3600)::numeric, 2) as hours_to_decide, null::numeric as hours_to_answer
  from public.moderation_decisions d
  where d.decision in ('hide', 'remove', 'decline_edit') and d.reason_code is not null and (select private.has_role('moderator'))
  group by 1, 2
  union all
  select extract(year from s.starts_at at time zone 'UTC')::integer, s.reason_code, 0, 0, 0,
    count(*) filter (where s.kind = 'warn'), count(*) filter (where s.kind = 'mute'), count(*) filter (where s.kind = 'suspend'), 0, 0, 0, 0, null, null
  from public.member_sanctions s where (select private.has_role('moderator')) group by 1, 2
  union all
  select extract(year from a.created_at at time zone 'UTC')::integer, n.rule_code, 0, 0, 0, 0, 0, 0, 0, 0, count(*), count(*) filter (where a.state = 'overturned'), null,
    round((percentile_cont(0.5) within group (order by extract(epoch from a.decided_at - a.created_at)) / 3600)::numeric, 2)
  from public.moderation_appeals a join public.member_notices n on n.id = a.notice_id
  where n.rule_code is not null and (select private.has_role('moderator')) group by 1, 2
) y
group by y.year, y.rule_code;
comment on view public.moderation_transparency is 'Decisions of each year in UTC by rule: what was done, how it was found, objections and how long all took. No machine decides by itself.';
revoke all on public.moderation_transparency from anon, authenticated, service_role;
grant select on public.moderation_transparency to authenticated, service_role;

revoke all on function
  private.check_appeal(), private.my_appeals(), public.my_appeals(), private.rule_text(text, uuid), private.note_found_by(), private.tell_of_decision(),
  private.tell_of_sanction(), private.appeal_waits(), private.answer_appeal(uuid, text, text), public.answer_appeal(uuid, text, text)
  from public, anon, authenticated, service_role;
grant execute on function private.my_appeals(), public.my_appeals(), private.answer_appeal(uuid, text, text), public.answer_appeal(uuid, text, text) to authenticated;

insert into private.audit_readers (table_name, roles) values
  ('member_notices', '{moderator}'),
  ('moderation_appeals', '{moderator}')
on conflict do nothing;
