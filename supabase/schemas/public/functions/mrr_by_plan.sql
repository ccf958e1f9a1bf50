-- Written by `npm run schema` from the migrations: change those, not this.

CREATE OR REPLACE FUNCTION public.mrr_by_plan()
 RETURNS TABLE(plan_id uuid, plan text, billing_interval text, currency text, subscriptions bigint, mrr_twelfths bigint)
 LANGUAGE sql
 STABLE
 SET search_path TO ''
 SET jit TO 'off'
AS $function$
  select p.id, p.name, r.billing_interval, s.currency, count(*), sum(s.recurring_minor * case r.billing_interval when 'month' then 12 else 1 end)::bigint
  from public.user_subscriptions s join public.subscription_plans p on p.id = s.plan_id join public.plan_prices r on r.id = s.price_id
  where s.state in ('active', 'past_due') and s.recurring_minor > 0 and (select private.has_role('finance'))
  group by 1, 2, 3, 4 order by 4, 6 desc, 2
$function$;

comment on function public.mrr_by_plan() is 'Recurring revenue now, by plan and currency, in twelfths of a minor unit: each currency comes to what mrr_movements ends with.';

grant execute on function public.mrr_by_plan() to authenticated;
grant execute on function public.mrr_by_plan() to service_role;
