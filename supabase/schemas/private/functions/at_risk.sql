-- Written by `npm run schema` from the migrations: change those, not this.

CREATE OR REPLACE FUNCTION private.at_risk(as_of timestamp with time zone, of_currency text)
 RETURNS TABLE(subscription_id uuid, currency text, recurring_minor bigint, reasons text[])
 LANGUAGE plpgsql
 STABLE
 SET search_path TO ''
 SET plan_cache_mode TO 'force_custom_plan'
 SET jit TO 'off'
 SET work_mem TO '32MB'
AS $function$
declare
  last_day constant date := (private.bounded(as_of) at time zone 'UTC')::date;
  first_day constant date := last_day - 29;
  first_before constant date := last_day - 59;
begin
  return query
  with counted as (
    -- Use is counted by the month: it is taken as spread evenly over the days of a month that have come.
    select u.user_id, u.used::numeric / (t.until_day - u.period_start + 1) as a_day,
      greatest(0, t.until_day - greatest(u.period_start, first_day) + 1) as days,
      greatest(0, least(t.until_day, first_day - 1) - greatest(u.period_start, first_before) + 1) as days_before
    from public.usage_tracking u cross join lateral (select least(u.period_end, last_day) as until_day) t
    where u.period_start between first_before - 30 and last_day
  ), fell as materialized (
    select c.user_id from counted c group by 1
    having sum(c.a_day * c.days_before) >= 4 and sum(c.a_day * c.days) * 2 <= sum(c.a_day * c.days_before)
  )
  select s.id, s.currency, s.recurring_minor, array_remove(array[
    case when s.state = 'past_due' then 'past_due' end,
    case when s.cancel_at_period_end or s.pause_at_period_end then 'leaves' end,
    case when make_date(c.exp_year, c.exp_month, 1) + interval '1 month' <= s.current_period_end then 'card_expires' end,
    case when f.user_id is not null then 'usage_fell' end], null)
  from public.user_subscriptions s left join public.payment_methods c on c.id = s.payment_method_id left join fell f on f.user_id = s.user_id
  where s.state in ('trialing', 'active', 'past_due') and s.recurring_minor > 0 and (of_currency is null or s.currency = of_currency)
    and (s.state = 'past_due' or s.cancel_at_period_end or s.pause_at_period_end or f.user_id is not null
      or make_date(c.exp_year, c.exp_month, 1) + interval '1 month' <= s.current_period_end);
end
$function$;

comment on function private.at_risk(as_of timestamp with time zone, of_currency text) is 'Running subscriptions that may be lost, and why.';

grant execute on function private.at_risk(as_of timestamp with time zone, of_currency text) to authenticated;
grant execute on function private.at_risk(as_of timestamp with time zone, of_currency text) to service_role;
