-- Written by `npm run schema` from the migrations: change those, not this.

CREATE OR REPLACE FUNCTION private.decide_invoice(decision text, invoice_id uuid, version timestamp with time zone, args jsonb, key text, dry_run boolean)
 RETURNS invoices
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO ''
AS $function$
declare
  request constant jsonb := jsonb_build_object('invoice', invoice_id) || args;
  reason constant text := args ->> 'reason';
  amount constant bigint := (args ->> 'amount_minor')::bigint;
  invoice public.invoices;
  payment public.payments;
  becomes text;
  answer jsonb;
begin
  perform private.require_finance();
  if not dry_run then
    answer := private.recall(decision, key, request);
    if answer is not null then
      return jsonb_populate_record(null::public.invoices, answer);
    end if;
  end if;
  begin
    invoice := private.take_invoice(invoice_id, version);
    becomes := case decision when 'issue_invoice' then 'open' when 'void_invoice' then 'void' when 'write_off_invoice' then 'uncollectible' end;
    if becomes is not null and not exists (
      select from public.state_transitions t where t.table_name = 'invoices' and t.from_state = invoice.state and t.to_state = becomes
    ) then
      perform private.refuse_invoice(format('What is %s cannot become %s.', invoice.state, becomes), 'state');
    end if;
    case decision
      when 'issue_invoice' then
        update public.invoices i set state = 'open', due_on = (args ->> 'due_on')::date where i.id = invoice.id;
      when 'record_payment' then
        if invoice.state not in ('open', 'uncollectible') then
          perform private.refuse_invoice(format('A payment can only be recorded on an open or uncollectible invoice; this one is %s.', invoice.state), 'invoice_id');
        elsif amount > invoice.due_minor then
          perform private.refuse_invoice('This is more than is still owed.', 'amount_minor');
        elsif coalesce(amount, 0) <= 0 then
          perform private.refuse_invoice('A payment is more than nothing.', 'amount_minor');
        end if;
        if args ->> 'method' = 'credit' then
          if invoice.user_id is null then
            perform private.refuse_invoice('Only a member has credit.', 'method');
          end if;
          insert into public.credit_entries (user_id, currency, amount_minor, kind, invoice_id, recorded_by)
          values (invoice.user_id, invoice.currency, -amount, 'used', invoice.id, private.staff_id());
          insert into public.invoice_payments (invoice_id, amount_minor, currency, method, reference, paid_at, recorded_by)
          values (invoice.id, amount, invoice.currency, 'credit', nullif(btrim(args ->> 'reference'), ''), now(), private.staff_id());
        else
          payment := private.book_payment(invoice.user_id, invoice.currency, args);
          perform private.allocate(payment, invoice.id, amount);
        end if;
      when 'allocate_payment' then
        select * into payment from public.payments p where p.id = (args ->> 'payment_id')::uuid for update;
        if not found then
          raise exception 'This payment does not exist.' using errcode = 'PT404';
        elsif payment.user_id is distinct from invoice.user_id and payment.user_id is not null and invoice.user_id is not null then
          perform private.refuse_invoice('This payment is another member''s.', 'payment_id');
        end if;
        perform private.allocate(payment, invoice.id, coalesce(amount, least(payment.unallocated_minor, invoice.due_minor)));
      when 'release_payment' then
        perform private.require_reason(reason, 'Say why this payment is taken off the invoice.');
        if invoice.state not in ('open', 'uncollectible') then
          perform private.refuse_invoice(format('What settled an invoice that is %s stays on it. Credit the invoice: what was paid becomes the member''s credit.', invoice.state), 'invoice_id');
        end if;
        select * into payment from public.payments p where p.id = (args ->> 'payment_id')::uuid for update;
        if coalesce(amount, 0) <= 0 or amount > coalesce((select sum(p.amount_minor) from public.invoice_payments p
            where p.payment_id = payment.id and p.invoice_id = invoice.id), 0) then
          perform private.refuse_invoice('This is more than was paid on this invoice.', 'amount_minor');
        end if;
        perform private.allocate(payment, invoice.id, -amount);
      when 'void_invoice' then
        perform private.require_reason(reason, 'Say why this invoice is void.');
        update public.invoices i set state = 'void', closed_reason = reason where i.id = invoice.id;
      when 'write_off_invoice' then
        perform private.require_reason(reason, 'Say why this invoice is written off.');
        update public.invoices i set state = 'uncollectible', closed_reason = reason where i.id = invoice.id;
      when 'extend_due_date' then
        perform private.require_reason(reason, 'Say why this invoice is given more time.');
        if invoice.state <> 'open' then
          perform private.refuse_invoice(format('Only an open invoice has a due date to change; this one is %s.', invoice.state), 'state');
        elsif (args ->> 'due_on')::date is null or (args ->> 'due_on')::date <= invoice.due_on or (args ->> 'due_on')::date > (now() at time zone 'UTC')::date + 366 then
          perform private.refuse_invoice('The new day lies after the old one, within a year from now.', 'due_on');
        end if;
        perform private.refuse_closed(clock_timestamp(), null);
        insert into public.invoice_due_changes (invoice_id, due_before, due_on, reason, changed_by)
        values (invoice.id, invoice.due_on, (args ->> 'due_on')::date, reason, private.staff_id());
        update public.invoices i set due_on = (args ->> 'due_on')::date where i.id = invoice.id;
      when 'credit_invoice' then
        perform private.require_reason(reason, 'Say why this invoice is credited.');
        perform private.credit(invoice, coalesce(amount, 0), reason);
    end case;
    select * into invoice from public.invoices i where i.id = invoice.id;
    if dry_run then
      raise exception using errcode = 'DRYRN', message = to_jsonb(invoice)::text;
    end if;
  exception when sqlstate 'DRYRN' then
    return jsonb_populate_record(null::public.invoices, sqlerrm::jsonb);
  end;
  perform private.remember(decision, key, request, to_jsonb(invoice));
  return invoice;
end
$function$;

comment on function private.decide_invoice(decision text, invoice_id uuid, version timestamp with time zone, args jsonb, key text, dry_run boolean) is 'Carries out a decision about an invoice (issue, record a payment, allocate, release, void, write off, extend, credit): locks, compares the version, checks and records, under its idempotency key; a dry run changes nothing.';

grant execute on function private.decide_invoice(decision text, invoice_id uuid, version timestamp with time zone, args jsonb, key text, dry_run boolean) to authenticated;
grant execute on function private.decide_invoice(decision text, invoice_id uuid, version timestamp with time zone, args jsonb, key text, dry_run boolean) to service_role;
