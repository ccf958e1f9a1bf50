-- Written by `npm run schema` from the migrations: change those, not this.

CREATE OR REPLACE FUNCTION public.usage_spread(month date, of_feature text DEFAULT NULL::text)
 RETURNS TABLE(feature text, band integer, at_least integer, at_most integer, members bigint)
 LANGUAGE plpgsql
 STABLE
 SET search_path TO ''
AS $function$
begin
  return query
  with counted as (
    select s.feature, s.band::integer as band, sum(s.members)::bigint as members
    from private.usage_spread_in(array[private.check_month(month)]) s where of_feature is null or s.feature = of_feature
    group by s.feature, s.band having sum(s.members) > 0
  ), told as (
    select a.feature, t.band, t.members, t.together, lead(t.band) over (partition by a.feature order by t.band) as above
    from (
      select c.feature, array_agg(c.band order by c.band) as bands, array_agg(c.members order by c.band) as members,
        private.merged_bands(array_agg(c.members order by c.band)) as together from counted c group by 1
    ) a cross join unnest(a.bands, a.members, a.together) t (band, members, together)
  )
  select t.feature, min(t.band), case when min(t.band) = 0 then 0 else (2 ^ (min(t.band) - 1))::integer end,
    case when max(t.band) = 0 then 0 when max(t.band) < 7 then (2 ^ max(t.band))::integer - 1 end, sum(t.members)::bigint
  from told t group by t.feature, t.together order by 1, 2;
end
$function$;

comment on function public.usage_spread(month date, of_feature text) is 'How many members used a feature how much in a month, by doubling bands: 0, 1, 2 to 3, 4 to 7, … , 64 and more; those of fewer than five together with their neighbours.';

grant execute on function public.usage_spread(month date, of_feature text) to authenticated;
