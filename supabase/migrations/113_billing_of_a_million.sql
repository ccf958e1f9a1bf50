-- 113 billing of a million
-- What was owed long ago, the end of a month, the rates of subscribers and the match of a bank statement are answered within
-- a second or two with a million invoices; and what they are asked for is a day, a month and a zone that there are.

-- ---------------------------------------------------------------------------------------
-- Receivables: of what is closed by now only what was closed after that moment is looked at, not all that was ever paid.

create index if not exists invoices_settled_idx on public.invoices (updated_at, issued_at) where state in ('paid', 'void', 'uncollectible');
create index if not exists invoice_payments_later_idx on public.invoice_payments (invoice_id, booked_at) include (amount_minor);
create index if not exists invoices_voided_idx on public.invoices (voided_at) where voided_at is not null;
create index if not exists invoices_written_off_idx on public.invoices (written_off_at) where written_off_at is not null;
create index if not exists payments_booked_idx on public.payments (booked_at);

-- The last change of an invoice is not before its last booking, for rows of older databases too.
do $$
begin
  if exists (select from public.invoices i join public.invoice_payments p on p.invoice_id = i.id where i.state in ('paid', 'uncollectible') and p.booked_at > i.updated_at) then
    alter table public.invoices disable trigger user;
    update public.invoices i set updated_at = p.at from (select p.invoice_id, max(p.booked_at) as at from public.invoice_payments p group by 1) p where p.invoice_id = i.id and i.updated_at < p.at;
    alter table public.invoices enable trigger user;
  end if;
end
$$;

create or replace function public.receivables(
  as_of timestamptz default now(), time_zone text default 'UTC', of_currency text default null, of_bucket text default null
)
returns table (invoice_id uuid, number text, billing_name text, currency text, due_on date, days_late integer, bucket text, due_minor bigint)
language plpgsql stable security invoker set search_path = '' set plan_cache_mode = force_custom_plan set jit = off set work_mem = '32MB' as $$
declare
  today constant date := (private.bounded(as_of) at time zone private.known_zone(time_zone))::date;
  -- Of a moment after which nothing was booked, what is due now was due then.
  paid_since constant boolean := exists (select from public.invoice_payments p where p.booked_at > as_of);
  credited_since constant boolean := exists (select from public.credit_notes c where c.issued_at > as_of);
begin
  return query
  with moved_later as materialized (
    select distinct on (c.invoice_id) c.invoice_id, c.due_before from public.invoice_due_changes c where c.at > as_of order by c.invoice_id, c.at, c.id
  ), known as materialized (
    select i.id, i.number, i.billing_name, i.currency, i.due_on, i.due_minor
      + case when paid_since then coalesce((select sum(p.amount_minor) from public.invoice_payments p where p.invoice_id = i.id and p.booked_at > as_of), 0)::bigint else 0 end
      + case when credited_since then coalesce((select sum(c.applied_minor) from public.credit_notes c where c.invoice_id = i.id and c.issued_at > as_of), 0)::bigint else 0 end as due
    from public.invoices i where i.state = 'open' and i.issued_at <= as_of and (of_currency is null or i.currency = of_currency)
    union all
    select i.id, i.number, i.billing_name, i.currency, i.due_on, i.total_minor - i.paid_minor - i.credited_minor
      + case when paid_since then coalesce((select sum(p.amount_minor) from public.invoice_payments p where p.invoice_id = i.id and p.booked_at > as_of), 0)::bigint else 0 end
      + case when credited_since then coalesce((select sum(c.applied_minor) from public.credit_notes c where c.invoice_id = i.id and c.issued_at > as_of), 0)::bigint else 0 end
    from public.invoices i
    where i.state in ('paid', 'void', 'uncollectible') and i.updated_at > as_of and i.issued_at <= as_of and (of_currency is null or i.currency = of_currency)
      and (i.voided_at is null or i.voided_at > as_of) and (i.written_off_at is null or i.written_off_at > as_of)
  ), aged as (
    select k.id, k.number, k.billing_name, k.currency, coalesce(m.due_before, k.due_on) as due_on, k.due, greatest(0, today - coalesce(m.due_before, k.due_on)) as late
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

create or replace function private.end_of(day date, time_zone text) returns timestamptz
language sql stable set search_path = '' as $$
  select least(clock_timestamp(), (private.bounded_day(day) + 1)::timestamp at time zone private.known_zone(time_zone) - interval '1 microsecond')
$$;

-- ---------------------------------------------------------------------------------------
-- The end of a month

alter table private.document_counters add column if not exists first bigint not null default 1;
comment on column private.document_counters.first is 'The first number given; 1, but where a series was begun elsewhere.';
update private.document_counters c set first = f.n
from (select split_part(i.number, '-', 1) as series, split_part(i.number, '-', 2)::smallint as year, min(split_part(i.number, '-', 3)::bigint) as n
  from public.invoices i where i.number is not null group by 1, 2) f
where (f.series, f.year) = (c.series, c.year) and f.n <> c.first;

create or replace function private.numbers_given() returns bigint
language plpgsql stable security definer set search_path = '' as $$
begin
  perform private.require_finance();
  return (select coalesce(sum(c.last - c.first + 1), 0) from private.document_counters c);
end
$$;
comment on function private.numbers_given() is 'How many numbers were given to documents.';

create or replace function public.number_gaps() returns table (series text, year integer, missing bigint)
language plpgsql stable security invoker set search_path = '' set plan_cache_mode = force_custom_plan set jit = off as $$
begin
  -- No two documents have one number: as many as were given is all of them, and only else are they looked at one by one.
  if private.numbers_given() = (select count(*) from public.invoices i where i.number is not null) + (select count(*) from public.credit_notes) + (select count(*) from public.refunds) then
    return;
  end if;
  return query
  with given as (
    select split_part(d.number, '-', 1) as series, split_part(d.number, '-', 2)::integer as year, split_part(d.number, '-', 3)::bigint as n
    from (select i.number from public.invoices i where i.number is not null union all select c.number from public.credit_notes c union all select r.number from public.refunds r) d
  )
  select g.series, g.year, m.n
  from (select o.series, o.year, min(o.n) as low, max(o.n) as high, count(*) as count from given o group by 1, 2) g
  cross join lateral generate_series(g.low, g.high) m (n)
  where g.count < g.high - g.low + 1 and not exists (select from given o where o.series = g.series and o.year = g.year and o.n = m.n);
end
$$;

create or replace function public.receivables_of_month(month date)
returns table (currency text, opening_minor bigint, invoiced_minor bigint, voided_minor bigint, credited_minor bigint, paid_minor bigint,
  refunded_minor bigint, written_off_minor bigint, closing_minor bigint, difference_minor bigint)
language plpgsql stable security invoker set search_path = '' set plan_cache_mode = force_custom_plan set jit = off as $$
declare
  starts constant timestamptz := date_trunc('month', private.bounded_day(month)::timestamp) at time zone 'UTC';
  ends constant timestamptz := (date_trunc('month', month::timestamp) + interval '1 month') at time zone 'UTC';
begin
  return query
  with movement as (
    select i.currency, 'invoiced' as kind, i.total_minor as amount from public.invoices i where i.issued_at >= starts and i.issued_at < ends
    union all
    select i.currency, 'voided', case when i.written_off_at < i.voided_at then 0 else i.total_minor end from public.invoices i where i.voided_at >= starts and i.voided_at < ends
    union all
    -- What comes in on an invoice after it was written off was not receivable any more: nothing changes.
    select i.currency, case when p.amount_minor > 0 then 'paid' else 'refunded' end, abs(p.amount_minor) from public.invoice_payments p join public.invoices i on i.id = p.invoice_id
    where p.booked_at >= starts and p.booked_at < ends and (i.written_off_at is null or p.booked_at < i.written_off_at)
    union all
    select c.currency, 'credited', c.applied_minor from public.credit_notes c join public.invoices i on i.id = c.invoice_id
    where c.issued_at >= starts and c.issued_at < ends and (i.written_off_at is null or c.issued_at < i.written_off_at)
    union all
    select i.currency, 'written_off', i.total_minor
        - coalesce((select sum(p.amount_minor) from public.invoice_payments p where p.invoice_id = i.id and p.booked_at < i.written_off_at), 0)
        - coalesce((select sum(c.applied_minor) from public.credit_notes c where c.invoice_id = i.id and c.issued_at < i.written_off_at), 0)
    from public.invoices i where i.written_off_at >= starts and i.written_off_at < ends
    union all
    select r.currency, 'opening', r.due_minor from public.receivables(starts - interval '1 microsecond') r
    union all
    select r.currency, 'closing', r.due_minor from public.receivables(ends - interval '1 microsecond') r
  ), summed as (
    select m.currency, coalesce(sum(amount) filter (where kind = 'opening'), 0)::bigint as opening, coalesce(sum(amount) filter (where kind = 'invoiced'), 0)::bigint as invoiced,
      coalesce(sum(amount) filter (where kind = 'voided'), 0)::bigint as voided, coalesce(sum(amount) filter (where kind = 'credited'), 0)::bigint as credited,
      coalesce(sum(amount) filter (where kind = 'paid'), 0)::bigint as paid, coalesce(sum(amount) filter (where kind = 'refunded'), 0)::bigint as refunded,
      coalesce(sum(amount) filter (where kind = 'written_off'), 0)::bigint as written_off, coalesce(sum(amount) filter (where kind = 'closing'), 0)::bigint as closing
    from movement m group by 1
  )
  select s.currency, opening, invoiced, voided, credited, paid, refunded, written_off, closing,
    opening + invoiced - voided - credited - paid + refunded - written_off - closing
  from summed s order by 1;
end
$$;

create or replace function public.month_checks(month date) returns table (check_key text, found bigint, is_fine boolean)
language plpgsql stable security invoker set search_path = '' set plan_cache_mode = force_custom_plan set jit = off as $$
declare
  ends constant timestamptz := (date_trunc('month', private.bounded_day(month)::timestamp) + interval '1 month') at time zone 'UTC';
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
    (7, 'difference', (select count(*) from public.receivables_of_month(month) r where r.difference_minor <> 0))
  ) c (place, key, found) order by c.place;
end
$$;

create or replace function public.accounting_entries(from_day date, until_day date, skip integer default 0)
returns table (day date, document text, number text, member text, account text, tax_rate numeric, net_minor bigint, tax_minor bigint, gross_minor bigint, currency text)
language plpgsql stable security invoker set search_path = '' set plan_cache_mode = force_custom_plan set jit = off as $$
declare
  starts constant timestamptz := private.bounded_day(from_day)::timestamp at time zone 'UTC';
  ends constant timestamptz := (private.bounded_day(until_day) + 1)::timestamp at time zone 'UTC';
begin
  perform private.need(from_day <= until_day, 'The first day must not lie after the last.', 'until_day');
  return query
  with entry as (
    select i.id, i.issued_at as at, 'invoice' as document, i.number, i.billing_name, t.rate, t.net_minor as net, t.tax_minor as tax, i.currency
    from public.invoices i join public.invoice_taxes t on t.invoice_id = i.id where i.issued_at >= starts and i.issued_at < ends
    union all
    select i.id, i.voided_at, 'void', i.number, i.billing_name, t.rate, -t.net_minor, -t.tax_minor, i.currency
    from public.invoices i join public.invoice_taxes t on t.invoice_id = i.id where i.voided_at >= starts and i.voided_at < ends
    union all
    select c.id, c.issued_at, 'credit_note', c.number, c.buyer ->> 'name', (t ->> 'rate')::numeric, -(t ->> 'net_minor')::bigint, -(t ->> 'tax_minor')::bigint, c.currency
    from public.credit_notes c cross join lateral jsonb_array_elements(c.taxes) t where c.issued_at >= starts and c.issued_at < ends
    union all
    select p.id, p.booked_at, 'payment', coalesce(p.provider_reference, p.reference, left(p.id::text, 8)), m.display_name, null, p.amount_minor, 0, p.currency
    from public.payments p left join public.member_directory m on m.id = p.user_id where p.booked_at >= starts and p.booked_at < ends
    union all
    select r.id, r.refunded_at, 'refund', r.number, m.display_name, null, -r.amount_minor, 0, r.currency
    from public.refunds r left join public.member_directory m on m.id = r.user_id where r.refunded_at >= starts and r.refunded_at < ends
    union all
    select i.id, i.written_off_at, 'write_off', i.number, i.billing_name, null, i.total_minor
        - coalesce((select sum(p.amount_minor) from public.invoice_payments p where p.invoice_id = i.id and p.booked_at < i.written_off_at), 0)::bigint
        - coalesce((select sum(c.applied_minor) from public.credit_notes c where c.invoice_id = i.id and c.issued_at < i.written_off_at), 0)::bigint, 0, i.currency
    from public.invoices i where i.written_off_at >= starts and i.written_off_at < ends
  )
  select (e.at at time zone 'UTC')::date, e.document, e.number, e.billing_name, a.account, e.rate, e.net, e.tax::bigint, (e.net + e.tax)::bigint, e.currency
  from entry e join public.billing_accounts a on a.document = e.document order by e.at, e.document, e.number, e.rate, e.id, e.net
  offset greatest(skip, 0);
end
$$;

-- ---------------------------------------------------------------------------------------
-- Rates and movements of subscribers

create or replace function public.subscriber_rates(as_of timestamptz default now())
returns table (active bigint, active_before bigint, started bigint, lost bigint, churn_percent numeric, trials_ended bigint, trials_converted bigint, conversion_percent numeric)
language plpgsql stable security invoker set search_path = '' set plan_cache_mode = force_custom_plan set jit = off as $$
declare
  since constant timestamptz := private.bounded(as_of) - interval '30 days';
begin
  return query
  with member as (
    select sum(p.change_twelfths) as now_twelfths, coalesce(sum(p.change_twelfths) filter (where p.from_at <= since), 0) as before_twelfths,
      coalesce(bool_or(p.change_twelfths > 0 and p.from_at > since), false) as rose
    from public.subscription_periods p where p.change_twelfths <> 0 and p.from_at <= as_of and p.recorded_at <= as_of group by p.user_id
  ), counted as (
    select count(*) filter (where now_twelfths > 0) as active, count(*) filter (where before_twelfths > 0) as before, count(*) filter (where before_twelfths = 0 and rose) as started,
      count(*) filter (where now_twelfths = 0 and (before_twelfths > 0 or rose)) as lost
    from member
  ), trial as (
    select count(*) as ended, count(*) filter (where e.state in ('active', 'past_due')) as converted
    from public.subscription_periods e join public.subscription_periods t on t.subscription_id = e.subscription_id and t.n = e.n - 1
    where e.from_at > since and e.from_at <= as_of and e.recorded_at <= as_of and t.state = 'trialing' and e.state <> 'trialing'
  )
  select c.active, c.before, c.started, c.lost, round(100.0 * c.lost / nullif(c.before + c.started, 0), 2), t.ended, t.converted, round(100.0 * t.converted / nullif(t.ended, 0), 2)
  from counted c, trial t;
end
$$;

-- As before, of days and zones that there are.
create or replace function public.finance_figures(as_of timestamptz default now(), time_zone text default 'UTC')
returns table(currency text, overdue_minor bigint, due_week_minor bigint, unallocated_minor bigint, at_risk_minor bigint, mrr_twelfths bigint, mrr_before_twelfths bigint)
language plpgsql stable security invoker set search_path = '' set plan_cache_mode = force_custom_plan set jit = off as $$
declare
  today constant date := (private.bounded(as_of) at time zone private.known_zone(time_zone))::date;
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

create or replace function public.mrr_movements(from_day date, until_day date, time_zone text default 'UTC', as_of timestamptz default now())
returns table(month date, currency text, start_twelfths bigint, new_twelfths bigint, expansion_twelfths bigint, contraction_twelfths bigint, churn_twelfths bigint, reactivation_twelfths bigint, end_twelfths bigint, unfinished boolean)
language plpgsql stable security invoker set search_path = '' set plan_cache_mode = force_custom_plan set jit = off as $$
declare
  first constant date := date_trunc('month', private.bounded_day(from_day)::timestamp)::date;
  today constant date := (private.bounded(as_of) at time zone private.known_zone(time_zone))::date;
  last constant date := date_trunc('month', private.bounded_day(least(until_day, today))::timestamp)::date;
begin
  perform private.bounded_day(coalesce(until_day, today));
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

create or replace function public.mrr_changes(from_day date default null, until_day date default null, time_zone text default 'UTC', as_of timestamptz default now(), of_currency text default null, skip integer default 0)
returns table(day date, user_id uuid, currency text, plan_id uuid, kind text, before_twelfths bigint, after_twelfths bigint, change_twelfths bigint, member text, found bigint, found_twelfths bigint)
language plpgsql stable security invoker set search_path = '' set jit = off as $$
begin
  perform private.bounded(as_of), private.known_zone(time_zone);
  return query
  select p.day, p.user_id, p.currency, p.plan_id, p.kind, p.before_twelfths, p.after_twelfths, p.after_twelfths - p.before_twelfths, m.display_name, p.found, p.found_twelfths
  from (
    select c.*, count(*) over (partition by c.currency) as found, (sum(c.after_twelfths - c.before_twelfths) over (partition by c.currency))::bigint as found_twelfths
    from private.revenue_changes(from_day, until_day, time_zone, as_of, of_currency) c order by c.day, c.user_id, c.currency offset greatest(skip, 0)
  ) p left join public.member_directory m on m.id = p.user_id
  order by p.day, p.user_id, p.currency;
end
$$;

create or replace function public.limits_used(month date default null)
returns table(plan_id uuid, plan text, feature text, members bigint, over bigint, near bigint, most_percent numeric)
language sql stable security invoker set search_path = '' as $$
  select private.bounded_day(coalesce(month, current_date));
  select p.id, format('%s, %s a %s', p.name, p.currency, p.billing_interval), u.feature, count(*), count(*) filter (where u.used >= u.limit_value), count(*) filter (where u.used < u.limit_value and u.used >= 0.8 * u.limit_value),
    max(round(100.0 * u.used / nullif(u.limit_value, 0), 0))
  from public.usage_tracking u
  join public.user_subscriptions s on s.id = u.subscription_id join public.subscription_plans p on p.id = s.plan_id
  where u.limit_value is not null and u.period_start = date_trunc('month', coalesce(month, (now() at time zone 'UTC')::date)::timestamp)::date and (select private.has_role('finance'))
  group by 1, 2, 3 order by 5 desc, 6 desc, 2, 3
$$;

create or replace function public.limits_used_by(of_plan uuid, of_feature text, month date default null, skip integer default 0)
returns table(user_id uuid, member text, subscription_id uuid, used bigint, limit_value bigint, found bigint)
language sql stable security invoker set search_path = '' as $$
  select private.bounded_day(coalesce(month, current_date));
  select u.user_id, m.display_name, u.subscription_id, u.used::bigint, u.limit_value::bigint, count(*) over ()
  from public.usage_tracking u
  join public.user_subscriptions s on s.id = u.subscription_id left join public.member_directory m on m.id = u.user_id
  where s.plan_id = of_plan and u.feature = of_feature and u.period_start = date_trunc('month', coalesce(month, (now() at time zone 'UTC')::date)::timestamp)::date
    and u.used >= 0.8 * u.limit_value and (select private.has_role('finance'))
  order by u.used::numeric / nullif(u.limit_value, 0) desc nulls first, m.display_name, u.id offset greatest(skip, 0)
$$;

-- ---------------------------------------------------------------------------------------
-- Which invoice a payment is meant for: looked up by number, amount, name and member, not compared with each that is open.

-- Case, accents, spaces and marks apart. Marks are named one by one, since what a letter is depends on the server.
create or replace function private.name_key(value text) returns text
language sql immutable strict parallel safe set search_path = '' as $$
  select btrim(regexp_replace(private.folded(value), '[\s!-/:-@\[-`{-~]+', ' ', 'g'))
$$;
comment on function private.name_key(text) is 'A name as names are compared: without case, accents and marks.';

create index if not exists invoices_owed_amount_idx on public.invoices (currency, due_minor, due_on, id) where due_minor > 0;
create index if not exists invoices_owed_name_idx on public.invoices (private.name_key(billing_name), currency) where due_minor > 0;
create index if not exists payments_transfer_idx on public.payments (amount_minor, paid_at) where method = 'bank_transfer';

create or replace function private.suggest(of_currency text, amount bigint, words text, of_user uuid)
returns table (invoice_id uuid, number text, billing_name text, due_on date, due_minor bigint, updated_at timestamptz, why text, score integer)
language plpgsql stable security definer set search_path = '' set plan_cache_mode = force_generic_plan set jit = off as $$
declare
  -- Numbers may be written without their hyphens, and be followed by other digits: each beginning of those may be meant.
  plain constant text := regexp_replace(upper(coalesce(words, '')), '[^A-Z0-9]', '', 'g');
  parts constant text[] := (string_to_array(private.name_key(left(words, 1000)), ' '))[1:40];
  numbers text[];
  names text[];
begin
  perform private.require_finance();
  select array_agg(format('%s-%s-%s', s.series, left(m.digits[1], 4), substr(m.digits[1], 5, k))) into numbers
  from public.billing_sellers s cross join lateral regexp_matches(plain, s.series || '(\d{9,16})', 'g') m (digits), generate_series(5, char_length(m.digits[1]) - 4) k;
  -- All that stands side by side in the words, up to six of them, may be a name.
  select array_agg(distinct n.name) into names
  from generate_series(1, cardinality(parts)) a, generate_series(a, least(a + 5, cardinality(parts))) b, lateral (select array_to_string(parts[a:b], ' ') as name) n where n.name <> '';
  return query
  with candidate as (
    select i.id from public.invoices i where i.number = any (numbers) and i.currency = of_currency and i.due_minor > 0
    union
    (select i.id from public.invoices i where i.currency = of_currency and i.due_minor = amount and i.due_minor > 0 and (of_user is null or i.user_id is null or i.user_id = of_user)
      order by i.due_on, i.id limit 8)
    union
    (select i.id from public.invoices i where private.name_key(i.billing_name) = any (names) and i.currency = of_currency and i.due_minor > 0 limit 200)
    union
    select i.id from public.invoices i where i.user_id = of_user and i.currency = of_currency and i.due_minor > 0
  )
  select i.id, i.number, i.billing_name, i.due_on, i.due_minor, i.updated_at,
    array_to_string(array_remove(array[case when m.named then 'its number is named' end, case when i.due_minor = amount then 'the amount is what is due' end,
      case when i.user_id = of_user then 'the same member' end, case when m.by_name then 'the name is the same' end], null), ', '),
    m.named::integer * 100 + coalesce(i.due_minor = amount, false)::integer * 40 + coalesce(i.user_id = of_user, false)::integer * 30 + m.by_name::integer * 20
  from candidate c join public.invoices i on i.id = c.id
  cross join lateral (select coalesce(i.number = any (numbers), false) as named, coalesce(private.name_key(i.billing_name) = any (names), false) as by_name) m
  where of_user is null or i.user_id is null or i.user_id = of_user
  -- Of two whose numbers begin alike the longer one is meant.
  order by 8 desc, char_length(i.number) desc, i.due_on, i.id limit 8;
end
$$;
comment on function private.suggest(text, bigint, text, uuid) is 'The open invoices that money of this amount and with these words may be for, the likeliest first. For finance.';
drop function if exists private.named_in(text, text);

create or replace function public.match_statement(lines jsonb)
returns table (line integer, booked_before boolean, like_payment uuid, invoice_id uuid, number text, billing_name text, due_minor bigint, why text, score integer)
language plpgsql stable security invoker set search_path = '' set plan_cache_mode = force_custom_plan set jit = off as $$
begin
  perform private.need(lines is null or jsonb_typeof(lines) = 'array', 'There are no lines to match.', 'lines');
  return query
  select l.line, exists (select from public.payments p where coalesce(p.provider, '') = 'bank' and p.provider_reference = l.bank_id),
    (select p.id from public.payments p where p.method = 'bank_transfer' and p.amount_minor = l.amount and p.currency = l.currency
      and p.paid_at >= l.day::timestamp at time zone 'UTC' - interval '1 day' and p.paid_at < l.day::timestamp at time zone 'UTC' + interval '2 days' order by p.paid_at, p.id limit 1),
    s.invoice_id, s.number, s.billing_name, s.due_minor, s.why, s.score
  from (
    select (e ->> 'line')::integer as line, e ->> 'bank_id' as bank_id, e ->> 'currency' as currency, (e ->> 'amount_minor')::bigint as amount, (e ->> 'day')::date as day, concat_ws(' ', e ->> 'reference', e ->> 'name') as words
    from jsonb_array_elements(lines) e
  ) l
  left join lateral (select * from private.suggest(l.currency, l.amount, l.words, null) x where x.score >= 40 limit 1) s on true
  order by 1;
exception when data_exception then
  perform private.need(false, 'A line of this statement cannot be read.', 'lines');
end
$$;

revoke all on function private.end_of(date, text), private.numbers_given(), private.name_key(text), private.suggest(text, bigint, text, uuid) from public, anon, authenticated, service_role;
grant execute on function private.end_of(date, text), private.numbers_given(), private.name_key(text), private.suggest(text, bigint, text, uuid) to authenticated, service_role;
do $$
declare
  f text;
begin
  foreach f in array array['receivables(timestamptz, text, text, text)', 'number_gaps()', 'receivables_of_month(date)', 'month_checks(date)', 'accounting_entries(date, date, integer)',
    'subscriber_rates(timestamptz)', 'match_statement(jsonb)', 'finance_figures(timestamptz, text)', 'mrr_movements(date, date, text, timestamptz)',
    'mrr_changes(date, date, text, timestamptz, text, integer)', 'limits_used(date)', 'limits_used_by(uuid, text, date, integer)'] loop
    execute format('revoke all on function public.%s from public, anon, authenticated, service_role', f);
    execute format('grant execute on function public.%s to authenticated, service_role', f);
  end loop;
end
$$;
