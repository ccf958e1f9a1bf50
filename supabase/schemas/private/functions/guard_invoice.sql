-- Written by `npm run schema` from the migrations: change those, not this.

CREATE OR REPLACE FUNCTION private.guard_invoice()
 RETURNS trigger
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO ''
AS $function$
declare
  printed constant text[] := array['number', 'series', 'user_id', 'subscription_id', 'billing_name', 'billing_email', 'billing_country', 'billing_address',
    'billing_tax_id', 'locale', 'currency', 'subtotal_minor', 'discount_minor', 'tax_minor', 'issued_at', 'period_start', 'period_end', 'memo', 'seller', 'buyer'];
  noted constant text[] := array['number', 'seller', 'buyer', 'issued_at', 'due_on', 'paid_at', 'closed_at', 'voided_at', 'written_off_at', 'closed_reason'];
  column_name text;
  before jsonb;
  after jsonb := to_jsonb(new);
  the_seller public.billing_sellers;
  moment constant timestamptz := clock_timestamp();
begin
  if tg_op = 'DELETE' then
    if old.state <> 'draft' then
      raise exception 'An issued invoice is never deleted. Void it instead.' using errcode = '42501';
    end if;
    return old;
  end if;
  if not private.is_day(new.period_start) or not private.is_day(new.period_end) or new.period_end - new.period_start > 1100 then
    perform private.refuse_invoice('A period of that length or that far away cannot be meant.', 'period_end');
  end if;
  if new.subscription_id is not null and (tg_op = 'INSERT' or new.subscription_id is distinct from old.subscription_id or new.currency <> old.currency)
    and new.currency <> (select p.currency from public.user_subscriptions s join public.subscription_plans p on p.id = s.plan_id where s.id = new.subscription_id) then
    perform private.refuse_invoice('An invoice has the currency of its subscription.', 'currency');
  end if;

  if tg_op = 'INSERT' then
    if new.state <> 'draft' then
      perform private.refuse_invoice('A new invoice is a draft; it moves on by its functions.', 'state');
    elsif new.number is not null then
      perform private.refuse_invoice('An invoice gets its number when it is issued.', 'number');
    elsif (new.subtotal_minor, new.discount_minor, new.tax_minor, new.paid_minor, new.credited_minor) <> (0, 0, 0, 0, 0) then
      perform private.refuse_invoice('The sums of an invoice come from its lines and payments.', 'subtotal_minor');
    end if;
    foreach column_name in array noted loop
      if after ->> column_name is not null then
        perform private.refuse_invoice(format('The database notes this itself: "%s" is not written by hand.', replace(column_name, '_', ' ')), column_name);
      end if;
    end loop;
    return new;
  end if;

  before := to_jsonb(old);
  -- A move that is none is refused before anything else is asked of it.
  if new.state <> old.state and not exists (
    select from public.state_transitions t where t.table_name = 'invoices' and t.from_state = old.state and t.to_state = new.state
  ) then
    perform private.refuse_invoice(format('What is %s cannot become %s.', old.state, new.state), 'state');
  end if;
  foreach column_name in array array['subtotal_minor', 'discount_minor', 'tax_minor', 'paid_minor', 'credited_minor'] loop
    if after -> column_name is distinct from before -> column_name and (old.state = 'draft' or column_name in ('paid_minor', 'credited_minor')) then
      perform private.refuse_invoice('The sums of an invoice come from its lines and payments.', column_name);
    end if;
  end loop;
  if old.state <> 'draft' then
    foreach column_name in array printed loop
      -- Whom it refers to may be forgotten; what is printed stays.
      continue when column_name in ('user_id', 'subscription_id') and after ->> column_name is null;
      if after -> column_name is distinct from before -> column_name then
        perform private.refuse_invoice(format('An issued invoice is not rewritten: %s is fixed. Void it and issue another.', replace(column_name, '_', ' ')), column_name);
      end if;
    end loop;
    if new.due_on <> old.due_on and new.due_on is distinct from
      (select c.due_on from public.invoice_due_changes c where c.invoice_id = new.id order by c.at desc, c.id limit 1) then
      perform private.refuse_invoice('An issued invoice is given more time by its function only.', 'due_on');
    end if;
  elsif new.currency <> old.currency and exists (select from public.invoice_line_items l where l.invoice_id = new.id) then
    perform private.refuse_invoice('The currency is fixed once there is a line.', 'currency');
  end if;
  if old.state = 'draft' and new.state = 'draft' or new.state = old.state then
    foreach column_name in array noted loop
      continue when column_name = 'due_on' and old.state <> 'draft';
      if after -> column_name is distinct from before -> column_name then
        perform private.refuse_invoice(format('The database notes this itself: "%s" is not written by hand.', replace(column_name, '_', ' ')), column_name);
      end if;
    end loop;
  end if;

  -- What follows from the rows.
  if old.state = 'draft' then
    select coalesce(sum(l.amount_minor), 0), coalesce(sum(l.discount_minor), 0) into new.subtotal_minor, new.discount_minor
    from public.invoice_line_items l where l.invoice_id = new.id;
    select coalesce(sum(t.tax_minor), 0) into new.tax_minor from public.invoice_taxes t where t.invoice_id = new.id;
  end if;
  select coalesce(sum(p.amount_minor), 0) into new.paid_minor from public.invoice_payments p where p.invoice_id = new.id;
  select coalesce(sum(c.applied_minor), 0) into new.credited_minor from public.credit_notes c where c.invoice_id = new.id;

  if new.state = old.state and old.state in ('open', 'uncollectible')
    and new.paid_minor + new.credited_minor = new.subtotal_minor - new.discount_minor + new.tax_minor then
    new.state := 'paid';
  end if;
  if new.state = old.state then
    return new;
  end if;

  if new.state = 'paid' then
    if new.paid_minor + new.credited_minor <> new.subtotal_minor - new.discount_minor + new.tax_minor then
      perform private.refuse_invoice('An invoice is paid when nothing is due on it any more.', 'state');
    end if;
    new.paid_at := coalesce((select p.paid_at from public.invoice_payments p where p.invoice_id = new.id order by p.booked_at desc, p.id limit 1), moment);
  elsif new.state in ('void', 'uncollectible') then
    perform private.refuse_closed(moment, null);
    if private.said(new.closed_reason) is null then
      perform private.refuse_invoice('Say why.', 'closed_reason');
    elsif new.state = 'void' and new.paid_minor > 0 then
      perform private.refuse_invoice('Part of this invoice is paid already, so it cannot be void.');
    elsif new.state = 'void' and new.credited_minor > 0 then
      perform private.refuse_invoice('Part of this invoice is credited already, so it cannot be void. Credit the rest.');
    end if;
    new.closed_at := moment;
    if new.state = 'void' then
      new.voided_at := moment;
    else
      new.written_off_at := moment;
    end if;
  elsif new.state = 'open' then
    if not exists (select from public.invoice_line_items l where l.invoice_id = new.id) then
      perform private.refuse_invoice('Add at least one line before issuing this invoice.');
    end if;
    perform private.refuse_closed(moment, null);
    select * into the_seller from public.billing_sellers s where s.series = new.series;
    new.issued_at := moment;
    new.due_on := coalesce(new.due_on, (moment at time zone 'UTC')::date + the_seller.due_days);
    if new.due_on not between (moment at time zone 'UTC')::date and (moment at time zone 'UTC')::date + 366 then
      perform private.refuse_invoice('An invoice is due between today and a year from now.', 'due_on');
    end if;
    new.seller := to_jsonb(the_seller) - array['series', 'id', 'due_days', 'created_at', 'updated_at'];
    new.buyer := jsonb_build_object('name', new.billing_name, 'email', new.billing_email, 'country', new.billing_country,
      'address', new.billing_address, 'tax_id', new.billing_tax_id, 'locale', new.locale);
    -- Last, so that whoever else issues waits as short as can be.
    new.number := private.next_number(new.series);
  end if;
  return new;
end
$function$;

comment on function private.guard_invoice() is 'Trigger: an issued invoice stays as it was printed.';
