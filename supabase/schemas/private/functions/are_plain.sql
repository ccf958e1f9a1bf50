-- Written by `npm run schema` from the migrations: change those, not this.

CREATE OR REPLACE FUNCTION private.are_plain(document jsonb)
 RETURNS boolean
 LANGUAGE sql
 IMMUTABLE
 SET search_path TO ''
AS $function$
  select not exists (
    select from jsonb_each(case jsonb_typeof(document) when 'object' then document else '{}' end) e where jsonb_typeof(e.value) in ('object', 'array'))
$function$;

comment on function private.are_plain(document jsonb) is 'For constraints: whether no value of an object holds others.';

grant execute on function private.are_plain(document jsonb) to authenticated;
grant execute on function private.are_plain(document jsonb) to service_role;
