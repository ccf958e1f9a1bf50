-- 109 objections answered once
-- An answer that was lost on its way and is sent again is the same one; colleagues see who is at an objection; and whose
-- report was dismissed may object, too.

alter table public.moderation_appeals add column if not exists client_key uuid;
comment on column public.moderation_appeals.client_key is 'Made by the page for its answer: what comes again under the same key is not done twice.';
create unique index if not exists moderation_appeals_client_key_key on public.moderation_appeals (client_key);
alter table public.member_reports add column if not exists client_key uuid;
comment on column public.member_reports.client_key is 'Made by the page for its answer: what comes again under the same key is not done twice.';
alter table public.member_notices add column if not exists member_report_id uuid references public.member_reports (id) on delete cascade;
comment on column public.member_notices.member_report_id is 'The report about a member or a conversation that it answers.';
create index if not exists member_notices_member_report_idx on public.member_notices (member_report_id);

-- Of what was dismissed before: its decision, and as long to object as anybody has.
update public.member_notices n set decision_id = d.id, rule_code = r.category,
  object_until = n.created_at + make_interval(months => private.setting('months_to_object')::integer)
from public.content_reports r, lateral (
  select d.id from public.moderation_decisions d
  where (d.post_id = r.post_id or d.comment_id = r.comment_id) and d.reports_changed @> jsonb_build_array(jsonb_build_object('id', r.id, 'after', 'dismissed'))
  order by d.id desc limit 1
) d
where n.report_id = r.id and n.kind = 'report' and n.what = 'dismissed' and n.object_until is null;

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
    select r.id, r.reporter_id, r.category, c.after from jsonb_to_recordset(new.reports_changed) c (id uuid, after text) join public.content_reports r on r.id = c.id
  loop
    if told.after = 'open' then
      update public.member_notices n set reversed_at = new.created_at where n.report_id = told.id and n.reversed_at is null;
    else
      -- Whose report was dismissed may object to it as its author may to what is done to them.
      insert into public.member_notices (member_id, kind, what, report_id, decision_id, rule_code, object_until, facts)
      values (told.reporter_id, 'report', told.after, told.id, case told.after when 'dismissed' then new.id end, case told.after when 'dismissed' then told.category end,
        case told.after when 'dismissed' then new.created_at + make_interval(months => private.setting('months_to_object')::integer) end,
        case told.after
          when 'upheld' then 'Thank you. What you reported broke our rules, and we have done something about it.'
          else 'We have looked at what you reported. It is within our rules, and stays.' end);
    end if;
  end loop;
  return null;
end
$$;

-- ---------------------------------------------------------------------------------------
-- Who is at which objection

alter table public.moderation_claims add column if not exists appeal_id uuid references public.moderation_appeals (id) on delete cascade;
create unique index if not exists moderation_claims_appeal_id_key on public.moderation_claims (appeal_id);
alter table public.moderation_claims drop constraint if exists moderation_claims_one_item_check;
alter table public.moderation_claims add constraint moderation_claims_one_item_check check (num_nonnulls(post_id, comment_id, image_id, appeal_id) = 1);

create or replace function private.keep_claimed() returns trigger
language plpgsql security definer set search_path = '' as $$
declare
  row_now public.moderation_claims := case when tg_op = 'DELETE' then old else new end;
begin
  update public.moderation_waiting w set changed_at = clock_timestamp()
  where w.item_id = coalesce(row_now.post_id, row_now.comment_id, row_now.image_id, row_now.appeal_id);
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
      and (items is null or coalesce(o.post_id, o.comment_id, o.image_id, o.appeal_id) in (select i.item_id from jsonb_to_recordset(items) i (item_id uuid)))
    order by o.id for update skip locked
  );
  get diagnostics released = row_count;
  return released;
end
$$;

create or replace function private.claim_appeals(items jsonb, take_over boolean) returns jsonb
language plpgsql security definer set search_path = '' as $$
declare
  wanted uuid;
  held record;
  answer jsonb;
  answers jsonb := '[]';
begin
  if not (select private.has_role('moderator')) then
    raise exception 'Only moderators claim items.' using errcode = '42501';
  end if;
  for wanted in select distinct i.item_id from jsonb_to_recordset(items) i (item_id uuid) order by 1 loop
    answer := jsonb_build_object('item_type', 'appeal', 'item_id', wanted);
    perform from public.moderation_appeals a where a.id = wanted and a.state = 'open' for update;
    if not found then
      answers := answers || (answer || '{"result": "gone"}');
      continue;
    end if;
    delete from public.moderation_claims c where c.appeal_id = wanted and c.expires_at <= now();
    select c.id, c.moderator_id, c.expires_at, s.full_name into held
    from public.moderation_claims c join public.staff_members s on s.user_id = c.moderator_id where c.appeal_id = wanted;
    if held.id is not null and held.moderator_id <> auth.uid() and not coalesce(take_over, false) then
      answers := answers || (answer || jsonb_build_object('result', 'held', 'claimed_by', held.moderator_id, 'claimed_name', held.full_name,
        'claim_expires_at', held.expires_at, 'taken_from_name', null));
      continue;
    end if;
    insert into public.moderation_claims (appeal_id, moderator_id, claimed_at, expires_at) values (wanted, auth.uid(), now(), now() + interval '5 minutes')
    on conflict (appeal_id) do update set moderator_id = excluded.moderator_id, expires_at = excluded.expires_at;
    answers := answers || (answer || jsonb_build_object('result', 'claimed', 'claimed_by', auth.uid(),
      'claimed_name', (select s.full_name from public.staff_members s where s.user_id = auth.uid()), 'claim_expires_at', now() + interval '5 minutes',
      'taken_from_name', case when held.moderator_id <> auth.uid() then held.full_name end));
  end loop;
  return answers;
end
$$;
create or replace function public.claim_appeals(items jsonb, take_over boolean default false) returns jsonb
language plpgsql security invoker set search_path = '' as $$
begin
  if jsonb_typeof(items) is distinct from 'array' or jsonb_array_length(items) not between 1 and 100 then
    raise exception 'Send a list of 1 to 100 items.' using errcode = '22023', detail = '{"field": "items"}';
  end if;
  return private.claim_appeals(items, take_over);
end
$$;
comment on function public.claim_appeals(jsonb, boolean) is
  'Claims these objections: [{"item_id"}]. take_over: also those that a colleague has, which is recorded. Renewed and given back like other claims.';

create or replace view public.appeal_queue with (security_invoker = true) as
select a.id, a.state, a.text, a.member_id, p.display_name as member_name, n.kind, n.what, n.rule_code, n.rule_text, n.facts, n.decision_id, n.sanction_id, n.created_at as decided_at,
  coalesce(d.moderator_id, s.created_by, o.moderator_id, w.moderator_id, r.decided_by) as decided_by,
  (select m.full_name from public.staff_members m where m.user_id = coalesce(d.moderator_id, s.created_by, o.moderator_id, w.moderator_id, r.decided_by)) as decided_by_name,
  (select auth.uid()) <> all (array_remove(array[d.moderator_id, s.created_by, s.confirmed_by, o.moderator_id, w.moderator_id, r.decided_by, r.member_id, a.member_id], null)) as may_answer,
  a.answer, a.decided_at as answered_at, a.decided_by as answered_by,
  (select m.full_name from public.staff_members m where m.user_id = a.decided_by) as answered_by_name,
  a.created_at, a.updated_at,
  case when d.post_id is not null then 'post' when d.comment_id is not null then 'comment' when o.id is not null then 'photo' when r.id is not null then 'report' when n.what = 'remove_words' then 'profile' else 'sanction' end as item_type,
  coalesce(d.post_id, d.comment_id, o.image_id, r.id, case when n.what = 'remove_words' then n.member_id end) as item_id,
  (select i.storage_path from public.user_images i where i.id = o.image_id) as storage_path,
  (select m.label from public.moderation_reasons m where m.code = n.rule_code) as rule_label,
  coalesce(d.note, s.note, o.note, w.note, r.answer) as note, n.until, n.reversed_at,
  coalesce((select c.note from public.content_reports c where c.id = n.report_id), r.note) as report_note, w.words as removed_words,
  h.moderator_id as claimed_by, (select m.full_name from public.staff_members m where m.user_id = h.moderator_id) as claimed_name, h.expires_at as claim_expires_at
from public.moderation_appeals a
join public.profiles p on p.id = a.member_id
join public.member_notices n on n.id = a.notice_id
left join public.moderation_decisions d on d.id = n.decision_id
left join public.member_sanctions s on s.id = n.sanction_id
left join public.photo_decisions o on o.id = n.photo_decision_id
left join public.member_reports r on r.id = n.member_report_id
left join lateral private.profile_removal(n.id) w on n.what = 'remove_words'
left join public.moderation_claims h on h.appeal_id = a.id and h.expires_at > now()
where (select private.has_role('moderator'));

-- ---------------------------------------------------------------------------------------
-- Answered once

create or replace function private.answer_appeal(appeal_id uuid, outcome text, answer text, client_key uuid) returns public.moderation_appeals
language plpgsql security definer set search_path = '' as $$
declare
  appeal public.moderation_appeals;
  notice public.member_notices;
  against public.moderation_decisions;
  sanction public.member_sanctions;
  photo public.photo_decisions;
  photo_entry public.photo_decisions;
  entry public.moderation_decisions;
  item record;
  report public.member_reports;
  removal private.profile_removals;
  said jsonb;
begin
  if not (select private.has_role('moderator')) then
    raise exception 'Only moderators answer objections.' using errcode = '42501';
  elsif outcome is null or outcome not in ('upheld', 'overturned') then
    raise exception 'An objection is answered by upholding the decision or overturning it.' using errcode = '22023', detail = '{"field": "outcome"}';
  elsif btrim(coalesce(answer_appeal.answer, '')) = '' then
    perform private.raise_refusal('Say why: the member reads it.', 'answer');
  end if;
  -- Sent before, and the answer was lost on its way.
  select * into appeal from public.moderation_appeals a where a.client_key = answer_appeal.client_key;
  if found then
    if appeal.id <> answer_appeal.appeal_id or appeal.decided_by <> auth.uid() then
      raise exception 'This key belongs to another answer.' using errcode = '22023', detail = '{"field": "client_key"}';
    elsif appeal.state = outcome then
      return appeal;
    end if;
  end if;
  select n.* into notice from public.moderation_appeals a join public.member_notices n on n.id = a.notice_id where a.id = answer_appeal.appeal_id;
  if not found then
    raise exception 'There is no such objection.' using errcode = 'P0002';
  end if;
  select * into against from public.moderation_decisions d where d.id = notice.decision_id;
  select * into sanction from public.member_sanctions s where s.id = notice.sanction_id;
  select * into photo from public.photo_decisions d where d.id = notice.photo_decision_id;
  select * into report from public.member_reports r where r.id = notice.member_report_id;
  select * into removal from private.profile_removals r where r.notice_id = notice.id;
  if auth.uid() in (against.moderator_id, sanction.created_by, sanction.confirmed_by, photo.moderator_id, removal.moderator_id, report.decided_by, report.member_id, notice.member_id) then
    raise exception 'Whoever decided does not answer the objection to it.' using errcode = '42501';
  end if;
  -- The item first, as every decision does.
  if against.id is not null then
    select * into item from private.locked_item(against.post_id, against.comment_id);
  end if;
  select * into appeal from public.moderation_appeals a where a.id = answer_appeal.appeal_id for update;
  if appeal.state = outcome and appeal.decided_by = auth.uid() and appeal.client_key = answer_appeal.client_key then
    return appeal;
  elsif appeal.state <> 'open' then
    raise exception '%', format('%s has answered it already: %s, saying “%s”.', (select m.full_name from public.staff_members m where m.user_id = appeal.decided_by),
      appeal.state, appeal.answer) using errcode = 'PT409';
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
    elsif removal.notice_id is not null then
      -- What the member wrote in its place since stays.
      perform set_config('app.reason', btrim(answer_appeal.answer), true);
      update public.profiles p set bio = case removal.field when 'bio' then coalesce(p.bio, removal.words) else p.bio end,
        occupation = case removal.field when 'occupation' then coalesce(p.occupation, removal.words) else p.occupation end,
        pronouns = case removal.field when 'pronouns' then coalesce(p.pronouns, removal.words) else p.pronouns end
      where p.id = notice.member_id;
      perform set_config('app.reason', '', true);
    elsif report.id is not null then
      -- It waits anew, unless the same person has reported the same again since.
      update public.member_reports r set state = 'open', answer = null, decided_by = null, decided_at = null, client_key = null
      where r.id = report.id and r.state = 'dismissed' and not exists (
        select from public.member_reports o where o.reporter_id = r.reporter_id and o.state = 'open' and (o.member_id = r.member_id or o.conversation_id = r.conversation_id));
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
      elsif notice.kind = 'report' then
        -- Something was decided since; where the text still stands, a colleague looks at it once more.
        if item.state = 'published' and (private.last_decision(against.post_id, against.comment_id, true)).decision is distinct from 'escalate' then
          entry.decision := 'escalate';
          entry.reason_code := 'unsure';
          entry.version_seen := item.version;
          entry.decision_seen := (private.last_decision(against.post_id, against.comment_id, false)).id;
        end if;
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
  update public.moderation_appeals a set state = outcome, answer = btrim(answer_appeal.answer), decided_by = auth.uid(), decided_at = clock_timestamp(),
    client_key = answer_appeal.client_key
  where a.id = appeal.id returning * into appeal;
  delete from public.moderation_claims c where c.appeal_id = appeal.id;
  insert into public.member_notices (member_id, kind, what, decision_id, sanction_id, facts)
  values (appeal.member_id, 'objection', outcome, null, null, appeal.answer);
  return appeal;
end
$$;

drop function if exists public.answer_appeal(uuid, text, text);
drop function if exists private.answer_appeal(uuid, text, text);
create or replace function public.answer_appeal(appeal_id uuid, outcome text, answer text, client_key uuid default null) returns public.moderation_appeals
language sql security invoker set search_path = '' as $$
  select private.answer_appeal(appeal_id, outcome, answer, client_key)
$$;
comment on function public.answer_appeal(uuid, text, text, uuid) is
  'Answers an objection: upheld (the decision stands) or overturned (it is taken back; a report waits anew), with a reason for the member; never by whoever decided. The same client_key again answers what it did the first time.';

create or replace function private.answer_member_report(report_id uuid, outcome text, answer text, client_key uuid) returns public.member_reports
language plpgsql security definer set search_path = '' as $$
declare
  report public.member_reports;
begin
  if not (select private.has_role('moderator')) then
    raise exception 'Only moderators answer reports.' using errcode = '42501';
  elsif outcome is null or outcome not in ('upheld', 'dismissed') then
    raise exception 'A report is upheld or dismissed.' using errcode = '22023', detail = '{"field": "outcome"}';
  elsif btrim(coalesce(answer_member_report.answer, '')) = '' then
    perform private.raise_refusal('Say what you found, for colleagues.', 'answer');
  end if;
  select * into report from public.member_reports r where r.id = report_id for update;
  if not found then
    raise exception 'There is no such report.' using errcode = 'P0002';
  elsif auth.uid() in (report.reporter_id, report.member_id) then
    raise exception 'Nobody answers a report of their own, or about themselves.' using errcode = '42501';
  elsif report.state <> 'open' then
    -- Sent before, and the answer was lost on its way.
    if report.state = outcome and report.decided_by = auth.uid() and report.client_key = answer_member_report.client_key then
      return report;
    end if;
    raise exception '%', format('%s has answered it already: %s, saying “%s”.', (select s.full_name from public.staff_members s where s.user_id = report.decided_by),
      report.state, report.answer) using errcode = 'PT409';
  end if;
  update public.member_reports r set state = outcome, answer = btrim(answer_member_report.answer), decided_by = auth.uid(), decided_at = clock_timestamp(),
    client_key = answer_member_report.client_key
  where r.id = report.id returning * into report;
  insert into public.member_notices (member_id, kind, what, member_report_id, rule_code, object_until, facts)
  values (report.reporter_id, 'report', outcome, report.id, case outcome when 'dismissed' then report.category end,
    case outcome when 'dismissed' then report.decided_at + make_interval(months => private.setting('months_to_object')::integer) end, case outcome
    when 'upheld' then 'Thank you. What you reported broke our rules, and we have done something about it.'
    else 'We have looked at what you reported. It is within our rules.' end);
  return report;
end
$$;

drop function if exists public.answer_member_report(uuid, text, text);
drop function if exists private.answer_member_report(uuid, text, text);
create or replace function public.answer_member_report(report_id uuid, outcome text, answer text, client_key uuid default null) returns public.member_reports
language sql security invoker set search_path = '' as $$
  select private.answer_member_report(report_id, outcome, answer, client_key)
$$;
comment on function public.answer_member_report(uuid, text, text, uuid) is
  'Answers a report about a person or a conversation: upheld or dismissed, with what was found. Whoever reported is told the outcome, not by whom. The same client_key again answers what it did the first time.';

revoke all on function private.claim_appeals(jsonb, boolean), public.claim_appeals(jsonb, boolean), private.answer_appeal(uuid, text, text, uuid), public.answer_appeal(uuid, text, text, uuid),
  private.answer_member_report(uuid, text, text, uuid), public.answer_member_report(uuid, text, text, uuid) from public, anon, authenticated, service_role;
grant execute on function private.claim_appeals(jsonb, boolean), public.claim_appeals(jsonb, boolean), private.answer_appeal(uuid, text, text, uuid), public.answer_appeal(uuid, text, text, uuid),
  private.answer_member_report(uuid, text, text, uuid), public.answer_member_report(uuid, text, text, uuid) to authenticated;
