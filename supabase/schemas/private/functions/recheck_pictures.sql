-- Written by `npm run schema` from the migrations: change those, not this.

CREATE OR REPLACE FUNCTION private.recheck_pictures()
 RETURNS integer
 LANGUAGE sql
 SECURITY DEFINER
 SET search_path TO ''
AS $function$ select private.recheck(null) $function$;

comment on function private.recheck_pictures() is 'Lets photos and posts wait anew whose file is another than the one that was seen or judged; says how many.';

grant execute on function private.recheck_pictures() to service_role;
