-- Reports of a text that was changed were upheld with whatever was hidden or removed in its place: a reporter was right for what they had
-- never read, and one who was wrong as well. A decision says of each reported version what that one was; the reporter's accuracy, what
-- they are told and their objection follow that, and not the fate of the text that stands there now.

alter table public.moderation_decisions add column if not exists verdicts jsonb not null default '[]';
create or replace function private.are_verdicts(verdicts jsonb) returns boolean language plpgsql immutable set search_path = '' as $$
begin
  if jsonb_typeof(verdicts) is distinct from 'array' or jsonb_array_length(verdicts) > 100 then
    return false;
  end if;
  return not exists (
    select from jsonb_array_elements(verdicts) e
    where jsonb_typeof(e) <> 'object' or not coalesce(e ->> 'verdict' in ('upheld', 'dismissed'), false)
      or jsonb_typeof(e -> 'version') not in ('number', 'null') or e ->> 'version' !~ '^[1-9][0-9]{0,8}$');
end
$$;
comment on function private.are_verdicts(jsonb) is 'Whether a document says of versions whether the reports about them were right: [{"version", "verdict"}].';
revoke execute on function private.are_verdicts(jsonb) from public, anon;
grant execute on function private.are_verdicts(jsonb) to authenticated, service_role;
alter table public.moderation_decisions drop constraint if exists moderation_decisions_verdicts_elements_check;
alter table public.moderation_decisions add constraint moderation_decisions_verdicts_elements_check check (private.are_verdicts(verdicts));
alter table public.moderation_decisions drop constraint if exists moderation_decisions_verdicts_depth_check;
alter table public.moderation_decisions add constraint moderation_decisions_verdicts_depth_check check (not jsonb_path_exists(verdicts, '$.**{50}'::jsonpath));
comment on column public.moderation_decisions.verdicts is 'What it says of reported versions other than the one decided: [{"version", "verdict"}], upheld where that one broke a rule, dismissed where not. No version: all others.';

create or replace function private.reports_judged(entry public.moderation_decisions, shown integer, judged integer, by_reason text)
 RETURNS TABLE(id uuid, state text, target text)
 LANGUAGE sql
 STABLE
 SET search_path TO ''
AS $function$
  select r.id, r.state, case
    when r.item_version = judged or same.text then case when entry.decision in ('hide', 'remove') then 'upheld' else 'dismissed' end
    -- What stood there is taken down with the edit of it, unless somebody says that it was within the rules.
    else coalesce(said.verdict, by_reason, case when entry.decision in ('hide', 'remove') and r.item_version = shown then 'upheld' end) end
  from public.content_reports r
  cross join lateral (select r.item_version <> judged and exists (
    select from private.version_text(entry.post_id, entry.comment_id, r.item_version) a join private.version_text(entry.post_id, entry.comment_id, judged) b
      on (a.title, a.body) is not distinct from (b.title, b.body) and a.image_path is null and b.image_path is null) as text) same
  left join lateral (
    select v.verdict from jsonb_to_recordset(entry.verdicts) v (version integer, verdict text)
    where v.version = r.item_version or v.version is null order by v.version nulls last limit 1) said on true
  where (r.post_id = entry.post_id or r.comment_id = entry.comment_id) and r.state = 'open'
    and entry.decision in ('approve', 'restore', 'dismiss_reports', 'hide', 'remove')
$function$;
comment on function private.reports_judged(public.moderation_decisions, integer, integer, text) is 'What becomes of each open report about an item, by the version that it is about; null where nobody has said.';
revoke execute on function private.reports_judged(public.moderation_decisions, integer, integer, text) from public, anon, authenticated;

CREATE OR REPLACE FUNCTION private.judge_decision()
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
    judged := case new.decision when 'dismiss_reports' then item.shown_version when 'hide' then new.version_seen when 'remove' then new.version_seen else item.version end;
    if exists (select from jsonb_to_recordset(new.verdicts) v (version integer, verdict text) where v.version = judged) then
      perform private.raise_refusal('What is decided about this version says what becomes of the reports about it.', 'verdicts');
    end if;
    perform from private.reports_judged(new, item.shown_version, judged, reason.earlier_reports) j where j.target is null;
    if found and new.decision in ('approve', 'restore', 'dismiss_reports') then
      perform private.raise_refusal('Members reported an earlier version. Choose a reason that says whether that one was within the rules.', 'reason_code');
    elsif found and new.decision in ('hide', 'remove') and new.sanction_id is null then
      perform private.raise_refusal('Members reported an earlier version. Say whether that one broke a rule.', 'verdicts');
    end if;
    select coalesce(jsonb_agg(jsonb_build_object('id', j.id, 'before', j.state, 'after', j.target) order by j.id), '[]') into new.reports_changed
    from private.reports_judged(new, item.shown_version, judged, reason.earlier_reports) j where j.target is not null;
    -- The same text stands again: those who complained about it were wrong after all.
    if new.decision = 'restore' then
      select new.reports_changed || coalesce(jsonb_agg(jsonb_build_object('id', r.id, 'before', 'upheld', 'after', 'dismissed') order by r.id), '[]') into new.reports_changed
      from public.content_reports r
      where (r.post_id = new.post_id or r.comment_id = new.comment_id) and r.state = 'upheld' and r.item_version = item.version;
    end if;
    if new.decision = 'dismiss_reports' and new.reports_changed = '[]' then
      perform private.raise_refusal('No report about it is open.', 'decision');
    end if;
  end if;
  return new;
end
$function$;;

CREATE OR REPLACE FUNCTION private.try_decision(entry moderation_decisions)
 RETURNS jsonb
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO ''
AS $function$
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
       over_claim, assigned_to, due_at, sanction_id, verdicts)
    values (entry.post_id, entry.comment_id, entry.decision, entry.reason_code, private.said(entry.note), auth.uid(), entry.version_seen, entry.decision_seen,
      '', '', entry.undoes_id, entry.client_key, coalesce(entry.over_claim, false), entry.assigned_to, entry.due_at, entry.sanction_id, coalesce(entry.verdicts, '[]'))
    returning * into made;
  exception
    when sqlstate 'PT409' then
      get stacked diagnostics message = message_text, details = pg_exception_detail;
      return answer || private.judge_anew(details::jsonb, entry.post_id) || jsonb_build_object('result', 'conflict', 'why', message);
    when integrity_constraint_violation or raise_exception or no_data_found or insufficient_privilege then
      get stacked diagnostics message = message_text, details = pg_exception_detail;
      return answer || jsonb_build_object('result', 'refused', 'why', message,
        'field', case when details ~ '^\{.*\}$' then details::jsonb ->> 'field' end);
  end;
  return answer || private.decision_facts(made)
    || jsonb_build_object('result', 'applied', 'repeated', false, 'reports_closed', jsonb_array_length(made.reports_changed), 'undoes_id', made.undoes_id);
end
$function$;;

CREATE OR REPLACE FUNCTION public.moderate(decisions jsonb)
 RETURNS jsonb
 LANGUAGE plpgsql
 SET search_path TO ''
 SET statement_timeout TO '60s'
AS $function$
declare
  wanted record;
  entry public.moderation_decisions;
  results jsonb := '[]';
begin
  if not (select private.has_role('moderator')) then
    raise exception 'Only moderators decide about posts and comments.' using errcode = '42501';
  elsif jsonb_typeof(decisions) is distinct from 'array' or jsonb_array_length(decisions) not between 1 and 500 then
    raise exception 'Send a list of 1 to 500 decisions.' using errcode = '22023';
  elsif exists (
    select from jsonb_to_recordset(decisions) w (item_type text, item_id uuid, version integer, decision text, client_key uuid)
    where w.item_type is null or w.item_type not in ('post', 'comment') or w.item_id is null or w.version is null or w.client_key is null
      or w.decision is null or w.decision not in ('approve', 'hide', 'remove', 'restore', 'dismiss_reports', 'escalate', 'decline_edit')
  ) then
    raise exception 'Each decision needs item_type, item_id, version, decision and client_key.' using errcode = '22023';
  elsif exists (select from jsonb_array_elements(decisions) d where jsonb_typeof(d -> 'verdicts') <> 'null' and not private.are_verdicts(d -> 'verdicts')) then
    raise exception 'verdicts are [{"version", "verdict"}], each upheld or dismissed.' using errcode = '22023', detail = '{"field": "verdicts"}';
  end if;
  -- All locks first and in one order: two people with the same items in another order wait, they do not deadlock.
  perform private.locked_item(w.post, w.comment)
  from (
    select distinct case when item_type = 'post' then item_id end as post, case when item_type = 'comment' then item_id end as comment
    from jsonb_to_recordset(decisions) i (item_type text, item_id uuid)
    order by 1, 2
  ) w;
  for wanted in
    select * from rows from (
      jsonb_to_recordset(decisions) as (item_type text, item_id uuid, version integer, decision_seen bigint, decision text, reason_code text, note text,
        client_key uuid, over_claim boolean, assigned_to uuid, due_at timestamptz, verdicts jsonb)
    ) with ordinality
  loop
    entry := null;
    entry.post_id := case when wanted.item_type = 'post' then wanted.item_id end;
    entry.comment_id := case when wanted.item_type = 'comment' then wanted.item_id end;
    entry.version_seen := wanted.version;
    entry.decision_seen := wanted.decision_seen;
    entry.decision := wanted.decision;
    entry.reason_code := nullif(wanted.reason_code, '');
    entry.note := wanted.note;
    entry.client_key := wanted.client_key;
    entry.over_claim := coalesce(wanted.over_claim, false);
    entry.assigned_to := wanted.assigned_to;
    entry.due_at := wanted.due_at;
    entry.verdicts := case when jsonb_typeof(wanted.verdicts) <> 'null' then wanted.verdicts end;
    results := results || private.try_decision(entry);
  end loop;
  return results;
end
$function$;;

comment on function public.moderate(jsonb) is 'Decides about posts and comments: [{"item_type", "item_id", "version", "decision_seen", "decision", "reason_code", "note", "client_key", "over_claim", "assigned_to", "due_at", "verdicts"}]. Answers for each, in that order: applied, conflict (by whom, what, when) or refused (why). verdicts: [{"version", "verdict"}], upheld or dismissed, for reports about other versions than the one decided.';

CREATE OR REPLACE FUNCTION private.tell_of_decision()
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
    select r.id, r.reporter_id, r.category, r.item_version, c.after from jsonb_to_recordset(new.reports_changed) c (id uuid, after text) join public.content_reports r on r.id = c.id
  loop
    if told.after = 'open' then
      update public.member_notices n set reversed_at = new.created_at where n.report_id = told.id and n.reversed_at is null;
    else
      -- Whose report was dismissed may object to it as its author may to what is done to them.
      insert into public.member_notices (member_id, kind, what, report_id, decision_id, rule_code, object_until, facts)
      values (told.reporter_id, 'report', told.after, told.id, case told.after when 'dismissed' then new.id end, case told.after when 'dismissed' then told.category end,
        case told.after when 'dismissed' then new.created_at + make_interval(months => private.setting('months_to_object')::integer) end,
        case
          when told.after = 'upheld' and new.decision in ('hide', 'remove') then 'Thank you. What you reported broke our rules, and we have done something about it.'
          when told.after = 'upheld' then 'Thank you. What you reported broke our rules. Its author has changed it since.'
          when new.decision in ('hide', 'remove') then 'We have looked at what you reported, as you read it. It was within our rules.'
          when told.item_version < new.version_after then 'We have looked at what you reported, as you read it. It was within our rules. Its author has changed it since.'
          else 'We have looked at what you reported. It is within our rules, and stays.' end);
    end if;
  end loop;
  return null;
end
$function$;;

CREATE OR REPLACE FUNCTION private.answer_appeal(appeal_id uuid, outcome text, answer text, client_key uuid)
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
      perform private.set_context('reason', btrim(answer_appeal.answer));
      update public.profiles p set bio = case removal.field when 'bio' then coalesce(p.bio, removal.words) else p.bio end,
        occupation = case removal.field when 'occupation' then coalesce(p.occupation, removal.words) else p.occupation end,
        pronouns = case removal.field when 'pronouns' then coalesce(p.pronouns, removal.words) else p.pronouns end
      where p.id = notice.member_id;
      perform private.set_context('reason', '');
    elsif report.id is not null then
      -- It waits anew, unless the same person has reported the same again since.
      update public.member_reports r set state = 'open', answer = null, decided_by = null, decided_at = null, client_key = null
      where r.id = report.id and r.state = 'dismissed' and not exists (
        select from public.member_reports o where o.reporter_id = r.reporter_id and o.state = 'open' and (o.member_id = r.member_id or o.conversation_id = r.conversation_id));
    elsif exists (select from public.content_reports c where c.id = notice.report_id and (against.decision in ('hide', 'remove')
      or c.item_version < item.shown_version and (select (x.title, x.body, x.image_path) is distinct from (y.title, y.body, y.image_path)
        from private.version_text(against.post_id, against.comment_id, c.item_version) x, private.version_text(against.post_id, against.comment_id, item.shown_version) y limit 1))) then
      -- What they reported does not stand there any more: they were right, and there is nothing to take down.
      update public.content_reports c set state = 'upheld' where c.id = notice.report_id and c.state = 'dismissed';
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
$function$;;

create or replace view public.moderation_history with (security_invoker=true) as
 SELECT d.id,
        CASE
            WHEN d.post_id IS NOT NULL THEN 'post'::text
            ELSE 'comment'::text
        END AS item_type,
    COALESCE(d.post_id, d.comment_id) AS item_id,
    COALESCE(d.post_id, c.post_id) AS post_id,
    COALESCE(p.title, t.title) AS title,
    private.excerpt(COALESCE(c.body, p.body)) AS excerpt,
    COALESCE(c.user_id, p.user_id) AS author_id,
    ( SELECT a.display_name
           FROM profiles a
          WHERE a.id =
                CASE
                    WHEN c.user_id IS NULL THEN p.user_id
                    ELSE c.user_id
                END) AS author_name,
    d.decision,
    d.reason_code,
    ( SELECT r.label
           FROM moderation_reasons r
          WHERE r.code = d.reason_code) AS reason_label,
    d.note,
    d.moderator_id,
    ( SELECT s.full_name
           FROM staff_members s
          WHERE s.user_id = d.moderator_id) AS moderator_name,
    d.version_seen,
    d.state_before,
    d.state_after,
    COALESCE(c.state, p.state) AS item_state,
    COALESCE(c.version, p.version) AS item_version,
    jsonb_array_length(d.reports_changed) AS reports_closed,
    d.waiting_since,
    round(EXTRACT(epoch FROM d.created_at - d.waiting_since)) AS seconds_to_decision,
    d.created_at,
    d.undoes_id,
    u.id AS undone_by_id,
    u.moderator_id AS undone_by,
    ( SELECT s.full_name
           FROM staff_members s
          WHERE s.user_id = u.moderator_id) AS undone_by_name,
    u.created_at AS undone_at,
    u.id IS NOT NULL OR v.id IS NOT NULL AS overturned,
    COALESCE(u.moderator_id, v.moderator_id) AS overturned_by,
    COALESCE(u.created_at, v.created_at) AS overturned_at,
    d.id = GREATEST(( SELECT max(e.id) AS max
           FROM moderation_decisions e
          WHERE e.post_id = d.post_id), ( SELECT max(e.id) AS max
           FROM moderation_decisions e
          WHERE e.comment_id = d.comment_id)) AS is_last,
    d.decision <> 'undo'::text AND COALESCE(c.state, p.state) = d.state_after AND COALESCE(c.pending_version, p.pending_version, c.version, p.version) = COALESCE(d.version_after, d.version_seen) AND d.id = GREATEST(( SELECT max(e.id) AS max
           FROM moderation_decisions e
          WHERE e.post_id = d.post_id), ( SELECT max(e.id) AS max
           FROM moderation_decisions e
          WHERE e.comment_id = d.comment_id)) AS may_undo,
    d.over_claim,
    d.assigned_to,
    ( SELECT s.full_name
           FROM staff_members s
          WHERE s.user_id = d.assigned_to) AS assigned_name,
    d.due_at,
    d.verdicts
   FROM moderation_decisions d
     LEFT JOIN community_posts p ON p.id = d.post_id
     LEFT JOIN post_comments c ON c.id = d.comment_id
     LEFT JOIN community_posts t ON t.id = c.post_id
     LEFT JOIN moderation_decisions u ON u.undoes_id = d.id
     LEFT JOIN LATERAL ( SELECT LEAST(( SELECT min(e.id) AS min
                   FROM moderation_decisions e
                  WHERE e.post_id = d.post_id AND e.id > d.id AND e.decision = 'restore'::text AND e.version_seen = d.version_seen AND NOT (EXISTS ( SELECT
                           FROM moderation_decisions x
                          WHERE x.undoes_id = e.id))), ( SELECT min(e.id) AS min
                   FROM moderation_decisions e
                  WHERE e.comment_id = d.comment_id AND e.id > d.id AND e.decision = 'restore'::text AND e.version_seen = d.version_seen AND NOT (EXISTS ( SELECT
                           FROM moderation_decisions x
                          WHERE x.undoes_id = e.id)))) AS id
          WHERE d.decision = ANY (ARRAY['hide'::text, 'remove'::text])
         OFFSET 0) w ON true
     LEFT JOIN moderation_decisions v ON v.id = w.id;
