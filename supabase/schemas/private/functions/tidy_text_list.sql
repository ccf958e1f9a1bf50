-- Written by `npm run schema` from the migrations: change those, not this.

CREATE OR REPLACE FUNCTION private.tidy_text_list(list text[], most integer, longest integer)
 RETURNS text[]
 LANGUAGE sql
 IMMUTABLE PARALLEL SAFE
 SET search_path TO ''
AS $function$
  select coalesce((select array_agg(left(t, longest) order by place) from (
    select t, place from unnest(list) with ordinality u (t, place) where btrim(t) <> '' order by place limit most) kept), '{}')
$function$;

comment on function private.tidy_text_list(list text[], most integer, longest integer) is 'A list of texts as private.is_text_list has it: flat, without blanks, its texts cut to their longest and the list to its most.';
