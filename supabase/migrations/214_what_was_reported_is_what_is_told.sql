-- A member's statement quoted what they had written over a threat instead of the threat that was reported. A report named the version
-- that stood there when it arrived, not the one that its author had read. Of an objection that was right the reports waited anew, and
-- whoever had judged the same text in another decision or at a second look could answer it. An author who edited a published text again and again kept it from being taken down.


create or replace function private.tell_of_decision()
 RETURNS trigger
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO ''
AS $function$
declare
  author uuid;
  words record;
  reported record;
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
    -- What members reported may be another text than the one that stood there when it was decided.
    select v.title, v.body into reported from (
      select r.item_version from jsonb_to_recordset(new.reports_changed) c (id uuid, after text) join public.content_reports r on r.id = c.id
      where c.after = 'upheld' and r.item_version <> new.version_seen group by 1 order by count(*) desc, 1 desc limit 1) o
    cross join lateral private.version_text(new.post_id, new.comment_id, o.item_version) v limit 1;
    insert into public.member_notices (member_id, kind, what, decision_id, rule_code, rule_text, facts, found_by, object_until)
    values (author, 'decision', new.decision, new.id, new.reason_code, private.rule_text(new.reason_code, author),
      left(format('Your %s of %s: “%s”', case when new.post_id is not null then 'post' else 'comment' end,
        to_char((select coalesce(p.created_at, c.created_at) from (select 1) one left join public.community_posts p on p.id = new.post_id
          left join public.post_comments c on c.id = new.comment_id) at time zone 'UTC', 'FMDD FMMonth YYYY'), private.quoted(private.excerpt(concat_ws('. ', words.title, words.body))))
        || coalesce(' As it was reported: “' || nullif(private.quoted(private.excerpt(concat_ws('. ', reported.title, reported.body))), '') || '”', ''), 2000),
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
$function$;

create or replace function private.stamp_report()
 RETURNS trigger
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO ''
AS $function$
declare
  author uuid;
  standing integer;
  changed timestamptz;
begin
  if tg_op = 'UPDATE' then
    if auth.uid() is not null and new.state <> old.state then
      new.decided_by := case when new.state = 'open' then null else auth.uid() end;
      new.decided_at := case when new.state = 'open' then null else clock_timestamp() end;
    end if;
    return new;
  end if;
  if new.post_id is not null then
    select p.user_id, p.version, p.edited_at into author, standing, changed from public.community_posts p where p.id = new.post_id;
  else
    select c.user_id, c.version, c.edited_at into author, standing, changed from public.post_comments c where c.id = new.comment_id;
  end if;
  if author = new.reporter_id then
    raise exception 'You wrote this yourself.' using errcode = '23514', detail = '{"field": "reporter_id"}';
  end if;
  new.item_version := coalesce(new.item_version, standing, 1);
  -- What the system brings along is taken as it is.
  if auth.uid() is null and auth.role() is distinct from 'service_role' then
    return new;
  end if;
  if not exists (select from private.report_reasons() r where r.code = new.category)
    and not exists (select from public.moderation_reasons r where r.code = new.category and r.active and r.decisions && array['hide', 'remove']) then
    raise exception 'Choose one of the reasons.' using errcode = '23514', detail = '{"field": "category"}';
  end if;
  -- What they had before them may have been replaced while they wrote: it is named, if it stood there within a day.
  if standing is not null and not (new.item_version < standing and changed > now() - interval '1 day' and exists (
    select from public.content_versions v where (v.post_id = new.post_id or v.comment_id = new.comment_id) and v.version = new.item_version and v.state = 'replaced')) then
    new.item_version := standing;
  end if;
  return new;
end
$function$;

create or replace function private.judge_decision()
 RETURNS trigger
 LANGUAGE plpgsql
 SET search_path TO ''
AS $function$
declare
  item record;
  latest public.moderation_decisions;
  holding public.moderation_decisions;
  undone public.moderation_decisions;
  reason public.moderation_reasons;
  claim record;
  judged integer;
  here jsonb;
begin
  -- History that the system brings along is taken as it is.
  if auth.uid() is null then
    return new;
  end if;
  if not (select private.has_role('moderator')) then
    raise exception 'Only moderators decide about posts and comments.' using errcode = '42501';
  end if;
  select * into item from private.locked_item(new.post_id, new.comment_id);
  if not found then
    raise exception 'It is gone: its author has deleted it.' using errcode = 'P0002';
  end if;
  if item.author = auth.uid() then
    raise exception 'Nobody decides about what they wrote themselves.' using errcode = '42501';
  end if;
  latest := private.last_decision(new.post_id, new.comment_id, false);
  holding := private.last_decision(new.post_id, new.comment_id, true);
  here := jsonb_build_object('state', item.state, 'version', item.version, 'decision_seen', latest.id);
  new.shown_before := item.shown_version;
  new.pending_before := item.pending_version;
  new.version_after := item.version;

  if new.decision = 'undo' then
    select d.* into undone from public.moderation_decisions d
    where d.id = new.undoes_id and (d.post_id = new.post_id or d.comment_id = new.comment_id);
    if not found then
      raise exception 'There is no such decision to take back.' using errcode = 'P0002';
    elsif undone.decision = 'undo' then
      perform private.raise_refusal('An undo is not taken back: decide anew.', 'undoes_id');
    end if;
    new.decision_seen := undone.id;
    new.version_seen := coalesce(undone.version_after, undone.version_seen);
  end if;

  if latest.id > coalesce(new.decision_seen, 0) then
    perform private.raise_conflict(
      case when new.decision = 'undo' and latest.undoes_id = undone.id then 'undone' else 'decided' end,
      format(case when new.decision = 'undo' and latest.undoes_id = undone.id then '%s has taken it back already.'
        when new.decision = 'undo' then '%s has decided since: %s.' else '%s was faster: %s.' end,
        (select s.full_name from public.staff_members s where s.user_id = latest.moderator_id), replace(latest.decision, '_', ' ')),
      private.decision_facts(latest) || here);
  -- Who edits faster than anybody reads does not escape: what was read is taken down, with all that was written over it since.
  elsif item.version <> new.version_seen and not (new.decision in ('hide', 'remove')
    and new.version_seen >= item.shown_version and item.version - new.version_seen >= 3) then
    perform private.raise_conflict('edited', 'Its author has changed it since you opened it.', here || jsonb_build_object('at', item.edited_at));
  elsif new.decision = 'undo' and item.state <> undone.state_after then
    perform private.raise_conflict('changed', format('It is %s by now.', item.state), here);
  end if;
  if not new.over_claim then
    select c.moderator_id, c.expires_at, s.full_name into claim
    from public.moderation_claims c join public.staff_members s on s.user_id = c.moderator_id
    where (c.post_id = new.post_id or c.comment_id = new.comment_id) and c.expires_at > now() and c.moderator_id <> auth.uid();
    if found then
      perform private.raise_conflict('claimed', format('%s is at it right now.', claim.full_name),
        here || jsonb_build_object('by', claim.moderator_id, 'by_name', claim.full_name, 'claim_expires_at', claim.expires_at));
    end if;
  end if;

  new.created_at := clock_timestamp();
  new.waiting_since := private.waiting_since(new.post_id, new.comment_id);
  new.state_before := item.state;
  new.state_after := case new.decision
    when 'approve' then 'published' when 'restore' then 'published' when 'hide' then 'hidden' when 'remove' then 'removed'
    when 'undo' then undone.state_before else item.state end;
  if new.decision <> 'escalate' then
    new.assigned_to := null;
    new.due_at := null;
  end if;

  case new.decision
    when 'approve' then
      if item.state not in ('pending', 'published') then
        perform private.raise_refusal(format('What is %s can be restored, not approved.', item.state), 'decision');
      end if;
    when 'restore' then
      if item.state not in ('hidden', 'removed') then
        perform private.raise_refusal('Only what is hidden or removed can be restored.', 'decision');
      end if;
    when 'hide', 'remove' then
      if item.state = new.state_after and new.waiting_since is null then
        perform private.raise_refusal(format('It is %s already.', item.state), 'decision');
      end if;
      new.version_after := item.shown_version;
    when 'decline_edit' then
      if item.pending_version is null then
        perform private.raise_refusal('No edit of it waits.', 'decision');
      end if;
      new.version_after := item.shown_version;
    when 'escalate' then
      -- Handed on to somebody else, or by another time, it is escalated anew.
      if holding.decision = 'escalate' and (new.assigned_to is null or (new.assigned_to, new.due_at) is not distinct from (holding.assigned_to, holding.due_at)) then
        perform private.raise_refusal('It is escalated already.', 'decision');
      elsif new.assigned_to is not null and not exists (
        select from public.staff_members s where s.user_id = new.assigned_to and s.active and s.roles && array['moderator', 'admin']) then
        perform private.raise_refusal('Hand it to a moderator or an admin.', 'assigned_to');
      elsif new.due_at <= now() then
        perform private.raise_refusal('That time is over.', 'due_at');
      end if;
    when 'undo' then
      new.version_after := coalesce(undone.pending_before, undone.shown_before, undone.version_seen);
    else null;
  end case;

  if new.reason_code is not null then
    select * into reason from public.moderation_reasons r where r.code = new.reason_code;
    if not found or not reason.active or not new.decision = any (reason.decisions) then
      perform private.raise_refusal(format('“%s” is not a reason to %s something.', coalesce(reason.label, new.reason_code), replace(new.decision, '_', ' ')), 'reason_code');
    elsif reason.code = 'other' and private.said(new.note) is null then
      perform private.raise_refusal('Say in the note what the other reason is.', 'note');
    end if;
  elsif new.decision in ('hide', 'remove', 'escalate', 'decline_edit') then
    perform private.raise_refusal('Choose a reason.', 'reason_code');
  end if;

  -- Locked in one order, so that nobody waits for somebody who waits for them.
  perform from public.content_reports r
    where r.post_id = new.post_id or r.comment_id = new.comment_id
    order by r.id for update;
  if new.decision = 'undo' then
    select coalesce(jsonb_agg(jsonb_build_object('id', c.id, 'before', c.after, 'after', c.before) order by c.id), '[]') into new.reports_changed
    from jsonb_to_recordset(undone.reports_changed) c (id uuid, before text, after text)
    join public.content_reports r on r.id = c.id and r.state = c.after;
  else
    -- Each report is judged by the version that it is about.
    judged := case new.decision when 'dismiss_reports' then item.shown_version else item.version end;
    if new.decision in ('approve', 'restore', 'dismiss_reports') and reason.earlier_reports is null and exists (
      select from public.content_reports r
      where (r.post_id = new.post_id or r.comment_id = new.comment_id) and r.state = 'open' and r.item_version < judged) then
      perform private.raise_refusal('Members reported an earlier version. Choose a reason that says whether that one was within the rules.', 'reason_code');
    end if;
    select coalesce(jsonb_agg(jsonb_build_object('id', r.id, 'before', r.state, 'after', t.target) order by r.id), '[]') into new.reports_changed
    from public.content_reports r
    cross join lateral (select case
      when r.state = 'open' and new.decision in ('approve', 'restore', 'dismiss_reports') then
        case when r.item_version < judged then reason.earlier_reports else 'dismissed' end
      when r.state = 'open' and new.decision in ('hide', 'remove') then 'upheld'
      -- The same text stands again: those who complained about it were wrong after all.
      when r.state = 'upheld' and new.decision = 'restore' and r.item_version = item.version then 'dismissed' end as target) t
    where (r.post_id = new.post_id or r.comment_id = new.comment_id) and t.target is not null;
    if new.decision = 'dismiss_reports' and new.reports_changed = '[]' then
      perform private.raise_refusal('No report about it is open.', 'decision');
    end if;
  end if;
  return new;
end
$function$;

alter table public.content_reports alter column item_version drop default;

comment on column public.content_reports.item_version is 'The version that the reporter read; without it, the one that stands there.';

create or replace function private.confirm_sanction(sanction_id uuid)
 RETURNS member_sanctions
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO ''
AS $function$
declare
  sanction public.member_sanctions;
begin
  if not (select private.has_role('moderator')) then
    raise exception 'Only moderators confirm sanctions.' using errcode = '42501';
  end if;
  -- The member before the sanction, as lift_sanction locks them.
  perform from public.profiles p where p.id = (select s.member_id from public.member_sanctions s where s.id = confirm_sanction.sanction_id) for update;
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
$function$;

create or replace function private.judged_before(notice uuid, person uuid) returns boolean language sql stable security definer set search_path = '' as $$
  select exists (
    select from public.member_notices n
    left join public.moderation_decisions d on d.id = n.decision_id
    left join public.member_sanctions s on s.id = n.sanction_id
    left join public.photo_decisions o on o.id = n.photo_decision_id
    left join public.member_reports r on r.id = n.member_report_id
    left join private.profile_removals w on w.notice_id = n.id
    where n.id = notice and (
      person in (n.member_id, d.moderator_id, s.created_by, s.confirmed_by, o.moderator_id, r.decided_by, r.member_id, w.moderator_id)
      -- The same text, in a decision of the same kind that stands, or at a second look.
      or exists (select from public.moderation_decisions e where e.moderator_id = person and (e.post_id = d.post_id or e.comment_id = d.comment_id)
        and e.version_seen = d.version_seen and case n.kind when 'report' then e.decision in ('approve', 'restore', 'dismiss_reports') else e.decision in ('hide', 'remove', 'decline_edit') end
        and not exists (select from public.moderation_decisions u where u.undoes_id = e.id))
      or exists (select from public.second_looks l where l.decision_id = d.id and l.looked_by = person)
      or exists (select from public.photo_decisions e where e.moderator_id = person and e.image_id = o.image_id and e.checksum = o.checksum and e.decision = 'reject'
        and not exists (select from public.photo_decisions u where u.undoes_id = e.id))
      or exists (select from public.content_reports c where c.reporter_id = person and (c.post_id = d.post_id or c.comment_id = d.comment_id))))
$$;
comment on function private.judged_before(uuid, uuid) is 'Whether this person has decided what a notice tells, has judged the same before, has reported it, or is whom it is about.';
revoke execute on function private.judged_before(uuid, uuid) from public, anon, authenticated;
create or replace function private.may_answer(notice uuid) returns boolean language sql stable security definer set search_path = '' as $$
  select (select private.has_role('moderator')) and not private.judged_before(notice, auth.uid())
$$;
comment on function private.may_answer(uuid) is 'Whether the signed-in moderator may answer an objection to this notice.';
revoke execute on function private.may_answer(uuid) from public, anon;
grant execute on function private.may_answer(uuid) to authenticated, service_role;

create or replace function private.answer_appeal(appeal_id uuid, outcome text, answer text, client_key uuid)
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
  report public.member_reports;
  removal private.profile_removals;
  said jsonb;
begin
  if not (select private.has_role('moderator')) then
    raise exception 'Only moderators answer objections.' using errcode = '42501';
  elsif outcome is null or outcome not in ('upheld', 'overturned') then
    raise exception 'An objection is answered by upholding the decision or overturning it.' using errcode = '22023', detail = '{"field": "outcome"}';
  elsif private.said(answer_appeal.answer) is null then
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
  if private.judged_before(notice.id, auth.uid()) then
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
      -- A text that was changed since is another one: the decision is not taken back over it, and it is looked at all the same.
      if (private.last_decision(against.post_id, against.comment_id, false)).id = against.id
        and (item.version, item.state) = (coalesce(against.version_after, against.version_seen), against.state_after) then
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
      elsif item.state in ('hidden', 'removed') and item.version <> coalesce(against.version_after, against.version_seen) then
        -- What its author has written there since was judged by nobody.
        if (private.last_decision(against.post_id, against.comment_id, true)).decision is distinct from 'escalate' then
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
        -- Who complained about this text was told that it broke a rule: they are told, and nobody is asked the same again.
        if entry.decision = 'undo' and notice.kind = 'decision' and exists (
          select from public.content_reports c where (c.post_id = against.post_id or c.comment_id = against.comment_id) and c.state = 'open')
          and not exists (select from public.content_reports c where (c.post_id = against.post_id or c.comment_id = against.comment_id) and c.state = 'open' and c.item_version < against.version_seen) then
          select * into item from private.locked_item(against.post_id, against.comment_id);
          entry.decision := 'dismiss_reports';
          entry.reason_code := 'within_rules';
          entry.undoes_id := null;
          entry.client_key := gen_random_uuid();
          entry.version_seen := item.version;
          entry.decision_seen := (private.last_decision(against.post_id, against.comment_id, false)).id;
          said := private.try_decision(entry);
          if said ->> 'result' <> 'applied' then
            raise exception '%', said ->> 'why' using errcode = 'PT409', hint = 'Look at the item in the queue first.';
          end if;
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
$function$;

create or replace view public.appeal_queue with (security_invoker=true) as
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
    COALESCE(d.moderator_id, s.created_by, o.moderator_id, w.moderator_id, r.decided_by) AS decided_by,
    ( SELECT m.full_name
           FROM staff_members m
          WHERE m.user_id = COALESCE(d.moderator_id, s.created_by, o.moderator_id, w.moderator_id, r.decided_by)) AS decided_by_name,
    private.may_answer(n.id) AS may_answer,
    a.answer,
    a.decided_at AS answered_at,
    a.decided_by AS answered_by,
    ( SELECT m.full_name
           FROM staff_members m
          WHERE m.user_id = a.decided_by) AS answered_by_name,
    a.created_at,
    a.updated_at,
        CASE
            WHEN d.post_id IS NOT NULL THEN 'post'::text
            WHEN d.comment_id IS NOT NULL THEN 'comment'::text
            WHEN o.id IS NOT NULL THEN 'photo'::text
            WHEN r.id IS NOT NULL THEN 'report'::text
            WHEN n.what = 'remove_words'::text THEN 'profile'::text
            ELSE 'sanction'::text
        END AS item_type,
    COALESCE(d.post_id, d.comment_id, o.image_id, r.id,
        CASE
            WHEN n.what = 'remove_words'::text THEN n.member_id
            ELSE NULL::uuid
        END) AS item_id,
    ( SELECT i.storage_path
           FROM user_images i
          WHERE i.id = o.image_id) AS storage_path,
    ( SELECT m.label
           FROM moderation_reasons m
          WHERE m.code = n.rule_code) AS rule_label,
    COALESCE(d.note, s.note, o.note, w.note, r.answer) AS note,
    n.until,
    n.reversed_at,
    COALESCE(( SELECT c.note
           FROM content_reports c
          WHERE c.id = n.report_id), r.note) AS report_note,
    w.words AS removed_words,
    h.moderator_id AS claimed_by,
    ( SELECT m.full_name
           FROM staff_members m
          WHERE m.user_id = h.moderator_id) AS claimed_name,
    h.expires_at AS claim_expires_at
   FROM moderation_appeals a
     JOIN profiles p ON p.id = a.member_id
     JOIN member_notices n ON n.id = a.notice_id
     LEFT JOIN moderation_decisions d ON d.id = n.decision_id
     LEFT JOIN member_sanctions s ON s.id = n.sanction_id
     LEFT JOIN photo_decisions o ON o.id = n.photo_decision_id
     LEFT JOIN member_reports r ON r.id = n.member_report_id
     LEFT JOIN LATERAL private.profile_removal(n.id) w(moderator_id, words, note) ON n.what = 'remove_words'::text
     LEFT JOIN moderation_claims h ON h.appeal_id = a.id AND h.expires_at > now()
  WHERE ( SELECT private.has_role('moderator'::text) AS has_role);
