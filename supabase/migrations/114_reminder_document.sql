-- 114 reminder document
-- A reminder as whoever owes reads it: made of what does not change any more, so that it says tomorrow what it said today.

create or replace function public.reminder_document(of_reminder uuid) returns jsonb
language sql stable security invoker set search_path = '' as $$
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
$$;
comment on function public.reminder_document(uuid) is 'A reminder as whoever owes reads it: the parties as frozen at the issue of its invoice, and what was due, paid and credited when it was sent.';

-- The new column makes another function of it.
drop function if exists public.invoice_timeline(uuid);
create or replace function public.invoice_timeline(of_invoice uuid) returns table (at timestamptz, what text, amount_minor bigint, day date, detail text, who text, document_id uuid)
language sql stable security invoker set search_path = '' as $$
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
$$;
comment on function public.invoice_timeline(uuid) is 'What happened to an invoice, in order: issue, more time, reminders and promises, payments, credits, void or written off; with the document that it made. For finance.';

revoke all on function public.reminder_document(uuid), public.invoice_timeline(uuid) from public, anon, authenticated, service_role;
grant execute on function public.reminder_document(uuid), public.invoice_timeline(uuid) to authenticated, service_role;
