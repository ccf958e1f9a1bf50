-- Written by `npm run schema` from the migrations: change those, not this.

CREATE OR REPLACE FUNCTION public.engagement_streaks(to_date date, time_zone text DEFAULT 'UTC'::text, days integer DEFAULT 60)
 RETURNS TABLE(streak integer, members bigint, is_longest boolean, last_day date)
 LANGUAGE plpgsql
 STABLE
 SET search_path TO ''
AS $function$
declare
  last date;
begin
  if engagement_streaks.days is null or engagement_streaks.days not between 1 and 400 then
    raise exception 'Ask for 1 to 400 days.' using errcode = '22023', detail = '{"field": "days"}';
  end if;
  perform private.check_range(to_date, to_date, time_zone);
  -- A day that still goes on breaks nobody's streak.
  last := least(to_date, (now() at time zone time_zone)::date - 1);
  return query
  select s.days, s.members, s.days = engagement_streaks.days, last
  from private.streaks_in(array(select private.day_start(last - n, time_zone) from generate_series(engagement_streaks.days - 1, -1, -1) n)) s;
end
$function$;

comment on function public.engagement_streaks(to_date date, time_zone text, days integer) is 'How many members have come how many days in a row, up to a day or the last one that is over; the longest streak asked for stands for all that are longer.';

grant execute on function public.engagement_streaks(to_date date, time_zone text, days integer) to authenticated;
