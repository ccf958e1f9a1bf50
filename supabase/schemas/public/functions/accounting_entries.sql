-- Written by `npm run schema` from the migrations: change those, not this.

CREATE OR REPLACE FUNCTION public.accounting_entries(from_day date, until_day date, skip integer DEFAULT 0)
 RETURNS TABLE(day date, document text, number text, member text, account text, tax_rate numeric, net_minor bigint, tax_minor bigint, gross_minor bigint, currency text)
 LANGUAGE plpgsql
 STABLE
 SET search_path TO ''
 SET plan_cache_mode TO 'force_custom_plan'
 SET jit TO 'off'
AS $function$
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
$function$;

comment on function public.accounting_entries(from_day date, until_day date, skip integer) is 'What the books need of those days (UTC): each document by tax rate with its account; payments, refunds and write-offs in whole. Its sums are those of the month end. The first entries may be skipped: answers are cut at a thousand rows.';

grant execute on function public.accounting_entries(from_day date, until_day date, skip integer) to authenticated;
grant execute on function public.accounting_entries(from_day date, until_day date, skip integer) to service_role;
