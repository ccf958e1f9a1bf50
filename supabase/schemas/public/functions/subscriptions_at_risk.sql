-- Written by `npm run schema` from the migrations: change those, not this.

CREATE OR REPLACE FUNCTION public.subscriptions_at_risk(as_of timestamp with time zone DEFAULT now(), of_currency text DEFAULT NULL::text, skip integer DEFAULT 0)
 RETURNS TABLE(subscription_id uuid, user_id uuid, member text, plan text, currency text, recurring_minor bigint, billing_interval text, renews_at timestamp with time zone, reasons text[], found bigint, found_minor bigint)
 LANGUAGE plpgsql
 STABLE
 SET search_path TO ''
 SET plan_cache_mode TO 'force_custom_plan'
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
  ), risky as (
    select s.*, w.reasons
    from public.user_subscriptions s
    left join public.payment_methods c on c.id = s.payment_method_id
    left join fell f on f.user_id = s.user_id
    cross join lateral (select array_remove(array[
      case when s.state = 'past_due' then 'past_due' end,
      case when s.cancel_at_period_end or s.pause_at_period_end then 'leaves' end,
      case when make_date(c.exp_year, c.exp_month, 1) + interval '1 month' <= s.current_period_end then 'card_expires' end,
      case when f.user_id is not null then 'usage_fell' end], null) as reasons) w
    where s.state in ('trialing', 'active', 'past_due') and s.recurring_minor > 0 and w.reasons <> '{}' and (of_currency is null or s.currency = of_currency)
  )
  select r.id, r.user_id, m.display_name, p.name, r.currency, r.recurring_minor, p.billing_interval, r.current_period_end, r.reasons,
    count(*) over (partition by r.currency), (sum(r.recurring_minor) over (partition by r.currency))::bigint
  from risky r join public.subscription_plans p on p.id = r.plan_id join public.member_directory m on m.id = r.user_id
  order by array_length(r.reasons, 1) desc, r.current_period_end, r.id offset greatest(skip, 0);
end
$function$;

comment on function public.subscriptions_at_risk(as_of timestamp with time zone, of_currency text, skip integer) is 'Running subscriptions that may be lost: past due, leaving, a card that ends before they renew, or use that fell by half from one month to the next; with how many there are in all and what they come to in their currency. The first may be skipped.';

grant execute on function public.subscriptions_at_risk(as_of timestamp with time zone, of_currency text, skip integer) to authenticated;
grant execute on function public.subscriptions_at_risk(as_of timestamp with time zone, of_currency text, skip integer) to service_role;
