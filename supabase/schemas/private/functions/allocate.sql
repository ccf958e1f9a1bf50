-- Written by `npm run schema` from the migrations: change those, not this.

CREATE OR REPLACE FUNCTION private.allocate(payment payments, of_invoice uuid, amount bigint)
 RETURNS void
 LANGUAGE sql
 SECURITY DEFINER
 SET search_path TO ''
AS $function$
  insert into public.invoice_payments (invoice_id, payment_id, amount_minor, currency, method, reference, payment_method_id, paid_at, recorded_by)
  values (of_invoice, payment.id, amount, payment.currency, payment.method, payment.reference, payment.payment_method_id, payment.paid_at, private.staff_id())
$function$;

comment on function private.allocate(payment payments, of_invoice uuid, amount bigint) is 'Books an amount in minor units of a payment on an invoice, as one allocation; an amount below zero takes it off again.';
