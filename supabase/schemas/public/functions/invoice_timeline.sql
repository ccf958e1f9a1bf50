-- Written by `npm run schema` from the migrations: change those, not this.

CREATE OR REPLACE FUNCTION public.invoice_timeline(of_invoice uuid)
 RETURNS TABLE(at timestamp with time zone, what text, amount_minor bigint, day date, detail text, who text, document_id uuid)
 LANGUAGE sql
 STABLE
 SET search_path TO ''
AS $function$
  select e.at, e.what, e.amount, e.day, e.detail, s.full_name, e.document_id
  from (
    select i.created_at as at, 1 as place, 'written' as what, null::bigint as amount, null::date as day, null::text as detail, null::uuid as by, null::uuid as document_id from public.invoices i where i.id = of_invoice
    union all select i.issued_at, 2, 'issued', i.total_minor, i.due_on, i.number, null, null from public.invoices i where i.id = of_invoice and i.issued_at is not null
    union all select d.at, 3, 'given_time', null, d.due_on, d.reason, d.changed_by, null from public.invoice_due_changes d where d.invoice_id = of_invoice
    union all select r.sent_at, 4, 'reminded_' || r.level, r.due_minor, r.promised_on, r.note, r.recorded_by, r.id from public.invoice_reminders r where r.invoice_id = of_invoice
    union all select p.booked_at, 5, case when p.amount_minor > 0 then 'paid' else 'taken_off' end, abs(p.amount_minor), (p.paid_at at time zone 'UTC')::date, concat_ws(', ', replace(p.method, '_', ' '), p.reference), p.recorded_by, null
      from public.invoice_payments p where p.invoice_id = of_invoice
    union all select c.issued_at, 6, 'credited', c.total_minor, null, c.number || ': ' || c.reason, c.issued_by, c.id from public.credit_notes c where c.invoice_id = of_invoice
    union all select i.voided_at, 7, 'voided', i.total_minor, null, i.closed_reason, null, null from public.invoices i where i.id = of_invoice and i.voided_at is not null
    union all select i.written_off_at, 8, 'written_off', null, null, i.closed_reason, null, null from public.invoices i where i.id = of_invoice and i.written_off_at is not null
  ) e left join public.staff_members s on s.user_id = e.by
  where (select private.has_role('finance'))
  order by e.at, e.place
$function$;

comment on function public.invoice_timeline(of_invoice uuid) is 'What happened to an invoice, in order: issue, more time, reminders and promises, payments, credits, void or written off; with the document that it made. For finance.';

grant execute on function public.invoice_timeline(of_invoice uuid) to authenticated;
grant execute on function public.invoice_timeline(of_invoice uuid) to service_role;
