-- Asked of no table, keys_containing told of its inside; now it is refused as a table that there is not.
CREATE OR REPLACE FUNCTION public.keys_containing(target text, texts text[], how_many integer DEFAULT 150, also jsonb DEFAULT '[]'::jsonb)
 RETURNS jsonb
 LANGUAGE plpgsql
 STABLE
 SET search_path TO ''
AS $function$
declare
  of_table constant regclass := to_regclass('public.' || quote_ident(target));
  key_column text := private.bulk_key(coalesce(target, ''));
  searched text;
  wanted text[];
  lists jsonb;
  keys text[];
  key_type text;
  visible jsonb;
begin
  if (select c.reltuples < 20000 from pg_catalog.pg_class c where c.oid = of_table) then
    return '{"small": true}';
  end if;
  select pg_catalog.pg_get_expr(d.adbin, d.adrelid) into searched
  from pg_catalog.pg_attribute a join pg_catalog.pg_attrdef d on d.adrelid = a.attrelid and d.adnum = a.attnum
  where a.attrelid = of_table and a.attname = 'search';
  -- What a column that is searched contains, the searchable text contains.
  select coalesce(texts, '{}') || coalesce(array_agg(f.text) filter (where f.text <> '' and f.name ~ '^\w+$' and searched ~ ('\m' || f.name || '\M')), '{}') into wanted
  from jsonb_to_recordset(also) as f (name text, text text);
  -- Whose lists an index finds, of the columns that the caller may read.
  select coalesce(jsonb_agg(f), '[]') into lists
  from jsonb_to_recordset(also) as f (name text, one_of text[], every text[])
  join pg_catalog.pg_attribute a on a.attrelid = of_table and a.attname = f.name and a.atttypid = 'text[]'::regtype
  where (cardinality(f.one_of) > 0 or cardinality(f.every) > 0) and has_column_privilege(of_table, a.attnum, 'select')
    and exists (select from pg_catalog.pg_index i join pg_catalog.pg_class x on x.oid = i.indexrelid join pg_catalog.pg_am m on m.oid = x.relam
      where i.indrelid = of_table and i.indkey[0] = a.attnum and i.indpred is null and m.amname = 'gin');
  -- An index of three letters in a row cannot find two.
  if lists = '[]' and not exists (select from unnest(wanted) x where char_length(x) >= 3) then
    return '{}';
  end if;
  keys := private.keys_containing(target, wanted, least(how_many, 1000), lists);
  if keys is null then
    return '{}';
  end if;
  select pg_catalog.format_type(a.atttypid, a.atttypmod) into key_type
  from pg_catalog.pg_attribute a where a.attrelid = of_table and a.attname = key_column;
  -- Of these, what the caller may read.
  execute format('select coalesce(jsonb_agg(t.%1$I), ''[]'') from public.%2$I t where t.%1$I = any ($1::%3$s[])', key_column, target, key_type)
    into visible using keys;
  return jsonb_build_object('keys', visible);
end
$function$;
