-- Written by `npm run schema` from the migrations: change those, not this.

CREATE OR REPLACE FUNCTION private.day_start(day date, time_zone text)
 RETURNS timestamp with time zone
 LANGUAGE sql
 STABLE
 SET search_path TO ''
AS $function$
  -- Where midnight comes twice (Azores, Havana), Postgres takes the second; a day begins with the first.
  select min(moment)
  from (select day::timestamp at time zone time_zone) s (named),
    unnest(array[s.named, s.named - interval '30 minutes', s.named - interval '1 hour', s.named - interval '2 hours', s.named - interval '24 hours']) moment
  where moment = s.named or moment at time zone time_zone = day::timestamp
$function$;

comment on function private.day_start(day date, time_zone text) is 'The first moment of a day in a zone: the earlier one where a clock change repeats midnight, the moment of the change where it is skipped.';

grant execute on function private.day_start(day date, time_zone text) to authenticated;
grant execute on function private.day_start(day date, time_zone text) to service_role;
