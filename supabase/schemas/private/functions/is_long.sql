-- Written by `npm run schema` from the migrations: change those, not this.

CREATE OR REPLACE FUNCTION private.is_long(words text)
 RETURNS boolean
 LANGUAGE sql
 IMMUTABLE PARALLEL SAFE
 SET search_path TO ''
AS $function$
  select char_length(words) >= 40
$function$;

comment on function private.is_long(words text) is 'Whether a text is long enough that two members hardly write the same by chance.';

grant execute on function private.is_long(words text) to authenticated;
grant execute on function private.is_long(words text) to service_role;
