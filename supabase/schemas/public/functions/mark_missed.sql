-- Written by `npm run schema` from the migrations: change those, not this.

CREATE OR REPLACE FUNCTION public.mark_missed()
 RETURNS jsonb
 LANGUAGE sql
 SET search_path TO ''
AS $function$ select private.mark_missed() $function$;

comment on function public.mark_missed() is 'Marks runs without a sign of life, runs that never began, and mails whose worker never told what became of them.';

grant execute on function public.mark_missed() to authenticated;
grant execute on function public.mark_missed() to service_role;
