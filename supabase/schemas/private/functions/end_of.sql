-- Written by `npm run schema` from the migrations: change those, not this.

CREATE OR REPLACE FUNCTION private.end_of(day date, time_zone text)
 RETURNS timestamp with time zone
 LANGUAGE sql
 STABLE
 SET search_path TO ''
AS $function$
  select least(clock_timestamp(), (private.bounded_day(day) + 1)::timestamp at time zone private.known_zone(time_zone) - interval '1 microsecond')
$function$;

comment on function private.end_of(day date, time_zone text) is 'The last moment of a day in a zone, at most now.';

grant execute on function private.end_of(day date, time_zone text) to authenticated;
grant execute on function private.end_of(day date, time_zone text) to service_role;
