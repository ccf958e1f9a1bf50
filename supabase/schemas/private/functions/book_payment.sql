-- Written by `npm run schema` from the migrations: change those, not this.

CREATE OR REPLACE FUNCTION private.book_payment(of_user uuid, of_currency text, args jsonb)
 RETURNS payments
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO ''
AS $function$
declare
  payment public.payments;
begin
  insert into public.payments (user_id, currency, amount_minor, method, provider, provider_reference, reference, payment_method_id, paid_at, recorded_by)
  values (of_user, of_currency, (args ->> 'amount_minor')::bigint, args ->> 'method', args ->> 'provider', args ->> 'provider_reference',
    nullif(btrim(args ->> 'reference'), ''), (args ->> 'payment_method_id')::uuid, coalesce((args ->> 'paid_at')::timestamptz, now()), private.staff_id())
  returning * into payment;
  return payment;
end
$function$;
