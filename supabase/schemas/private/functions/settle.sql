-- Written by `npm run schema` from the migrations: change those, not this.

CREATE OR REPLACE FUNCTION private.settle(of_payment uuid, parts jsonb, hold_rest boolean, key text, dry_run boolean, version timestamp with time zone DEFAULT NULL::timestamp with time zone)
 RETURNS jsonb
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO ''
AS $function$
declare
  request constant jsonb := jsonb_build_object('payment', of_payment, 'parts', parts, 'hold_rest', hold_rest);
  part jsonb;
  invoice public.invoices;
  payment public.payments;
  answer jsonb;
  done jsonb := '[]';
  held bigint := 0;
  owners uuid[];
begin
  perform private.require_finance();
  perform private.need(jsonb_typeof(parts) = 'array' and jsonb_array_length(parts) <= 100, 'Name the invoices, 100 at the most.', 'parts');
  if not dry_run then
    answer := private.recall('settle_payment', key, request);
    if answer is not null then
      return answer;
    end if;
  end if;
  begin
    -- All invoices before the payment, in one order: who allocates at the same moment waits and is not locked out.
    perform from public.invoices i where i.id in (select (p ->> 'invoice_id')::uuid from jsonb_array_elements(parts) p) order by i.id for update;
    select * into payment from public.payments p where p.id = of_payment for update;
    if not found then
      raise exception 'This payment does not exist.' using errcode = 'PT404';
    elsif payment.updated_at <> version then
      raise exception 'Somebody changed this payment after you opened it.' using errcode = 'PT409',
        hint = 'Look at it again and repeat what you meant, if it still applies.';
    end if;
    for part in select p from jsonb_array_elements(parts) p order by p ->> 'invoice_id' loop
      if coalesce((part ->> 'amount_minor')::bigint, 0) <= 0 then
        perform private.refuse_invoice('What is allocated is more than nothing.', 'amount_minor');
      end if;
      invoice := private.decide_invoice('allocate_payment', (part ->> 'invoice_id')::uuid, (part ->> 'version')::timestamptz,
        jsonb_build_object('payment_id', of_payment, 'amount_minor', (part ->> 'amount_minor')::bigint), null, false);
      owners := owners || invoice.user_id;
      done := done || jsonb_build_object('invoice_id', invoice.id, 'number', invoice.number, 'state', invoice.state, 'amount_minor', (part ->> 'amount_minor')::bigint, 'due_minor', invoice.due_minor);
    end loop;
    select * into payment from public.payments p where p.id = of_payment;
    -- Whose payment it is follows from whose invoices it settles, where those are one member's.
    if payment.user_id is null and (select count(distinct o) = 1 from unnest(owners) o) and array_position(owners, null) is null then
      update public.payments p set user_id = owners[1] where p.id = of_payment returning * into payment;
    end if;
    if hold_rest and payment.unallocated_minor > 0 then
      held := payment.unallocated_minor;
      payment := private.decide_payment('hold_payment', of_payment, jsonb_build_object('amount_minor', held), null, false);
    elsif jsonb_array_length(parts) = 0 then
      perform private.refuse_invoice('Choose an invoice, or hold what is left as credit.', 'parts');
    end if;
    select * into payment from public.payments p where p.id = of_payment;
    answer := jsonb_build_object('invoices', done, 'held_minor', held, 'unallocated_minor', payment.unallocated_minor, 'currency', payment.currency);
    if dry_run then
      raise exception using errcode = 'DRYRN', message = answer::text;
    end if;
  exception when sqlstate 'DRYRN' then
    return sqlerrm::jsonb;
  end;
  perform private.remember('settle_payment', key, request, answer);
  return answer;
end
$function$;

comment on function private.settle(of_payment uuid, parts jsonb, hold_rest boolean, key text, dry_run boolean, version timestamp with time zone) is 'Allocates a payment to several invoices in one step, and holds the rest where that is asked; of the version of the payment that was seen, where one is named. Behind settle_payment.';

grant execute on function private.settle(of_payment uuid, parts jsonb, hold_rest boolean, key text, dry_run boolean, version timestamp with time zone) to authenticated;
grant execute on function private.settle(of_payment uuid, parts jsonb, hold_rest boolean, key text, dry_run boolean, version timestamp with time zone) to service_role;
