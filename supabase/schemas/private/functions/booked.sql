-- Written by `npm run schema` from the migrations: change those, not this.

CREATE OR REPLACE FUNCTION private.booked(starts timestamp with time zone, ends timestamp with time zone)
 RETURNS TABLE(id uuid, at timestamp with time zone, document text, account text, number text, buyer text, user_id uuid, rate numeric, net_minor bigint, tax_minor bigint, currency text)
 LANGUAGE plpgsql
 STABLE
 SET search_path TO ''
 SET plan_cache_mode TO 'force_custom_plan'
 SET jit TO 'off'
AS $function$
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
$function$;

comment on function private.booked(starts timestamp with time zone, ends timestamp with time zone) is 'What was booked between two moments, for the books: each document by tax rate with its account; payments, refunds and write-offs in whole.';

grant execute on function private.booked(starts timestamp with time zone, ends timestamp with time zone) to authenticated;
grant execute on function private.booked(starts timestamp with time zone, ends timestamp with time zone) to service_role;
