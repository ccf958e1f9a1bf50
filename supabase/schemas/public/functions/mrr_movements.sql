-- Written by `npm run schema` from the migrations: change those, not this.

CREATE OR REPLACE FUNCTION public.mrr_movements(from_day date, until_day date, time_zone text DEFAULT 'UTC'::text, as_of timestamp with time zone DEFAULT now())
 RETURNS TABLE(month date, currency text, start_twelfths bigint, new_twelfths bigint, expansion_twelfths bigint, contraction_twelfths bigint, churn_twelfths bigint, reactivation_twelfths bigint, end_twelfths bigint, unfinished boolean)
 LANGUAGE sql
 STABLE
 SET search_path TO ''
AS $function$
  with changes as (
    select case when c.day >= date_trunc('month', from_day::timestamp)::date then date_trunc('month', c.day::timestamp)::date end as month, c.currency, c.kind, sum(c.change_twelfths)::bigint as change
    from public.mrr_changes(null, until_day, time_zone, as_of) c group by 1, 2, 3
  ), axis as (
    select m::date as month, k.currency from generate_series(date_trunc('month', private.bounded(from_day::timestamptz)::timestamp), date_trunc('month', private.bounded(least(until_day, (as_of at time zone time_zone)::date)::timestamptz)::timestamp), interval '1 month') m
    cross join (select distinct c.currency from changes c) k
  ), moved as (
    select a.month, a.currency, coalesce(sum(c.change) filter (where c.kind = 'new'), 0)::bigint as new, coalesce(sum(c.change) filter (where c.kind = 'expansion'), 0)::bigint as expansion,
      coalesce(-sum(c.change) filter (where c.kind = 'contraction'), 0)::bigint as contraction, coalesce(-sum(c.change) filter (where c.kind = 'churn'), 0)::bigint as churn,
      coalesce(sum(c.change) filter (where c.kind = 'reactivation'), 0)::bigint as reactivation, coalesce(sum(c.change), 0)::bigint as net
    from axis a left join changes c on c.month = a.month and c.currency = a.currency group by 1, 2
  ), summed as (
    select m.*, (coalesce((select sum(c.change) from changes c where c.month is null and c.currency = m.currency), 0) + sum(m.net) over (partition by m.currency order by m.month))::bigint as at_end from moved m
  )
  select s.month, s.currency, s.at_end - s.net, s.new, s.expansion, s.contraction, s.churn, s.reactivation, s.at_end,
    (s.month + interval '1 month')::date > (as_of at time zone time_zone)::date
  from summed s order by 2, 1
$function$;

comment on function public.mrr_movements(from_day date, until_day date, time_zone text, as_of timestamp with time zone) is 'Start + new + expansion − contraction − churn + reactivation = end, by month (in the zone) and currency, in twelfths of a minor unit.';

grant execute on function public.mrr_movements(from_day date, until_day date, time_zone text, as_of timestamp with time zone) to authenticated;
grant execute on function public.mrr_movements(from_day date, until_day date, time_zone text, as_of timestamp with time zone) to service_role;
