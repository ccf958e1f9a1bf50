-- Written by `npm run schema` from the migrations: change those, not this.

CREATE OR REPLACE FUNCTION public.engagement_lifecycle(from_date date, to_date date, time_zone text DEFAULT 'UTC'::text, grain text DEFAULT 'week'::text)
 RETURNS TABLE(period_start date, period_end date, active_members bigint, new_members bigint, returning_members bigint, revived_members bigint, lapsed_members bigint, unfinished boolean, starts_at timestamp with time zone, ends_at timestamp with time zone)
 LANGUAGE plpgsql
 STABLE
 SET search_path TO ''
AS $function$
declare
  b record;
begin
  select * into b from private.period_bounds(from_date, to_date, time_zone, grain);
  return query
  select b.days[l.nth - 1], b.days[l.nth] - 1, l.active, l.fresh, l.again, l.revived, l.lapsed, b.starts[l.nth] > now(), b.starts[l.nth - 1], b.starts[l.nth]
  from private.lifecycle_in(private.day_start((b.days[1] - ('1 ' || grain)::interval)::date, time_zone) || b.starts) l
  order by l.nth;
end
$function$;

comment on function public.engagement_lifecycle(from_date date, to_date date, time_zone text, grain text) is 'Active members of each period: new (their first session ever), returning (also active in the period before) and revived (not then, but earlier) make up the active; lapsed were active in the period before and are not in this one.';

grant execute on function public.engagement_lifecycle(from_date date, to_date date, time_zone text, grain text) to authenticated;
