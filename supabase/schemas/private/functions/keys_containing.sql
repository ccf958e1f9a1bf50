-- Written by `npm run schema` from the migrations: change those, not this.

CREATE OR REPLACE FUNCTION private.keys_containing(target text, texts text[], how_many integer)
 RETURNS text[]
 LANGUAGE plpgsql
 STABLE SECURITY DEFINER
 SET search_path TO ''
 SET enable_seqscan TO 'off'
AS $function$
declare
  keys text[];
begin
  if not (select private.may_search(target)) then
    return null;
  end if;
  execute format(
    'select array_agg(key) from (select t.%I::text as key from public.%I t where %s limit $1) m',
    private.bulk_key(target), target,
    (select string_agg(
       format('t.search like %L', '%' || replace(replace(replace(lower(x), '\', '\\'), '%', '\%'), '_', '\_') || '%'), ' and ')
     from unnest(texts) x))
    into keys using greatest(how_many, 1) + 1;
  return case when cardinality(keys) > greatest(how_many, 1) then null else coalesce(keys, '{}') end;
end
$function$;

grant execute on function private.keys_containing(target text, texts text[], how_many integer) to authenticated;
