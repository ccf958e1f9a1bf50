-- Written by `npm run schema` from the migrations: change those, not this.

CREATE OR REPLACE FUNCTION private.undo_reply(decision_id bigint, undo uuid)
 RETURNS jsonb
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO ''
AS $function$
declare
  d private.reply_decisions;
  base jsonb;
  colleague text;
begin
  if not (select private.has_role('growth')) then
    raise exception 'Only growth answers replies.' using errcode = '42501';
  end if;
  select * into d from private.reply_decisions x where x.id = decision_id for update;
  if d.id is null then
    raise exception 'There is no such decision.' using errcode = 'PT404';
  end if;
  base := jsonb_build_object('item_type', 'reply', 'item_id', d.response_id, 'client_key', undo);
  if d.undone_at is not null then
    if d.undo_key = undo then
      return base || jsonb_build_object('result', 'applied', 'decision_id', d.id, 'decision', 'undo', 'state_before', 'handled', 'state_after', 'open', 'by', auth.uid(),
        'by_name', (select s.full_name from public.staff_members s where s.user_id = auth.uid()), 'at', d.undone_at, 'repeated', true);
    end if;
    return base || jsonb_build_object('result', 'conflict', 'kind', 'undone', 'why', 'It was taken back already.');
  elsif d.decided_by is distinct from auth.uid() then
    return base || jsonb_build_object('result', 'refused', 'why', 'Only who decided takes it back.');
  elsif d.decision = 'unsubscribe' then
    return base || jsonb_build_object('result', 'refused', 'why', 'Who left stays out. An admin can lift the suppression, with a reason.');
  elsif exists (select from private.reply_decisions x where x.response_id = d.response_id and x.id > d.id and x.undone_at is null) then
    select s.full_name into colleague from private.reply_decisions x join public.staff_members s on s.user_id = x.decided_by where x.response_id = d.response_id and x.id > d.id order by x.id desc limit 1;
    return base || jsonb_build_object('result', 'conflict', 'kind', 'decided', 'by_name', colleague, 'why', format('%s has decided since.', colleague));
  end if;
  perform private.set_context('door', 'merge'), private.set_context('reason', 'Decision about a reply taken back');
  update public.outreach_responses r set handled_at = null, handled_by = null, handling_note = d.before ->> 'handling_note', intent = d.before ->> 'intent' where r.id = d.response_id;
  if d.decision in ('convert', 'later', 'assign') then
    update public.leads l set
      state = case when d.decision = 'convert' and l.state = 'converted' then d.before ->> 'state' else l.state end,
      converted_at = case when d.decision = 'convert' then (d.before ->> 'converted_at')::timestamptz else l.converted_at end,
      owner_id = case when d.decision = 'assign' then (d.before ->> 'owner_id')::uuid else l.owner_id end,
      follow_up_on = case when d.decision = 'later' then (d.before ->> 'follow_up_on')::date else l.follow_up_on end,
      follow_up_note = case when d.decision = 'later' then d.before ->> 'follow_up_note' else l.follow_up_note end
    where l.id = (select r.lead_id from public.outreach_responses r where r.id = d.response_id);
  end if;
  perform private.set_context('door', ''), private.set_context('reason', '');
  update private.reply_decisions x set undone_at = clock_timestamp(), undo_key = undo where x.id = d.id returning * into d;
  return base || jsonb_build_object('result', 'applied', 'decision_id', d.id, 'decision', 'undo', 'state_before', 'handled', 'state_after', 'open', 'by', auth.uid(),
    'by_name', (select s.full_name from public.staff_members s where s.user_id = auth.uid()), 'at', d.undone_at, 'repeated', false);
end
$function$;

comment on function private.undo_reply(decision_id bigint, undo uuid) is 'Takes a decision about a reply back. Behind the public function of its name.';

grant execute on function private.undo_reply(decision_id bigint, undo uuid) to authenticated;
