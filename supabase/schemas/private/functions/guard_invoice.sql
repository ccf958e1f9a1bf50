-- Written by `npm run schema` from the migrations: change those, not this.

CREATE OR REPLACE FUNCTION private.guard_invoice()
 RETURNS trigger
 LANGUAGE plpgsql
 SET search_path TO ''
AS $function$
declare
  fixed constant text[] := array['number', 'user_id', 'subscription_id', 'billing_name', 'billing_email', 'billing_country', 'currency',
    'subtotal_minor', 'discount_minor', 'tax_minor', 'issued_at', 'period_start', 'period_end'];
  column_name text;
begin
  if current_user = 'authenticated' and new.number is distinct from (case when tg_op = 'UPDATE' then old.number end) then
    raise exception 'An invoice gets its number when it is issued.' using errcode = '23514', detail = '{"field": "number"}';
  end if;
  if tg_op = 'INSERT' then
    -- A person's invoice starts empty; lines and payments make its sums.
    if current_user = 'authenticated' and (new.subtotal_minor <> 0 or new.paid_minor <> 0) then
      raise exception 'The sums of an invoice come from its lines and payments.' using errcode = '23514', detail = '{"field": "subtotal_minor"}';
    end if;
    return new;
  end if;
  -- current_user is the owner inside our own definer triggers below.
  if current_user = 'authenticated' and (new.subtotal_minor <> old.subtotal_minor or new.paid_minor <> old.paid_minor) then
    raise exception 'The sums of an invoice come from its lines and payments.' using errcode = '23514', detail = '{"field": "subtotal_minor"}';
  end if;
  if old.state <> 'draft' then
    foreach column_name in array fixed loop
      -- What it refers to may be erased; its own billing name and address stay.
      continue when column_name in ('user_id', 'subscription_id') and to_jsonb(new) ->> column_name is null
        and current_user <> 'authenticated';
      if to_jsonb(new) -> column_name is distinct from to_jsonb(old) -> column_name then
        raise exception 'An issued invoice is not rewritten: % is fixed. Void it and issue another.', replace(column_name, '_', ' ')
          using errcode = '23514', detail = jsonb_build_object('field', column_name)::text;
      end if;
    end loop;
  end if;
  if new.state <> old.state then
    if new.state = 'open' then
      if new.subtotal_minor = 0 then
        raise exception 'Add at least one line with an amount before issuing this invoice.' using errcode = '23514';
      end if;
      new.number := coalesce(new.number, private.next_invoice_number());
      new.issued_at := coalesce(new.issued_at, clock_timestamp());
      new.due_on := coalesce(new.due_on, (new.issued_at at time zone 'UTC')::date + 14);
    elsif new.state = 'paid' then
      new.paid_at := coalesce(new.paid_at, clock_timestamp());
    elsif new.state in ('void', 'uncollectible') then
      new.closed_at := clock_timestamp();
    end if;
  end if;
  return new;
end
$function$;
