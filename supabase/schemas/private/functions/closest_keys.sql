-- Written by `npm run schema` from the migrations: change those, not this.

CREATE OR REPLACE FUNCTION private.closest_keys(target text, query text, how_many integer)
 RETURNS text[]
 LANGUAGE plpgsql
 STABLE SECURITY DEFINER
 SET search_path TO ''
AS $function$
declare
  keys text[];
begin
  if char_length(left(btrim(query), 200)) < 4 or how_many < 1 or not (select private.may_search(target)) then
    return '{}';
  end if;
  perform set_config('pg_trgm.word_similarity_threshold', '0.5', true);
  execute format(
    'select coalesce(array_agg(key order by closeness desc, key), ''{}'') from (
       select t.%1$I::text as key, extensions.word_similarity($1, t.search) as closeness
       from public.%2$I t where $1 operator(extensions.<%%) t.search order by closeness desc, key limit $2) c',
    private.bulk_key(target), target) into keys using private.folded(left(btrim(query), 200)), how_many;
  return keys;
end
$function$;

comment on function private.closest_keys(target text, query text, how_many integer) is 'Keys of the rows whose text is closest to what was typed.';

grant execute on function private.closest_keys(target text, query text, how_many integer) to authenticated;
