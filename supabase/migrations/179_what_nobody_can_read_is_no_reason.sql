-- A reason of signs that nobody sees, or of accents that stand on nothing, was one in many places. What somebody says is now
-- asked of one function wherever a reason, a note that must be there or an answer is taken.

create or replace function private.said(written text) returns text language plpgsql immutable parallel safe set search_path to '' as $function$
declare
  -- By Unicode's categories M, Z, Cc and Cf: marks, spaces, controls and formats.
  unseen constant text := '\s\u2800\ufffc\ufffe\uffff\U0001d159'
    '\u0080-\u00a0\u00ad\u0300-\u036f\u0483-\u0489\u0591-\u05bd\u05bf\u05c1-\u05c2\u05c4-\u05c5\u05c7\u0600-\u0605'
    '\u0610-\u061a\u061c\u064b-\u065f\u0670\u06d6-\u06dd\u06df-\u06e4\u06e7-\u06e8\u06ea-\u06ed\u070f\u0711\u0730-\u074a'
    '\u07a6-\u07b0\u07eb-\u07f3\u07fd\u0816-\u0819\u081b-\u0823\u0825-\u0827\u0829-\u082d\u0859-\u085b\u0890-\u0891'
    '\u0898-\u089f\u08ca-\u0903\u093a-\u093c\u093e-\u094f\u0951-\u0957\u0962-\u0963\u0981-\u0983\u09bc\u09be-\u09c4'
    '\u09c7-\u09c8\u09cb-\u09cd\u09d7\u09e2-\u09e3\u09fe\u0a01-\u0a03\u0a3c\u0a3e-\u0a42\u0a47-\u0a48\u0a4b-\u0a4d\u0a51'
    '\u0a70-\u0a71\u0a75\u0a81-\u0a83\u0abc\u0abe-\u0ac5\u0ac7-\u0ac9\u0acb-\u0acd\u0ae2-\u0ae3\u0afa-\u0aff\u0b01-\u0b03'
    '\u0b3c\u0b3e-\u0b44\u0b47-\u0b48\u0b4b-\u0b4d\u0b55-\u0b57\u0b62-\u0b63\u0b82\u0bbe-\u0bc2\u0bc6-\u0bc8\u0bca-\u0bcd'
    '\u0bd7\u0c00-\u0c04\u0c3c\u0c3e-\u0c44\u0c46-\u0c48\u0c4a-\u0c4d\u0c55-\u0c56\u0c62-\u0c63\u0c81-\u0c83\u0cbc'
    '\u0cbe-\u0cc4\u0cc6-\u0cc8\u0cca-\u0ccd\u0cd5-\u0cd6\u0ce2-\u0ce3\u0d00-\u0d03\u0d3b-\u0d3c\u0d3e-\u0d44\u0d46-\u0d48'
    '\u0d4a-\u0d4d\u0d57\u0d62-\u0d63\u0d81-\u0d83\u0dca\u0dcf-\u0dd4\u0dd6\u0dd8-\u0ddf\u0df2-\u0df3\u0e31\u0e34-\u0e3a'
    '\u0e47-\u0e4e\u0eb1\u0eb4-\u0ebc\u0ec8-\u0ecd\u0f18-\u0f19\u0f35\u0f37\u0f39\u0f3e-\u0f3f\u0f71-\u0f84\u0f86-\u0f87'
    '\u0f8d-\u0f97\u0f99-\u0fbc\u0fc6\u102b-\u103e\u1056-\u1059\u105e-\u1060\u1062-\u1064\u1067-\u106d\u1071-\u1074'
    '\u1082-\u108d\u108f\u109a-\u109d\u135d-\u135f\u1680\u1712-\u1715\u1732-\u1734\u1752-\u1753\u1772-\u1773\u17b4-\u17d3'
    '\u17dd\u180b-\u180f\u1885-\u1886\u18a9\u1920-\u192b\u1930-\u193b\u1a17-\u1a1b\u1a55-\u1a5e\u1a60-\u1a7c\u1a7f'
    '\u1ab0-\u1ace\u1b00-\u1b04\u1b34-\u1b44\u1b6b-\u1b73\u1b80-\u1b82\u1ba1-\u1bad\u1be6-\u1bf3\u1c24-\u1c37\u1cd0-\u1cd2'
    '\u1cd4-\u1ce8\u1ced\u1cf4\u1cf7-\u1cf9\u1dc0-\u1dff\u2000-\u200f\u2028-\u202f\u205f-\u2064\u2066-\u206f\u20d0-\u20f0'
    '\u2cef-\u2cf1\u2d7f\u2de0-\u2dff\u3000\u302a-\u302f\u3099-\u309a\ua66f-\ua672\ua674-\ua67d\ua69e-\ua69f\ua6f0-\ua6f1'
    '\ua802\ua806\ua80b\ua823-\ua827\ua82c\ua880-\ua881\ua8b4-\ua8c5\ua8e0-\ua8f1\ua8ff\ua926-\ua92d\ua947-\ua953'
    '\ua980-\ua983\ua9b3-\ua9c0\ua9e5\uaa29-\uaa36\uaa43\uaa4c-\uaa4d\uaa7b-\uaa7d\uaab0\uaab2-\uaab4\uaab7-\uaab8'
    '\uaabe-\uaabf\uaac1\uaaeb-\uaaef\uaaf5-\uaaf6\uabe3-\uabea\uabec-\uabed\ufb1e\ufe00-\ufe0f\ufe20-\ufe2f\ufeff'
    '\ufff9-\ufffb\U000101fd\U000102e0\U00010376-\U0001037a\U00010a01-\U00010a03\U00010a05-\U00010a06\U00010a0c-\U00010a0f'
    '\U00010a38-\U00010a3a\U00010a3f\U00010ae5-\U00010ae6\U00010d24-\U00010d27\U00010eab-\U00010eac\U00010f46-\U00010f50'
    '\U00010f82-\U00010f85\U00011000-\U00011002\U00011038-\U00011046\U00011070\U00011073-\U00011074\U0001107f-\U00011082'
    '\U000110b0-\U000110ba\U000110bd\U000110c2\U000110cd\U00011100-\U00011102\U00011127-\U00011134\U00011145-\U00011146'
    '\U00011173\U00011180-\U00011182\U000111b3-\U000111c0\U000111c9-\U000111cc\U000111ce-\U000111cf\U0001122c-\U00011237'
    '\U0001123e\U000112df-\U000112ea\U00011300-\U00011303\U0001133b-\U0001133c\U0001133e-\U00011344\U00011347-\U00011348'
    '\U0001134b-\U0001134d\U00011357\U00011362-\U00011363\U00011366-\U0001136c\U00011370-\U00011374\U00011435-\U00011446'
    '\U0001145e\U000114b0-\U000114c3\U000115af-\U000115b5\U000115b8-\U000115c0\U000115dc-\U000115dd\U00011630-\U00011640'
    '\U000116ab-\U000116b7\U0001171d-\U0001172b\U0001182c-\U0001183a\U00011930-\U00011935\U00011937-\U00011938'
    '\U0001193b-\U0001193e\U00011940\U00011942-\U00011943\U000119d1-\U000119d7\U000119da-\U000119e0\U000119e4'
    '\U00011a01-\U00011a0a\U00011a33-\U00011a39\U00011a3b-\U00011a3e\U00011a47\U00011a51-\U00011a5b\U00011a8a-\U00011a99'
    '\U00011c2f-\U00011c36\U00011c38-\U00011c3f\U00011c92-\U00011ca7\U00011ca9-\U00011cb6\U00011d31-\U00011d36\U00011d3a'
    '\U00011d3c-\U00011d3d\U00011d3f-\U00011d45\U00011d47\U00011d8a-\U00011d8e\U00011d90-\U00011d91\U00011d93-\U00011d97'
    '\U00011ef3-\U00011ef6\U00013430-\U00013438\U00016af0-\U00016af4\U00016b30-\U00016b36\U00016f4f\U00016f51-\U00016f87'
    '\U00016f8f-\U00016f92\U00016fe4\U00016ff0-\U00016ff1\U0001bc9d-\U0001bc9e\U0001bca0-\U0001bca3\U0001cf00-\U0001cf2d'
    '\U0001cf30-\U0001cf46\U0001d165-\U0001d169\U0001d16d-\U0001d182\U0001d185-\U0001d18b\U0001d1aa-\U0001d1ad'
    '\U0001d242-\U0001d244\U0001da00-\U0001da36\U0001da3b-\U0001da6c\U0001da75\U0001da84\U0001da9b-\U0001da9f'
    '\U0001daa1-\U0001daaf\U0001e000-\U0001e006\U0001e008-\U0001e018\U0001e01b-\U0001e021\U0001e023-\U0001e024'
    '\U0001e026-\U0001e02a\U0001e130-\U0001e136\U0001e2ae\U0001e2ec-\U0001e2ef\U0001e8d0-\U0001e8d6\U0001e944-\U0001e94a';
begin
  if written ~ '^[\x20-\x7e]*$' then
    return nullif(btrim(written), '');
  end if;
  return case when private.visible_text(written) ~ ('[^' || unseen || ']') then btrim(written) end;
end
$function$;
comment on function private.said(written text) is 'What somebody wrote, without spaces around it; null where there is nothing in it that anybody could read.';
revoke execute on function private.said(written text) from public;
grant execute on function private.said(written text) to authenticated, service_role;

CREATE OR REPLACE FUNCTION private.acknowledge_incident(incident_id uuid, note text)
 RETURNS bot_incidents
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO ''
AS $function$
declare
  incident public.bot_incidents;
begin
  if not (select private.has_any_role(array['moderator', 'growth'])) then
    raise exception 'Only moderators and growth look after incidents.' using errcode = '42501';
  end if;
  select * into incident from public.bot_incidents i where i.id = incident_id for update;
  if not found then
    raise exception 'This incident does not exist any more.' using errcode = 'P0002';
  elsif incident.acknowledged_at is not null then
    raise exception 'Somebody looks after this incident already.' using errcode = '23514';
  end if;
  update public.bot_incidents i
  set acknowledged_by = auth.uid(), acknowledged_at = clock_timestamp(), note = coalesce(private.said(acknowledge_incident.note), i.note)
  where i.id = incident.id returning * into incident;
  return incident;
end
$function$;

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
      raise exception 'It is gone: the member has taken it away.' using errcode = 'P0002';
    elsif photo.user_id = auth.uid() then
      raise exception 'Nobody decides about their own photo.' using errcode = '42501';
    end if;
    latest := private.last_photo_decision(photo.id, false);
    here := jsonb_build_object('state', photo.state, 'version', 1, 'decision_seen', latest.id);
    if entry.decision = 'undo' then
      select d.* into undone from public.photo_decisions d where d.id = entry.undoes_id and d.image_id = photo.id;
      if undone.id is null then
        raise exception 'There is no such decision to take back.' using errcode = 'P0002';
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
      perform set_config('app.photo', photo.id::text, true),
        set_config('app.reason', coalesce(concat_ws(': ', case when made.decision = 'undo' then 'Undo' end, reason.label, made.note), ''), true);
      update public.user_images i set state = made.state_after,
        rejection_reason = case when made.state_after = 'rejected' then case when made.decision = 'undo' then undone.rejection_before else reason.member_text end end
      where i.id = photo.id;
      perform set_config('app.photo', '', true), set_config('app.reason', '', true);
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
      return answer || details::jsonb || jsonb_build_object('result', 'conflict', 'why', message);
    when integrity_constraint_violation or raise_exception or no_data_found or insufficient_privilege then
      get stacked diagnostics message = message_text, details = pg_exception_detail;
      return answer || jsonb_build_object('result', 'refused', 'why', message, 'field', case when details ~ '^\{.*\}$' then details::jsonb ->> 'field' end);
  end;
  return answer || private.photo_facts(made) || '{"result": "applied", "repeated": false}';
end
$function$;

CREATE OR REPLACE FUNCTION private.decide_reply(d jsonb)
 RETURNS jsonb
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO ''
AS $function$
declare
  me constant uuid := auth.uid();
  base constant jsonb := jsonb_build_object('item_type', 'reply', 'item_id', d -> 'item_id', 'client_key', d -> 'client_key');
  wanted constant text := d ->> 'decision';
  r public.outreach_responses;
  l public.leads;
  last private.reply_decisions;
  made private.reply_decisions;
  colleague text;
  target uuid;
begin
  select * into made from private.reply_decisions x where x.client_key = (d ->> 'client_key')::uuid;
  if made.id is not null then
    if made.decided_by is distinct from me then
      raise exception 'This decision is somebody else''s.' using errcode = '42501';
    end if;
    return base || jsonb_build_object('result', 'applied', 'decision_id', made.id, 'decision', made.decision, 'state_before', 'open', 'state_after',
      case made.decision when 'assign' then 'open' else 'handled' end, 'by', me, 'by_name', (select s.full_name from public.staff_members s where s.user_id = me), 'at', made.decided_at, 'repeated', true);
  end if;
  -- The lead first, as everybody does.
  perform from public.leads x join public.outreach_responses o on o.lead_id = x.id where o.id = (d ->> 'item_id')::uuid for no key update of x;
  select * into r from public.outreach_responses x where x.id = (d ->> 'item_id')::uuid for update;
  if r.id is null then
    return base || jsonb_build_object('result', 'refused', 'why', 'This reply does not exist any more.');
  end if;
  select * into l from public.leads x where x.id = r.lead_id;
  select * into last from private.reply_decisions x where x.response_id = r.id order by x.id desc limit 1;
  if last.id is distinct from (d ->> 'decision_seen')::bigint or r.handled_at is not null then
    select s.full_name into colleague from public.staff_members s where s.user_id = coalesce(last.decided_by, r.handled_by);
    return base || jsonb_build_object('result', 'conflict', 'kind', case when last.undone_at is not null then 'undone' else 'decided' end, 'decision', last.decision,
      'by', coalesce(last.decided_by, r.handled_by), 'by_name', coalesce(colleague, 'Somebody'), 'at', coalesce(last.decided_at, r.handled_at), 'decision_seen', last.id,
      'state', case when r.handled_at is null then 'open' else 'handled' end,
      'why', format('%s was here before you: %s.', coalesce(colleague, 'Somebody'), case when r.handled_at is not null then 'it is handled' when last.undone_at is not null then 'a decision was taken back' else 'it was assigned' end));
  end if;
  select s.full_name into colleague from private.reply_claims c join public.staff_members s on s.user_id = c.staff_id
  where c.response_id = r.id and c.staff_id <> me and c.expires_at > now();
  if colleague is not null and not coalesce((d ->> 'over_claim')::boolean, false) then
    return base || jsonb_build_object('result', 'conflict', 'kind', 'claimed', 'by_name', colleague, 'decision_seen', last.id, 'why', format('%s is at it.', colleague));
  end if;
  if wanted in ('convert', 'later', 'assign') and l.id is null then
    return base || jsonb_build_object('result', 'refused', 'why', 'The lead does not exist any more.');
  end if;
  insert into private.reply_decisions (response_id, decision, note, before, decided_by, client_key)
  values (r.id, wanted, private.said(d ->> 'note'), jsonb_build_object('intent', r.intent, 'state', l.state, 'owner_id', l.owner_id, 'follow_up_on', l.follow_up_on,
    'follow_up_note', l.follow_up_note, 'handling_note', r.handling_note, 'converted_at', l.converted_at), me, (d ->> 'client_key')::uuid) returning * into made;
  case wanted
    when 'unsubscribe' then
      update public.outreach_responses x set intent = 'unsubscribe' where x.id = r.id and x.intent <> 'unsubscribe';
      if l.id is not null then
        update public.leads x set consent = 'objected' where x.id = l.id and x.consent <> 'objected';
      end if;
    when 'convert' then
      if l.state = 'converted' then
        null;
      elsif l.state not in ('qualified', 'contacted', 'replied') then
        raise exception 'What is % cannot become converted.', l.state using errcode = '23514';
      else
        update public.leads x set state = 'converted' where x.id = l.id;
      end if;
    when 'later' then
      update public.outreach_responses x set intent = 'later' where x.id = r.id and x.intent <> 'later';
      update public.leads x set follow_up_on = coalesce((nullif(d ->> 'day', ''))::date, (now() + interval '30 days')::date), follow_up_note = coalesce(made.note, x.follow_up_note, 'Wrote that they would rather hear from us later')
      where x.id = l.id;
    when 'assign' then
      target := nullif(d ->> 'reason_code', '')::uuid;
      if target is null or not exists (select from public.staff_members s where s.user_id = target and s.active and s.roles && '{growth,admin}') then
        raise exception 'Name a colleague of growth.' using errcode = '23514', detail = '{"field": "reason_code"}';
      end if;
      update public.leads x set owner_id = target where x.id = l.id;
    else null;
  end case;
  if wanted <> 'assign' then
    update public.outreach_responses x set handled_by = me, handled_at = clock_timestamp(), handling_note = coalesce(made.note, x.handling_note) where x.id = r.id;
  end if;
  delete from private.reply_claims c where c.response_id = r.id;
  return base || jsonb_build_object('result', 'applied', 'decision_id', made.id, 'decision', wanted, 'state_before', 'open', 'state_after', case wanted when 'assign' then 'open' else 'handled' end,
    'by', me, 'by_name', (select s.full_name from public.staff_members s where s.user_id = me), 'at', made.decided_at, 'repeated', false);
end
$function$;

CREATE OR REPLACE FUNCTION private.handle_response(response_id uuid, note text)
 RETURNS outreach_responses
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO ''
AS $function$
declare
  response public.outreach_responses;
begin
  if not (select private.has_role('growth')) then
    raise exception 'Only growth may handle replies.' using errcode = '42501';
  end if;
  select * into response from public.outreach_responses r where r.id = response_id for update;
  if not found then
    raise exception 'This reply does not exist any more.' using errcode = 'P0002';
  elsif response.handled_at is not null then
    raise exception 'This reply was handled already, by %.', coalesce((select s.full_name from public.staff_members s where s.user_id = response.handled_by), 'somebody')
      using errcode = 'PT409';
  end if;
  update public.outreach_responses r set handled_by = auth.uid(), handled_at = clock_timestamp(), handling_note = coalesce(private.said(note), r.handling_note)
  where r.id = response_id returning r.* into response;
  return response;
end
$function$;

CREATE OR REPLACE FUNCTION private.remove_profile_words(member_id uuid, field text, reason_code text, note text, client_key uuid, seen jsonb)
 RETURNS member_notices
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO ''
AS $function$
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
  elsif exists (select from private.profile_removals r where r.client_key = remove_profile_words.client_key) then
    raise exception 'This key belongs to another removal.' using errcode = '22023', detail = '{"field": "client_key"}';
  end if;
  select * into reason from public.moderation_reasons r where r.code = remove_profile_words.reason_code and r.active and 'remove' = any (r.decisions) and 'text' = any (r.items);
  if not found then
    perform private.raise_refusal('Choose a reason for which texts are removed.', 'reason_code');
  elsif reason.code = 'other' and private.said(note) is null then
    perform private.raise_refusal('Say what the other reason is.', 'note');
  elsif char_length(note) > 2000 then
    perform private.raise_refusal('At most 2,000 characters.', 'note');
  end if;
  words := case field when 'bio' then person.bio when 'occupation' then person.occupation else person.pronouns end;
  if words is null then
    perform private.raise_refusal('There is nothing of it on this profile.', 'field');
  elsif seen ? field and seen ->> field is distinct from words then
    raise exception 'The member has written something else there since you opened it. Nothing was removed.' using errcode = 'PT409', detail = '{"kind": "edited"}',
      hint = 'Read what stands there now, and remove it if it still breaks a rule.';
  end if;
  perform set_config('app.reason', concat_ws(': ', reason.label, private.said(note)), true);
  update public.profiles p set bio = case field when 'bio' then null else p.bio end, occupation = case field when 'occupation' then null else p.occupation end,
    pronouns = case field when 'pronouns' then null else p.pronouns end
  where p.id = person.id;
  perform set_config('app.reason', '', true);
  insert into public.member_notices (member_id, kind, what, rule_code, rule_text, facts, found_by, object_until)
  values (person.id, 'decision', 'remove_words', reason.code, private.rule_text(reason.code, person.id),
    format('Your profile, %s: “%s”', case field when 'bio' then 'about you' when 'occupation' then 'occupation' else 'pronouns' end, private.quoted(private.excerpt(words))), 'moderator',
    now() + make_interval(months => private.setting('months_to_object')::integer))
  returning * into notice;
  insert into private.profile_removals (notice_id, field, words, note, moderator_id, client_key)
  values (notice.id, field, words, private.said(note), auth.uid(), remove_profile_words.client_key);
  return notice;
end
$function$;

CREATE OR REPLACE FUNCTION private.sanction_member(member_id uuid, kind text, days integer, reason_code text, note text, message text, hide_pending boolean, expected integer, decision_id bigint, version text)
 RETURNS jsonb
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO ''
AS $function$
declare
  hides boolean := coalesce(hide_pending, false);
  waits boolean := sanction_member.kind = 'suspend' and days is null and not (select private.has_role('admin'));
  reason public.moderation_reasons;
  sanction public.member_sanctions;
  changes integer;
  entry public.moderation_decisions;
  item record;
  answer jsonb;
  answers jsonb := '[]';
  operation uuid := gen_random_uuid();
begin
  perform private.check_sanction(sanction_member.member_id, sanction_member.kind, days, hides);
  if sanction_member.member_id = auth.uid() then
    raise exception 'Nobody sanctions themselves.' using errcode = '42501';
  end if;
  -- One at a time for each member, whatever it is.
  perform from public.profiles p where p.id = sanction_member.member_id for update;
  if sanction_member.version <> private.sanctions_version(sanction_member.member_id) then
    raise exception 'Their sanctions have changed since you looked at the preview. Nothing was done.' using errcode = 'PT409',
      hint = 'Look at the preview again and confirm it, if it still is what you mean.';
  end if;
  select * into reason from public.moderation_reasons r where r.code = sanction_member.reason_code;
  if not found or not reason.active or not 'sanction' = any (reason.decisions) then
    perform private.raise_refusal('Choose a reason.', 'reason_code');
  elsif reason.code = 'other' and private.said(sanction_member.note) is null then
    perform private.raise_refusal('Say in the note what the other reason is.', 'note');
  end if;
  perform private.locked_item(case i.item_type when 'post' then i.item_id end, case i.item_type when 'comment' then i.item_id end)
  from (select * from private.sanction_items(sanction_member.member_id, hides) s order by s.item_type desc, s.item_id) i;
  select count(*) into changes from private.sanction_items(sanction_member.member_id, hides);
  if changes <> expected then
    raise exception 'You confirmed that % of their items change, but it would be % now. Nothing was done.', expected, changes
      using errcode = 'PT409', hint = 'Look at the preview again and confirm it, if it still is what you mean.';
  end if;
  insert into public.member_sanctions (member_id, kind, reason_code, message, note, starts_at, ends_at, decision_id, created_by, permanent_asked)
  values (sanction_member.member_id, sanction_member.kind, reason.code, private.said(sanction_member.message), private.said(sanction_member.note),
    now(), now() + make_interval(days => case when waits then private.setting('days_to_confirm')::integer else days end), sanction_member.decision_id, auth.uid(), waits)
  returning * into sanction;
  perform set_config('app.operation', operation::text, true);
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
    entry.sanction_id := sanction.id;
    answer := private.try_decision(entry);
    -- All or nothing: the preview said so.
    if answer ->> 'result' <> 'applied' then
      perform private.raise_refusal(answer ->> 'why', answer ->> 'field');
    end if;
    answers := answers || answer;
  end loop;
  perform set_config('app.operation', '', true);
  return jsonb_build_object('sanction', to_jsonb(sanction), 'items', answers);
end
$function$;

CREATE OR REPLACE FUNCTION private.sanction_preview(member_id uuid, kind text, days integer DEFAULT NULL::integer, reason_code text DEFAULT NULL::text, hide_pending boolean DEFAULT false, message text DEFAULT NULL::text)
 RETURNS jsonb
 LANGUAGE plpgsql
 STABLE
 SET search_path TO ''
AS $function$
declare
  hides boolean := coalesce(hide_pending, false);
  ends timestamptz := now() + make_interval(days => days);
  until text := to_char(ends at time zone 'UTC', 'FMDD FMMonth YYYY');
  reason public.moderation_reasons;
  items jsonb;
begin
  perform private.check_sanction(sanction_preview.member_id, sanction_preview.kind, days, hides);
  select * into reason from public.moderation_reasons r where r.code = sanction_preview.reason_code;
  select coalesce(jsonb_agg(to_jsonb(i) - 'version'), '[]') into items from private.sanction_items(sanction_preview.member_id, hides) i;
  return jsonb_build_object(
    'kind', sanction_preview.kind,
    'starts_at', now(),
    'ends_at', ends,
    'member', (select jsonb_build_object('id', p.id, 'name', p.display_name) from public.profiles p where p.id = sanction_preview.member_id),
    'told', jsonb_build_object(
      'title', case sanction_preview.kind
        when 'warn' then 'A word about what you wrote'
        when 'mute' then format('You cannot write in the community until %s', until)
        else case when ends is null then 'Your membership is suspended' else format('Your membership is suspended until %s', until) end end,
      'text', coalesce(private.said(message), reason.member_text)),
    'cannot', to_jsonb(case sanction_preview.kind
      when 'warn' then array[]::text[]
      when 'mute' then array['Write or edit posts', 'Write or edit comments']
      else array['Write or edit posts', 'Write or edit comments', 'React to posts', 'Report posts and comments', 'Change the profile or photos', 'Appear in matches or be introduced'] end),
    'still_can', to_jsonb(case sanction_preview.kind
      when 'warn' then array['Do everything as before']
      when 'mute' then array['Read the community', 'React to posts', 'Report posts and comments', 'See and answer their matches']
      else array['Sign in and read', 'Read why and until when', 'Object to it'] end),
    'items', items,
    'counts', (
      select jsonb_build_object('changes', jsonb_array_length(items), 'published', count(*) filter (where s.state = 'published'),
        'pending', count(*) filter (where s.state = 'pending'), 'stay_visible', count(*) filter (where s.state = 'published'))
      from (
        select p.state from public.community_posts p where p.user_id = sanction_preview.member_id
        union all
        select c.state from public.post_comments c where c.user_id = sanction_preview.member_id
      ) s),
    'active', (
      select coalesce(jsonb_agg(jsonb_build_object('id', s.id, 'kind', s.kind, 'ends_at', s.ends_at, 'reason_label', r.label) order by s.starts_at desc), '[]')
      from public.member_sanctions s join public.moderation_reasons r on r.code = s.reason_code
      where s.member_id = sanction_preview.member_id and s.kind <> 'warn' and s.lifted_at is null and s.starts_at <= now() and (s.ends_at is null or s.ends_at > now())));
end
$function$;

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
       over_claim, assigned_to, due_at, sanction_id)
    values (entry.post_id, entry.comment_id, entry.decision, entry.reason_code, private.said(entry.note), auth.uid(), entry.version_seen, entry.decision_seen,
      '', '', entry.undoes_id, entry.client_key, coalesce(entry.over_claim, false), entry.assigned_to, entry.due_at, entry.sanction_id)
    returning * into made;
  exception
    when sqlstate 'PT409' then
      get stacked diagnostics message = message_text, details = pg_exception_detail;
      return answer || details::jsonb || jsonb_build_object('result', 'conflict', 'why', message);
    when integrity_constraint_violation or raise_exception or no_data_found or insufficient_privilege then
      get stacked diagnostics message = message_text, details = pg_exception_detail;
      return answer || jsonb_build_object('result', 'refused', 'why', message,
        'field', case when details ~ '^\{.*\}$' then details::jsonb ->> 'field' end);
  end;
  return answer || private.decision_facts(made)
    || jsonb_build_object('result', 'applied', 'repeated', false, 'reports_closed', jsonb_array_length(made.reports_changed), 'undoes_id', made.undoes_id);
end
$function$;

CREATE OR REPLACE FUNCTION private.remind(of_invoice uuid, version timestamp with time zone, args jsonb, key text, dry_run boolean)
 RETURNS invoices
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO ''
AS $function$
declare
  invoice public.invoices;
  answer jsonb;
  request constant jsonb := jsonb_build_object('invoice', of_invoice) || args;
  level constant smallint := (args ->> 'level')::smallint;
  today constant date := (clock_timestamp() at time zone 'UTC')::date;
begin
  perform private.require_finance();
  if not dry_run then
    answer := private.recall('remind_invoice', key, request);
    if answer is not null then
      return jsonb_populate_record(null::public.invoices, answer);
    end if;
  end if;
  begin
    invoice := private.take_invoice(of_invoice, version);
    if invoice.state <> 'open' or invoice.due_on >= today then
      perform private.refuse_invoice('Only an overdue invoice is reminded of.', 'level');
    elsif level is null or level not between greatest(1, invoice.reminder_level) and least(3, invoice.reminder_level + 1) then
      perform private.refuse_invoice(format('The next reminder is of level %s.', least(3, invoice.reminder_level + 1)), 'level');
    elsif (args ->> 'promised_on')::date not between today and today + 366 then
      perform private.refuse_invoice('Payment is promised for a day within a year from now.', 'promised_on');
    end if;
    insert into public.invoice_reminders (invoice_id, level, promised_on, note, due_minor, currency, recorded_by)
    values (invoice.id, level, (args ->> 'promised_on')::date, private.said(args ->> 'note'), invoice.due_minor, invoice.currency, private.staff_id());
    update public.invoices i set reminder_level = level, promised_on = (args ->> 'promised_on')::date where i.id = invoice.id returning * into invoice;
    if dry_run then
      raise exception using errcode = 'DRYRN', message = to_jsonb(invoice)::text;
    end if;
  exception when sqlstate 'DRYRN' then
    return jsonb_populate_record(null::public.invoices, sqlerrm::jsonb);
  end;
  perform private.remember('remind_invoice', key, request, to_jsonb(invoice));
  return invoice;
end
$function$;

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

CREATE OR REPLACE FUNCTION private.answer_member_report(report_id uuid, outcome text, answer text, client_key uuid)
 RETURNS member_reports
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO ''
AS $function$
declare
  report public.member_reports;
begin
  if not (select private.has_role('moderator')) then
    raise exception 'Only moderators answer reports.' using errcode = '42501';
  elsif outcome is null or outcome not in ('upheld', 'dismissed') then
    raise exception 'A report is upheld or dismissed.' using errcode = '22023', detail = '{"field": "outcome"}';
  elsif private.said(answer_member_report.answer) is null then
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
$function$;

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
  elsif item.version <> new.version_seen then
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

CREATE OR REPLACE FUNCTION private.lift_sanction(sanction_id uuid, why text, bring_back boolean, expected integer)
 RETURNS member_sanctions
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO ''
AS $function$
declare
  sanction public.member_sanctions;
  item record;
  entry public.moderation_decisions;
  answer jsonb;
  back integer;
begin
  if not (select private.has_role('moderator')) then
    raise exception 'Only moderators lift sanctions.' using errcode = '42501';
  end if;
  -- The member before the sanction, as sanction_member locks them.
  perform from public.profiles p where p.id = (select s.member_id from public.member_sanctions s where s.id = lift_sanction.sanction_id) for update;
  select * into sanction from public.member_sanctions s where s.id = lift_sanction.sanction_id for update;
  if not found then
    raise exception 'There is no such sanction.' using errcode = 'P0002';
  elsif sanction.lifted_at is not null then
    raise exception '% has lifted it already.', coalesce((select m.full_name from public.staff_members m where m.user_id = sanction.lifted_by), 'Somebody')
      using errcode = 'PT409';
  elsif sanction.kind = 'warn' then
    perform private.raise_refusal('A warning cannot be lifted: the member has read it.', 'sanction_id');
  elsif sanction.ends_at <= now() then
    perform private.raise_refusal('It has ended by itself.', 'sanction_id');
  elsif private.said(why) is null then
    perform private.raise_refusal('Say why.', 'why');
  end if;
  perform set_config('app.reason', btrim(why), true), set_config('app.operation', gen_random_uuid()::text, true);
  if bring_back then
    perform private.locked_item(h.post_id, h.comment_id) from (select * from private.hidden_by(sanction.id) x order by x.post_id, x.comment_id) h;
    select count(*) into back from private.hidden_by(sanction.id);
    if back <> expected then
      raise exception 'You confirmed that % items come back, but it would be % now. Nothing was done.', expected, back using errcode = 'PT409';
    end if;
    for item in select * from private.hidden_by(sanction.id) loop
      entry := null;
      entry.post_id := item.post_id;
      entry.comment_id := item.comment_id;
      entry.decision := 'undo';
      entry.undoes_id := item.decision_id;
      entry.version_seen := 1;
      entry.note := btrim(why);
      entry.client_key := gen_random_uuid();
      entry.sanction_id := sanction.id;
      entry.over_claim := true;
      answer := private.try_decision(entry);
      if answer ->> 'result' <> 'applied' then
        perform private.raise_refusal(answer ->> 'why', answer ->> 'field');
      end if;
    end loop;
  end if;
  update public.member_sanctions s set lifted_why = btrim(why), lifted_at = clock_timestamp(), lifted_by = auth.uid()
  where s.id = sanction.id returning * into sanction;
  perform set_config('app.reason', '', true), set_config('app.operation', '', true);
  return sanction;
end
$function$;

CREATE OR REPLACE FUNCTION private.erase_lead(lead_id uuid, reason text)
 RETURNS jsonb
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO ''
 SET statement_timeout TO '60s'
AS $function$
declare
  nothing constant text := '(erased)';
  l public.leads;
  keys text[];
  addresses text[];
  gone uuid[];
  touched jsonb;
  counts jsonb;
  suppression public.outreach_suppressions;
  stays uuid;
  n integer;
begin
  if not (select private.has_role('growth')) then
    raise exception 'Only growth may erase somebody.' using errcode = '42501';
  elsif char_length(coalesce(private.visible_text(private.said(reason)), '')) < 3 then
    raise exception 'Say how and when they asked for it.' using errcode = '23514', detail = '{"field": "reason"}';
  end if;
  select * into l from public.leads x where x.id = erase_lead.lead_id for update;
  if l.id is null then
    raise exception 'This lead does not exist any more.' using errcode = 'P0002';
  end if;

  -- All by which they were ever known: now, in the history, in mails, in suppressions, before a merge.
  with was as (
    select a.before as row from public.audit_log a where a.table_name = 'leads' and a.record_id = l.id::text and a.before is not null
    union all select a.after from public.audit_log a where a.table_name = 'leads' and a.record_id = l.id::text and a.after is not null
    union all select m.gone from private.lead_merges m where l.id in (m.kept_id, m.gone_id)
    union all select m.before from private.lead_merges m where l.id in (m.kept_id, m.gone_id)
    union all select to_jsonb(l)
  ), found as (
    select unnest(private.contact_keys(w.row ->> 'email', w.row ->> 'phone', w.row ->> 'handle', w.row ->> 'profile_url', l.country)) as key, w.row ->> 'email' as address from was w
    union all select 'mail:' || private.mail_key(s.to_email), s.to_email from public.email_sends s where s.lead_id = l.id
    union all select k.key, null from private.suppressed_keys k join public.outreach_suppressions s on s.id = k.suppression_id
      where s.lead_id = l.id and s.kind <> 'domain' and k.key not like 'hash:%'
  )
  select array_agg(distinct f.key) filter (where f.key is not null), array_agg(distinct f.address) filter (where f.address is not null) into keys, addresses from found f;

  -- Leads of theirs that are gone: merged into this one, or deleted with an address or number of theirs.
  gone := array(
    select m.gone_id from private.lead_merges m where m.kept_id = l.id and m.undone_at is null
    union
    select a.record_id::uuid from public.audit_log a
    where a.table_name = 'leads' and a.action = 'delete' and a.before is not null and not exists (select from public.leads x where x.id::text = a.record_id)
      and private.contact_keys(a.before ->> 'email', a.before ->> 'phone', a.before ->> 'handle', a.before ->> 'profile_url', l.country) && keys);
  select jsonb_build_object(
    'email_sends', (select coalesce(jsonb_agg(s.id::text), '[]') from public.email_sends s
      where s.lead_id = l.id or s.lead_id is null and 'mail:' || private.mail_key(s.to_email) = any (keys)),
    'outreach_responses', (select coalesce(jsonb_agg(r.id::text), '[]') from public.outreach_responses r
      where r.lead_id = l.id or r.id in (select v::uuid from private.departed_leads d, jsonb_array_elements_text(d.relations -> 'replies') v where d.lead_id = any (gone))),
    'sequence_enrollments', (select coalesce(jsonb_agg(e.id::text), '[]') from public.sequence_enrollments e where e.lead_id = l.id),
    'lead_consents', (select coalesce(jsonb_agg(c.id::text), '[]') from public.lead_consents c where c.lead_id = l.id),
    'outreach_suppressions', (select coalesce(jsonb_agg(distinct s.id::text), '[]') from public.outreach_suppressions s left join private.suppressed_keys k on k.suppression_id = s.id
      where s.kind <> 'domain' and (s.lead_id = l.id or k.key = any (keys) or s.email = any (addresses)))) into touched;
  touched := touched || jsonb_build_object(
    'leads', jsonb_build_array(l.id::text) || coalesce((select jsonb_agg(g::text) from unnest(gone) g), '[]'),
    'bot_actions_log', (select coalesce(jsonb_agg(b.id::text), '[]') from public.bot_actions_log b
      where b.target_table = 'leads' and (b.target_id = l.id::text or b.target_id = any (gone::text[])) or b.target_table = 'outreach_responses' and touched -> 'outreach_responses' ? b.target_id),
    'record_comments', (select coalesce(jsonb_agg(c.id::text), '[]') from public.record_comments c
      where c.table_name = 'leads' and (c.record_id = l.id::text or c.record_id = any (gone::text[])) or touched -> c.table_name ? c.record_id));

  perform set_config('app.door', 'erase', true), set_config('app.reason', left('Erased (GDPR Art. 17): ' || btrim(reason), 1000), true);
  delete from public.record_comments c where touched -> 'record_comments' ? c.id::text;
  update public.email_sends s set state = 'skipped', reason = nothing where s.lead_id = l.id and s.state = 'queued';
  update public.sequence_enrollments e set state = 'stopped', stop_reason = nothing where e.lead_id = l.id and e.state in ('active', 'paused');
  update public.sequence_enrollments e set stop_reason = nothing where e.lead_id = l.id and e.stop_reason is not null;
  update public.email_sends s set to_email = 'erased@erased.invalid', subject = nothing, body = null, message_id = null, unsubscribe_token = null,
    reason = case when s.reason is not null then nothing end where touched -> 'email_sends' ? s.id::text;
  update public.outreach_responses r set subject = null, body = nothing, handling_note = null where touched -> 'outreach_responses' ? r.id::text;
  update public.lead_consents c set how = nothing, words = nothing where c.lead_id = l.id;
  update public.bot_actions_log b set input = '{}', output = '{}', target_id = null, error_message = case when b.error_message is not null then nothing end,
    review_note = case when b.review_note is not null then nothing end where touched -> 'bot_actions_log' ? b.id::text;
  update public.scrape_runs r set log = (select coalesce(jsonb_agg(case when x.line::text ilike any (array(
      select '%' || replace(replace(v, '\', '\\'), '_', '\_') || '%' from unnest(addresses || l.full_name || l.phone || l.handle) v where v <> '')) then x.line || jsonb_build_object('text', nothing) else x.line end order by x.n), '[]')
    from jsonb_array_elements(r.log) with ordinality x (line, n)) where r.id = l.scrape_run_id;
  get diagnostics n = row_count;
  update public.import_rows r set data = '{}', key = null, reason = null
  from public.imports i
  where i.id = r.import_id and i.table_name in ('leads', 'outreach_suppressions') and r.data <> '{}'
    and private.contact_keys(r.data ->> 'email', r.data ->> 'phone', r.data ->> 'handle', r.data ->> 'profile_url', coalesce(r.data ->> 'country', l.country)) && keys;
  get diagnostics n = row_count;
  delete from private.lead_merges m where l.id in (m.kept_id, m.gone_id);
  update private.departed_leads d set lead_id = null, relations = '{}' where d.lead_id = any (gone);
  delete from public.leads x where x.id = l.id;

  -- Suppressions keep their reasons and lose the name; one stands in any case.
  for suppression in select * from public.outreach_suppressions s where touched -> 'outreach_suppressions' ? s.id::text loop
    update public.outreach_suppressions s set kind = 'hash', email = 'Erased person ' || left(s.id::text, 8), lead_id = null, note = null,
      lift_reason = case when s.lifted_at is not null then nothing end where s.id = suppression.id;
    delete from private.suppressed_keys k where k.suppression_id = suppression.id and k.key not like 'hash:%';
    if suppression.lifted_at is null then
      stays := coalesce(stays, suppression.id);
    end if;
  end loop;
  if keys is not null then
    if stays is null or not exists (select from public.outreach_suppressions s where touched -> 'outreach_suppressions' ? s.id::text and s.lifted_at is null
        and s.reason in ('unsubscribed', 'objected', 'complained', 'legal')) then
      stays := gen_random_uuid();
      insert into public.outreach_suppressions (id, email, kind, reason, source) values (stays, 'Erased person ' || left(stays::text, 8), 'hash', 'legal', 'erasure');
      touched := jsonb_set(touched, '{outreach_suppressions}', touched -> 'outreach_suppressions' || to_jsonb(stays::text));
    end if;
    insert into private.suppressed_keys (key, suppression_id)
    select private.hashed_key(k), s.id from unnest(keys) k, public.outreach_suppressions s
    where touched -> 'outreach_suppressions' ? s.id::text and s.lifted_at is null on conflict do nothing;
  end if;

  -- The history keeps that something happened, when and by whom; the last of it says why.
  update public.audit_log a set record_label = nothing, before = null, after = null,
    reason = case when a.reason like 'Erased (GDPR Art. 17)%' and a.action = 'delete' and a.table_name = 'leads' then a.reason end
  where (a.before is not null or a.after is not null or a.record_label is not null or a.reason is not null)
    and exists (select from jsonb_each(touched) t where t.key = a.table_name and t.value ? a.record_id)
    and a.table_name = any (array(select jsonb_object_keys(touched)));
  perform set_config('app.door', '', true), set_config('app.reason', '', true);
  select jsonb_object_agg(t.key, jsonb_array_length(t.value)) into counts from jsonb_each(touched) t;
  return counts || jsonb_build_object('import_rows', n);
end
$function$;

CREATE OR REPLACE FUNCTION private.lift_suppression(suppression uuid, why text)
 RETURNS outreach_suppressions
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO ''
AS $function$
declare
  lifted public.outreach_suppressions;
begin
  if not (select private.has_role('admin')) then
    raise exception 'Only admins may lift a suppression.' using errcode = '42501';
  elsif char_length(coalesce(private.visible_text(private.said(why)), '')) < 3 then
    raise exception 'Say why it is lifted.' using errcode = '23514', detail = '{"field": "reason"}';
  end if;
  select * into lifted from public.outreach_suppressions s where s.id = suppression for update;
  if not found then
    raise exception 'This suppression does not exist.' using errcode = 'P0002';
  elsif lifted.lifted_at is not null then
    raise exception 'This suppression was lifted already.' using errcode = 'PT409';
  end if;
  perform set_config('app.door', 'lift', true), set_config('app.reason', btrim(why), true);
  update public.outreach_suppressions s set lifted_at = clock_timestamp(), lifted_by = auth.uid(), lift_reason = left(btrim(why), 1000)
  where s.id = suppression returning s.* into lifted;
  perform set_config('app.door', '', true);
  delete from private.suppressed_keys k where k.suppression_id = suppression;
  return lifted;
end
$function$;

CREATE OR REPLACE FUNCTION private.record_consent(lead_id uuid, given_at timestamp with time zone, how text, words text)
 RETURNS leads
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO ''
AS $function$
declare
  lead public.leads;
begin
  if not (select private.has_role('growth')) then
    raise exception 'Only growth may record consent.' using errcode = '42501';
  end if;
  select * into lead from public.leads l where l.id = record_consent.lead_id for update;
  if not found then
    raise exception 'This lead does not exist any more.' using errcode = 'P0002';
  elsif char_length(coalesce(private.visible_text(private.said(how)), '')) < 3 or char_length(coalesce(private.visible_text(private.said(words)), '')) < 3 or given_at is null then
    raise exception 'Consent needs its evidence: when, how, and in which words.' using errcode = '23514', detail = '{"field": "words"}';
  elsif given_at > now() then
    raise exception 'Nobody agrees in the future.' using errcode = '23514', detail = '{"field": "given_at"}';
  elsif private.is_lead_suppressed(lead) then
    raise exception 'This person is suppressed. An admin lifts that first, with a reason.' using errcode = '23514';
  end if;
  insert into public.lead_consents (lead_id, given_at, how, words, recorded_by) values (lead.id, given_at, btrim(how), btrim(words), auth.uid());
  perform set_config('app.door', 'consent', true);
  update public.leads l set consent = 'consented' where l.id = lead.id returning l.* into lead;
  perform set_config('app.door', '', true);
  return lead;
end
$function$;

CREATE OR REPLACE FUNCTION private.review_source(source_id uuid, allowed boolean, note text)
 RETURNS lead_sources
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO ''
AS $function$
declare
  source public.lead_sources;
begin
  if not (select private.has_role('growth')) then
    raise exception 'Only growth may review a source.' using errcode = '42501';
  elsif allowed is null or char_length(coalesce(private.visible_text(private.said(note)), '')) < 3 then
    raise exception 'Say what its terms and its robots.txt say.' using errcode = '23514', detail = '{"field": "note"}';
  end if;
  update public.lead_sources s set terms_state = case when allowed then 'allowed' else 'refused' end, terms_reviewed_by = auth.uid(),
    terms_reviewed_at = clock_timestamp(), terms_note = left(btrim(note), 1000)
  where s.id = source_id returning s.* into source;
  if source.id is null then
    raise exception 'This source does not exist any more.' using errcode = 'P0002';
  end if;
  return source;
end
$function$;

CREATE OR REPLACE FUNCTION private.guard_invoice()
 RETURNS trigger
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO ''
AS $function$
declare
  printed constant text[] := array['number', 'series', 'user_id', 'subscription_id', 'billing_name', 'billing_email', 'billing_country', 'billing_address',
    'billing_tax_id', 'locale', 'currency', 'subtotal_minor', 'discount_minor', 'tax_minor', 'issued_at', 'period_start', 'period_end', 'memo', 'seller', 'buyer'];
  noted constant text[] := array['number', 'seller', 'buyer', 'issued_at', 'due_on', 'paid_at', 'closed_at', 'voided_at', 'written_off_at', 'closed_reason'];
  column_name text;
  before jsonb;
  after jsonb := to_jsonb(new);
  the_seller public.billing_sellers;
  moment constant timestamptz := clock_timestamp();
begin
  if tg_op = 'DELETE' then
    if old.state <> 'draft' then
      raise exception 'An issued invoice is never deleted. Void it instead.' using errcode = '42501';
    end if;
    return old;
  end if;
  if not private.is_day(new.period_start) or not private.is_day(new.period_end) or new.period_end - new.period_start > 1100 then
    perform private.refuse_invoice('A period of that length or that far away cannot be meant.', 'period_end');
  end if;
  if new.subscription_id is not null and (tg_op = 'INSERT' or new.subscription_id is distinct from old.subscription_id or new.currency <> old.currency)
    and new.currency <> (select p.currency from public.user_subscriptions s join public.subscription_plans p on p.id = s.plan_id where s.id = new.subscription_id) then
    perform private.refuse_invoice('An invoice has the currency of its subscription.', 'currency');
  end if;

  if tg_op = 'INSERT' then
    if new.state <> 'draft' then
      perform private.refuse_invoice('A new invoice is a draft; it moves on by its functions.', 'state');
    elsif new.number is not null then
      perform private.refuse_invoice('An invoice gets its number when it is issued.', 'number');
    elsif (new.subtotal_minor, new.discount_minor, new.tax_minor, new.paid_minor, new.credited_minor) <> (0, 0, 0, 0, 0) then
      perform private.refuse_invoice('The sums of an invoice come from its lines and payments.', 'subtotal_minor');
    end if;
    foreach column_name in array noted loop
      if after ->> column_name is not null then
        perform private.refuse_invoice(format('The database notes this itself: "%s" is not written by hand.', replace(column_name, '_', ' ')), column_name);
      end if;
    end loop;
    return new;
  end if;

  before := to_jsonb(old);
  -- A move that is none is refused before anything else is asked of it.
  if new.state <> old.state and not exists (
    select from public.state_transitions t where t.table_name = 'invoices' and t.from_state = old.state and t.to_state = new.state
  ) then
    perform private.refuse_invoice(format('What is %s cannot become %s.', old.state, new.state), 'state');
  end if;
  foreach column_name in array array['subtotal_minor', 'discount_minor', 'tax_minor', 'paid_minor', 'credited_minor'] loop
    if after -> column_name is distinct from before -> column_name and (old.state = 'draft' or column_name in ('paid_minor', 'credited_minor')) then
      perform private.refuse_invoice('The sums of an invoice come from its lines and payments.', column_name);
    end if;
  end loop;
  if old.state <> 'draft' then
    foreach column_name in array printed loop
      -- Whom it refers to may be forgotten; what is printed stays.
      continue when column_name in ('user_id', 'subscription_id') and after ->> column_name is null;
      if after -> column_name is distinct from before -> column_name then
        perform private.refuse_invoice(format('An issued invoice is not rewritten: %s is fixed. Void it and issue another.', replace(column_name, '_', ' ')), column_name);
      end if;
    end loop;
    if new.due_on <> old.due_on and new.due_on is distinct from
      (select c.due_on from public.invoice_due_changes c where c.invoice_id = new.id order by c.at desc, c.id limit 1) then
      perform private.refuse_invoice('An issued invoice is given more time by its function only.', 'due_on');
    end if;
  elsif new.currency <> old.currency and exists (select from public.invoice_line_items l where l.invoice_id = new.id) then
    perform private.refuse_invoice('The currency is fixed once there is a line.', 'currency');
  end if;
  if old.state = 'draft' and new.state = 'draft' or new.state = old.state then
    foreach column_name in array noted loop
      continue when column_name = 'due_on' and old.state <> 'draft';
      if after -> column_name is distinct from before -> column_name then
        perform private.refuse_invoice(format('The database notes this itself: "%s" is not written by hand.', replace(column_name, '_', ' ')), column_name);
      end if;
    end loop;
  end if;

  -- What follows from the rows.
  if old.state = 'draft' then
    select coalesce(sum(l.amount_minor), 0), coalesce(sum(l.discount_minor), 0) into new.subtotal_minor, new.discount_minor
    from public.invoice_line_items l where l.invoice_id = new.id;
    select coalesce(sum(t.tax_minor), 0) into new.tax_minor from public.invoice_taxes t where t.invoice_id = new.id;
  end if;
  select coalesce(sum(p.amount_minor), 0) into new.paid_minor from public.invoice_payments p where p.invoice_id = new.id;
  select coalesce(sum(c.applied_minor), 0) into new.credited_minor from public.credit_notes c where c.invoice_id = new.id;

  if new.state = old.state and old.state in ('open', 'uncollectible')
    and new.paid_minor + new.credited_minor = new.subtotal_minor - new.discount_minor + new.tax_minor then
    new.state := 'paid';
  end if;
  if new.state = old.state then
    return new;
  end if;

  if new.state = 'paid' then
    if new.paid_minor + new.credited_minor <> new.subtotal_minor - new.discount_minor + new.tax_minor then
      perform private.refuse_invoice('An invoice is paid when nothing is due on it any more.', 'state');
    end if;
    new.paid_at := coalesce((select p.paid_at from public.invoice_payments p where p.invoice_id = new.id order by p.booked_at desc, p.id limit 1), moment);
  elsif new.state in ('void', 'uncollectible') then
    perform private.refuse_closed(moment, null);
    if private.said(new.closed_reason) is null then
      perform private.refuse_invoice('Say why.', 'closed_reason');
    elsif new.state = 'void' and new.paid_minor > 0 then
      perform private.refuse_invoice('Part of this invoice is paid already, so it cannot be void.');
    elsif new.state = 'void' and new.credited_minor > 0 then
      perform private.refuse_invoice('Part of this invoice is credited already, so it cannot be void. Credit the rest.');
    end if;
    new.closed_at := moment;
    if new.state = 'void' then
      new.voided_at := moment;
    else
      new.written_off_at := moment;
    end if;
  elsif new.state = 'open' then
    if not exists (select from public.invoice_line_items l where l.invoice_id = new.id) then
      perform private.refuse_invoice('Add at least one line before issuing this invoice.');
    end if;
    perform private.refuse_closed(moment, null);
    select * into the_seller from public.billing_sellers s where s.series = new.series;
    new.issued_at := moment;
    new.due_on := coalesce(new.due_on, (moment at time zone 'UTC')::date + the_seller.due_days);
    if new.due_on not between (moment at time zone 'UTC')::date and (moment at time zone 'UTC')::date + 366 then
      perform private.refuse_invoice('An invoice is due between today and a year from now.', 'due_on');
    end if;
    new.seller := to_jsonb(the_seller) - array['series', 'id', 'due_days', 'created_at', 'updated_at'];
    new.buyer := jsonb_build_object('name', new.billing_name, 'email', new.billing_email, 'country', new.billing_country,
      'address', new.billing_address, 'tax_id', new.billing_tax_id, 'locale', new.locale);
    -- Last, so that whoever else issues waits as short as can be.
    new.number := private.next_number(new.series);
  end if;
  return new;
end
$function$;

CREATE OR REPLACE FUNCTION private.put_staff_active(user_id uuid, version timestamp with time zone, active boolean, reason text)
 RETURNS staff_members
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO ''
AS $function$
declare
  member public.staff_members;
begin
  if not (select private.has_role('admin')) then
    raise exception 'Only admins may change staff.' using errcode = '42501';
  elsif put_staff_active.active is null then
    raise exception 'Say whether the person is to be active.' using errcode = '22023';
  end if;
  select * into member from public.staff_members s where s.user_id = put_staff_active.user_id for update;
  if not found then
    raise exception 'This person is not on the staff any more.' using errcode = 'P0002';
  elsif member.updated_at is distinct from version then
    raise exception 'Somebody changed this person’s entry after you opened it.' using errcode = 'PT409',
      hint = 'Look at it again and repeat what you meant, if it still applies.';
  end if;
  perform set_config('app.reason', coalesce(private.said(reason), ''), true);
  update public.staff_members s set active = put_staff_active.active
  where s.user_id = member.user_id returning * into member;
  return member;
end
$function$;

CREATE OR REPLACE FUNCTION private.record_bot_review(entry bot_reviews, version timestamp with time zone DEFAULT NULL::timestamp with time zone)
 RETURNS jsonb
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO ''
AS $function$
declare
  act public.bot_actions_log;
  made public.bot_reviews;
  latest public.bot_reviews;
  undone public.bot_reviews;
  here jsonb;
begin
  if not (select private.has_any_role(array['moderator', 'growth'])) then
    raise exception 'Only moderators and growth review what bots do.' using errcode = '42501';
  end if;
  select * into act from public.bot_actions_log l where l.id = entry.action_id for update;
  if not found then
    raise exception 'There is no such action.' using errcode = 'P0002';
  end if;
  select * into made from public.bot_reviews r where r.client_key = entry.client_key;
  if made.id is not null then
    if made.reviewer_id <> auth.uid() or made.action_id <> act.id or made.decision <> entry.decision then
      perform private.raise_refusal('This key belongs to another decision.', 'client_key');
    end if;
    return private.bot_review_facts(made) || '{"repeated": true}';
  end if;
  select * into latest from public.bot_reviews r where r.action_id = act.id order by r.id desc limit 1;
  here := jsonb_build_object('state', act.review, 'decision_seen', latest.id);
  if entry.decision = 'undo' then
    select * into undone from public.bot_reviews r where r.id = entry.undoes_id and r.action_id = act.id;
    if undone.id is null then
      raise exception 'There is no such decision to take back.' using errcode = 'P0002';
    elsif undone.decision = 'undo' then
      perform private.raise_refusal('An undo is not taken back: decide anew.', 'undoes_id');
    end if;
    entry.decision_seen := undone.id;
  end if;
  if latest.id > coalesce(entry.decision_seen, 0) then
    perform private.raise_conflict(case when latest.undoes_id = undone.id then 'undone' else 'decided' end,
      format(case when latest.undoes_id = undone.id then '%s has taken it back already.' else '%s was faster: %s.' end,
        (select s.full_name from public.staff_members s where s.user_id = latest.reviewer_id),
        case latest.decision when 'confirm' then 'confirmed' when 'undo' then 'taken back' when 'attention' then 'marked' else 'overturned' end
          || coalesce(' (“' || left(latest.note, 200) || '”)', '')),
      private.bot_review_facts(latest) || here);
  elsif version is not null and act.updated_at <> version then
    perform private.raise_conflict('reviewed', 'Somebody else reviewed it meanwhile.', here);
  end if;
  -- What nobody can see is no reason.
  entry.note := private.said(entry.note);
  if entry.decision in ('overturn', 'revert') and entry.note is null then
    perform private.raise_refusal('Say why it was wrong.', 'reason');
  elsif char_length(entry.note) > 2000 then
    perform private.raise_refusal('Say it in 2,000 characters at most.', 'reason');
  elsif entry.decision = 'revert' and act.changed is null then
    perform private.raise_refusal('It changed nothing that can be put back.', 'decision');
  elsif entry.decision = 'revert' and act.reverted_at is not null then
    perform private.raise_refusal('It is put back already.', 'decision');
  end if;
  entry.state_after := case entry.decision when 'confirm' then 'confirmed' when 'attention' then 'needs_attention' when 'undo' then undone.state_before else 'overturned' end;
  if entry.decision in ('confirm', 'attention') and act.reverted_at is not null then
    perform private.raise_refusal('What it changed was put back: it stays overturned.', 'decision');
  elsif entry.decision <> 'undo' and entry.decision <> 'revert' and act.review = entry.state_after then
    perform private.raise_refusal(format('It is %s already.', case act.review when 'needs_attention' then 'marked' else act.review end), 'decision');
  end if;
  insert into public.bot_reviews (action_id, decision, note, reviewer_id, decision_seen, state_before, state_after, note_before, undoes_id, client_key, created_at)
  values (act.id, entry.decision, entry.note, auth.uid(), entry.decision_seen, act.review, entry.state_after, act.review_note, entry.undoes_id, entry.client_key, clock_timestamp())
  returning * into made;
  update public.bot_actions_log l set review = made.state_after,
    review_note = case when made.decision = 'undo' then undone.note_before else coalesce(made.note, case when made.state_after = l.review then l.review_note end) end,
    reverted_at = case when made.decision = 'revert' then made.created_at when undone.decision = 'revert' then null else l.reverted_at end
  where l.id = act.id;
  return private.bot_review_facts(made) || jsonb_build_object('repeated', false, 'moves', case when made.decision = 'revert' then 'back' when undone.decision = 'revert' then 'forth' end);
end
$function$;

CREATE OR REPLACE FUNCTION private.decide_bot_action(entry bot_reviews)
 RETURNS jsonb
 LANGUAGE plpgsql
 SET search_path TO ''
AS $function$
declare
  answer jsonb := jsonb_build_object('item_type', 'action', 'item_id', entry.action_id::text, 'client_key', entry.client_key);
  facts jsonb;
  message text;
  details text;
begin
  begin
    facts := private.record_bot_review(entry);
    if facts ->> 'moves' is not null then
      perform private.move_bot_change(entry.action_id, facts ->> 'moves' = 'back', concat_ws(': ', 'What a bot did was ' || case facts ->> 'moves' when 'back' then 'put back' else 'made again' end, private.said(entry.note)));
    end if;
  exception
    when sqlstate 'PT409' then
      get stacked diagnostics message = message_text, details = pg_exception_detail;
      return answer || details::jsonb || jsonb_build_object('result', 'conflict', 'why', message);
    when integrity_constraint_violation or raise_exception or no_data_found or insufficient_privilege or data_exception then
      get stacked diagnostics message = message_text, details = pg_exception_detail;
      return answer || jsonb_build_object('result', 'refused', 'why', message, 'field', case when details ~ '^\{.*\}$' then details::jsonb ->> 'field' end);
  end;
  return answer || facts || '{"result": "applied"}';
end
$function$;

CREATE OR REPLACE FUNCTION public.change_subscription(subscription_id uuid, version timestamp with time zone, plan_id uuid DEFAULT NULL::uuid, quantity smallint DEFAULT NULL::smallint, discount_percent numeric DEFAULT NULL::numeric, at_period_end boolean DEFAULT false, prorate boolean DEFAULT true, reason text DEFAULT NULL::text, idempotency_key text DEFAULT NULL::text, dry_run boolean DEFAULT false)
 RETURNS jsonb
 LANGUAGE sql
 SET search_path TO ''
AS $function$
  select private.need(coalesce(quantity, 1) between 1 and 100, 'A subscription is to between 1 and 100 of a plan.', 'quantity'),
    private.need(coalesce(discount_percent, 0) between 0 and 100, 'A discount is between 0 and 100 per cent.', 'discount_percent'),
    private.need(coalesce(char_length(reason), 0) <= 500, 'The reason is at most 500 characters long.', 'reason');
  select private.decide_subscription('change_subscription', subscription_id, version, jsonb_build_object('plan_id', plan_id, 'quantity', quantity, 'discount_percent', discount_percent,
    'at_period_end', at_period_end, 'prorate', prorate, 'reason', private.said(reason)), idempotency_key, dry_run)
$function$;

CREATE OR REPLACE FUNCTION public.recreate_record(target text, entry bigint, reason text DEFAULT NULL::text)
 RETURNS jsonb
 LANGUAGE plpgsql
 SET search_path TO ''
AS $function$
declare
  key_column text := private.bulk_key(target);
  key_type text := private.column_type(target, key_column);
  audited public.audit_log;
  names text;
  is_there boolean;
  row_now jsonb;
begin
  select * into audited from public.audit_log a
  where a.id = entry and a.table_name = target and a.action = 'delete';
  if not found then
    raise exception 'This entry of the history does not exist, or you may not see it.' using errcode = 'P0002';
  elsif audited.before is null then
    raise exception 'This was erased for good: nothing is left to bring back.' using errcode = '23514';
  end if;
  execute format('select exists (select from public.%I t where t.%I = $1::%s)', target, key_column, key_type)
    into is_there using audited.record_id;
  if is_there then
    raise exception 'This record is there again already.' using errcode = 'PT409';
  end if;
  -- What the database computes or numbers itself, and what this person may not set, is left to the database.
  select string_agg(format('%I', a.attname), ', ') into names
  from pg_catalog.pg_attribute a
  where a.attrelid = to_regclass(format('public.%I', target)) and a.attnum > 0 and not a.attisdropped
    and a.attgenerated = '' and a.attidentity <> 'a' and audited.before ? a.attname
    and has_column_privilege(a.attrelid, a.attnum, 'insert');
  if names is null then
    raise exception 'Your role does not allow this. Nothing was brought back.' using errcode = '42501';
  end if;
  perform set_config('app.reason', concat_ws(': ', 'Brought back after it was deleted', private.said(reason)), true), set_config('app.door', 'restore', true);
  execute format(
    'insert into public.%1$I as t (%2$s) select %2$s from jsonb_populate_record(null::public.%1$I, $1) returning to_jsonb(t)',
    target, names) into row_now using audited.before;
  perform set_config('app.door', '', true);
  return row_now;
end
$function$;

CREATE OR REPLACE FUNCTION public.restore_record(target text, record text, version timestamp with time zone, entry bigint, side text, fields text[], reason text DEFAULT NULL::text)
 RETURNS jsonb
 LANGUAGE plpgsql
 SET search_path TO ''
AS $function$
declare
  key_column text := private.bulk_key(target);
  key_type text := private.column_type(target, key_column);
  audited public.audit_log;
  earlier jsonb;
  assignments text;
  row_now jsonb;
begin
  select * into audited from public.audit_log a
  where a.id = entry and a.table_name = target and a.record_id = record;
  if not found then
    raise exception 'This entry of the history does not exist, or you may not see it.' using errcode = 'P0002';
  end if;
  select coalesce(jsonb_object_agg(v.key, v.value), '{}') into earlier
  from jsonb_each(case side when 'before' then audited.before when 'after' then audited.after end) v
  where v.key = any (fields);
  assignments := private.check_changes(target, earlier, key_column);

  execute format('select to_jsonb(t) from public.%I t where t.%I = $1::%s for update', target, key_column, key_type)
    into row_now using record;
  if row_now is null then
    execute format('select to_jsonb(t) from public.%I t where t.%I = $1::%s', target, key_column, key_type)
      into row_now using record;
    if row_now is null then
      raise exception 'This record does not exist any more.' using errcode = 'P0002';
    end if;
    raise exception 'Your role does not allow this change. The record is as it was.' using errcode = '42501';
  end if;
  if (row_now ->> 'updated_at')::timestamptz is distinct from version then
    raise exception 'Somebody changed this record after you opened it. Nothing was restored.' using errcode = 'PT409',
      hint = 'Look at what would change now, and repeat it if it still applies.';
  end if;

  perform set_config('app.reason', concat_ws(': ', 'Restored from the history', private.said(reason)), true);
  execute format(
    'update public.%1$I t set %2$s from jsonb_populate_record(null::public.%1$I, $1) n where t.%3$I = $2::%4$s returning to_jsonb(t)',
    target, assignments, key_column, key_type) into row_now using earlier, record;
  if row_now is null then
    raise exception 'Your role does not allow this change. The record is as it was.' using errcode = '42501';
  end if;
  return row_now;
end
$function$;

CREATE OR REPLACE FUNCTION public.review_bot_action(action_id bigint, verdict text, reason text DEFAULT NULL::text, seen_at timestamp with time zone DEFAULT NULL::timestamp with time zone)
 RETURNS bot_actions_log
 LANGUAGE plpgsql
 SET search_path TO ''
AS $function$
declare
  entry public.bot_reviews;
  facts jsonb;
  found_action public.bot_actions_log;
begin
  if verdict is null or verdict not in ('confirmed', 'overturned', 'needs_attention', 'reverted') then
    raise exception 'A verdict is confirmed, overturned, reverted or needs_attention.' using errcode = '22023', detail = '{"field": "verdict"}';
  end if;
  entry.action_id := review_bot_action.action_id;
  entry.decision := case verdict when 'confirmed' then 'confirm' when 'overturned' then 'overturn' when 'reverted' then 'revert' else 'attention' end;
  entry.note := reason;
  entry.client_key := gen_random_uuid();
  -- Whoever names the version has seen what was decided before it.
  select max(r.id) into entry.decision_seen from public.bot_reviews r where r.action_id = entry.action_id and seen_at is not null;
  facts := private.record_bot_review(entry, seen_at);
  if facts ->> 'moves' is not null then
    perform private.move_bot_change(entry.action_id, true, concat_ws(': ', 'What a bot did was put back', private.said(reason)));
  end if;
  select * into found_action from public.bot_actions_log l where l.id = entry.action_id;
  return found_action;
end
$function$;

CREATE OR REPLACE FUNCTION public.add_comment(comment_id uuid, target text, record text, body text, mentions uuid[] DEFAULT '{}'::uuid[])
 RETURNS record_comments
 LANGUAGE plpgsql
 SET search_path TO ''
AS $function$
declare
  made public.record_comments;
begin
  if not (select private.is_staff()) then
    raise exception 'Only the staff may comment.' using errcode = '42501';
  end if;
  if add_comment.comment_id is null or target is null or record is null or private.said(add_comment.body) is null then
    raise exception 'Write something first.' using errcode = '22023', detail = '{"field": "body"}';
  end if;
  select * into made from public.record_comments c where c.id = add_comment.comment_id and c.author_id = (select auth.uid());
  if found then
    return made;
  end if;
  insert into public.record_comments (id, table_name, record_id, body, author_id)
  values (add_comment.comment_id, target, record, add_comment.body, (select auth.uid()))
  returning * into made;
  insert into public.comment_mentions (comment_id, person_id)
  select made.id, p.id from (select distinct unnest(coalesce(add_comment.mentions, '{}')) as id) p where p.id is not null;
  return made;
end
$function$;

CREATE OR REPLACE FUNCTION public.start_scrape_run(source_id uuid, reason text DEFAULT NULL::text)
 RETURNS scrape_runs
 LANGUAGE plpgsql
 SET search_path TO ''
AS $function$
begin
  if not (select private.has_role('growth')) then
    raise exception 'Only growth may start a run.' using errcode = '42501';
  end if;
  if not exists (select from public.lead_sources s where s.id = start_scrape_run.source_id) then
    raise exception 'This source does not exist any more.' using errcode = 'P0002';
  end if;
  perform set_config('app.reason', coalesce(private.said(reason), ''), true);
  return private.queue_run(source_id, 'manual', null);
end
$function$;

CREATE OR REPLACE FUNCTION public.retry_scrape_run(run_id uuid, reason text DEFAULT NULL::text)
 RETURNS scrape_runs
 LANGUAGE plpgsql
 SET search_path TO ''
AS $function$
declare
  run public.scrape_runs;
begin
  if not (select private.has_role('growth')) then
    raise exception 'Only growth may retry a run.' using errcode = '42501';
  end if;
  select * into run from public.scrape_runs r where r.id = run_id;
  if not found then
    raise exception 'This run does not exist any more.' using errcode = 'P0002';
  end if;
  if run.state not in ('failed', 'partial', 'cancelled') then
    raise exception 'Only a failed, partial or cancelled run can be retried; this one is %.', run.state using errcode = '23514';
  end if;
  perform set_config('app.reason', coalesce(private.said(reason), 'Retry of an earlier run'), true);
  return private.queue_run(run.source_id, 'retry', run.id);
end
$function$;

CREATE OR REPLACE FUNCTION public.bulk_change(target text, filters jsonb, changes jsonb, expected bigint, relations jsonb DEFAULT '{}'::jsonb, reason text DEFAULT NULL::text, operation uuid DEFAULT gen_random_uuid())
 RETURNS jsonb
 LANGUAGE plpgsql
 SET search_path TO ''
 SET statement_timeout TO '120s'
 SET lock_timeout TO '10s'
AS $function$
declare
  outcome jsonb := private.begin_operation(operation);
  key_column text;
  setting text[];
  keys text[];
  same text[];
  barred jsonb := '[]';
begin
  if outcome is not null then
    return outcome;
  end if;
  if reason <> '' and private.said(reason) is null then
    perform private.raise_refusal('Nobody can read this reason.', 'reason');
  end if;
  key_column := private.bulk_key(target);
  setting := private.bulk_assignments(target, changes, key_column);
  keys := private.bulk_lock(target, filters, relations, expected, key_column, true);
  perform set_config('app.operation', operation::text, true), set_config('app.reason', coalesce(reason, ''), true);
  -- What is so already stays as it is, without a new version.
  execute format(
    'select coalesce(array_agg(t.%1$I::text), ''{}'') from public.%2$I t, jsonb_populate_record(null::public.%2$I, $2) n where %3$s and not (%4$s)',
    key_column, target, private.is_key(target, key_column), setting[2]) into same using keys, changes;
  if same <> '{}' then
    keys := array(select unnest(keys) except select unnest(same) order by 1);
  end if;
  -- What the states' rules forbid is known beforehand: trying each of thousands would take minutes.
  if changes ? 'state' then
    execute format(
      'select coalesce(jsonb_agg(jsonb_build_object(''ids'', b.ids, ''code'', ''23514'',
         ''reason'', format(''What is %%s cannot become %%s.'', replace(b.state, ''_'', '' ''), replace($2 ->> ''state'', ''_'', '' ''))) order by b.state), ''[]'')
       from (
         select t.state, array_agg(t.%1$I::text order by t.%1$I) as ids from public.%2$I t
         where %3$s and exists (select from public.state_transitions s where s.table_name = %2$L)
           and not exists (select from public.state_transitions s where s.table_name = %2$L and s.from_state = t.state and s.to_state = $2 ->> ''state'')
         group by t.state
       ) b',
      key_column, target, private.is_key(target, key_column)) into barred using keys, changes;
    keys := array(select unnest(keys) except select jsonb_array_elements_text(b -> 'ids') from jsonb_array_elements(barred) b order by 1);
  end if;
  outcome := private.bulk_run(format(
    'with done as (update public.%1$I t set %2$s from jsonb_populate_record(null::public.%1$I, $2) n where %3$s returning t.%4$I::text as key)
     select coalesce(array_agg(key), ''{}'') from done',
    target, setting[1], private.is_key(target, key_column), key_column), keys, changes, 'Your role does not allow this change.');
  return private.end_operation(operation, target, outcome || jsonb_build_object('unchanged', cardinality(same), 'refused', barred || (outcome -> 'refused')));
end
$function$;

CREATE OR REPLACE FUNCTION public.bulk_delete(target text, filters jsonb, expected bigint, relations jsonb DEFAULT '{}'::jsonb, reason text DEFAULT NULL::text, operation uuid DEFAULT gen_random_uuid())
 RETURNS jsonb
 LANGUAGE plpgsql
 SET search_path TO ''
 SET statement_timeout TO '120s'
 SET lock_timeout TO '10s'
AS $function$
declare
  outcome jsonb := private.begin_operation(operation);
  key_column text;
  keys text[];
begin
  if outcome is not null then
    return outcome;
  end if;
  if reason <> '' and private.said(reason) is null then
    perform private.raise_refusal('Nobody can read this reason.', 'reason');
  end if;
  key_column := private.bulk_key(target);
  -- Not locked, since who may delete need not be one who may change: a row must still match when its turn comes.
  keys := private.bulk_lock(target, filters, relations, expected, key_column, false);
  perform set_config('app.operation', operation::text, true), set_config('app.reason', coalesce(reason, ''), true);
  outcome := private.bulk_run(format(
    'with done as (delete from public.%1$I t where %2$s and %3$s and $2 is null returning t.%4$I::text as key)
     select coalesce(array_agg(key), ''{}'') from done',
    target, private.is_key(target, key_column), private.filter_condition(target, jsonb_build_object('operator', 'and', 'value', filters), relations), key_column),
    keys, null, 'It was changed meanwhile, or your role does not allow this.');
  return private.end_operation(operation, target, outcome);
end
$function$;

CREATE OR REPLACE FUNCTION public.bulk_call(target text, filters jsonb, procedure text, key_argument text, arguments jsonb, expected bigint, relations jsonb DEFAULT '{}'::jsonb, reason text DEFAULT NULL::text, operation uuid DEFAULT gen_random_uuid())
 RETURNS jsonb
 LANGUAGE plpgsql
 SET search_path TO ''
 SET statement_timeout TO '120s'
 SET lock_timeout TO '10s'
AS $function$
declare
  outcome jsonb := private.begin_operation(operation);
  key_column text;
  keys text[];
  given text;
begin
  if outcome is not null then
    return outcome;
  end if;
  if reason <> '' and private.said(reason) is null then
    perform private.raise_refusal('Nobody can read this reason.', 'reason');
  end if;
  key_column := private.bulk_key(target);
  -- A function that takes a reason writes it itself.
  arguments := jsonb_strip_nulls(jsonb_build_object('reason', reason)) || arguments;
  select string_agg(format(case a.name when key_argument then '%I => k.key::%s' else '%I => ($2 ->> %3$L)::%2$s' end, a.name, a.type::regtype, a.name), ', ')
    into given
  from pg_catalog.pg_proc p, unnest(p.proargnames[1:p.pronargs], p.proargtypes::oid[]) a (name, type)
  where p.pronamespace = 'public'::regnamespace and p.proname = procedure and p.proname not like 'bulk\_%' and p.prokind = 'f'
    and p.provolatile = 'v' and key_argument = any (p.proargnames) and (a.name = key_argument or arguments ? a.name)
  group by p.oid;
  if given is null then
    raise exception 'There is no function "%" to call for each record.', procedure using errcode = '22023';
  end if;
  keys := private.bulk_lock(target, filters, relations, expected, key_column, true);
  perform set_config('app.operation', operation::text, true), set_config('app.reason', coalesce(reason, ''), true);
  outcome := private.bulk_run(format(
    'select coalesce(array_agg(c.key), ''{}'') from (select k.key, public.%I(%s) from unnest($1) k (key)) c', procedure, given),
    keys, arguments, '');
  return private.end_operation(operation, target, outcome);
end
$function$;

CREATE OR REPLACE FUNCTION private.decide_subscription(decision text, of_id uuid, version timestamp with time zone, args jsonb, key text, dry_run boolean)
 RETURNS jsonb
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO ''
AS $function$
declare
  request constant jsonb := jsonb_build_object('subscription', of_id) || args;
  reason constant text := args ->> 'reason';
  later constant boolean := coalesce((args ->> 'at_period_end')::boolean, false);
  prorate constant boolean := coalesce((args ->> 'prorate')::boolean, true);
  moment constant timestamptz := clock_timestamp();
  before public.user_subscriptions;
  sub public.user_subscriptions;
  price public.plan_prices;
  old_price public.plan_prices;
  new_quantity smallint;
  percent numeric;
  answer jsonb;
  settled jsonb := '{"lines": []}';
begin
  perform private.require_finance();
  if not dry_run then
    answer := private.recall(decision, key, request);
    if answer is not null then
      return answer;
    end if;
  end if;
  begin
    select * into before from public.user_subscriptions s where s.id = of_id for update;
    if not found then
      raise exception 'This subscription does not exist any more.' using errcode = 'P0002';
    elsif before.updated_at <> version or version is null and auth.uid() is not null then
      raise exception 'Somebody changed this subscription after you opened it.' using errcode = 'PT409', hint = 'Look at it again and repeat what you meant, if it still applies.';
    end if;
    -- What is due by now happens first, so that a change meets the present period.
    perform private.advance_subscription(of_id, moment);
    select * into before from public.user_subscriptions s where s.id = of_id;
    select * into old_price from public.plan_prices r where r.id = before.price_id;
    if before.state = 'canceled' then
      perform private.refuse_invoice('This subscription has ended. Start another one.', 'state');
    end if;
    perform set_config('app.reason', coalesce(private.said(reason), ''), true);
    case decision
      when 'cancel_subscription' then
        perform private.require_reason(reason, 'Say why this subscription ends.');
        if later and before.state in ('trialing', 'active', 'past_due') then
          update public.user_subscriptions s set cancel_at_period_end = true, pause_at_period_end = false, canceled_at = moment, cancel_reason = reason where s.id = of_id;
        else
          update public.user_subscriptions s set state = 'canceled', cancel_at_period_end = false, canceled_at = moment, ended_at = moment, cancel_reason = reason, terms_since = moment
          where s.id = of_id returning * into sub;
          if prorate then
            settled := private.settle_change(before, sub, moment, 0, reason);
          end if;
        end if;
      when 'pause_subscription' then
        perform private.require_reason(reason, 'Say why this subscription pauses.');
        if before.state not in ('trialing', 'active', 'past_due') then
          perform private.refuse_invoice(format('What is %s cannot become paused.', replace(before.state, '_', ' ')), 'state');
        elsif (args ->> 'resume_at')::timestamptz <= moment then
          perform private.refuse_invoice('It goes on at a time that lies ahead.', 'resume_at');
        elsif later and (args ->> 'resume_at')::timestamptz < (case before.state when 'trialing' then coalesce(before.trial_ends_at, before.current_period_end) else before.current_period_end end) then
          -- Else days that are paid for already would be billed again.
          perform private.refuse_invoice('It pauses when its period ends, so it goes on after that.', 'resume_at');
        end if;
        update public.user_subscriptions s set state = case when later then s.state else 'paused' end, pause_at_period_end = later, cancel_at_period_end = false,
          resume_at = (args ->> 'resume_at')::timestamptz, terms_since = moment where s.id = of_id returning * into sub;
        if prorate and not later then
          settled := private.settle_change(before, sub, moment, 0, reason);
        end if;
      when 'resume_subscription' then
        if before.state in ('paused', 'unpaid', 'incomplete') then
          sub := private.begin_period(before, moment, moment);
          -- An end that was planned before is not meant by who has it go on.
          update public.user_subscriptions s set cancel_at_period_end = false, pause_at_period_end = false, canceled_at = null, cancel_reason = null where s.id = of_id and s.cancel_at_period_end;
        elsif before.cancel_at_period_end or before.pause_at_period_end or before.next_price_id is not null or before.next_quantity is not null then
          update public.user_subscriptions s set cancel_at_period_end = false, pause_at_period_end = false, canceled_at = null, cancel_reason = null, resume_at = null,
            next_price_id = null, next_quantity = null, next_discount_percent = null where s.id = of_id;
        else
          perform private.refuse_invoice('This subscription runs on already.', 'state');
        end if;
      when 'mark_unpaid' then
        perform private.require_reason(reason, 'Say why this is not expected to be paid.');
        update public.user_subscriptions s set state = 'unpaid', terms_since = moment where s.id = of_id;
      when 'set_card' then
        update public.user_subscriptions s set payment_method_id = (args ->> 'payment_method_id')::uuid where s.id = of_id;
      when 'change_subscription' then
        if before.state not in ('trialing', 'active', 'past_due') then
          perform private.refuse_invoice(format('A subscription that is %s is not changed.', replace(before.state, '_', ' ')), 'state');
        end if;
        new_quantity := coalesce((args ->> 'quantity')::smallint, before.quantity);
        percent := coalesce((args ->> 'discount_percent')::numeric, before.discount_percent);
        if args ->> 'plan_id' is null or (args ->> 'plan_id')::uuid = before.plan_id then
          price := old_price;
        else
          select r.* into price from public.plan_prices r join public.subscription_plans p on p.id = r.plan_id
          where r.plan_id = (args ->> 'plan_id')::uuid and r.valid_until is null and p.active;
          if not found then
            perform private.refuse_invoice('This plan is retired and takes no new subscriptions.', 'plan_id');
          elsif price.currency <> before.currency then
            perform private.refuse_invoice(format('This subscription is in %s, that plan in %s.', before.currency, price.currency), 'plan_id');
          end if;
        end if;
        if (price.id, new_quantity, percent) = (before.price_id, before.quantity, before.discount_percent) then
          perform private.refuse_invoice('Nothing would change.', 'plan_id');
        elsif later then
          update public.user_subscriptions s set next_price_id = price.id, next_quantity = new_quantity, next_discount_percent = percent where s.id = of_id;
        elsif price.billing_interval <> old_price.billing_interval and before.state <> 'trialing' then
          -- Another rhythm begins a period of its own: the old one is given back, the new one billed whole.
          update public.user_subscriptions s set plan_id = price.plan_id, price_id = price.id, quantity = new_quantity, discount_percent = percent, terms_since = moment,
            anchor_at = moment, period_index = 0, current_period_start = moment, current_period_end = private.period_start(moment, price.billing_interval, 1, s.time_zone)
          where s.id = of_id returning * into sub;
          if prorate then
            settled := private.settle_change(before, sub, moment, 0, coalesce(private.said(reason), 'Changed to another plan'));
          end if;
          settled := settled || jsonb_build_object('period_invoice_id', private.bill_period(sub));
        else
          update public.user_subscriptions s set plan_id = price.plan_id, price_id = price.id, quantity = new_quantity, discount_percent = percent, terms_since = moment
          where s.id = of_id returning * into sub;
          if prorate and before.state <> 'trialing' then
            settled := private.settle_change(before, sub, moment, sub.recurring_minor, coalesce(private.said(reason), 'Changed to another plan'));
          end if;
        end if;
    end case;
    select * into sub from public.user_subscriptions s where s.id = of_id;
    answer := settled || jsonb_build_object('subscription', to_jsonb(sub), 'before', to_jsonb(before), 'dry_run', dry_run);
    if dry_run then
      raise exception using errcode = 'DRYRN', message = answer::text;
    end if;
  exception when sqlstate 'DRYRN' then
    return sqlerrm::jsonb;
  end;
  perform private.remember(decision, key, request, answer);
  return answer;
end
$function$;

CREATE OR REPLACE FUNCTION private.require_reason(reason text, message text)
 RETURNS void
 LANGUAGE plpgsql
 STABLE
 SET search_path TO ''
AS $function$
begin
  if private.said(reason) is null then
    raise exception '%', message using errcode = '23514', detail = '{"field": "reason"}';
  elsif char_length(reason) > 500 then
    raise exception 'The reason is at most 500 characters long.' using errcode = '23514', detail = '{"field": "reason"}';
  end if;
  perform set_config('app.reason', reason, true);
end
$function$;

create or replace function private.require_said() returns trigger language plpgsql set search_path to '' as $function$
begin
  perform private.need(private.said(to_jsonb(new) ->> tg_argv[0]) is not null, tg_argv[1], tg_argv[0]);
  return new;
end
$function$;
comment on function private.require_said() is 'For a trigger: refuses a row whose column, the first argument, says nothing that can be read; the second is what the person reads.';
revoke execute on function private.require_said() from public;

-- What stands there already stays: only what is written now is asked.
create or replace trigger b_said before insert on public.moderation_appeals for each row execute function private.require_said('text', 'Say why you object.');
create or replace trigger b_said before insert or update of body on public.record_comments for each row execute function private.require_said('body', 'Write something first.');
