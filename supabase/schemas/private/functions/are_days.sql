-- Written by `npm run schema` from the migrations: change those, not this.

CREATE OR REPLACE FUNCTION private.are_days(starts timestamp with time zone[])
 RETURNS boolean
 LANGUAGE sql
 IMMUTABLE
 SET search_path TO ''
AS $function$
  select cardinality(starts) > 10 and starts[cardinality(starts)] - starts[1] <= (cardinality(starts) - 1) * interval '24 hours' + interval '4 hours'
    and not exists (select from unnest(starts) s where extract(epoch from s) % 900 <> 0)
$function$;

comment on function private.are_days(starts timestamp with time zone[]) is 'Whether these are the starts of many days in a row, on quarters of an hour.';
