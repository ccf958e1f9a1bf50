-- Written by `npm run schema` from the migrations: change those, not this.

CREATE OR REPLACE FUNCTION private.my_plan_prices()
 RETURNS TABLE(id uuid, plan_id uuid, version integer, currency text, billing_interval text, amount_minor bigint, valid_from timestamp with time zone, valid_until timestamp with time zone)
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO ''
AS $function$
  select t.id, t.plan_id, t.version, t.currency, t.billing_interval, t.amount_minor, t.valid_from, t.valid_until
  from public.plan_prices t where t.plan_id in (select s.plan_id from public.user_subscriptions s where s.user_id = (select auth.uid())) order by t.plan_id, t.version desc
$function$;

comment on function private.my_plan_prices() is 'The reading half of my_plan_prices.';

grant execute on function private.my_plan_prices() to authenticated;
grant execute on function private.my_plan_prices() to service_role;
