-- Written by `npm run schema` from the migrations: change those, not this.

CREATE OR REPLACE FUNCTION private.are_steps(document jsonb)
 RETURNS boolean
 LANGUAGE sql
 IMMUTABLE
 SET search_path TO ''
AS $function$
  select not exists (
    select from jsonb_array_elements(case jsonb_typeof(document) when 'array' then document else '[]' end) e
    where jsonb_typeof(e) <> 'object' or jsonb_typeof(e -> 'id') is distinct from 'string' or not private.are_choices(e -> 'next') or jsonb_typeof(e -> 'next') not in ('array', 'null'))
$function$;

comment on function private.are_steps(document jsonb) is 'For constraints: whether every step of a conversation has an id, and what may follow it.';

grant execute on function private.are_steps(document jsonb) to authenticated;
grant execute on function private.are_steps(document jsonb) to service_role;
