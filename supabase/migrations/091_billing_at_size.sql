-- 091 billing at size
-- Receivables and recurring revenue of a million invoices and of hundreds of thousands of subscriptions are answered well
-- within the time that a hosted project allows, and what stands behind a figure is found whole, part by part.

-- ---------------------------------------------------------------------------------------
-- The rows of a member are looked up only for who is not finance: once a row, it took most of the time of a sum.

do $$
declare
  t text;
begin
  foreach t in array array['invoice_payments', 'invoice_line_items', 'invoice_taxes'] loop
    execute format('drop policy if exists %I on public.%I', t || ' select', t);
    execute format('create policy %I on public.%I for select to authenticated using ((select private.has_role(''finance''))
      or exists (select from public.invoices i where i.id = %I.invoice_id and i.user_id = (select auth.uid())))', t || ' select', t, t);
  end loop;
end
$$;

-- ---------------------------------------------------------------------------------------
-- Receivables: what is owed now is kept on the invoice, so as of an earlier moment only what came after it is read.

create index if not exists invoice_payments_booked_idx on public.invoice_payments (booked_at) include (invoice_id, amount_minor);
create index if not exists invoice_due_changes_at_idx on public.invoice_due_changes (at);

create or replace function public.receivables(
  as_of timestamptz default now(), time_zone text default 'UTC', of_currency text default null, of_bucket text default null
)
returns table (invoice_id uuid, number text, billing_name text, currency text, due_on date, days_late integer, bucket text, due_minor bigint)
language plpgsql stable security invoker set search_path = '' set plan_cache_mode = force_custom_plan as $$
begin
  return query
  with booked_later as materialized (
    select m.invoice_id, sum(m.amount)::bigint as amount from (
      select p.invoice_id, p.amount_minor as amount from public.invoice_payments p where p.booked_at > as_of
      union all
      select c.invoice_id, c.applied_minor from public.credit_notes c where c.issued_at > as_of
    ) m group by 1
  ), moved_later as (
    select distinct on (c.invoice_id) c.invoice_id, c.due_before from public.invoice_due_changes c where c.at > as_of order by c.invoice_id, c.at, c.id
  ), known as (
    select i.id, i.number, i.billing_name, i.currency, i.due_on, i.due_minor + coalesce(l.amount, 0) as due
    from public.invoices i left join booked_later l on l.invoice_id = i.id
    where i.state = 'open' and i.issued_at <= as_of and (of_currency is null or i.currency = of_currency)
    union all
    -- What is closed by now was owed where it was closed, or something was booked on it, only afterwards.
    select i.id, i.number, i.billing_name, i.currency, i.due_on, i.total_minor - i.paid_minor - i.credited_minor + l.amount
    from booked_later l join public.invoices i on i.id = l.invoice_id
    where i.state <> 'open' and i.issued_at <= as_of and (of_currency is null or i.currency = of_currency)
      and (i.voided_at is null or i.voided_at > as_of) and (i.written_off_at is null or i.written_off_at > as_of)
    union all
    select i.id, i.number, i.billing_name, i.currency, i.due_on, i.total_minor - i.paid_minor - i.credited_minor
    from public.invoices i
    where i.state in ('void', 'uncollectible') and i.issued_at <= as_of and (of_currency is null or i.currency = of_currency)
      and (i.voided_at is null or i.voided_at > as_of) and (i.written_off_at is null or i.written_off_at > as_of)
      and not exists (select from booked_later l where l.invoice_id = i.id)
  ), aged as (
    select k.id, k.number, k.billing_name, k.currency, coalesce(m.due_before, k.due_on) as due_on, k.due,
      greatest(0, (as_of at time zone time_zone)::date - coalesce(m.due_before, k.due_on)) as late
    from known k left join moved_later m on m.invoice_id = k.id where k.due <> 0
  ), placed as (
    select a.*, case when late = 0 then 'not_due' when late <= 30 then '1_30' when late <= 60 then '31_60' when late <= 90 then '61_90' else 'over_90' end as bucket
    from aged a
  )
  select p.id, p.number, p.billing_name, p.currency, p.due_on, p.late, p.bucket, p.due from placed p
  where of_bucket is null or p.bucket = of_bucket
  order by p.due_on, p.number, p.id;
end
$$;

create or replace function public.receivables_by_age(as_of timestamptz default now(), time_zone text default 'UTC')
returns table (currency text, bucket text, invoices bigint, due_minor bigint)
language plpgsql stable security invoker set search_path = '' as $$
begin
  return query select r.currency, r.bucket, count(*), sum(r.due_minor)::bigint from public.receivables(as_of, time_zone) r group by 1, 2 order by 1, 2;
end
$$;

-- The new argument and columns make other functions of these: those without go.
drop function if exists public.receivables_on(date, text, text, text);
create or replace function public.receivables_on(day date, time_zone text default 'UTC', of_currency text default null, of_bucket text default null, skip integer default 0)
returns table (invoice_id uuid, number text, billing_name text, currency text, due_on date, days_late integer, bucket text, due_minor bigint, found bigint, found_minor bigint)
language plpgsql stable security invoker set search_path = '' as $$
begin
  return query select r.*, count(*) over (partition by r.currency), (sum(r.due_minor) over (partition by r.currency))::bigint
    from public.receivables(private.end_of(day, time_zone), time_zone, of_currency, of_bucket) r
    order by r.due_on, r.number, r.invoice_id offset greatest(skip, 0);
end
$$;
comment on function public.receivables_on(date, text, text, text, integer) is
  'What was owed when that day ended in the zone, invoice by invoice, with how many there are in all and what they come to in their currency. The first may be skipped: answers are cut at a thousand rows.';

-- ---------------------------------------------------------------------------------------
-- Recurring revenue: each step of a subscription notes by how much it moved, so that no answer compares all steps again.

alter table public.subscription_periods add column if not exists change_twelfths bigint;
comment on column public.subscription_periods.change_twelfths is 'By how much recurring revenue moved with this step, in twelfths of a minor unit. Kept by the database.';

create or replace function private.note_change() returns trigger
language plpgsql security definer set search_path = '' as $$
begin
  -- A generated column is not there yet in `new`.
  new.change_twelfths := case when new.state in ('active', 'past_due') then new.recurring_minor * case new.billing_interval when 'month' then 12 else 1 end else 0 end
    - coalesce((select p.mrr_twelfths from public.subscription_periods p where p.subscription_id = new.subscription_id and p.n < new.n order by p.n desc limit 1), 0);
  return new;
end
$$;
comment on function private.note_change() is 'Trigger: by how much recurring revenue moves with a step of a subscription.';
create or replace trigger note_change before insert on public.subscription_periods for each row execute function private.note_change();

do $$
begin
  if exists (select from public.subscription_periods p where p.change_twelfths is null) then
    alter table public.subscription_periods disable trigger user;
    update public.subscription_periods p set change_twelfths = c.change
    from (select o.id, o.mrr_twelfths - lag(o.mrr_twelfths, 1, 0::bigint) over (partition by o.subscription_id order by o.n) as change from public.subscription_periods o) c
    where c.id = p.id;
    alter table public.subscription_periods enable trigger user;
  end if;
end
$$;
alter table public.subscription_periods alter column change_twelfths set not null;
-- Read in this order, and from the index alone: the changes of a member follow each other.
create index if not exists subscription_periods_change_idx on public.subscription_periods (user_id, currency, from_at, n)
  include (change_twelfths, recorded_at, plan_id) where change_twelfths <> 0;

-- What happened to a member within a day nets; what comes to nothing is no change.
create or replace function private.revenue_changes(from_day date, until_day date, time_zone text, as_of timestamptz, of_currency text)
returns table (day date, user_id uuid, currency text, plan_id uuid, kind text, before_twelfths bigint, after_twelfths bigint)
language plpgsql stable security invoker set search_path = '' set plan_cache_mode = force_custom_plan as $$
begin
  return query
  with step as (
    select p.user_id, p.currency, p.plan_id, p.from_at, (p.from_at at time zone time_zone)::date as day,
      sum(p.change_twelfths) over (partition by p.user_id, p.currency order by p.from_at, p.n rows unbounded preceding)::bigint as after,
      lead(p.from_at) over (partition by p.user_id, p.currency order by p.from_at, p.n) as next_at
    from public.subscription_periods p
    where p.change_twelfths <> 0 and p.from_at <= as_of and p.recorded_at <= as_of and (of_currency is null or p.currency = of_currency)
  ), last_of_day as (
    select s.*, lag(s.after, 1, 0::bigint) over (partition by s.user_id, s.currency order by s.from_at) as before,
      max(s.after) over (partition by s.user_id, s.currency order by s.from_at rows between unbounded preceding and 1 preceding) as most_before
    from step s where s.next_at is null or (s.next_at at time zone time_zone)::date <> s.day
  )
  select l.day, l.user_id, l.currency, l.plan_id,
    case when l.after = 0 then 'churn' when l.before = 0 then case when l.most_before > 0 then 'reactivation' else 'new' end when l.after > l.before then 'expansion' else 'contraction' end,
    l.before, l.after
  from last_of_day l
  where l.after <> l.before and (from_day is null or l.day >= from_day) and (until_day is null or l.day <= until_day);
end
$$;
comment on function private.revenue_changes(date, date, text, timestamptz, text) is 'Each change of recurring revenue, by member, currency and day of the zone, as known at that moment.';

drop function if exists public.mrr_changes(date, date, text, timestamptz, text);
create or replace function public.mrr_changes(
  from_day date default null, until_day date default null, time_zone text default 'UTC', as_of timestamptz default now(), of_currency text default null, skip integer default 0
)
returns table (day date, user_id uuid, currency text, plan_id uuid, kind text, before_twelfths bigint, after_twelfths bigint, change_twelfths bigint, member text, found bigint, found_twelfths bigint)
language plpgsql stable security invoker set search_path = '' as $$
begin
  return query
  select p.day, p.user_id, p.currency, p.plan_id, p.kind, p.before_twelfths, p.after_twelfths, p.after_twelfths - p.before_twelfths, m.display_name, p.found, p.found_twelfths
  from (
    select c.*, count(*) over (partition by c.currency) as found, (sum(c.after_twelfths - c.before_twelfths) over (partition by c.currency))::bigint as found_twelfths
    from private.revenue_changes(from_day, until_day, time_zone, as_of, of_currency) c order by c.day, c.user_id, c.currency offset greatest(skip, 0)
  ) p left join public.member_directory m on m.id = p.user_id
  order by p.day, p.user_id, p.currency;
end
$$;
comment on function public.mrr_changes(date, date, text, timestamptz, text, integer) is
  'Each change of recurring revenue, by member, currency and day, in twelfths of a minor unit, with how many there are in all and what they come to in their currency. Paused and unpaid are churn; as known at that moment. The first may be skipped.';

create or replace function public.mrr_movements(from_day date, until_day date, time_zone text default 'UTC', as_of timestamptz default now())
returns table (month date, currency text, start_twelfths bigint, new_twelfths bigint, expansion_twelfths bigint, contraction_twelfths bigint, churn_twelfths bigint,
  reactivation_twelfths bigint, end_twelfths bigint, unfinished boolean)
language plpgsql stable security invoker set search_path = '' set plan_cache_mode = force_custom_plan as $$
declare
  first constant date := date_trunc('month', private.bounded(from_day::timestamptz)::timestamp)::date;
  today constant date := (as_of at time zone time_zone)::date;
  last constant date := date_trunc('month', private.bounded(least(until_day, today)::timestamptz)::timestamp)::date;
begin
  return query
  with change as (
    select date_trunc('month', c.day::timestamp)::date as month, c.currency, c.kind, sum(c.after_twelfths - c.before_twelfths)::bigint as change
    from private.revenue_changes(first, until_day, time_zone, as_of, null) c group by 1, 2, 3
  ), opening as (
    select p.currency, sum(p.change_twelfths) filter (where p.from_at < first::timestamp at time zone time_zone)::bigint as amount
    from public.subscription_periods p
    where p.change_twelfths <> 0 and p.recorded_at <= as_of and p.from_at <= as_of and (until_day is null or p.from_at < (until_day + 1)::timestamp at time zone time_zone) group by 1
  ), moved as (
    select a.m::date as month, o.currency, coalesce(o.amount, 0)::bigint as opening, coalesce(sum(c.change) filter (where c.kind = 'new'), 0)::bigint as new,
      coalesce(sum(c.change) filter (where c.kind = 'expansion'), 0)::bigint as expansion, coalesce(-sum(c.change) filter (where c.kind = 'contraction'), 0)::bigint as contraction,
      coalesce(-sum(c.change) filter (where c.kind = 'churn'), 0)::bigint as churn, coalesce(sum(c.change) filter (where c.kind = 'reactivation'), 0)::bigint as reactivation,
      coalesce(sum(c.change), 0)::bigint as net
    from generate_series(first::timestamp, last::timestamp, interval '1 month') a (m) cross join opening o
    left join change c on c.month = a.m::date and c.currency = o.currency group by 1, 2, 3
  ), summed as (
    select m.*, (m.opening + sum(m.net) over (partition by m.currency order by m.month))::bigint as at_end from moved m
  )
  select s.month, s.currency, s.at_end - s.net, s.new, s.expansion, s.contraction, s.churn, s.reactivation, s.at_end, (s.month + interval '1 month')::date > today
  from summed s order by 2, 1;
end
$$;

-- ---------------------------------------------------------------------------------------
-- What may be lost, and who uses up a limit: whole, part by part

drop function if exists public.subscriptions_at_risk(timestamptz, text);
create or replace function public.subscriptions_at_risk(as_of timestamptz default now(), of_currency text default null, skip integer default 0)
returns table (subscription_id uuid, user_id uuid, member text, plan text, currency text, recurring_minor bigint, billing_interval text, renews_at timestamptz, reasons text[], found bigint, found_minor bigint)
language plpgsql stable security invoker set search_path = '' set plan_cache_mode = force_custom_plan as $$
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
$$;
comment on function public.subscriptions_at_risk(timestamptz, text, integer) is
  'Running subscriptions that may be lost: past due, leaving, a card that ends before they renew, or use that fell by half from one month to the next; with how many there are in all and what they come to in their currency. The first may be skipped.';

drop function if exists public.limits_used_by(uuid, text, date);
create or replace function public.limits_used_by(of_plan uuid, of_feature text, month date default null, skip integer default 0)
returns table (user_id uuid, member text, subscription_id uuid, used bigint, limit_value bigint, found bigint)
language sql stable security invoker set search_path = '' as $$
  select u.user_id, m.display_name, u.subscription_id, u.used::bigint, u.limit_value::bigint, count(*) over ()
  from public.usage_tracking u
  join public.user_subscriptions s on s.id = u.subscription_id left join public.member_directory m on m.id = u.user_id
  where s.plan_id = of_plan and u.feature = of_feature and u.period_start = date_trunc('month', coalesce(month, (now() at time zone 'UTC')::date)::timestamp)::date
    and u.used >= 0.8 * u.limit_value and (select private.has_role('finance'))
  order by u.used::numeric / nullif(u.limit_value, 0) desc nulls first, m.display_name, u.id offset greatest(skip, 0)
$$;
comment on function public.limits_used_by(uuid, text, date, integer) is
  'The members behind a row of limits_used who are over their limit or near it, the most used first, with how many there are in all. The first may be skipped: answers are cut at a thousand rows.';

-- ---------------------------------------------------------------------------------------
-- What finance looks at first: recurring revenue now and when the month began is a sum of steps, not a bridge.

create or replace function public.finance_figures(as_of timestamptz default now(), time_zone text default 'UTC')
returns table (currency text, overdue_minor bigint, due_week_minor bigint, unallocated_minor bigint, at_risk_minor bigint, mrr_twelfths bigint, mrr_before_twelfths bigint)
language plpgsql stable security invoker set search_path = '' set plan_cache_mode = force_custom_plan as $$
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
    select r.currency, max(r.found_minor) as amount from public.subscriptions_at_risk(as_of) r group by 1
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

-- ---------------------------------------------------------------------------------------

revoke all on function private.note_change(), private.revenue_changes(date, date, text, timestamptz, text) from public, anon, authenticated, service_role;
grant execute on function private.revenue_changes(date, date, text, timestamptz, text) to authenticated, service_role;
do $$
declare
  f text;
begin
  foreach f in array array[
    'receivables(timestamptz, text, text, text)', 'receivables_by_age(timestamptz, text)', 'receivables_on(date, text, text, text, integer)', 'mrr_changes(date, date, text, timestamptz, text, integer)',
    'mrr_movements(date, date, text, timestamptz)', 'subscriptions_at_risk(timestamptz, text, integer)', 'limits_used_by(uuid, text, date, integer)', 'finance_figures(timestamptz, text)'
  ] loop
    execute format('revoke all on function public.%s from public, anon, authenticated, service_role', f);
    execute format('grant execute on function public.%s to authenticated, service_role', f);
  end loop;
end
$$;
