-- 037 owned columns
-- Who did something and when, and what an invoice comes to, is written by the database: not by whoever writes the rest of
-- the row, be it a person or the service.

-- The column keeps who wrote the row first.
create or replace function private.stamp_person() returns trigger
language plpgsql set search_path = '' as $$
begin
  if current_user <> 'authenticated' then
    return new;
  end if;
  return jsonb_populate_record(new, jsonb_build_object(tg_argv[0],
    case tg_op when 'INSERT' then to_jsonb(auth.uid()) else to_jsonb(old) -> tg_argv[0] end));
end
$$;
create or replace trigger a_stamp before insert or update on public.scrape_runs
  for each row execute function private.stamp_person('requested_by');
create or replace trigger a_stamp before insert or update on public.sequence_enrollments
  for each row execute function private.stamp_person('enrolled_by');
create or replace trigger a_stamp before insert or update on public.outreach_suppressions
  for each row execute function private.stamp_person('created_by');
create or replace trigger a_stamp before insert on public.invoice_payments
  for each row execute function private.stamp_person('recorded_by');

create or replace trigger a_fixed before update on public.sequence_enrollments for each row
  execute function private.protect_columns('admin', 'id', 'enrolled_at');
create or replace trigger a_fixed before update on public.user_subscriptions for each row
  execute function private.protect_columns('admin', 'id', 'user_id', 'created_at');

-- An invoice is issued, paid and closed when that happens.
create or replace function private.keep_invoice_times() returns trigger
language plpgsql set search_path = '' as $$
declare
  column_name text;
begin
  if current_user <> 'authenticated' then
    return new;
  end if;
  foreach column_name in array array['issued_at', 'paid_at', 'closed_at'] loop
    -- guard_invoice says more of that.
    continue when column_name = 'issued_at' and tg_op = 'UPDATE' and old.state <> 'draft';
    if to_jsonb(new) -> column_name is distinct from coalesce(to_jsonb(old) -> column_name, 'null') then
      raise exception 'The database notes the time itself: "%" is not written by hand.', replace(column_name, '_', ' ')
        using errcode = '23514', detail = jsonb_build_object('field', column_name)::text;
    end if;
  end loop;
  return new;
end
$$;
create or replace trigger a_times before insert or update on public.invoices
  for each row execute function private.keep_invoice_times();

-- Nothing is owed where a discount takes all: it is paid as it is issued.
create or replace function private.settle_empty_invoice() returns trigger
language plpgsql security definer set search_path = '' as $$
begin
  update public.invoices set state = 'paid' where id = new.id;
  return null;
end
$$;
create or replace trigger settle_empty after update of state on public.invoices
  for each row when (new.state = 'open' and old.state = 'draft' and new.due_minor = 0) execute function private.settle_empty_invoice();

-- As in 018, but that a payment told twice is refused, whoever tells it.
create or replace function private.apply_payment() returns trigger
language plpgsql security definer set search_path = '' as $$
declare
  invoice public.invoices;
begin
  select * into invoice from public.invoices i where i.id = new.invoice_id for update;
  if invoice.currency <> new.currency then
    raise exception 'This invoice is in %, so a payment in % cannot settle it.', invoice.currency, new.currency
      using errcode = '23514', detail = '{"field": "currency"}';
  end if;
  if auth.uid() is null and invoice.state = 'paid' then
    -- A paid invoice brought in whole, with its payments; the same payment told twice is none of them.
    if (select sum(p.amount_minor) from public.invoice_payments p where p.invoice_id = invoice.id) > invoice.paid_minor then
      raise exception 'This invoice is paid already.' using errcode = '23514', detail = '{"field": "amount_minor"}';
    end if;
    return null;
  end if;
  if invoice.state not in ('open', 'uncollectible') then
    raise exception 'A payment can only be recorded on an open or uncollectible invoice; this one is %.', invoice.state
      using errcode = '23514', detail = '{"field": "invoice_id"}';
  end if;
  if new.amount_minor > invoice.due_minor then
    raise exception 'This is more than is still owed.' using errcode = '23514', detail = '{"field": "amount_minor"}';
  end if;
  update public.invoices
  set paid_minor = paid_minor + new.amount_minor,
      state = case when new.amount_minor = invoice.due_minor then 'paid' else state end,
      paid_at = case when new.amount_minor = invoice.due_minor then new.paid_at else paid_at end
  where id = invoice.id;
  return null;
end
$$;

create or replace function private.bound_payment() returns trigger
language plpgsql set search_path = '' as $$
begin
  if current_user = 'authenticated' and new.paid_at > now() + interval '1 day' then
    raise exception 'The day of the payment lies in the future.' using errcode = '23514', detail = '{"field": "paid_at"}';
  end if;
  return new;
end
$$;
create or replace trigger a_bound before insert on public.invoice_payments
  for each row execute function private.bound_payment();
-- A payment is a fact; one that was wrong is answered by another.
revoke update, delete on public.invoice_payments from service_role;

-- As in 018, but that not even the service changes what an issued invoice comes to.
create or replace function private.sum_invoice_lines() returns trigger
language plpgsql security definer set search_path = '' as $$
declare
  invoice uuid := case when tg_op = 'DELETE' then old.invoice_id else new.invoice_id end;
  invoice_state text;
begin
  if tg_op = 'UPDATE' and new.invoice_id <> old.invoice_id then
    raise exception 'A line stays on its invoice.' using errcode = '23514', detail = '{"field": "invoice_id"}';
  end if;
  select state into invoice_state from public.invoices where id = invoice for update;
  if not found then
    return null; -- the invoice itself is being deleted
  end if;
  -- Past invoices are brought in whole by the service; people write lines on drafts only.
  if invoice_state <> 'draft' then
    if auth.uid() is not null or tg_op <> 'INSERT'
      or (select sum(l.amount_minor) from public.invoice_line_items l where l.invoice_id = invoice)
        > (select i.subtotal_minor from public.invoices i where i.id = invoice) then
      raise exception 'The lines of an issued invoice are fixed. Void it and issue another.' using errcode = '23514';
    end if;
    return null;
  end if;
  update public.invoices set subtotal_minor = (
    select coalesce(sum(l.amount_minor), 0) from public.invoice_line_items l where l.invoice_id = invoice
  ) where id = invoice;
  return null;
end
$$;

revoke all on function private.stamp_person(), private.keep_invoice_times(), private.settle_empty_invoice(), private.bound_payment()
  from public, anon, authenticated, service_role;
