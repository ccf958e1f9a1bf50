-- Written by `npm run schema` from the migrations: change those, not this.

CREATE OR REPLACE FUNCTION private.usage_band(used integer)
 RETURNS smallint
 LANGUAGE sql
 IMMUTABLE
 SET search_path TO ''
AS $function$
  select case when used <= 0 then 0 else least(7, 1 + floor(log(2, used) + 0.0000001)) end::smallint
$function$;

comment on function private.usage_band(used integer) is 'How much that is, by doubling: 0, 1, 2 to 3, 4 to 7, … , 64 and more.';
