-- Written by `npm run schema` from the migrations: change those, not this.

CREATE OR REPLACE FUNCTION public.acknowledge_bot_incident(incident_id uuid, note text DEFAULT NULL::text)
 RETURNS bot_incidents
 LANGUAGE sql
 SET search_path TO ''
AS $function$
  select * from private.acknowledge_incident(acknowledge_bot_incident.incident_id, acknowledge_bot_incident.note)
$function$;

comment on function public.acknowledge_bot_incident(incident_id uuid, note text) is 'Says that the signed-in person looks after an incident.';

grant execute on function public.acknowledge_bot_incident(incident_id uuid, note text) to authenticated;
