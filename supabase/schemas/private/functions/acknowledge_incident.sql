-- Written by `npm run schema` from the migrations: change those, not this.

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
    raise exception 'This incident does not exist any more.' using errcode = 'PT404';
  elsif incident.acknowledged_at is not null then
    raise exception 'Somebody looks after this incident already.' using errcode = '23514';
  end if;
  update public.bot_incidents i
  set acknowledged_by = auth.uid(), acknowledged_at = clock_timestamp(), note = coalesce(private.said(acknowledge_incident.note), i.note)
  where i.id = incident.id returning * into incident;
  return incident;
end
$function$;

comment on function private.acknowledge_incident(incident_id uuid, note text) is 'The writing half of acknowledge_bot_incident.';

grant execute on function private.acknowledge_incident(incident_id uuid, note text) to authenticated;
