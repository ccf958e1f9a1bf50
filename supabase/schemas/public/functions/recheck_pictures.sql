-- Written by `npm run schema` from the migrations: change those, not this.

CREATE OR REPLACE FUNCTION public.recheck_pictures()
 RETURNS integer
 LANGUAGE sql
 SET search_path TO ''
AS $function$ select private.recheck_pictures() $function$;

comment on function public.recheck_pictures() is 'For a worker, every few minutes: photos and posts whose file is another than the one that was approved wait anew. Says how many.';

grant execute on function public.recheck_pictures() to service_role;
