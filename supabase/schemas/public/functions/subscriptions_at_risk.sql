-- Written by `npm run schema` from the migrations: change those, not this.

CREATE OR REPLACE FUNCTION public.subscriptions_at_risk(as_of timestamp with time zone DEFAULT now(), of_currency text DEFAULT NULL::text)
 RETURNS TABLE(subscription_id uuid, user_id uuid, member text, plan text, currency text, recurring_minor bigint, billing_interval text, renews_at timestamp with time zone, reasons text[])
 LANGUAGE sql
 STABLE
 SET search_path TO ''
AS $function$
  select s.id, s.user_id, m.display_name, p.name, s.currency, s.recurring_minor, p.billing_interval, s.current_period_end, w.reasons
  from public.user_subscriptions s
  join public.subscription_plans p on p.id = s.plan_id join public.member_directory m on m.id = s.user_id
  left join public.payment_methods c on c.id = s.payment_method_id
  cross join lateral (
    select coalesce(sum(u.used) filter (where u.period_start = (date_trunc('month', (select private.bounded(as_of)) at time zone 'UTC') - interval '1 month')::date), 0) as last_month,
      coalesce(sum(u.used) filter (where u.period_start = (date_trunc('month', (select private.bounded(as_of)) at time zone 'UTC') - interval '2 months')::date), 0) as month_before
    from public.usage_tracking u where u.user_id = s.user_id and u.period_start >= (date_trunc('month', (select private.bounded(as_of)) at time zone 'UTC') - interval '2 months')::date
  ) u
  cross join lateral (select array_remove(array[
    case when s.state = 'past_due' then 'past_due' end,
    case when s.cancel_at_period_end or s.pause_at_period_end then 'leaves' end,
    case when make_date(c.exp_year, c.exp_month, 1) + interval '1 month' <= s.current_period_end then 'card_expires' end,
    case when u.month_before >= 4 and u.last_month * 2 <= u.month_before then 'usage_fell' end], null) as reasons) w
  where s.state in ('trialing', 'active', 'past_due') and s.recurring_minor > 0 and w.reasons <> '{}'
    and (of_currency is null or s.currency = of_currency)
  order by array_length(w.reasons, 1) desc, s.current_period_end, s.id
$function$;

comment on function public.subscriptions_at_risk(as_of timestamp with time zone, of_currency text) is 'Running subscriptions that may be lost: past due, leaving, a card that ends before they renew, or use that fell by half from one month to the next.';

grant execute on function public.subscriptions_at_risk(as_of timestamp with time zone, of_currency text) to authenticated;
grant execute on function public.subscriptions_at_risk(as_of timestamp with time zone, of_currency text) to service_role;
