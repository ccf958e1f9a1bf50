-- Written by `npm run schema` from the migrations: change those, not this.

CREATE OR REPLACE FUNCTION private.import_match(columns text[])
 RETURNS text
 LANGUAGE sql
 IMMUTABLE
 SET search_path TO ''
AS $function$
  select string_agg(format('t.%I = private.import_text(%L, r.data ->> %L)', c, c, c), ' and ') from unnest(columns) c
$function$;

comment on function private.import_match(columns text[]) is 'A condition: the record “t” is the one that the row “r” names by its key.';

grant execute on function private.import_match(columns text[]) to authenticated;
