-- Written by `npm run schema` from the migrations: change those, not this.

CREATE OR REPLACE FUNCTION private.are_translations(document jsonb)
 RETURNS boolean
 LANGUAGE sql
 IMMUTABLE
 SET search_path TO ''
AS $function$
  select jsonb_typeof(document) = 'object' and not exists (
    select from jsonb_each(case jsonb_typeof(document) when 'object' then document else '{}' end) e where jsonb_typeof(e.value) <> 'string' or e.key !~ '^[a-z]{2}$')
$function$;

comment on function private.are_translations(document jsonb) is 'For constraints: whether it holds texts by language.';

grant execute on function private.are_translations(document jsonb) to authenticated;
grant execute on function private.are_translations(document jsonb) to service_role;
