-- Written by `npm run schema` from the migrations: change those, not this.

CREATE OR REPLACE FUNCTION public.usage_spread(month date, of_feature text DEFAULT NULL::text)
 RETURNS TABLE(feature text, band integer, at_least integer, at_most integer, members bigint)
 LANGUAGE plpgsql
 STABLE
 SET search_path TO ''
AS $function$
begin
  return query
  select s.feature, s.band::integer, case when s.band = 0 then 0 else (2 ^ (s.band - 1))::integer end, case when s.band = 0 then 0 when s.band < 7 then (2 ^ s.band)::integer - 1 end, sum(s.members)::bigint
  from private.usage_spread_in(array[private.check_month(month)]) s where of_feature is null or s.feature = of_feature
  group by s.feature, s.band having sum(s.members) > 0 order by 1, 2;
end
$function$;

comment on function public.usage_spread(month date, of_feature text) is 'How many members used a feature how much in a month, by doubling bands: 0, 1, 2 to 3, 4 to 7, … , 64 and more.';

grant execute on function public.usage_spread(month date, of_feature text) to authenticated;
