-- Written by `npm run schema` from the migrations: change those, not this.

CREATE OR REPLACE FUNCTION private.keys_containing(target text, texts text[], how_many integer, lists jsonb)
 RETURNS text[]
 LANGUAGE plpgsql
 STABLE SECURITY DEFINER
 SET search_path TO ''
 SET enable_seqscan TO 'off'
AS $function$
declare
  keys text[];
  conditions text[];
begin
  if not (select private.may_search(target)) then
    return null;
  end if;
  select array_agg(format('t.search like %L', '%' || regexp_replace(private.folded(x), '([\\%_])', '\\\1', 'g') || '%')) into conditions
  from unnest(texts) x;
  select coalesce(conditions, '{}') || coalesce(array_agg(
    format('t.%I %s %L', l.name, case when l.every is null then '&&' else '@>' end, coalesce(l.every, l.one_of))), '{}') into conditions
  from jsonb_to_recordset(lists) as l (name text, one_of text[], every text[]);
  execute format('select array_agg(key) from (select t.%I::text as key from public.%I t where %s limit $1) m',
    private.bulk_key(target), target, array_to_string(conditions, ' and '))
    into keys using greatest(how_many, 1) + 1;
  return case when cardinality(keys) > greatest(how_many, 1) then null else coalesce(keys, '{}') end;
end
$function$;

comment on function private.keys_containing(target text, texts text[], how_many integer, lists jsonb) is 'Keys of the rows whose searchable text contains all given texts and whose lists hold what is asked of them; null where there are more than asked for.';

grant execute on function private.keys_containing(target text, texts text[], how_many integer, lists jsonb) to authenticated;
