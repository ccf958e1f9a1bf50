-- Written by `npm run schema` from the migrations: change those, not this.

CREATE OR REPLACE FUNCTION public.engagement_streaks(to_date date, time_zone text DEFAULT 'UTC'::text, days integer DEFAULT 60)
 RETURNS TABLE(at_least integer, at_most integer, members bigint, last_day date)
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
  with bands as (
    select b.lo, lead(b.lo) over (order by b.lo) - 1 as hi
    from (select n as lo from unnest(array[1, 2, 3, 7, 14, 30, engagement_streaks.days]) n where n <= engagement_streaks.days group by n) b
  ), counted as (
    select b.lo, b.hi, coalesce(sum(s.members), 0)::bigint as members
    from bands b
    left join private.streaks_in(array(select private.day_start(last - n, time_zone) from generate_series(engagement_streaks.days - 1, -1, -1) n)) s
      on s.days >= b.lo and (b.hi is null or s.days <= b.hi)
    group by 1, 2
  ), told as (
    select t.lo, t.hi, t.members, t.together
    from (
      select array_agg(c.lo order by c.lo) as los, array_agg(c.hi order by c.lo) as his, array_agg(c.members order by c.lo) as members,
        private.merged_bands(array_agg(c.members order by c.lo)) as together from counted c
    ) a cross join unnest(a.los, a.his, a.members, a.together) t (lo, hi, members, together)
  )
  select min(t.lo), case when bool_and(t.hi is not null) then max(t.hi) end, sum(t.members)::bigint, last
  from told t group by t.together having sum(t.members) > 0 order by 1;
end
$function$;

comment on function public.engagement_streaks(to_date date, time_zone text, days integer) is 'How many members have come how many days in a row, up to a day or the last one that is over; by bands of at least five members.';

grant execute on function public.engagement_streaks(to_date date, time_zone text, days integer) to authenticated;
