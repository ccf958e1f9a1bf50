-- Written by `npm run schema` from the migrations: change those, not this.

CREATE OR REPLACE FUNCTION public.reminder_document(of_reminder uuid)
 RETURNS jsonb
 LANGUAGE sql
 STABLE
 SET search_path TO ''
AS $function$
  select jsonb_build_object(
    'kind', 'reminder', 'state', 'sent', 'level', r.level, 'number', i.number, 'invoice_id', i.id, 'issued_on', (r.sent_at at time zone 'UTC')::date, 'invoice_issued_on', (i.issued_at at time zone 'UTC')::date,
    'due_on', d.due_on, 'days_late', (r.sent_at at time zone 'UTC')::date - d.due_on, 'promised_on', r.promised_on, 'currency', r.currency, 'seller', i.seller, 'buyer', i.buyer, 'memo', null,
    'subtotal_minor', i.subtotal_minor, 'discount_minor', i.discount_minor, 'tax_minor', i.tax_minor, 'total_minor', i.total_minor, 'due_minor', r.due_minor, 'taxes', '[]'::jsonb,
    'payments', coalesce((select jsonb_agg(jsonb_build_object('day', (p.paid_at at time zone 'UTC')::date, 'method', p.method, 'amount_minor', p.amount_minor) order by p.paid_at, p.booked_at, p.id)
        from public.invoice_payments p where p.invoice_id = i.id and p.booked_at <= r.sent_at), '[]'),
    'credits', coalesce((select jsonb_agg(jsonb_build_object('day', (c.issued_at at time zone 'UTC')::date, 'number', c.number, 'amount_minor', c.applied_minor) order by c.issued_at, c.id)
        from public.credit_notes c where c.invoice_id = i.id and c.applied_minor > 0 and c.issued_at <= r.sent_at), '[]'))
  from public.invoice_reminders r join public.invoices i on i.id = r.invoice_id
  -- The day that it was due on then: it may have been given more time since.
  cross join lateral (select coalesce((select c.due_before from public.invoice_due_changes c where c.invoice_id = i.id and c.at > r.sent_at order by c.at, c.id limit 1), i.due_on) as due_on) d
  where r.id = of_reminder
$function$;

comment on function public.reminder_document(of_reminder uuid) is 'A reminder as whoever owes reads it: the parties as frozen at the issue of its invoice, and what was due, paid and credited when it was sent.';

grant execute on function public.reminder_document(of_reminder uuid) to authenticated;
grant execute on function public.reminder_document(of_reminder uuid) to service_role;
