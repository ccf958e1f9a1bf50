-- Written by `npm run schema` from the migrations: change those, not this.

CREATE OR REPLACE FUNCTION public.moderation_team(from_date date, to_date date, time_zone text DEFAULT 'UTC'::text)
 RETURNS TABLE(moderator_id uuid, moderator_name text, decisions bigint, overturned bigint, overturn_rate numeric, median_seconds numeric, is_me boolean)
 LANGUAGE plpgsql
 STABLE
 SET search_path TO ''
AS $function$
begin
  perform private.check_range(from_date, to_date, time_zone);
  return query
  select h.moderator_id, h.moderator_name, count(*), count(*) filter (where h.overturned), round(count(*) filter (where h.overturned)::numeric / count(*), 4),
    percentile_cont(0.5) within group (order by h.seconds_to_decision)::numeric, coalesce(h.moderator_id = (select auth.uid()), false)
  from public.moderation_history h
  where h.decision <> 'undo' and h.created_at >= from_date::timestamp at time zone time_zone and h.created_at < (to_date + 1)::timestamp at time zone time_zone
  group by h.moderator_id, h.moderator_name
  order by 3 desc, 2;
end
$function$;

grant execute on function public.moderation_team(from_date date, to_date date, time_zone text) to authenticated;
