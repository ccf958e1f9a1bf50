-- Written by `npm run schema` from the migrations: change those, not this.

CREATE OR REPLACE FUNCTION private.first_moment(clock timestamp without time zone, zone text)
 RETURNS timestamp with time zone
 LANGUAGE plpgsql
 STABLE PARALLEL SAFE
 SET search_path TO ''
AS $function$
declare
  moment constant timestamptz := clock at time zone zone;
  back interval;
begin
  -- Where the clock is put back, the same time is shown twice; Postgres takes the second.
  foreach back in array array[interval '2 hours', interval '1 hour', interval '30 minutes'] loop
    if (moment - back) at time zone zone = clock then
      return moment - back;
    end if;
  end loop;
  return moment;
end
$function$;

comment on function private.first_moment(clock timestamp without time zone, zone text) is 'The first moment at which the clock of a zone shows this; where it is put forward over it, the moment after that.';
