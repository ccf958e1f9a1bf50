-- 102 billing at once
-- Two people who bill at one moment wait for each other and never lock each other out; and whatever a function of billing
-- is given that it cannot take, it says so in a sentence, never with the name of a constraint.

-- ---------------------------------------------------------------------------------------
-- At once

create or replace function private.one_at_a_time(what text) returns void
language plpgsql security definer set search_path = '' as $$
begin
  perform private.require_finance();
  perform pg_advisory_xact_lock(hashtextextended(what, 7305));
end
$$;
comment on function private.one_at_a_time(text) is 'Waits until whoever of finance does the same at this moment is done.';

create or replace function private.issue_many(invoice_ids uuid[], key text, dry_run boolean)
returns jsonb
language plpgsql security definer set search_path = '' as $$
declare
  request constant jsonb := jsonb_build_object('invoices', to_jsonb(invoice_ids));
  of_invoice uuid;
  seen public.invoices;
  done public.invoices;
  answer jsonb;
  problem text;
begin
  perform private.require_finance();
  if cardinality(invoice_ids) > 1000 then
    perform private.refuse_invoice('At most 1,000 invoices are issued at once.');
  end if;
  if not dry_run then
    answer := private.recall('issue_invoices', key, request);
    if answer is not null then
      return answer;
    end if;
  end if;
  answer := '[]';
  -- All of them before the first number, in one order: who issues one of them alone holds it while waiting for its number.
  if not dry_run then
    perform from public.invoices i where i.id = any (invoice_ids) order by i.id for update;
  end if;
  for of_invoice in select distinct id from unnest(invoice_ids) id order by 1 loop
    problem := null;
    done := null;
    select * into seen from public.invoices i where i.id = of_invoice;
    begin
      done := private.decide_invoice('issue_invoice', of_invoice, seen.updated_at, jsonb_build_object('due_on', seen.due_on), null, dry_run);
    exception when check_violation or no_data_found or sqlstate 'PT409' then
      problem := sqlerrm;
    end;
    answer := answer || jsonb_build_object('invoice_id', of_invoice, 'billing_name', seen.billing_name, 'currency', seen.currency, 'total_minor', seen.total_minor,
      'number', case when dry_run then null else done.number end, 'due_on', done.due_on, 'problem', problem);
  end loop;
  if not dry_run then
    perform private.remember('issue_invoices', key, request, answer);
  end if;
  return answer;
end
$$;

-- ---------------------------------------------------------------------------------------
-- What may be given

create or replace function private.bounded_day(day date) returns date
language plpgsql stable set search_path = '' as $$
begin
  if day is null or day not between '2000-01-01' and '2100-01-01' then
    raise exception 'Choose a day between 2000 and 2100.' using errcode = '22023', detail = '{"field": "day"}';
  end if;
  return day;
end
$$;
comment on function private.bounded_day(date) is 'A day that can be meant; others are refused.';

create or replace function private.known_zone(time_zone text) returns text
language plpgsql stable set search_path = '' as $$
begin
  if time_zone is null then
    raise exception 'Name a time zone.' using errcode = '22023', detail = '{"field": "time_zone"}';
  end if;
  perform now() at time zone time_zone;
  return time_zone;
exception when invalid_parameter_value then
  raise exception 'There is no time zone "%".', left(time_zone, 60) using errcode = '22023', detail = '{"field": "time_zone"}';
end
$$;
comment on function private.known_zone(text) is 'A time zone that there is; others are refused.';

create or replace function private.remember(of_function text, of_key text, request jsonb, response jsonb) returns void
language plpgsql security definer set search_path = '' as $$
begin
  if of_key is not null then
    perform private.need(char_length(of_key) between 1 and 200, 'The key of a request is 1 to 200 characters long.', 'idempotency_key');
    insert into private.idempotency_keys (function_name, key, request, response)
    values (of_function, of_key, request || jsonb_build_object('by', auth.uid()), response)
    on conflict do nothing;
    -- Who leaves open whether it is a dry run is not answered from before, and does nothing twice either.
    if not found then
      raise exception 'This key was used for another request already. Nothing was changed.' using errcode = 'PT409';
    end if;
  end if;
end
$$;

create or replace function private.book_payment(of_user uuid, of_currency text, args jsonb) returns public.payments
language plpgsql security definer set search_path = '' as $$
declare
  payment public.payments;
  card constant uuid := (args ->> 'payment_method_id')::uuid;
begin
  perform private.need(exists (select from public.currencies c where c.code = of_currency), format('There is no currency "%s".', left(of_currency, 20)), 'currency');
  perform private.need((args ->> 'amount_minor')::bigint between 1 and 9007199254740991, 'A payment is more than nothing, and no more than 9,007,199,254,740,991 of the smallest unit.', 'amount_minor');
  perform private.need(of_user is null or exists (select from public.profiles p where p.id = of_user), 'There is no such member.', 'user_id');
  perform private.need(args ->> 'method' in ('card', 'bank_transfer', 'cash', 'other'), 'Choose how it was paid: card, bank_transfer, cash or other.', 'method');
  perform private.need(coalesce(char_length(args ->> 'reference'), 0) <= 120, 'The reference is at most 120 characters long.', 'reference');
  perform private.need(coalesce(args ->> 'provider' ~ '^[a-z][a-z0-9_]{1,40}$', true), 'A provider is named in small letters, such as stripe.', 'provider');
  perform private.need(coalesce(char_length(args ->> 'provider_reference'), 1) between 1 and 200, 'The reference of the provider is 1 to 200 characters long.', 'provider_reference');
  perform private.need(card is null or exists (select from public.payment_methods m where m.id = card), 'There is no such card.', 'payment_method_id');
  perform private.need(card is null or of_user is null or exists (select from public.payment_methods m where m.id = card and m.user_id = of_user), 'This card is another member''s.', 'payment_method_id');
  insert into public.payments (user_id, currency, amount_minor, method, provider, provider_reference, reference, payment_method_id, paid_at, recorded_by)
  values (of_user, of_currency, (args ->> 'amount_minor')::bigint, args ->> 'method', args ->> 'provider', args ->> 'provider_reference',
    nullif(btrim(args ->> 'reference'), ''), card, coalesce((args ->> 'paid_at')::timestamptz, now()), private.staff_id())
  on conflict ((coalesce(provider, '')), provider_reference) where provider_reference is not null do nothing
  returning * into payment;
  perform private.need(payment.id is not null, 'This payment was booked before: its provider has one with this reference.', 'provider_reference');
  return payment;
end
$$;
comment on function private.book_payment(uuid, text, jsonb) is 'Writes down money that came in, or says which part of it cannot be.';

create or replace function private.check_parts(parts jsonb) returns void
language plpgsql stable set search_path = '' as $$
begin
  perform (p ->> 'invoice_id')::uuid, (p ->> 'version')::timestamptz, (p ->> 'amount_minor')::bigint from jsonb_array_elements(parts) p;
exception when data_exception then
  perform private.need(false, 'Each part names its invoice, the version that you saw of it, and a whole number of the smallest unit.', 'parts');
end
$$;
comment on function private.check_parts(jsonb) is 'Refuses parts of a payment that cannot be read.';

-- ---------------------------------------------------------------------------------------
-- The functions, which look at what they are given first

create or replace function public.book_statement(lines jsonb, idempotency_key text default null, dry_run boolean default false) returns jsonb
language sql security invoker set search_path = '' as $$
  -- Each line holds its invoice and its mark: two statements with lines in common could wait for each other.
  select private.one_at_a_time('book_statement');
  select private.book_lines(lines, idempotency_key, dry_run)
$$;

create or replace function public.settle_payment(payment_id uuid, parts jsonb, hold_rest boolean default false, idempotency_key text default null, dry_run boolean default false) returns jsonb
language sql security invoker set search_path = '' as $$
  select private.check_parts(parts);
  select private.settle(payment_id, parts, coalesce(hold_rest, false), idempotency_key, dry_run)
$$;

create or replace function public.refund_payment(
  payment_id uuid, amount_minor bigint, reason text, provider_reference text default null, idempotency_key text default null, dry_run boolean default false
) returns public.payments
language sql security invoker set search_path = '' as $$
  select private.need(coalesce(char_length(provider_reference), 0) <= 200, 'The reference of the provider is at most 200 characters long.', 'provider_reference');
  select private.decide_payment('refund_payment', payment_id,
    jsonb_build_object('amount_minor', amount_minor, 'reason', reason, 'provider_reference', nullif(btrim(provider_reference), '')), idempotency_key, dry_run)
$$;

create or replace function public.remind_invoice(
  invoice_id uuid, version timestamptz, level smallint, promised_on date default null, note text default null, idempotency_key text default null, dry_run boolean default false
) returns public.invoices
language sql security invoker set search_path = '' as $$
  select private.need(coalesce(char_length(note), 0) <= 500, 'The note is at most 500 characters long.', 'note');
  select private.remind(invoice_id, version, jsonb_build_object('level', level, 'promised_on', promised_on, 'note', note), idempotency_key, dry_run)
$$;

create or replace function public.start_subscription(
  user_id uuid, plan_id uuid, quantity smallint default 1, payment_method_id uuid default null, discount_percent numeric default 0, tax_rate numeric default null,
  trial boolean default true, time_zone text default 'UTC', idempotency_key text default null, dry_run boolean default false
) returns public.user_subscriptions
language sql security invoker set search_path = '' as $$
  select private.need(coalesce(quantity, 1) between 1 and 100, 'A subscription is to between 1 and 100 of a plan.', 'quantity'),
    private.need(coalesce(discount_percent, 0) between 0 and 100, 'A discount is between 0 and 100 per cent.', 'discount_percent'),
    private.need(coalesce(tax_rate, 0) between 0 and 100, 'A tax rate is between 0 and 100 per cent.', 'tax_rate'),
    private.known_zone(coalesce(time_zone, 'UTC')), private.one_at_a_time('start_subscription ' || user_id);
  select private.start_subscription(jsonb_build_object('user_id', user_id, 'plan_id', plan_id, 'quantity', quantity, 'payment_method_id', payment_method_id,
    'discount_percent', discount_percent, 'tax_rate', tax_rate, 'trial', trial, 'time_zone', time_zone), idempotency_key, dry_run)
$$;

create or replace function public.change_subscription(
  subscription_id uuid, version timestamptz, plan_id uuid default null, quantity smallint default null, discount_percent numeric default null, at_period_end boolean default false,
  prorate boolean default true, reason text default null, idempotency_key text default null, dry_run boolean default false
) returns jsonb
language sql security invoker set search_path = '' as $$
  select private.need(coalesce(quantity, 1) between 1 and 100, 'A subscription is to between 1 and 100 of a plan.', 'quantity'),
    private.need(coalesce(discount_percent, 0) between 0 and 100, 'A discount is between 0 and 100 per cent.', 'discount_percent'),
    private.need(coalesce(char_length(reason), 0) <= 500, 'The reason is at most 500 characters long.', 'reason');
  select private.decide_subscription('change_subscription', subscription_id, version, jsonb_build_object('plan_id', plan_id, 'quantity', quantity, 'discount_percent', discount_percent,
    'at_period_end', at_period_end, 'prorate', prorate, 'reason', nullif(btrim(reason), '')), idempotency_key, dry_run)
$$;

create or replace function public.pause_subscription(
  subscription_id uuid, version timestamptz, reason text, at_period_end boolean default true, resume_at timestamptz default null, prorate boolean default true,
  idempotency_key text default null, dry_run boolean default false
) returns jsonb
language sql security invoker set search_path = '' as $$
  select private.need(resume_at is null or resume_at < now() + interval '3 years', 'It goes on within three years from now.', 'resume_at');
  select private.decide_subscription('pause_subscription', subscription_id, version,
    jsonb_build_object('reason', reason, 'at_period_end', at_period_end, 'resume_at', resume_at, 'prorate', prorate), idempotency_key, dry_run)
$$;

create or replace function public.set_plan_price(plan_id uuid, version timestamptz, amount_minor bigint, reason text, idempotency_key text default null, dry_run boolean default false) returns public.subscription_plans
language sql security invoker set search_path = '' as $$
  select private.need(amount_minor between 0 and 100000000, 'A price is nothing or more, and no more than 100,000,000 of the smallest unit.', 'amount_minor');
  select private.decide_price(plan_id, version, amount_minor, reason, idempotency_key, dry_run)
$$;

create or replace function public.close_month(month date) returns public.billing_periods
language sql security invoker set search_path = '' as $$
  select private.decide_period('close', private.bounded_day(month), null)
$$;

create or replace function public.reopen_month(month date, reason text) returns public.billing_periods
language sql security invoker set search_path = '' as $$
  select private.decide_period('reopen', private.bounded_day(month), reason)
$$;

-- ---------------------------------------------------------------------------------------

revoke all on function private.one_at_a_time(text), private.issue_many(uuid[], text, boolean), private.bounded_day(date), private.known_zone(text), private.remember(text, text, jsonb, jsonb), private.book_payment(uuid, text, jsonb), private.check_parts(jsonb) from public, anon, authenticated, service_role;
grant execute on function private.one_at_a_time(text), private.issue_many(uuid[], text, boolean), private.bounded_day(date), private.known_zone(text), private.check_parts(jsonb) to authenticated, service_role;
do $$
declare
  f text;
begin
  foreach f in array array[
    'book_statement(jsonb, text, boolean)', 'settle_payment(uuid, jsonb, boolean, text, boolean)', 'refund_payment(uuid, bigint, text, text, text, boolean)',
    'remind_invoice(uuid, timestamptz, smallint, date, text, text, boolean)', 'start_subscription(uuid, uuid, smallint, uuid, numeric, numeric, boolean, text, text, boolean)',
    'change_subscription(uuid, timestamptz, uuid, smallint, numeric, boolean, boolean, text, text, boolean)',
    'pause_subscription(uuid, timestamptz, text, boolean, timestamptz, boolean, text, boolean)', 'set_plan_price(uuid, timestamptz, bigint, text, text, boolean)',
    'close_month(date)', 'reopen_month(date, text)'
  ] loop
    execute format('revoke all on function public.%s from public, anon, authenticated, service_role', f);
    execute format('grant execute on function public.%s to authenticated, service_role', f);
  end loop;
end
$$;
