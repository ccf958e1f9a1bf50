-- Written by `npm run schema` from the migrations: change those, not this.

CREATE OR REPLACE FUNCTION private.name_key(value text)
 RETURNS text
 LANGUAGE sql
 IMMUTABLE PARALLEL SAFE STRICT
 SET search_path TO ''
AS $function$
  select btrim(regexp_replace(private.folded(value), '[\s!-/:-@\[-`{-~]+', ' ', 'g'))
$function$;

comment on function private.name_key(value text) is 'A name as names are compared: without case, accents and marks.';

grant execute on function private.name_key(value text) to authenticated;
grant execute on function private.name_key(value text) to service_role;
