-- Written by `npm run schema` from the migrations: change those, not this.

CREATE OR REPLACE FUNCTION private.period_start(anchor timestamp with time zone, billing_interval text, k integer, time_zone text)
 RETURNS timestamp with time zone
 LANGUAGE sql
 STABLE
 SET search_path TO ''
AS $function$
  select ((anchor at time zone time_zone) + k * case billing_interval when 'year' then interval '1 year' else interval '1 month' end) at time zone time_zone
$function$;

comment on function private.period_start(anchor timestamp with time zone, billing_interval text, k integer, time_zone text) is 'When period k begins. From 31 January: 28 or 29 February, then 31 March.';
