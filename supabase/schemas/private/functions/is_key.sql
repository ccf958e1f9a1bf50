-- Written by `npm run schema` from the migrations: change those, not this.

CREATE OR REPLACE FUNCTION private.is_key(target text, key_column text)
 RETURNS text
 LANGUAGE sql
 STABLE
 SET search_path TO ''
AS $function$
  select format('t.%I = any ($1::%s[])', key_column, private.type_of_column(target, key_column))
$function$;

grant execute on function private.is_key(target text, key_column text) to authenticated;
