-- Written by `npm run schema` from the migrations: change those, not this.

CREATE OR REPLACE FUNCTION public.subscriptions_at_risk(as_of timestamp with time zone DEFAULT now(), of_currency text DEFAULT NULL::text, skip integer DEFAULT 0)
 RETURNS TABLE(subscription_id uuid, user_id uuid, member text, plan text, currency text, recurring_minor bigint, billing_interval text, renews_at timestamp with time zone, reasons text[], found bigint, found_minor bigint)
 LANGUAGE plpgsql
 STABLE
 SET search_path TO ''
 SET jit TO 'off'
AS $function$
begin
  return query
  select p.id, p.user_id, m.display_name, l.name, p.currency, p.recurring_minor, l.billing_interval, p.current_period_end, p.reasons, p.found, p.found_minor
  from (
    select s.id, s.user_id, s.plan_id, s.currency, s.recurring_minor, s.current_period_end, r.reasons,
      count(*) over (partition by s.currency) as found, (sum(s.recurring_minor) over (partition by s.currency))::bigint as found_minor
    from private.at_risk(as_of, of_currency) r join public.user_subscriptions s on s.id = r.subscription_id
    order by array_length(r.reasons, 1) desc, s.current_period_end, s.id offset greatest(skip, 0)
  ) p join public.subscription_plans l on l.id = p.plan_id left join public.member_directory m on m.id = p.user_id
  order by array_length(p.reasons, 1) desc, p.current_period_end, p.id;
end
$function$;

comment on function public.subscriptions_at_risk(as_of timestamp with time zone, of_currency text, skip integer) is 'Running subscriptions that may be lost: past due, leaving, a card that ends before they renew, or use that fell by half from one 30 days to the next; with how many there are in all and what they come to in their currency. The first may be skipped.';

grant execute on function public.subscriptions_at_risk(as_of timestamp with time zone, of_currency text, skip integer) to authenticated;
grant execute on function public.subscriptions_at_risk(as_of timestamp with time zone, of_currency text, skip integer) to service_role;
