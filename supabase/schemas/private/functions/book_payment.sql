-- Written by `npm run schema` from the migrations: change those, not this.

CREATE OR REPLACE FUNCTION private.book_payment(of_user uuid, of_currency text, args jsonb)
 RETURNS payments
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO ''
AS $function$
declare
  payment public.payments;
  -- However it was sent: spaces of any kind and letters that nobody sees make it no other one.
  given constant text := private.visible_text(args ->> 'provider_reference');
  card constant uuid := (args ->> 'payment_method_id')::uuid;
begin
  perform private.need(exists (select from public.currencies c where c.code = of_currency), format('There is no currency "%s".', left(of_currency, 20)), 'currency');
  perform private.need((args ->> 'amount_minor')::bigint between 1 and 9007199254740991, 'A payment is more than nothing, and no more than 9,007,199,254,740,991 of the smallest unit.', 'amount_minor');
  perform private.need(of_user is null or exists (select from public.profiles p where p.id = of_user), 'There is no such member.', 'user_id');
  perform private.need(args ->> 'method' in ('card', 'bank_transfer', 'cash', 'other'), 'Choose how it was paid: card, bank_transfer, cash or other.', 'method');
  perform private.need(coalesce(char_length(args ->> 'reference'), 0) <= 120, 'The reference is at most 120 characters long.', 'reference');
  perform private.need(coalesce(args ->> 'provider' ~ '^[a-z][a-z0-9_]{1,40}$', true), 'A provider is named in small letters, such as stripe.', 'provider');
  perform private.need(coalesce(char_length(given), 1) between 1 and 200, 'The reference of the provider is 1 to 200 characters long.', 'provider_reference');
  perform private.need(given is not null or args ->> 'provider' is null, 'Give the provider''s reference of the payment: without it, what is told twice is booked twice.', 'provider_reference');
  perform private.need(card is null or exists (select from public.payment_methods m where m.id = card), 'There is no such card.', 'payment_method_id');
  perform private.need(card is null or of_user is null or exists (select from public.payment_methods m where m.id = card and m.user_id = of_user), 'This card is another member''s.', 'payment_method_id');
  insert into public.payments (user_id, currency, amount_minor, method, provider, provider_reference, reference, payment_method_id, paid_at, recorded_by)
  values (of_user, of_currency, (args ->> 'amount_minor')::bigint, args ->> 'method', args ->> 'provider', given,
    nullif(btrim(args ->> 'reference'), ''), card, coalesce((args ->> 'paid_at')::timestamptz, now()), private.staff_id())
  on conflict ((coalesce(provider, '')), provider_reference) where provider_reference is not null do nothing
  returning * into payment;
  perform private.need(payment.id is not null, 'This payment was booked before: its provider has one with this reference.', 'provider_reference');
  return payment;
end
$function$;

comment on function private.book_payment(of_user uuid, of_currency text, args jsonb) is 'Writes down money that came in, or says which part of it cannot be.';
