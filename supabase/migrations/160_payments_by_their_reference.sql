-- A payment that names its provider, or its bank, gives the reference there too: without it a repetition cannot be told.
-- What was booked without one before stays as it is.

CREATE OR REPLACE FUNCTION private.book_payment(of_user uuid, of_currency text, args jsonb)
 RETURNS payments
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO ''
AS $function$
declare
  payment public.payments;
  given constant text := btrim(args ->> 'provider_reference');
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

CREATE OR REPLACE FUNCTION private.book_lines(lines jsonb, key text, dry_run boolean)
 RETURNS jsonb
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO ''
AS $function$
declare
  line jsonb;
  payment public.payments;
  invoice public.invoices;
  answer jsonb;
  problem text;
  amount bigint;
  broken text;
begin
  perform private.require_finance();
  perform private.need(jsonb_typeof(lines) = 'array', 'There are no lines to book.', 'lines');
  if jsonb_array_length(lines) > 2000 then
    perform private.refuse_invoice('At most 2,000 lines are booked at once.');
  end if;
  if not dry_run then
    answer := private.recall('book_statement', key, lines);
    if answer is not null then
      return answer;
    end if;
  end if;
  answer := '[]';
  begin
    for line in select l from jsonb_array_elements(lines) l order by (l ->> 'invoice_id'), (l -> 'line') loop
      problem := null;
      amount := null;
      payment := null;
      begin
        select * into invoice from public.invoices i where i.id = (line ->> 'invoice_id')::uuid for update;
        perform private.need(btrim(line ->> 'bank_id') <> '', 'This line has no key of the bank: it could be booked twice.', 'bank_id');
        insert into public.payments (user_id, currency, amount_minor, method, provider, provider_reference, reference, paid_at, recorded_by)
        values (invoice.user_id, line ->> 'currency', (line ->> 'amount_minor')::bigint, 'bank_transfer', 'bank', line ->> 'bank_id',
          left(nullif(btrim(concat_ws(' · ', nullif(line ->> 'name', ''), nullif(line ->> 'reference', ''))), ''), 120), private.bank_moment((line ->> 'day')::date), private.staff_id())
        returning * into payment;
        if invoice.id is not null then
          amount := least(invoice.due_minor, payment.amount_minor);
          perform private.allocate(payment, invoice.id, amount);
        end if;
      exception
        when unique_violation then problem := 'This line was booked before.';
        when check_violation then
          get stacked diagnostics broken = constraint_name;
          -- What a rule of ours refuses says why; a constraint speaks to nobody.
          problem := case when broken = '' then sqlerrm else 'This line cannot be read.' end;
        when foreign_key_violation or not_null_violation or data_exception then problem := 'This line cannot be read.';
      end;
      answer := answer || jsonb_build_object('line', line -> 'line', 'payment_id', case when problem is null then payment.id end, 'number', invoice.number, 'allocated_minor', case when problem is null then amount end, 'problem', problem);
    end loop;
    if dry_run then
      raise exception using errcode = 'DRYRN', message = answer::text;
    end if;
  exception when sqlstate 'DRYRN' then
    return sqlerrm::jsonb;
  end;
  perform private.remember('book_statement', key, lines, answer);
  return answer;
end
$function$;
