-- Written by `npm run schema` from the migrations: change those, not this.

CREATE OR REPLACE FUNCTION public.mrr_movements(from_day date, until_day date, time_zone text DEFAULT 'UTC'::text, as_of timestamp with time zone DEFAULT now())
 RETURNS TABLE(month date, currency text, start_twelfths bigint, new_twelfths bigint, expansion_twelfths bigint, contraction_twelfths bigint, churn_twelfths bigint, reactivation_twelfths bigint, end_twelfths bigint, unfinished boolean)
 LANGUAGE plpgsql
 STABLE
 SET search_path TO ''
 SET plan_cache_mode TO 'force_custom_plan'
 SET jit TO 'off'
AS $function$
declare
  first constant date := date_trunc('month', private.bounded_day(from_day)::timestamp)::date;
  today constant date := (private.bounded(as_of) at time zone private.known_zone(time_zone))::date;
  last constant date := date_trunc('month', private.bounded_day(least(until_day, today))::timestamp)::date;
begin
  perform private.bounded_day(coalesce(until_day, today));
  return query
  with change as (
    select date_trunc('month', c.day::timestamp)::date as month, c.currency, c.kind, sum(c.after_twelfths - c.before_twelfths)::bigint as change
    from private.revenue_changes(first, until_day, time_zone, as_of, null) c group by 1, 2, 3
  ), opening as (
    select p.currency, sum(p.change_twelfths) filter (where p.from_at < first::timestamp at time zone time_zone)::bigint as amount
    from public.subscription_periods p
    where p.change_twelfths <> 0 and p.recorded_at <= as_of and p.from_at <= as_of and (until_day is null or p.from_at < (until_day + 1)::timestamp at time zone time_zone) group by 1
  ), moved as (
    select a.m::date as month, o.currency, coalesce(o.amount, 0)::bigint as opening, coalesce(sum(c.change) filter (where c.kind = 'new'), 0)::bigint as new,
      coalesce(sum(c.change) filter (where c.kind = 'expansion'), 0)::bigint as expansion, coalesce(-sum(c.change) filter (where c.kind = 'contraction'), 0)::bigint as contraction,
      coalesce(-sum(c.change) filter (where c.kind = 'churn'), 0)::bigint as churn, coalesce(sum(c.change) filter (where c.kind = 'reactivation'), 0)::bigint as reactivation,
      coalesce(sum(c.change), 0)::bigint as net
    from generate_series(first::timestamp, last::timestamp, interval '1 month') a (m) cross join opening o
    left join change c on c.month = a.m::date and c.currency = o.currency group by 1, 2, 3
  ), summed as (
    select m.*, (m.opening + sum(m.net) over (partition by m.currency order by m.month))::bigint as at_end from moved m
  )
  select s.month, s.currency, s.at_end - s.net, s.new, s.expansion, s.contraction, s.churn, s.reactivation, s.at_end, (s.month + interval '1 month')::date > today
  from summed s order by 2, 1;
end
$function$;

comment on function public.mrr_movements(from_day date, until_day date, time_zone text, as_of timestamp with time zone) is 'Start + new + expansion − contraction − churn + reactivation = end, by month (in the zone) and currency, in twelfths of a minor unit.';

grant execute on function public.mrr_movements(from_day date, until_day date, time_zone text, as_of timestamp with time zone) to authenticated;
grant execute on function public.mrr_movements(from_day date, until_day date, time_zone text, as_of timestamp with time zone) to service_role;
