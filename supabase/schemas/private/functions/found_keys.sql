-- Written by `npm run schema` from the migrations: change those, not this.

CREATE OR REPLACE FUNCTION private.found_keys(target text, query text, how_many integer)
 RETURNS text[]
 LANGUAGE plpgsql
 STABLE SECURITY DEFINER
 SET search_path TO ''
AS $function$
declare
  words text[] := array(
    select regexp_replace(w, '([\\%_])', '\\\1', 'g')
    from regexp_split_to_table(private.folded(left(btrim(query), 200)), '\s+') w where w <> '');
  keys text[];
begin
  if words = '{}' or not (select private.may_search(target)) then
    return '{}';
  end if;
  -- Two letters are in everything: what is looked through is bounded, not only what is answered.
  execute format(
    'select coalesce(array_agg(key order by place, length, key), ''{}'') from (
       select * from (
         select t.%1$I::text as key, char_length(t.search) as length,
           case when t.search like $1[1] || ''%%'' then 0 when t.search like ''%% '' || $1[1] || ''%%'' then 1 else 2 end as place
         from public.%2$I t
         where %3$s
         limit 2000) m
       order by place, length, key limit $2) best',
    private.bulk_key(target), target,
    -- One condition a word: `like all (array)` would not use the index.
    (select string_agg(format('t.search like %L', '%' || w || '%'), ' and ') from unnest(words) w))
    into keys using words, how_many;
  return keys;
end
$function$;

comment on function private.found_keys(target text, query text, how_many integer) is 'Keys of the rows that a search finds.';

grant execute on function private.found_keys(target text, query text, how_many integer) to authenticated;
