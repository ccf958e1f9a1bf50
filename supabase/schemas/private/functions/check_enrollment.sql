-- Written by `npm run schema` from the migrations: change those, not this.

CREATE OR REPLACE FUNCTION private.check_enrollment()
 RETURNS trigger
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO ''
AS $function$
declare
  lead public.leads;
  sequence_state text;
begin
  if tg_op = 'UPDATE' and (new.lead_id, new.sequence_id) is distinct from (old.lead_id, old.sequence_id) then
    raise exception 'An enrollment stays with its lead and its sequence.' using errcode = '23514';
  end if;
  if new.state not in ('active', 'paused') or (tg_op = 'UPDATE' and new.state = old.state) then
    if tg_op = 'UPDATE' and new.state <> old.state then
      new.ended_at := coalesce(new.ended_at, clock_timestamp());
      new.next_send_at := null;
    end if;
    return new;
  end if;
  select * into lead from public.leads l where l.id = new.lead_id;
  select s.state into sequence_state from public.outreach_sequences s where s.id = new.sequence_id;
  if lead.email is null then
    raise exception 'This lead has no email address, so it cannot be enrolled.' using errcode = '23514', detail = '{"field": "lead_id"}';
  elsif private.is_suppressed(lead.email) or lead.consent = 'objected' then
    raise exception 'This lead must not be mailed: the address is suppressed.' using errcode = '23514', detail = '{"field": "lead_id"}';
  elsif lead.state in ('rejected', 'converted') then
    raise exception 'This lead is %, so it cannot be enrolled.', lead.state using errcode = '23514', detail = '{"field": "lead_id"}';
  elsif sequence_state = 'archived' then
    raise exception 'This sequence is archived, so nobody can be enrolled in it.' using errcode = '23514', detail = '{"field": "sequence_id"}';
  end if;
  return new;
end
$function$;
