-- Written by `npm run schema` from the migrations: change those, not this.

CREATE OR REPLACE FUNCTION private.named_in(number text, words text)
 RETURNS boolean
 LANGUAGE sql
 IMMUTABLE
 SET search_path TO ''
AS $function$
  select regexp_replace(upper(coalesce(words, '')), '[^A-Z0-9]', '', 'g') like '%' || regexp_replace(upper(number), '[^A-Z0-9]', '', 'g') || '%'
$function$;

grant execute on function private.named_in(number text, words text) to authenticated;
grant execute on function private.named_in(number text, words text) to service_role;
