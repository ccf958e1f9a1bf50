-- Written by `npm run schema` from the migrations: change those, not this.

CREATE OR REPLACE FUNCTION public.unsubscribe(token uuid)
 RETURNS boolean
 LANGUAGE sql
 SET search_path TO ''
AS $function$ select private.unsubscribe(token) $function$;

comment on function public.unsubscribe(token uuid) is 'For the page behind the link in a mail: whoever got it is never mailed again. Whether there is such a link.';

grant execute on function public.unsubscribe(token uuid) to service_role;
