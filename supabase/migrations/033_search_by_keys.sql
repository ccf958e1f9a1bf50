-- 033 search by keys
-- A list that is searched cannot use the index of its texts under row security (see 028), and looked at every row until
-- its page was full. Where few rows contain what is searched for, their keys say which those are.

-- Keys of the rows whose searchable text contains all of the texts; null where there are more than asked for.
create or replace function private.keys_containing(target text, texts text[], how_many integer) returns text[]
language plpgsql stable security definer set search_path = '' set enable_seqscan = off as $$
declare
  keys text[];
begin
  if not (select private.is_staff()) then
    return '{}';
  end if;
  execute format(
    'select array_agg(key) from (select t.%I::text as key from public.%I t where %s limit $1) m',
    private.bulk_key(target), target,
    (select string_agg(
       format('t.search like %L', '%' || replace(replace(replace(lower(x), '\', '\\'), '%', '\%'), '_', '\_') || '%'), ' and ')
     from unnest(texts) x))
    into keys using how_many + 1;
  return case when cardinality(keys) > how_many then null else coalesce(keys, '{}') end;
end
$$;

create or replace function public.keys_containing(target text, texts text[], how_many integer default 150) returns jsonb
language plpgsql stable security invoker set search_path = '' as $$
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
$$;
comment on function public.keys_containing(text, text[], integer) is
  'Keys of the rows whose searchable text contains all of the texts: {"keys": [...]} where they are few, {} where they are many, {"small": true} where the table is so small that it need not be asked.';

revoke all on function private.keys_containing(text, text[], integer), public.keys_containing(text, text[], integer)
  from public, anon, authenticated, service_role;
grant execute on function private.keys_containing(text, text[], integer), public.keys_containing(text, text[], integer)
  to authenticated;
