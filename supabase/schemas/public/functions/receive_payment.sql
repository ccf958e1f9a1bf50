-- Written by `npm run schema` from the migrations: change those, not this.

CREATE OR REPLACE FUNCTION public.receive_payment(currency text, amount_minor bigint, user_id uuid DEFAULT NULL::uuid, method text DEFAULT 'bank_transfer'::text, reference text DEFAULT NULL::text, paid_at timestamp with time zone DEFAULT NULL::timestamp with time zone, provider text DEFAULT NULL::text, provider_reference text DEFAULT NULL::text, payment_method_id uuid DEFAULT NULL::uuid, idempotency_key text DEFAULT NULL::text, dry_run boolean DEFAULT false)
 RETURNS payments
 LANGUAGE plpgsql
 SET search_path TO ''
AS $function$
begin
  perform private.need(currency is not null, 'Say in which currency.', 'currency'), private.need(amount_minor is not null, 'Say how much.', 'amount_minor');
  return private.decide_payment('receive_payment', null, jsonb_build_object('currency', currency, 'amount_minor', amount_minor, 'user_id', user_id, 'method', method,
    'reference', reference, 'paid_at', paid_at, 'provider', provider, 'provider_reference', provider_reference, 'payment_method_id', payment_method_id), idempotency_key, dry_run);
end
$function$;

comment on function public.receive_payment(currency text, amount_minor bigint, user_id uuid, method text, reference text, paid_at timestamp with time zone, provider text, provider_reference text, payment_method_id uuid, idempotency_key text, dry_run boolean) is 'Books a payment that goes to no invoice yet.';

grant execute on function public.receive_payment(currency text, amount_minor bigint, user_id uuid, method text, reference text, paid_at timestamp with time zone, provider text, provider_reference text, payment_method_id uuid, idempotency_key text, dry_run boolean) to authenticated;
grant execute on function public.receive_payment(currency text, amount_minor bigint, user_id uuid, method text, reference text, paid_at timestamp with time zone, provider text, provider_reference text, payment_method_id uuid, idempotency_key text, dry_run boolean) to service_role;
