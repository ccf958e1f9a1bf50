-- Written by `npm run schema` from the migrations: change those, not this.

CREATE OR REPLACE FUNCTION private.folded_texts(names text[], texts text[])
 RETURNS jsonb
 LANGUAGE sql
 IMMUTABLE PARALLEL SAFE STRICT
 SET search_path TO ''
AS $function$
  select coalesce(jsonb_object_agg(t.name, private.folded(t.value)) filter (where t.value is not null), '{}')
  from unnest(names, texts) t (name, value)
$function$;

comment on function private.folded_texts(names text[], texts text[]) is 'Texts as they are filtered, by the name of their column: {"city": "malaga"}. What the generated columns "folded" hold.';

grant execute on function private.folded_texts(names text[], texts text[]) to authenticated;
grant execute on function private.folded_texts(names text[], texts text[]) to service_role;
