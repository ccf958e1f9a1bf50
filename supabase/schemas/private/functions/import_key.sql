-- Written by `npm run schema` from the migrations: change those, not this.

CREATE OR REPLACE FUNCTION private.import_key(columns text[], data jsonb)
 RETURNS text
 LANGUAGE sql
 IMMUTABLE
 SET search_path TO ''
AS $function$
  -- A long key, which can only be refused, is none for an index.
  select case when bool_and(part is not null) then left(string_agg(part, E'\x1f' order by n), 600) end
  from (select private.import_text(c.name, data ->> c.name) as part, c.n from unnest(columns) with ordinality c (name, n)) parts
$function$;

comment on function private.import_key(columns text[], data jsonb) is 'The natural key of a row out of a file: two rows with the same one are the same record.';

grant execute on function private.import_key(columns text[], data jsonb) to authenticated;
