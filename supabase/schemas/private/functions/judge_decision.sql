-- Written by `npm run schema` from the migrations: change those, not this.

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
    raise exception 'It is gone: its author has deleted it.' using errcode = 'PT404';
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
      raise exception 'There is no such decision to take back.' using errcode = 'PT404';
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
$function$;

comment on function private.judge_decision() is 'Trigger: a decision is checked against the item as it is.';
