-- Written by `npm run schema` from the migrations: change those, not this.

CREATE OR REPLACE FUNCTION private.period_bounds(from_date date, to_date date, time_zone text, grain text, OUT days date[], OUT starts timestamp with time zone[])
 RETURNS record
 LANGUAGE plpgsql
 STABLE
 SET search_path TO ''
AS $function$
begin
  perform private.check_range(from_date, to_date, time_zone);
  if grain is null or grain not in ('day', 'week', 'month') then
    raise exception 'The grain is day, week or month.' using errcode = '22023', detail = '{"field": "grain"}';
  end if;
  select array_agg(p::date order by p), array_agg(private.day_start(p::date, time_zone) order by p) into days, starts
  from generate_series(date_trunc(grain, from_date::timestamp),
    date_trunc(grain, to_date::timestamp) + ('1 ' || grain)::interval, ('1 ' || grain)::interval) p;
end
$function$;

comment on function private.period_bounds(from_date date, to_date date, time_zone text, grain text, OUT days date[], OUT starts timestamp with time zone[]) is 'The first days and first moments of the periods that a range touches, and where the last one ends.';

grant execute on function private.period_bounds(from_date date, to_date date, time_zone text, grain text, OUT days date[], OUT starts timestamp with time zone[]) to authenticated;
