-- Written by `npm run schema` from the migrations: change those, not this.

CREATE OR REPLACE FUNCTION private.decide_photo(entry photo_decisions)
 RETURNS jsonb
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO ''
AS $function$
declare
  answer jsonb := jsonb_build_object('item_type', 'photo', 'item_id', entry.image_id, 'client_key', entry.client_key);
  made public.photo_decisions;
  photo public.user_images;
  latest public.photo_decisions;
  undone public.photo_decisions;
  reason public.moderation_reasons;
  claim record;
  here jsonb;
  message text;
  details text;
begin
  if not (select private.has_role('moderator')) then
    raise exception 'Only moderators decide about photos.' using errcode = '42501';
  end if;
  begin
    -- The photo first, as everybody who decides or claims does.
    select * into photo from public.user_images i where i.id = entry.image_id for update;
    select d.* into made from public.photo_decisions d where d.client_key = entry.client_key;
    if made.id is not null then
      if made.moderator_id <> auth.uid() or made.image_id <> entry.image_id or made.decision <> entry.decision then
        perform private.raise_refusal('This key belongs to another decision.', 'client_key');
      end if;
      return answer || private.photo_facts(made) || '{"result": "applied", "repeated": true}';
    elsif photo.id is null then
      raise exception 'It is gone: the member has taken it away.' using errcode = 'PT404';
    elsif photo.user_id = auth.uid() then
      raise exception 'Nobody decides about their own photo.' using errcode = '42501';
    end if;
    latest := private.last_photo_decision(photo.id, false);
    here := jsonb_build_object('state', photo.state, 'version', 1, 'decision_seen', latest.id);
    if entry.decision = 'undo' then
      select d.* into undone from public.photo_decisions d where d.id = entry.undoes_id and d.image_id = photo.id;
      if undone.id is null then
        raise exception 'There is no such decision to take back.' using errcode = 'PT404';
      elsif undone.decision = 'undo' then
        perform private.raise_refusal('An undo is not taken back: decide anew.', 'undoes_id');
      end if;
      entry.decision_seen := undone.id;
      entry.checksum := undone.checksum;
    end if;
    if latest.id > coalesce(entry.decision_seen, 0) then
      perform private.raise_conflict(case when latest.undoes_id = undone.id then 'undone' else 'decided' end,
        format(case when latest.undoes_id = undone.id then '%s has taken it back already.' else '%s was faster: %s%s.' end,
          (select s.full_name from public.staff_members s where s.user_id = latest.moderator_id), latest.decision,
          coalesce(' as “' || (select r.label from public.moderation_reasons r where r.code = latest.reason_code) || '”', '')),
        private.photo_facts(latest) || here);
    elsif entry.checksum is null or photo.checksum is null then
      perform private.raise_refusal('Look at the picture first: its checksum goes with the decision.', 'checksum');
    elsif photo.checksum <> entry.checksum then
      perform private.raise_conflict('edited', 'It is another picture than the one you saw.', here);
    end if;
    if not coalesce(entry.over_claim, false) then
      select c.moderator_id, c.expires_at, s.full_name into claim
      from public.moderation_claims c join public.staff_members s on s.user_id = c.moderator_id
      where c.image_id = photo.id and c.expires_at > now() and c.moderator_id <> auth.uid();
      if found then
        perform private.raise_conflict('claimed', format('%s is at it right now.', claim.full_name),
          here || jsonb_build_object('by', claim.moderator_id, 'by_name', claim.full_name));
      end if;
    end if;
    select * into reason from public.moderation_reasons r where r.code = entry.reason_code;
    if entry.reason_code is not null and (reason.code is null or not reason.active or not entry.decision = any (reason.decisions)) then
      perform private.raise_refusal(format('“%s” is not a reason to %s a photo.', coalesce(reason.label, entry.reason_code), entry.decision), 'reason_code');
    elsif entry.decision in ('reject', 'escalate') and entry.reason_code is null then
      perform private.raise_refusal('Choose a reason.', 'reason_code');
    elsif entry.reason_code = 'other' and private.said(entry.note) is null then
      perform private.raise_refusal('Say in the note what the other reason is.', 'note');
    end if;
    entry.state_before := photo.state;
    entry.state_after := case entry.decision when 'approve' then 'approved' when 'reject' then 'rejected' when 'undo' then undone.state_before else photo.state end;
    if entry.decision in ('approve', 'reject') and photo.state = entry.state_after
      and (private.last_photo_decision(photo.id, true)).decision is distinct from 'escalate' then
      perform private.raise_refusal(format('It is %s already.', photo.state), 'decision');
    elsif entry.decision = 'escalate' and (private.last_photo_decision(photo.id, true)).decision = 'escalate' then
      perform private.raise_refusal('It is escalated already.', 'decision');
    elsif entry.decision = 'undo' and photo.state <> undone.state_after then
      perform private.raise_conflict('changed', format('It is %s by now.', photo.state), here);
    end if;
    insert into public.photo_decisions (image_id, member_id, decision, reason_code, note, moderator_id, checksum, decision_seen, state_before, state_after,
      rejection_before, undoes_id, client_key, over_claim, waiting_since, created_at)
    values (photo.id, photo.user_id, entry.decision, entry.reason_code, private.said(entry.note), auth.uid(), entry.checksum, entry.decision_seen,
      entry.state_before, entry.state_after, photo.rejection_reason, entry.undoes_id, entry.client_key, coalesce(entry.over_claim, false),
      (select w.waiting_since from public.moderation_waiting w where w.item_id = photo.id), clock_timestamp())
    returning * into made;
    if made.state_after <> made.state_before then
      perform private.set_context('photo', photo.id::text),
        private.set_context('reason', coalesce(concat_ws(': ', case when made.decision = 'undo' then 'Undo' end, reason.label, made.note), ''));
      update public.user_images i set state = made.state_after,
        rejection_reason = case when made.state_after = 'rejected' then case when made.decision = 'undo' then undone.rejection_before else reason.member_text end end
      where i.id = photo.id;
      perform private.set_context('photo', ''), private.set_context('reason', '');
    end if;
    perform private.refresh_waiting('photo', photo.id);
    delete from public.moderation_claims c where c.image_id = photo.id;
    if made.decision = 'reject' then
      insert into public.member_notices (member_id, kind, what, photo_decision_id, rule_code, rule_text, facts, found_by, object_until)
      values (photo.user_id, 'decision', 'reject_photo', made.id, reason.code, private.rule_text(reason.code, photo.user_id),
        format('Your photo of %s%s', to_char(photo.created_at at time zone 'UTC', 'FMDD FMMonth YYYY'), ': ' || private.quoted(photo.alt_text)), 'moderator',
        made.created_at + make_interval(months => private.setting('months_to_object')::integer));
    elsif made.decision in ('approve', 'undo') then
      update public.member_notices n set reversed_at = made.created_at from public.photo_decisions d
      where n.photo_decision_id = d.id and d.image_id = photo.id and n.reversed_at is null;
    end if;
  exception
    when sqlstate 'PT409' then
      get stacked diagnostics message = message_text, details = pg_exception_detail;
      return answer || private.judge_anew(details::jsonb, null) || jsonb_build_object('result', 'conflict', 'why', message);
    when integrity_constraint_violation or raise_exception or no_data_found or sqlstate 'PT404' or insufficient_privilege then
      get stacked diagnostics message = message_text, details = pg_exception_detail;
      return answer || jsonb_build_object('result', 'refused', 'why', message, 'field', case when details ~ '^\{.*\}$' then details::jsonb ->> 'field' end);
  end;
  return answer || private.photo_facts(made) || '{"result": "applied", "repeated": false}';
end
$function$;

comment on function private.decide_photo(entry photo_decisions) is 'Carries out one decision about a photo, for the file that was seen; answers whether it was applied, refused or in conflict. Behind moderate_photos.';

grant execute on function private.decide_photo(entry photo_decisions) to authenticated;
