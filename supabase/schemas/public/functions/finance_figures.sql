-- Written by `npm run schema` from the migrations: change those, not this.

CREATE OR REPLACE FUNCTION public.finance_figures(as_of timestamp with time zone DEFAULT now(), time_zone text DEFAULT 'UTC'::text)
 RETURNS TABLE(currency text, overdue_minor bigint, due_week_minor bigint, unallocated_minor bigint, at_risk_minor bigint, mrr_twelfths bigint, mrr_before_twelfths bigint)
 LANGUAGE plpgsql
 STABLE
 SET search_path TO ''
 SET plan_cache_mode TO 'force_custom_plan'
 SET jit TO 'off'
AS $function$
declare
  today constant date := (private.bounded(as_of) at time zone private.known_zone(time_zone))::date;
  month_began constant timestamptz := date_trunc('month', today::timestamp) at time zone time_zone;
begin
  return query
  with owed as (
    select i.currency, sum(i.due_minor) filter (where i.due_on < today) as overdue, sum(i.due_minor) filter (where i.due_on between today and today + 6) as due_week
    from public.invoices i where i.state = 'open' group by 1
  ), loose as (
    select p.currency, sum(p.unallocated_minor) as amount from public.payments p where p.allocated_minor < p.amount_minor group by 1
  ), risk as (
    select r.currency, sum(r.recurring_minor) as amount from private.at_risk(as_of, null) r group by 1
  ), revenue as (
    select p.currency, sum(p.change_twelfths) as now, sum(p.change_twelfths) filter (where p.from_at < month_began) as before
    from public.subscription_periods p where p.change_twelfths <> 0 and p.from_at <= as_of and p.recorded_at <= as_of group by 1
  )
  select c.code, coalesce(o.overdue, 0)::bigint, coalesce(o.due_week, 0)::bigint, coalesce(l.amount, 0)::bigint, coalesce(r.amount, 0)::bigint, coalesce(v.now, 0)::bigint, coalesce(v.before, 0)::bigint
  from (select o.currency as code from owed o union select l.currency from loose l union select r.currency from risk r union select v.currency from revenue v) c
  left join owed o on o.currency = c.code left join loose l on l.currency = c.code left join risk r on r.currency = c.code left join revenue v on v.currency = c.code
  order by v.now desc nulls last, c.code;
end
$function$;

comment on function public.finance_figures(as_of timestamp with time zone, time_zone text) is 'What finance looks at first: overdue, due within a week, unallocated, at risk, and recurring revenue now and when the month began.';

grant execute on function public.finance_figures(as_of timestamp with time zone, time_zone text) to authenticated;
grant execute on function public.finance_figures(as_of timestamp with time zone, time_zone text) to service_role;
