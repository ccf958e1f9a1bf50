-- Written by `npm run schema` from the migrations: change those, not this.

CREATE OR REPLACE FUNCTION private.decide_payment(decision text, of_payment uuid, args jsonb, key text, dry_run boolean, version timestamp with time zone DEFAULT NULL::timestamp with time zone)
 RETURNS payments
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO ''
AS $function$
declare
  request constant jsonb := jsonb_build_object('payment', of_payment) || args;
  reason constant text := args ->> 'reason';
  amount constant bigint := (args ->> 'amount_minor')::bigint;
  payment public.payments;
  made uuid;
  from_credit bigint;
  refund_reference constant text := nullif(private.visible_text(args ->> 'provider_reference'), '');
  answer jsonb;
begin
  perform private.require_finance();
  if not dry_run then
    answer := private.recall(decision, key, request);
    if answer is not null then
      return jsonb_populate_record(null::public.payments, answer);
    end if;
  end if;
  begin
    if decision = 'receive_payment' then
      if args ->> 'method' = 'credit' then
        perform private.refuse_invoice('Credit is not money that came in.', 'method');
      end if;
      payment := private.book_payment((args ->> 'user_id')::uuid, args ->> 'currency', args);
    else
      select * into payment from public.payments p where p.id = of_payment for update;
      if not found then
        raise exception 'This payment does not exist.' using errcode = 'PT404';
      elsif payment.updated_at <> version then
        raise exception 'Somebody changed this payment after you opened it.' using errcode = 'PT409',
          hint = 'Look at it again and repeat what you meant, if it still applies.';
      elsif coalesce(amount, 0) <= 0 then
        perform private.refuse_invoice('The amount is more than nothing.', 'amount_minor');
      end if;
      if decision = 'hold_payment' then
        if amount > payment.unallocated_minor then
          perform private.refuse_invoice('This is more than is left of the payment.', 'amount_minor');
        end if;
        insert into public.credit_entries (user_id, currency, amount_minor, kind, payment_id, recorded_by)
        values (payment.user_id, payment.currency, amount, 'overpayment', payment.id, private.staff_id());
      elsif decision = 'refund_payment' then
        perform private.require_reason(reason, 'Say why this is paid back.');
        if amount > payment.amount_minor - payment.refunded_minor then
          perform private.refuse_invoice('This is more than was paid and not yet paid back.', 'amount_minor');
        end if;
        perform private.refuse_closed(clock_timestamp(), null);
        if refund_reference is not null then
          -- Two payments of a provider may be paid back at the same moment.
          perform pg_advisory_xact_lock(hashtextextended(coalesce(payment.provider, '') || ' ' || refund_reference, 7306));
          if exists (select from public.refunds r join public.payments p on p.id = r.payment_id
              where r.provider_reference = refund_reference and (p.id = payment.id or p.provider = payment.provider)) then
            perform private.refuse_invoice('This was paid back before: its provider has a refund with this reference.', 'provider_reference');
          end if;
        end if;
        from_credit := greatest(0, amount - payment.unallocated_minor);
        if from_credit > 0 and coalesce((select b.balance_minor from public.credit_balances b
            where b.user_id = payment.user_id and b.currency = payment.currency), 0) < from_credit then
          perform private.refuse_invoice('So much of this payment is not free: credit the invoice first.', 'amount_minor');
        end if;
        insert into public.refunds (number, payment_id, user_id, currency, amount_minor, from_credit_minor, provider_reference, reason, recorded_by)
        values (private.next_number('RF'), payment.id, payment.user_id, payment.currency, amount, from_credit, refund_reference, reason, private.staff_id())
        returning id into made;
        if from_credit > 0 then
          insert into public.credit_entries (user_id, currency, amount_minor, kind, refund_id, reason, recorded_by)
          values (payment.user_id, payment.currency, -from_credit, 'refund', made, reason, private.staff_id());
        end if;
      end if;
      update public.payments p set allocated_minor = p.allocated_minor where p.id = payment.id;
    end if;
    select * into payment from public.payments p where p.id = payment.id;
    if dry_run then
      raise exception using errcode = 'DRYRN', message = to_jsonb(payment)::text;
    end if;
  exception when sqlstate 'DRYRN' then
    return jsonb_populate_record(null::public.payments, sqlerrm::jsonb);
  end;
  perform private.remember(decision, key, request, to_jsonb(payment));
  return payment;
end
$function$;

comment on function private.decide_payment(decision text, of_payment uuid, args jsonb, key text, dry_run boolean, version timestamp with time zone) is 'Carries out a decision about a payment (receive it, hold what is left as credit, refund it), of the version that was seen where one is named, under its idempotency key; a dry run changes nothing.';

grant execute on function private.decide_payment(decision text, of_payment uuid, args jsonb, key text, dry_run boolean, version timestamp with time zone) to authenticated;
grant execute on function private.decide_payment(decision text, of_payment uuid, args jsonb, key text, dry_run boolean, version timestamp with time zone) to service_role;
