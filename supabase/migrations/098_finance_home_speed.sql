-- 094 finance home speed
-- What is owed now is read from an index alone, what is at risk is found before it is described, and no query of these
-- is compiled first: that took longer than the query.

-- With all that row security and the sums ask for; the one that it takes the place of had to visit each invoice.
create index if not exists invoices_owed_idx on public.invoices (currency, due_on)
  include (id, number, billing_name, issued_at, due_minor, user_id, state) where state = 'open';
drop index if exists public.invoices_open_idx;

create or replace function private.at_risk(as_of timestamptz, of_currency text)
returns table (subscription_id uuid, currency text, recurring_minor bigint, reasons text[])
language plpgsql stable security invoker set search_path = '' set plan_cache_mode = force_custom_plan set jit = off set work_mem = '32MB' as $$
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
$$;
comment on function private.at_risk(timestamptz, text) is 'Running subscriptions that may be lost, and why.';

create or replace function public.subscriptions_at_risk(as_of timestamptz default now(), of_currency text default null, skip integer default 0)
returns table (subscription_id uuid, user_id uuid, member text, plan text, currency text, recurring_minor bigint, billing_interval text, renews_at timestamptz, reasons text[], found bigint, found_minor bigint)
language plpgsql stable security invoker set search_path = '' set jit = off as $$
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
$$;

create or replace function public.finance_figures(as_of timestamptz default now(), time_zone text default 'UTC')
returns table (currency text, overdue_minor bigint, due_week_minor bigint, unallocated_minor bigint, at_risk_minor bigint, mrr_twelfths bigint, mrr_before_twelfths bigint)
language plpgsql stable security invoker set search_path = '' set plan_cache_mode = force_custom_plan set jit = off as $$
declare
  today constant date := (private.bounded(as_of) at time zone time_zone)::date;
  month_began constant timestamptz := date_trunc('month', today::timestamp) at time zone time_zone;
begin
  return query
  with owed as (
    select i.currency, sum(i.due_minor) filter (where i.due_on < today) as overdue, sum(i.due_minor) filter (where i.due_on between today and today + 6) as due_week
    from public.invoices i where i.state = 'open' group by 1
  ), loose as (
    select p.currency, sum(p.unallocated_minor) as amount from public.payments p where p.allocated_minor < p.amount_minor group by 1
  ), risk as (
    select r.currency, sum(r.recurring_minor) as amount from private.at_risk(as_of, null) r group by 1
  ), revenue as (
    select p.currency, sum(p.change_twelfths) as now, sum(p.change_twelfths) filter (where p.from_at < month_began) as before
    from public.subscription_periods p where p.change_twelfths <> 0 and p.from_at <= as_of and p.recorded_at <= as_of group by 1
  )
  select c.code, coalesce(o.overdue, 0)::bigint, coalesce(o.due_week, 0)::bigint, coalesce(l.amount, 0)::bigint, coalesce(r.amount, 0)::bigint, coalesce(v.now, 0)::bigint, coalesce(v.before, 0)::bigint
  from (select o.currency as code from owed o union select l.currency from loose l union select r.currency from risk r union select v.currency from revenue v) c
  left join owed o on o.currency = c.code left join loose l on l.currency = c.code left join risk r on r.currency = c.code left join revenue v on v.currency = c.code
  order by v.now desc nulls last, c.code;
end
$$;

-- As before, over two windows in place of four.
create or replace function private.revenue_changes(from_day date, until_day date, time_zone text, as_of timestamptz, of_currency text)
returns table (day date, user_id uuid, currency text, plan_id uuid, kind text, before_twelfths bigint, after_twelfths bigint)
language plpgsql stable security invoker set search_path = '' set plan_cache_mode = force_custom_plan set jit = off as $$
begin
  return query
  with step as (
    select p.user_id, p.currency, p.plan_id, p.from_at, (p.from_at at time zone time_zone)::date as day, (sum(p.change_twelfths) over m)::bigint as after, lead(p.from_at) over m as next_at
    from public.subscription_periods p
    where p.change_twelfths <> 0 and p.from_at <= as_of and p.recorded_at <= as_of and (of_currency is null or p.currency = of_currency)
    window m as (partition by p.user_id, p.currency order by p.from_at, p.n rows unbounded preceding)
  ), last_of_day as (
    select s.*, lag(s.after, 1, 0::bigint) over m as before, max(s.after) over m as most_before
    from step s where s.next_at is null or (s.next_at at time zone time_zone)::date <> s.day
    window m as (partition by s.user_id, s.currency order by s.from_at rows between unbounded preceding and 1 preceding)
  )
  select l.day, l.user_id, l.currency, l.plan_id,
    case when l.after = 0 then 'churn' when l.before = 0 then case when l.most_before > 0 then 'reactivation' else 'new' end when l.after > l.before then 'expansion' else 'contraction' end,
    l.before, l.after
  from last_of_day l
  where l.after <> l.before and (from_day is null or l.day >= from_day) and (until_day is null or l.day <= until_day);
end
$$;

alter function public.receivables(timestamptz, text, text, text) set jit = off;
alter function public.receivables_by_age(timestamptz, text) set jit = off;
alter function public.receivables_on(date, text, text, text, integer) set jit = off;
alter function public.mrr_changes(date, date, text, timestamptz, text, integer) set jit = off;
alter function public.mrr_movements(date, date, text, timestamptz) set jit = off;
alter function public.mrr_by_plan() set jit = off;

revoke all on function private.at_risk(timestamptz, text), private.revenue_changes(date, date, text, timestamptz, text), public.subscriptions_at_risk(timestamptz, text, integer), public.finance_figures(timestamptz, text) from public, anon, authenticated, service_role;
grant execute on function private.at_risk(timestamptz, text), private.revenue_changes(date, date, text, timestamptz, text), public.subscriptions_at_risk(timestamptz, text, integer), public.finance_figures(timestamptz, text) to authenticated, service_role;
