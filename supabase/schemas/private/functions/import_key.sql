-- Written by `npm run schema` from the migrations: change those, not this.

CREATE OR REPLACE FUNCTION private.import_key(columns text[], data jsonb)
 RETURNS text
 LANGUAGE sql
 IMMUTABLE
 SET search_path TO ''
AS $function$
  select case when bool_and(part is not null) then string_agg(part, E'\x1f' order by n) end
  from (select nullif(lower(btrim(data ->> c.name)), '') as part, c.n from unnest(columns) with ordinality c (name, n)) parts
$function$;

grant execute on function private.import_key(columns text[], data jsonb) to authenticated;
