-- Written by `npm run schema` from the migrations: change those, not this.

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

comment on function private.decide_reply(d jsonb) is 'Carries out one decision about a reply: handled, unsubscribe, convert, later or assign; answers whether it was applied, refused or in conflict.';
