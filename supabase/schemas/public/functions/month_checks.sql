-- Written by `npm run schema` from the migrations: change those, not this.

CREATE OR REPLACE FUNCTION public.month_checks(month date)
 RETURNS TABLE(check_key text, found bigint, is_fine boolean)
 LANGUAGE sql
 STABLE
 SET search_path TO ''
AS $function$
  with span as (select date_trunc('month', month::timestamp) at time zone 'UTC' as starts, (date_trunc('month', month::timestamp) + interval '1 month') at time zone 'UTC' as ends)
  select c.key, c.found, c.found = 0 from span s, lateral (values
    (1, 'over', case when s.ends <= now() then 0 else 1 end::bigint),
    (2, 'unbilled', (select count(*) from public.user_subscriptions u where u.state in ('trialing', 'active', 'past_due') and u.current_period_end < least(s.ends, now()))),
    (3, 'drafts', (select count(*) from public.invoices i where i.state = 'draft' and coalesce(i.period_start < (s.ends at time zone 'UTC')::date, i.created_at < s.ends))),
    (4, 'unallocated', (select count(*) from public.payments p where p.allocated_minor < p.amount_minor and p.paid_at < s.ends)),
    (5, 'past_due', (select count(*) from public.user_subscriptions u where u.state = 'past_due')),
    (6, 'gaps', (select count(*) from public.number_gaps())),
    (7, 'difference', (select count(*) from public.receivables_of_month(month) r where r.difference_minor <> 0))
  ) c (place, key, found) order by c.place
$function$;

comment on function public.month_checks(month date) is 'What to look at before a month is closed: how many of each, and whether that is fine.';

grant execute on function public.month_checks(month date) to authenticated;
grant execute on function public.month_checks(month date) to service_role;
