-- Written by `npm run schema` from the migrations: change those, not this.

CREATE OR REPLACE FUNCTION private.import_match(columns text[])
 RETURNS text
 LANGUAGE sql
 IMMUTABLE
 SET search_path TO ''
AS $function$
  select string_agg(format('t.%I = lower(btrim(r.data ->> %L))', c, c), ' and ') from unnest(columns) c
$function$;

grant execute on function private.import_match(columns text[]) to authenticated;
