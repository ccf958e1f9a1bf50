-- At a million invoices the receivables of a recent moment looked for later payments invoice by invoice, and the roll of a
-- month read every invoice to know which are written off. Few later payments are summed once; the written off are looked up.

create or replace function public.receivables(as_of timestamptz default now(), time_zone text default 'UTC', of_currency text default null, of_bucket text default null)
  returns table (invoice_id uuid, number text, billing_name text, currency text, due_on date, days_late integer, bucket text, due_minor bigint)
  language plpgsql stable set search_path = '' set plan_cache_mode = 'force_custom_plan' set jit = 'off' set work_mem = '32MB'
as $$
declare
  today constant date := (private.bounded(as_of) at time zone private.known_zone(time_zone))::date;
  -- Of a moment after which nothing was booked, what is due now was due then. What came after a recent one is summed once;
  -- after one long ago it is looked for by invoice, as few of those were open then.
  paid_since constant boolean := exists (select from public.invoice_payments p where p.booked_at > as_of);
  is_recent constant boolean := not exists (select from public.invoice_payments p where p.booked_at > as_of order by p.booked_at offset 150000 limit 1);
  credited_since constant boolean := exists (select from public.credit_notes c where c.issued_at > as_of);
begin
  return query
  with moved_later as materialized (
    select distinct on (c.invoice_id) c.invoice_id, c.due_before from public.invoice_due_changes c where c.at > as_of order by c.invoice_id, c.at, c.id
  ), paid_later as materialized (
    select p.invoice_id, sum(p.amount_minor)::bigint as amount from public.invoice_payments p where paid_since and is_recent and p.booked_at > as_of group by 1
  ), standing as (
    select i.id, i.number, i.billing_name, i.currency, i.due_on, i.due_minor as due
    from public.invoices i where i.state = 'open' and i.issued_at <= as_of and (of_currency is null or i.currency = of_currency)
    union all
    select i.id, i.number, i.billing_name, i.currency, i.due_on, i.total_minor - i.paid_minor - i.credited_minor
    from public.invoices i
    where i.state in ('paid', 'void', 'uncollectible') and i.updated_at > as_of and i.issued_at <= as_of and (of_currency is null or i.currency = of_currency)
      and (i.voided_at is null or i.voided_at > as_of) and (i.written_off_at is null or i.written_off_at > as_of)
  ), known as materialized (
    select s.id, s.number, s.billing_name, s.currency, s.due_on, s.due + coalesce(l.amount, 0)
      + case when paid_since and not is_recent then coalesce((select sum(p.amount_minor) from public.invoice_payments p where p.invoice_id = s.id and p.booked_at > as_of), 0)::bigint else 0 end
      + case when credited_since then coalesce((select sum(c.applied_minor) from public.credit_notes c where c.invoice_id = s.id and c.issued_at > as_of), 0)::bigint else 0 end as due
    from standing s left join paid_later l on l.invoice_id = s.id
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

create or replace function public.receivables_of_month(month date)
  returns table (currency text, opening_minor bigint, invoiced_minor bigint, voided_minor bigint, credited_minor bigint, paid_minor bigint, refunded_minor bigint, written_off_minor bigint, closing_minor bigint, difference_minor bigint)
  language plpgsql stable set search_path = '' set plan_cache_mode = 'force_custom_plan' set jit = 'off' set work_mem = '32MB'
as $$
declare
  starts constant timestamptz := date_trunc('month', private.bounded_day(month)::timestamp) at time zone 'UTC';
  ends constant timestamptz := (date_trunc('month', month::timestamp) + interval '1 month') at time zone 'UTC';
begin
  return query
  with lost as materialized (
    select i.id, i.currency, i.total_minor, i.written_off_at from public.invoices i where i.written_off_at < ends
  ), movement as (
    select i.currency, 'invoiced' as kind, i.total_minor as amount from public.invoices i where i.issued_at >= starts and i.issued_at < ends
    union all
    select i.currency, 'voided', case when i.written_off_at < i.voided_at then 0 else i.total_minor end from public.invoices i where i.voided_at >= starts and i.voided_at < ends
    union all
    -- What comes in on an invoice after it was written off was not receivable any more: nothing changes.
    select p.currency, case when p.amount_minor > 0 then 'paid' else 'refunded' end, abs(p.amount_minor) from public.invoice_payments p
    where p.booked_at >= starts and p.booked_at < ends and not exists (select from lost l where l.id = p.invoice_id and l.written_off_at <= p.booked_at)
    union all
    select c.currency, 'credited', c.applied_minor from public.credit_notes c
    where c.issued_at >= starts and c.issued_at < ends and not exists (select from lost l where l.id = c.invoice_id and l.written_off_at <= c.issued_at)
    union all
    select l.currency, 'written_off', l.total_minor
        - coalesce((select sum(p.amount_minor) from public.invoice_payments p where p.invoice_id = l.id and p.booked_at < l.written_off_at), 0)
        - coalesce((select sum(c.applied_minor) from public.credit_notes c where c.invoice_id = l.id and c.issued_at < l.written_off_at), 0)
    from lost l where l.written_off_at >= starts
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

-- The sums of the books need neither the members' names nor an order.
create or replace function private.booked(starts timestamptz, ends timestamptz)
  returns table (id uuid, at timestamptz, document text, account text, number text, buyer text, user_id uuid, rate numeric, net_minor bigint, tax_minor bigint, currency text)
  language plpgsql stable set search_path = '' set plan_cache_mode = 'force_custom_plan' set jit = 'off'
as $$
begin
  return query
  with entry as (
    select i.id, i.issued_at as at, 'invoice' as document, i.number, i.billing_name as buyer, null::uuid as user_id, t.rate, t.net_minor as net, t.tax_minor as tax, i.currency
    from public.invoices i join public.invoice_taxes t on t.invoice_id = i.id where i.issued_at >= starts and i.issued_at < ends
    union all
    select i.id, i.voided_at, 'void', i.number, i.billing_name, null, t.rate, -t.net_minor, -t.tax_minor, i.currency
    from public.invoices i join public.invoice_taxes t on t.invoice_id = i.id where i.voided_at >= starts and i.voided_at < ends
    union all
    select c.id, c.issued_at, 'credit_note', c.number, c.buyer ->> 'name', null, (t ->> 'rate')::numeric, -(t ->> 'net_minor')::bigint, -(t ->> 'tax_minor')::bigint, c.currency
    from public.credit_notes c cross join lateral jsonb_array_elements(c.taxes) t where c.issued_at >= starts and c.issued_at < ends
    union all
    select p.id, p.booked_at, 'payment', coalesce(p.provider_reference, p.reference, left(p.id::text, 8)), null, p.user_id, null, p.amount_minor, 0, p.currency
    from public.payments p where p.booked_at >= starts and p.booked_at < ends
    union all
    select r.id, r.refunded_at, 'refund', r.number, null, r.user_id, null, -r.amount_minor, 0, r.currency
    from public.refunds r where r.refunded_at >= starts and r.refunded_at < ends
    union all
    select i.id, i.written_off_at, 'write_off', i.number, i.billing_name, null, null, i.total_minor
        - coalesce((select sum(p.amount_minor) from public.invoice_payments p where p.invoice_id = i.id and p.booked_at < i.written_off_at), 0)::bigint
        - coalesce((select sum(c.applied_minor) from public.credit_notes c where c.invoice_id = i.id and c.issued_at < i.written_off_at), 0)::bigint, 0, i.currency
    from public.invoices i where i.written_off_at >= starts and i.written_off_at < ends
  )
  select e.id, e.at, e.document, a.account, e.number, e.buyer, e.user_id, e.rate, e.net, e.tax::bigint, e.currency from entry e join public.billing_accounts a on a.document = e.document;
end
$$;

comment on function private.booked(timestamptz, timestamptz) is 'What was booked between two moments, for the books: each document by tax rate with its account; payments, refunds and write-offs in whole.';
revoke execute on function private.booked(timestamptz, timestamptz) from public, anon;
grant execute on function private.booked(timestamptz, timestamptz) to authenticated, service_role;

create or replace function public.accounting_entries(from_day date, until_day date, skip integer default 0)
  returns table (day date, document text, number text, member text, account text, tax_rate numeric, net_minor bigint, tax_minor bigint, gross_minor bigint, currency text)
  language plpgsql stable set search_path = '' set plan_cache_mode = 'force_custom_plan' set jit = 'off' set work_mem = '32MB'
as $$
declare
  starts constant timestamptz := private.bounded_day(from_day)::timestamp at time zone 'UTC';
  ends constant timestamptz := (private.bounded_day(until_day) + 1)::timestamp at time zone 'UTC';
begin
  perform private.need(from_day <= until_day, 'The first day must not lie after the last.', 'until_day');
  return query
  select (e.at at time zone 'UTC')::date, e.document, e.number, coalesce(e.buyer, m.display_name), e.account, e.rate, e.net_minor, e.tax_minor, e.net_minor + e.tax_minor, e.currency
  from private.booked(starts, ends) e left join public.member_directory m on m.id = e.user_id
  order by e.at, e.document, e.number, e.rate, e.id, e.net_minor
  offset greatest(skip, 0);
end
$$;

create or replace function private.books_of_month(of_month date, rolled jsonb)
  returns table (currency text, document text, lines bigint, net_minor bigint, tax_minor bigint, gross_minor bigint, receivable_minor bigint)
  language plpgsql stable set search_path = '' set plan_cache_mode = 'force_custom_plan' set jit = 'off'
as $$
declare
  first constant timestamptz := date_trunc('month', private.bounded_day(of_month)::timestamp) at time zone 'UTC';
  next constant timestamptz := (date_trunc('month', of_month::timestamp) + interval '1 month') at time zone 'UTC';
begin
  return query
  with booked as (
    select e.currency, e.document, count(*) as lines, sum(e.net_minor)::bigint as net, sum(e.tax_minor)::bigint as tax, sum(e.net_minor + e.tax_minor)::bigint as gross
    from private.booked(first, next) e group by 1, 2
  ), moved as (
    select r.currency, k.document, k.amount
    from jsonb_to_recordset(rolled) r (currency text, invoiced_minor bigint, voided_minor bigint, credited_minor bigint, paid_minor bigint, refunded_minor bigint, written_off_minor bigint)
    cross join lateral (values
      ('invoice', r.invoiced_minor), ('void', -r.voided_minor), ('credit_note', -r.credited_minor), ('payment', r.paid_minor - r.refunded_minor), ('write_off', r.written_off_minor)
    ) k (document, amount) where k.amount <> 0
  )
  select s.currency, s.document, coalesce(b.lines, 0), coalesce(b.net, 0), coalesce(b.tax, 0), coalesce(b.gross, 0), coalesce(m.amount, 0)
  from (select b.currency, b.document from booked b union select m.currency, m.document from moved m) s
  left join booked b on b.currency = s.currency and b.document = s.document left join moved m on m.currency = s.currency and m.document = s.document
  order by s.currency, array_position(array['invoice', 'void', 'credit_note', 'payment', 'refund', 'write_off'], s.document);
end
$$;
