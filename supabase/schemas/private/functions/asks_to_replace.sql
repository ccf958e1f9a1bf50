-- Written by `npm run schema` from the migrations: change those, not this.

CREATE OR REPLACE FUNCTION private.asks_to_replace()
 RETURNS boolean
 LANGUAGE sql
 STABLE
 SET search_path TO ''
AS $function$
  select current_query() ~* '\mon\s+conflict\M'
$function$;

comment on function private.asks_to_replace() is 'Whether the request would replace a file that is there: Storage tries such uploads, also those of later, with “on conflict”.';

grant execute on function private.asks_to_replace() to authenticated;
