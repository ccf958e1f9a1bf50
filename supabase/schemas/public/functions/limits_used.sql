-- Written by `npm run schema` from the migrations: change those, not this.

CREATE OR REPLACE FUNCTION public.limits_used(month date DEFAULT NULL::date)
 RETURNS TABLE(plan_id uuid, plan text, feature text, members bigint, over bigint, near bigint, most_percent numeric)
 LANGUAGE sql
 STABLE
 SET search_path TO ''
AS $function$
  select private.bounded_day(coalesce(month, current_date));
  select p.id, format('%s, %s a %s', p.name, p.currency, p.billing_interval), u.feature, count(*), count(*) filter (where u.used > 0 and u.used >= u.limit_value), count(*) filter (where u.used < u.limit_value and u.used >= 0.8 * u.limit_value),
    trunc(100 * max(u.used_share)::numeric, 0)
  from public.usage_tracking u
  join public.user_subscriptions s on s.id = u.subscription_id join public.subscription_plans p on p.id = s.plan_id
  where u.limit_value is not null and u.period_start = date_trunc('month', coalesce(month, (now() at time zone 'UTC')::date)::timestamp)::date and (select private.has_role('finance'))
  group by 1, 2, 3 order by 5 desc, 6 desc, 2, 3
$function$;

comment on function public.limits_used(month date) is 'By plan and feature of a month: how many members have used up their limit, and how many four fifths of it.';

grant execute on function public.limits_used(month date) to authenticated;
grant execute on function public.limits_used(month date) to service_role;
