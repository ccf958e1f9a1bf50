-- Written by `npm run schema` from the migrations: change those, not this.

CREATE OR REPLACE FUNCTION private.month_checks(of_month date, differences bigint)
 RETURNS TABLE(check_key text, found bigint, is_fine boolean)
 LANGUAGE plpgsql
 STABLE
 SET search_path TO ''
 SET plan_cache_mode TO 'force_custom_plan'
 SET jit TO 'off'
AS $function$
declare
  ends constant timestamptz := (date_trunc('month', private.bounded_day(of_month)::timestamp) + interval '1 month') at time zone 'UTC';
  -- The first day after it.
  next_day constant date := (ends at time zone 'UTC')::date;
begin
  return query
  select c.key, c.found, c.found = 0 from (values
    (1, 'over', case when ends <= now() then 0 else 1 end::bigint),
    (2, 'unbilled', (select count(*) from public.user_subscriptions u where u.state in ('trialing', 'active', 'past_due') and u.current_period_end < least(ends, now()))),
    (3, 'drafts', (select count(*) from public.invoices i where i.state = 'draft' and coalesce(i.period_start < next_day, i.created_at < ends))),
    (4, 'unallocated', (select count(*) from public.payments p where p.allocated_minor < p.amount_minor and p.paid_at < ends)),
    (5, 'past_due', (select count(*) from public.user_subscriptions u where u.state = 'past_due')),
    (6, 'gaps', (select count(*) from public.number_gaps())),
    (7, 'difference', differences)
  ) c (place, key, found) order by c.place;
end
$function$;

comment on function private.month_checks(of_month date, differences bigint) is 'What to look at before a month is closed, given how many currencies do not add up.';

grant execute on function private.month_checks(of_month date, differences bigint) to authenticated;
grant execute on function private.month_checks(of_month date, differences bigint) to service_role;
