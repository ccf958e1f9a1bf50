-- Written by `npm run schema` from the migrations: change those, not this.

CREATE OR REPLACE FUNCTION private.are_choices(document jsonb)
 RETURNS boolean
 LANGUAGE sql
 IMMUTABLE
 SET search_path TO ''
AS $function$
  select not exists (
    select from jsonb_array_elements(case jsonb_typeof(document) when 'array' then document else '[]' end) e
    where jsonb_typeof(e) not in ('string', 'number', 'object') or not private.are_plain(e))
$function$;

comment on function private.are_choices(document jsonb) is 'For constraints: whether every element of a list is a text, a number or an object of such.';

grant execute on function private.are_choices(document jsonb) to authenticated;
grant execute on function private.are_choices(document jsonb) to service_role;
