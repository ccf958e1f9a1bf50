-- 074 payments and plans
-- A payment goes to several invoices at once, in one step that is done whole or not at all; lines of a statement that
-- look like what was booked already are told; and nothing is allocated that was not paid. Recurring revenue by plan.

create or replace function private.keep_allocation() returns trigger
language plpgsql security definer set search_path = '' as $$
begin
  -- What is taken off an invoice is what this very payment had put on it.
  if new.amount_minor < 0 and new.payment_id is not null and -new.amount_minor > coalesce(
    (select sum(p.amount_minor) from public.invoice_payments p where p.payment_id = new.payment_id and p.invoice_id = new.invoice_id), 0) then
    perform private.refuse_invoice('This is more than the payment had put on this invoice.', 'amount_minor');
  end if;
  return new;
end
$$;
create or replace trigger b_own before insert on public.invoice_payments for each row execute function private.keep_allocation();

create or replace function public.allocate_payment(
  payment_id uuid, invoice_id uuid, version timestamptz, amount_minor bigint default null, idempotency_key text default null, dry_run boolean default false
) returns public.invoices
language sql security invoker set search_path = '' as $$
  select private.need(amount_minor is null or amount_minor > 0, 'What is allocated is more than nothing.', 'amount_minor');
  select private.decide_invoice('allocate_payment', invoice_id, version, jsonb_build_object('payment_id', payment_id, 'amount_minor', amount_minor), idempotency_key, dry_run)
$$;

create or replace function private.settle(of_payment uuid, parts jsonb, hold_rest boolean, key text, dry_run boolean) returns jsonb
language plpgsql security definer set search_path = '' as $$
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
    for part in select p from jsonb_array_elements(parts) p order by p ->> 'invoice_id' loop
      if coalesce((part ->> 'amount_minor')::bigint, 0) <= 0 then
        perform private.refuse_invoice('What is allocated is more than nothing.', 'amount_minor');
      end if;
      invoice := private.decide_invoice('allocate_payment', (part ->> 'invoice_id')::uuid, (part ->> 'version')::timestamptz,
        jsonb_build_object('payment_id', of_payment, 'amount_minor', (part ->> 'amount_minor')::bigint), null, false);
      owners := owners || invoice.user_id;
      done := done || jsonb_build_object('invoice_id', invoice.id, 'number', invoice.number, 'state', invoice.state, 'amount_minor', (part ->> 'amount_minor')::bigint, 'due_minor', invoice.due_minor);
    end loop;
    select * into payment from public.payments p where p.id = of_payment for update;
    if not found then
      raise exception 'This payment does not exist.' using errcode = 'P0002';
    end if;
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
$$;

create or replace function public.settle_payment(payment_id uuid, parts jsonb, hold_rest boolean default false, idempotency_key text default null, dry_run boolean default false) returns jsonb
language sql security invoker set search_path = '' as $$ select private.settle(payment_id, parts, hold_rest, idempotency_key, dry_run) $$;
comment on function public.settle_payment(uuid, jsonb, boolean, text, boolean) is
  'Puts a payment on invoices, [{"invoice_id", "version", "amount_minor"}], all or none; what is left is held as the member''s credit where that is asked for.';

drop function if exists public.match_statement(jsonb);
create or replace function public.match_statement(lines jsonb)
returns table (line integer, booked_before boolean, like_payment uuid, invoice_id uuid, number text, billing_name text, due_minor bigint, why text, score integer)
language sql stable security invoker set search_path = '' as $$
  select (l ->> 'line')::integer, exists (select from public.payments p where p.provider = 'bank' and p.provider_reference = l ->> 'bank_id'),
    (select p.id from public.payments p where p.method = 'bank_transfer' and p.currency = l ->> 'currency' and p.amount_minor = (l ->> 'amount_minor')::bigint
      and p.paid_at >= (l ->> 'day')::date::timestamp at time zone 'UTC' - interval '1 day' and p.paid_at < (l ->> 'day')::date::timestamp at time zone 'UTC' + interval '2 days' order by p.paid_at, p.id limit 1),
    s.invoice_id, s.number, s.billing_name, s.due_minor, s.why, s.score
  from jsonb_array_elements(lines) l
  left join lateral (select * from private.suggest(l ->> 'currency', (l ->> 'amount_minor')::bigint, concat_ws(' ', l ->> 'reference', l ->> 'name'), null) x where x.score >= 40 order by x.score desc limit 1) s on true
  order by 1
$$;
comment on function public.match_statement(jsonb) is
  'For each line of a bank statement: whether it was booked before, a transfer of the same amount about that day, and the invoice it is likeliest for. Writes nothing.';

create or replace function public.mrr_by_plan()
returns table (plan_id uuid, plan text, billing_interval text, currency text, subscriptions bigint, mrr_twelfths bigint)
language sql stable security invoker set search_path = '' as $$
  select p.id, p.name, r.billing_interval, s.currency, count(*), sum(s.recurring_minor * case r.billing_interval when 'month' then 12 else 1 end)::bigint
  from public.user_subscriptions s join public.subscription_plans p on p.id = s.plan_id join public.plan_prices r on r.id = s.price_id
  where s.state in ('active', 'past_due') and s.recurring_minor > 0 and (select private.has_role('finance'))
  group by 1, 2, 3, 4 order by 4, 6 desc, 2
$$;
comment on function public.mrr_by_plan() is 'Recurring revenue now, by plan and currency, in twelfths of a minor unit: each currency comes to what mrr_movements ends with.';

revoke all on function private.keep_allocation(), private.settle(uuid, jsonb, boolean, text, boolean) from public, anon, authenticated, service_role;
grant execute on function private.settle(uuid, jsonb, boolean, text, boolean) to authenticated, service_role;
revoke all on function public.settle_payment(uuid, jsonb, boolean, text, boolean), public.match_statement(jsonb), public.mrr_by_plan(), public.allocate_payment(uuid, uuid, timestamptz, bigint, text, boolean)
  from public, anon, authenticated, service_role;
grant execute on function public.settle_payment(uuid, jsonb, boolean, text, boolean), public.match_statement(jsonb), public.mrr_by_plan(), public.allocate_payment(uuid, uuid, timestamptz, bigint, text, boolean)
  to authenticated, service_role;
