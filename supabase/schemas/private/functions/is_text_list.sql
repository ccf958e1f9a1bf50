-- Written by `npm run schema` from the migrations: change those, not this.

CREATE OR REPLACE FUNCTION private.is_text_list(list text[], most integer, longest integer)
 RETURNS boolean
 LANGUAGE sql
 IMMUTABLE PARALLEL SAFE
 SET search_path TO ''
AS $function$
  select coalesce(array_ndims(list), 1) = 1 and coalesce(array_lower(list, 1), 1) = 1 and cardinality(list) <= most
    and not exists (select from unnest(list) t where t is null or btrim(t) = '' or char_length(t) > longest)
$function$;

comment on function private.is_text_list(list text[], most integer, longest integer) is 'For constraints: whether a list holds texts alone, each with something in it and of at most so many signs, and no more of them than that.';

grant execute on function private.is_text_list(list text[], most integer, longest integer) to authenticated;
grant execute on function private.is_text_list(list text[], most integer, longest integer) to service_role;
