-- Written by `npm run schema` from the migrations: change those, not this.

CREATE OR REPLACE FUNCTION private.usage_band(used integer)
 RETURNS smallint
 LANGUAGE sql
 IMMUTABLE
 SET search_path TO ''
AS $function$
  select case when used < 1 then 0 else width_bucket(used, array[1, 2, 4, 8, 16, 32, 64]) end::smallint
$function$;

comment on function private.usage_band(used integer) is 'How much that is, by doubling: 0, 1, 2 to 3, 4 to 7, … , 64 and more.';
