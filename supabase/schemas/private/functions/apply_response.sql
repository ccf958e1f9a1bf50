-- Written by `npm run schema` from the migrations: change those, not this.

CREATE OR REPLACE FUNCTION private.apply_response()
 RETURNS trigger
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO ''
AS $function$
declare
  lead public.leads;
begin
  if new.intent = 'out_of_office' or (tg_op = 'UPDATE' and new.intent = old.intent) then
    return null;
  end if;
  if new.intent = 'unsubscribe' then
    select * into lead from public.leads l where l.id = new.lead_id;
    if exists (select from private.lead_keys k where k.lead_id = lead.id) then
      perform private.suppress_person(lead, 'unsubscribed', 'reply', null);
    end if;
    update public.leads set consent = 'objected' where id = new.lead_id and consent <> 'objected';
  end if;
  update public.sequence_enrollments set state = 'replied', stop_reason = 'The lead answered'
  where lead_id = new.lead_id and state in ('active', 'paused');
  update public.leads set state = 'replied', replied_at = coalesce(replied_at, new.received_at)
  where id = new.lead_id and state = 'contacted';
  return null;
end
$function$;

comment on function private.apply_response() is 'Trigger: a reply moves the lead and its enrollments on.';
