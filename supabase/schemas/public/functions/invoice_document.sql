-- Written by `npm run schema` from the migrations: change those, not this.

CREATE OR REPLACE FUNCTION public.invoice_document(of_invoice uuid)
 RETURNS jsonb
 LANGUAGE sql
 STABLE
 SET search_path TO ''
AS $function$
  select jsonb_build_object(
    'kind', 'invoice', 'state', i.state, 'number', i.number, 'issued_on', (i.issued_at at time zone 'UTC')::date, 'due_on', i.due_on, 'currency', i.currency,
    'seller', coalesce(i.seller, (select to_jsonb(s) - array['series', 'id', 'due_days', 'created_at', 'updated_at'] from public.billing_sellers s where s.series = i.series)),
    'buyer', coalesce(i.buyer, jsonb_build_object('name', i.billing_name, 'email', i.billing_email, 'country', i.billing_country, 'address', i.billing_address, 'tax_id', i.billing_tax_id, 'locale', i.locale)),
    'period_start', i.period_start, 'period_end', i.period_end, 'memo', i.memo,
    'subtotal_minor', i.subtotal_minor, 'discount_minor', i.discount_minor, 'tax_minor', i.tax_minor, 'total_minor', i.total_minor,
    'due_minor', case when i.state = 'draft' then i.total_minor else i.due_minor end,
    'lines', coalesce((select jsonb_agg(jsonb_build_object('description', l.description, 'quantity', l.quantity, 'unit_minor', l.unit_minor, 'discount_minor', l.discount_minor,
        'tax_rate', l.tax_rate, 'amount_minor', l.amount_minor - l.discount_minor) order by l.position, l.id) from public.invoice_line_items l where l.invoice_id = i.id), '[]'),
    'taxes', coalesce((select jsonb_agg(jsonb_build_object('rate', t.rate, 'name', t.name, 'jurisdiction', t.jurisdiction, 'net_minor', t.net_minor, 'tax_minor', t.tax_minor)
        order by t.rate, t.name, t.jurisdiction) from public.invoice_taxes t where t.invoice_id = i.id), '[]'),
    'payments', coalesce((select jsonb_agg(jsonb_build_object('day', (p.paid_at at time zone 'UTC')::date, 'method', p.method, 'amount_minor', p.amount_minor) order by p.paid_at, p.booked_at, p.id)
        from (select p.id, p.paid_at, p.booked_at, p.method, p.amount_minor from public.invoice_payments p where p.invoice_id = i.id
          union select p.id, p.paid_at, p.booked_at, p.method, p.amount_minor from private.my_invoice_payments() p where p.invoice_id = i.id) p), '[]'),
    'credits', coalesce((select jsonb_agg(jsonb_build_object('day', (c.issued_at at time zone 'UTC')::date, 'number', c.number, 'amount_minor', c.applied_minor) order by c.issued_at, c.id)
        from (select c.id, c.issued_at, c.number, c.applied_minor from public.credit_notes c where c.invoice_id = i.id
          union select c.id, c.issued_at, c.number, c.applied_minor from private.my_credit_notes() c where c.invoice_id = i.id) c where c.applied_minor > 0), '[]'))
  from (select i.id, i.state, i.number, i.issued_at, i.due_on, i.currency, i.seller, i.buyer, i.series, i.billing_name, i.billing_email, i.billing_country, i.billing_address, i.billing_tax_id, i.locale, i.period_start, i.period_end, i.memo, i.subtotal_minor, i.discount_minor, i.tax_minor, i.total_minor, i.due_minor from public.invoices i where i.id = of_invoice
    union select i.id, i.state, i.number, i.issued_at, i.due_on, i.currency, i.seller, i.buyer, i.series, i.billing_name, i.billing_email, i.billing_country, i.billing_address, i.billing_tax_id, i.locale, i.period_start, i.period_end, i.memo, i.subtotal_minor, i.discount_minor, i.tax_minor, i.total_minor, i.due_minor from private.my_invoices() i where i.id = of_invoice) i
$function$;

comment on function public.invoice_document(of_invoice uuid) is 'An invoice as its customer sees it: the parties as frozen at its issue, lines, tax by rate, payments and credits, read at one moment.';

grant execute on function public.invoice_document(of_invoice uuid) to authenticated;
grant execute on function public.invoice_document(of_invoice uuid) to service_role;
