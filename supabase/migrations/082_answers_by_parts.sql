-- 082 answers_by_parts
-- A hosted project answers a thousand rows at the most: what may be longer is asked for in parts, and by currency.

-- The new arguments make other functions of them: those without go.
drop function if exists public.accounting_entries(date, date);
drop function if exists public.subscriptions_at_risk(timestamptz);

create or replace function public.accounting_entries(from_day date, until_day date, skip integer default 0)
returns table (day date, document text, number text, member text, account text, tax_rate numeric, net_minor bigint, tax_minor bigint, gross_minor bigint, currency text)
language sql stable security invoker set search_path = '' as $$
  with span as (select from_day::timestamp at time zone 'UTC' as starts, (until_day + 1)::timestamp at time zone 'UTC' as ends), entry as (
    select i.id, i.issued_at as at, 'invoice' as document, i.number, i.billing_name, t.rate, t.net_minor as net, t.tax_minor as tax, i.currency
    from public.invoices i join public.invoice_taxes t on t.invoice_id = i.id, span s where i.issued_at >= s.starts and i.issued_at < s.ends
    union all
    select i.id, i.voided_at, 'void', i.number, i.billing_name, t.rate, -t.net_minor, -t.tax_minor, i.currency
    from public.invoices i join public.invoice_taxes t on t.invoice_id = i.id, span s where i.voided_at >= s.starts and i.voided_at < s.ends
    union all
    select c.id, c.issued_at, 'credit_note', c.number, c.buyer ->> 'name', (t ->> 'rate')::numeric, -(t ->> 'net_minor')::bigint, -(t ->> 'tax_minor')::bigint, c.currency
    from public.credit_notes c cross join lateral jsonb_array_elements(c.taxes) t, span s where c.issued_at >= s.starts and c.issued_at < s.ends
    union all
    select p.id, p.booked_at, 'payment', coalesce(p.provider_reference, p.reference, left(p.id::text, 8)), m.display_name, null, p.amount_minor, 0, p.currency
    from public.payments p left join public.member_directory m on m.id = p.user_id, span s where p.booked_at >= s.starts and p.booked_at < s.ends
    union all
    select r.id, r.refunded_at, 'refund', r.number, m.display_name, null, -r.amount_minor, 0, r.currency
    from public.refunds r left join public.member_directory m on m.id = r.user_id, span s where r.refunded_at >= s.starts and r.refunded_at < s.ends
    union all
    select i.id, i.written_off_at, 'write_off', i.number, i.billing_name, null, i.total_minor
        - coalesce((select sum(p.amount_minor) from public.invoice_payments p where p.invoice_id = i.id and p.booked_at < i.written_off_at), 0)::bigint
        - coalesce((select sum(c.applied_minor) from public.credit_notes c where c.invoice_id = i.id and c.issued_at < i.written_off_at), 0)::bigint, 0, i.currency
    from public.invoices i, span s where i.written_off_at >= s.starts and i.written_off_at < s.ends
  )
  select (e.at at time zone 'UTC')::date, e.document, e.number, e.billing_name, a.account, e.rate, e.net, e.tax::bigint, (e.net + e.tax)::bigint, e.currency
  from entry e join public.billing_accounts a on a.document = e.document order by e.at, e.document, e.number, e.rate, e.id, e.net
  offset greatest(skip, 0)
$$;

comment on function public.accounting_entries(date, date, integer) is
  'What the books need of those days (UTC): each document by tax rate with its account; payments, refunds and write-offs in whole. Its sums are those of the month end. The first entries may be skipped: answers are cut at a thousand rows.';

create or replace function public.subscriptions_at_risk(as_of timestamptz default now(), of_currency text default null)
returns table (subscription_id uuid, user_id uuid, member text, plan text, currency text, recurring_minor bigint, billing_interval text, renews_at timestamptz, reasons text[])
language sql stable security invoker set search_path = '' as $$
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
$$;

comment on function public.subscriptions_at_risk(timestamptz, text) is
  'Running subscriptions that may be lost: past due, leaving, a card that ends before they renew, or use that fell by half from one month to the next.';

revoke all on function public.accounting_entries(date, date, integer), public.subscriptions_at_risk(timestamptz, text) from public, anon, authenticated, service_role;
grant execute on function public.accounting_entries(date, date, integer), public.subscriptions_at_risk(timestamptz, text) to authenticated, service_role;
