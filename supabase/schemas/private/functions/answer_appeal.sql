-- Written by `npm run schema` from the migrations: change those, not this.

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
    raise exception 'There is no such objection.' using errcode = 'PT404';
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
$function$;

comment on function private.answer_appeal(appeal_id uuid, outcome text, answer text, client_key uuid) is 'Answers a member''s objection: upholds the decision that it is about, or overturns it and takes it back, and tells the member; done by another moderator than the one who decided. Behind public.answer_appeal.';

grant execute on function private.answer_appeal(appeal_id uuid, outcome text, answer text, client_key uuid) to authenticated;
