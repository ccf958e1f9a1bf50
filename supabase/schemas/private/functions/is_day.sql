-- Written by `npm run schema` from the migrations: change those, not this.

CREATE OR REPLACE FUNCTION private.is_day(day date)
 RETURNS boolean
 LANGUAGE sql
 STABLE
 SET search_path TO ''
AS $function$
  select day is null or day between '2000-01-01' and (now() at time zone 'UTC')::date + 1100
$function$;

comment on function private.is_day(day date) is 'Whether a day lies between 2000 and 1,100 days from now, as a period or a due date may: mistyped years do not; null does.';
