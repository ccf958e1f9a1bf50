-- Written by `npm run schema` from the migrations: change those, not this.

CREATE OR REPLACE FUNCTION public.end_sanctions()
 RETURNS integer
 LANGUAGE sql
 SET search_path TO ''
AS $function$
  select private.end_sanctions()
$function$;

comment on function public.end_sanctions() is 'Makes members active again whose suspension is over; what they may do went by the time already. For a worker, every few minutes; moderators'' pages call it as they renew their claims.';

grant execute on function public.end_sanctions() to authenticated;
grant execute on function public.end_sanctions() to service_role;
