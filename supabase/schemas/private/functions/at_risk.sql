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
  last_month constant date := (date_trunc('month', private.bounded(as_of) at time zone 'UTC') - interval '1 month')::date;
  month_before constant date := (last_month - interval '1 month')::date;
begin
  return query
  with fell as materialized (
    select u.user_id from public.usage_tracking u where u.period_start in (last_month, month_before) group by 1
    having sum(u.used) filter (where u.period_start = month_before) >= 4
      and coalesce(sum(u.used) filter (where u.period_start = last_month), 0) * 2 <= sum(u.used) filter (where u.period_start = month_before)
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
