-- Written by `npm run schema` from the migrations: change those, not this.

CREATE OR REPLACE FUNCTION public.credit_note_document(of_note uuid)
 RETURNS jsonb
 LANGUAGE sql
 STABLE
 SET search_path TO ''
AS $function$
  select jsonb_build_object(
    'kind', 'credit_note', 'state', 'issued', 'number', c.number, 'issued_on', (c.issued_at at time zone 'UTC')::date, 'currency', c.currency, 'seller', c.seller, 'buyer', c.buyer, 'memo', c.reason,
    'invoice_number', i.number, 'invoice_issued_on', (i.issued_at at time zone 'UTC')::date, 'taxes', c.taxes,
    'subtotal_minor', c.net_minor, 'discount_minor', 0, 'tax_minor', c.tax_minor, 'total_minor', c.total_minor, 'applied_minor', c.applied_minor)
  from (select c.number, c.issued_at, c.currency, c.seller, c.buyer, c.reason, c.taxes, c.net_minor, c.tax_minor, c.total_minor, c.applied_minor, c.invoice_id from public.credit_notes c where c.id = of_note
    union select c.number, c.issued_at, c.currency, c.seller, c.buyer, c.reason, c.taxes, c.net_minor, c.tax_minor, c.total_minor, c.applied_minor, c.invoice_id from private.my_credit_notes() c where c.id = of_note) c
  join lateral (select i.number, i.issued_at from public.invoices i where i.id = c.invoice_id
    union select i.number, i.issued_at from private.my_invoices() i where i.id = c.invoice_id) i on true
$function$;

comment on function public.credit_note_document(of_note uuid) is 'A credit note as its customer sees it, with the invoice that it answers.';

grant execute on function public.credit_note_document(of_note uuid) to authenticated;
grant execute on function public.credit_note_document(of_note uuid) to service_role;
