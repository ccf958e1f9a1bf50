-- Written by `npm run schema` from the migrations: change those, not this.

CREATE OR REPLACE FUNCTION public.tell_apart(a uuid, b uuid, apart boolean DEFAULT true)
 RETURNS void
 LANGUAGE sql
 SET search_path TO ''
AS $function$ select private.tell_apart(a, b, apart) $function$;

comment on function public.tell_apart(a uuid, b uuid, apart boolean) is 'That two leads that look alike are two people, or with apart = false that it is not said any more.';

grant execute on function public.tell_apart(a uuid, b uuid, apart boolean) to authenticated;
