-- Written by `npm run schema` from the migrations: change those, not this.

CREATE OR REPLACE FUNCTION public.mark_silent_bots()
 RETURNS integer
 LANGUAGE sql
 SET search_path TO ''
AS $function$ select private.mark_silent_bots() $function$;

comment on function public.mark_silent_bots() is 'Records as down every bot whose heartbeat is missed, which opens its incident; answers with how many. Safe at any time, by a worker or a person.';

grant execute on function public.mark_silent_bots() to authenticated;
grant execute on function public.mark_silent_bots() to service_role;
