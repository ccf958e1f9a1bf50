-- Written by `npm run schema` from the migrations: change those, not this.

CREATE OR REPLACE FUNCTION public.keys_containing(target text, texts text[], how_many integer DEFAULT 150)
 RETURNS jsonb
 LANGUAGE plpgsql
 STABLE
 SET search_path TO ''
AS $function$
declare
  key_column text := private.bulk_key(target);
  keys text[];
  key_type text;
  visible jsonb;
begin
  if (select c.reltuples < 20000 from pg_catalog.pg_class c where c.oid = to_regclass(format('public.%I', target))) then
    return '{"small": true}';
  end if;
  -- An index of three letters in a row cannot find two.
  if not exists (select from unnest(texts) x where char_length(x) >= 3) then
    return '{}';
  end if;
  keys := private.keys_containing(target, texts, least(how_many, 1000));
  if keys is null then
    return '{}';
  end if;
  select pg_catalog.format_type(a.atttypid, a.atttypmod) into key_type
  from pg_catalog.pg_attribute a
  where a.attrelid = to_regclass(format('public.%I', target)) and a.attname = key_column;
  -- Of these, what the caller may read.
  execute format(
    'select coalesce(jsonb_agg(t.%1$I), ''[]'') from public.%2$I t where t.%1$I = any ($1::%3$s[])', key_column, target, key_type)
    into visible using keys;
  return jsonb_build_object('keys', visible);
end
$function$;

comment on function public.keys_containing(target text, texts text[], how_many integer) is 'Keys of the rows whose searchable text contains all of the texts: {"keys": [...]} where they are few, {} where they are many, {"small": true} where the table is so small that it need not be asked.';

grant execute on function public.keys_containing(target text, texts text[], how_many integer) to authenticated;
