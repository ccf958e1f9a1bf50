-- Written by `npm run schema` from the migrations: change those, not this.

CREATE OR REPLACE FUNCTION public.moderation_objections(from_date date, to_date date, time_zone text DEFAULT 'UTC'::text)
 RETURNS TABLE(open bigint, oldest timestamp with time zone, answered bigint, overturned bigint, median_seconds numeric, longest_seconds numeric)
 LANGUAGE plpgsql
 STABLE
 SET search_path TO ''
AS $function$
begin
  perform private.check_range(from_date, to_date, time_zone);
  return query
  select
    (select count(*) from public.moderation_appeals a where a.state = 'open'),
    (select min(a.created_at) from public.moderation_appeals a where a.state = 'open'),
    count(*), count(*) filter (where a.state = 'overturned'),
    round(percentile_cont(0.5) within group (order by extract(epoch from a.decided_at - a.created_at))::numeric),
    round(max(extract(epoch from a.decided_at - a.created_at)))
  from public.moderation_appeals a
  where a.decided_at >= from_date::timestamp at time zone time_zone and a.decided_at < (to_date + 1)::timestamp at time zone time_zone;
end
$function$;

comment on function public.moderation_objections(from_date date, to_date date, time_zone text) is 'How many objections wait and since when, and how long those answered in these days took.';

grant execute on function public.moderation_objections(from_date date, to_date date, time_zone text) to authenticated;
