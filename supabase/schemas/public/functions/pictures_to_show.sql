-- Written by `npm run schema` from the migrations: change those, not this.

CREATE OR REPLACE FUNCTION public.pictures_to_show(paths text[])
 RETURNS SETOF text
 LANGUAGE sql
 SET search_path TO ''
AS $function$ select private.pictures_to_show(paths) $function$;

comment on function public.pictures_to_show(paths text[]) is 'For whoever shows pictures to members: of these paths those that may be shown, which is asked before each address is signed.';

grant execute on function public.pictures_to_show(paths text[]) to service_role;
