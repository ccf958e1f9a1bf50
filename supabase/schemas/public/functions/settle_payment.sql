-- Written by `npm run schema` from the migrations: change those, not this.

CREATE OR REPLACE FUNCTION public.settle_payment(payment_id uuid, parts jsonb, hold_rest boolean DEFAULT false, idempotency_key text DEFAULT NULL::text, dry_run boolean DEFAULT false, version timestamp with time zone DEFAULT NULL::timestamp with time zone)
 RETURNS jsonb
 LANGUAGE sql
 SET search_path TO ''
AS $function$
  select private.check_parts(parts);
  select private.settle(payment_id, parts, coalesce(hold_rest, false), idempotency_key, dry_run, version)
$function$;

comment on function public.settle_payment(payment_id uuid, parts jsonb, hold_rest boolean, idempotency_key text, dry_run boolean, version timestamp with time zone) is 'Puts a payment on invoices, [{"invoice_id", "version", "amount_minor"}], all or none; what is left is held as the member''s credit where that is asked for. Names the version of the payment that was seen, where there is one.';

grant execute on function public.settle_payment(payment_id uuid, parts jsonb, hold_rest boolean, idempotency_key text, dry_run boolean, version timestamp with time zone) to authenticated;
grant execute on function public.settle_payment(payment_id uuid, parts jsonb, hold_rest boolean, idempotency_key text, dry_run boolean, version timestamp with time zone) to service_role;
