-- 046 billing ledger
-- What is owed follows from documents that nobody rewrites: invoices move only as they may, for everybody and on insert
-- too; numbers come from a counter without gaps; payments, credits and refunds are rows of their own; and whatever a
-- second click or a webhook repeats is done once.

-- ---------------------------------------------------------------------------------------
-- Currencies

create table if not exists public.currencies (
  code text primary key check (code ~ '^[A-Z]{3}$'),
  id text generated always as (code) stored,
  digits smallint not null check (digits between 0 and 4)
);
comment on table public.currencies is 'ISO 4217: the currencies in use and how many digits their minor unit has. EUR 2, JPY 0, KWD 3.';
insert into public.currencies (code, digits)
select unnest(string_to_array(codes, ' ')), digits from (values
  ('BIF CLP DJF GNF ISK JPY KMF KRW PYG RWF UGX UYI VND VUV XAF XOF XPF', 0),
  ('BHD IQD JOD KWD LYD OMR TND', 3),
  ('CLF UYW', 4),
  ('AED AFN ALL AMD AOA ARS AUD AWG AZN BAM BBD BDT BMD BND BOB BOV BRL BSD BTN BWP BYN BZD CAD CDF CHE CHF CHW CNY COP COU CRC CUP CVE CZK DKK DOP DZD EGP ERN ETB EUR FJD FKP GBP GEL GHS GIP GMD GTQ GYD HKD HNL HTG HUF IDR ILS INR IRR JMD KES KGS KHR KPW KYD KZT LAK LBP LKR LRD LSL MAD MDL MGA MKD MMK MNT MOP MRU MUR MVR MWK MXN MXV MYR MZN NAD NGN NIO NOK NPR NZD PAB PEN PGK PHP PKR PLN QAR RON RSD RUB SAR SBD SCR SDG SEK SGD SHP SLE SOS SRD SSP STN SVC SYP SZL THB TJS TMT TOP TRY TTD TWD TZS UAH USD USN UYU UZS VED VES WST XCD XCG YER ZAR ZMW ZWG', 2)
) c (codes, digits)
on conflict (code) do nothing;
alter table public.currencies enable row level security;
revoke all on public.currencies from anon, authenticated, service_role;
grant select on public.currencies to authenticated, service_role;
drop policy if exists "currencies select" on public.currencies;
create policy "currencies select" on public.currencies for select to authenticated using (true);
create or replace trigger audit after insert or update or delete on public.currencies
  for each row execute function private.audit('log');

-- What of the older rows does not meet a rule: it is listed, not lost, and the rule holds for all that comes.
create table if not exists private.billing_exceptions (
  table_name text not null,
  rule text not null,
  record_id text not null default '',
  detail text not null,
  noted_at timestamptz not null default now(),
  primary key (table_name, rule, record_id)
);
comment on table private.billing_exceptions is 'Rows from before the ledger that could not be converted as they were, and why.';
alter table private.billing_exceptions enable row level security;
revoke all on private.billing_exceptions from anon, authenticated, service_role;

create or replace function private.add_rule(of_table text, rule text, definition text, broken_by text) returns void
language plpgsql set search_path = '' as $$
begin
  if not exists (select from pg_catalog.pg_constraint k where k.conrelid = format('public.%I', of_table)::regclass and k.conname = rule) then
    execute format('alter table public.%I add constraint %I %s not valid', of_table, rule, definition);
    begin
      execute format('alter table public.%I validate constraint %I', of_table, rule);
    exception when check_violation or foreign_key_violation then
      execute format('insert into private.billing_exceptions (table_name, rule, record_id, detail)
        select %L, %L, t.id::text, left(t::text, 500) from public.%I t where %s on conflict do nothing', of_table, rule, of_table, broken_by);
    end;
  end if;
end
$$;
comment on function private.add_rule(text, text, text, text) is 'Adds a constraint; rows that break it are noted in billing_exceptions and it holds for new ones.';
revoke all on function private.add_rule(text, text, text, text) from public, anon, authenticated, service_role;

do $$
declare
  t text;
begin
  foreach t in array array['subscription_plans', 'invoices', 'invoice_payments'] loop
    perform private.add_rule(t, t || '_currency_fkey', 'foreign key (currency) references public.currencies (code)',
      't.currency not in (select code from public.currencies)');
  end loop;
end
$$;
create index if not exists subscription_plans_currency_idx on public.subscription_plans (currency);
create index if not exists invoices_currency_idx on public.invoices (currency);
create index if not exists invoice_payments_currency_idx on public.invoice_payments (currency);

-- ---------------------------------------------------------------------------------------
-- Who decides

create or replace function private.require_finance() returns void
language plpgsql stable set search_path = '' as $$
begin
  -- The role that asks, also inside functions that run with the owner's rights; none: the owner's own jobs.
  if coalesce(current_setting('role', true), 'none') in ('none', 'service_role') then
    return;
  elsif not (select private.has_role('finance')) then
    raise exception 'Only finance may change invoices.' using errcode = '42501';
  end if;
end
$$;

create or replace function private.staff_id() returns uuid
language sql stable security definer set search_path = '' as $$
  select s.user_id from public.staff_members s where s.user_id = (select auth.uid())
$$;

create or replace function private.require_reason(reason text, message text) returns void
language plpgsql stable set search_path = '' as $$
begin
  if char_length(btrim(coalesce(reason, ''))) = 0 then
    raise exception '%', message using errcode = '23514', detail = '{"field": "reason"}';
  elsif char_length(reason) > 500 then
    raise exception 'The reason is at most 500 characters long.' using errcode = '23514', detail = '{"field": "reason"}';
  end if;
  perform set_config('app.reason', reason, true);
end
$$;

-- What was asked under which key, and what came of it: written in the transaction that did it.
create table if not exists private.idempotency_keys (
  function_name text not null,
  key text not null check (char_length(key) between 1 and 200),
  request jsonb not null,
  response jsonb not null,
  at timestamptz not null default clock_timestamp(),
  primary key (function_name, key)
);
comment on table private.idempotency_keys is 'A call that comes again with its key gets the first answer and does nothing.';
create index if not exists idempotency_keys_at_idx on private.idempotency_keys (at);
alter table private.idempotency_keys enable row level security;
revoke all on private.idempotency_keys from anon, authenticated, service_role;

create or replace function private.recall(of_function text, of_key text, request jsonb) returns jsonb
language plpgsql security definer set search_path = '' as $$
declare
  done private.idempotency_keys;
begin
  if of_key is null then
    return null;
  end if;
  perform pg_advisory_xact_lock(hashtextextended(of_function || ' ' || of_key, 7303));
  select * into done from private.idempotency_keys k where k.function_name = of_function and k.key = of_key;
  if found and done.request <> request || jsonb_build_object('by', auth.uid()) then
    raise exception 'This key was used for another request already. Nothing was changed.' using errcode = 'PT409';
  end if;
  return done.response;
end
$$;

create or replace function private.remember(of_function text, of_key text, request jsonb, response jsonb) returns void
language plpgsql security definer set search_path = '' as $$
begin
  if of_key is not null then
    insert into private.idempotency_keys (function_name, key, request, response)
    values (of_function, of_key, request || jsonb_build_object('by', auth.uid()), response);
  end if;
end
$$;

-- Shares by weight that add up to exactly the total: what rounding leaves goes to the largest remainders.
create or replace function private.shares(total bigint, weights numeric[]) returns bigint[]
language sql immutable set search_path = '' as $$
  with part as (
    select w.place, total * w.weight / s.whole as exact, floor(total * w.weight / s.whole) as whole
    from unnest(weights) with ordinality w (weight, place), (select sum(x) as whole from unnest(weights) x) s
    where s.whole <> 0
  ), ranked as (
    select *, row_number() over (order by exact - whole desc, place) as rank, total - sum(whole) over () as left_over from part
  )
  select array_agg((whole + case when rank <= left_over then 1 else 0 end)::bigint order by place) from ranked
$$;
comment on function private.shares(bigint, numeric[]) is 'Largest remainder: nothing is created or lost.';

-- ---------------------------------------------------------------------------------------
-- Months that are closed

create table if not exists public.billing_periods (
  month date primary key check (extract(day from month) = 1 and month between '2000-01-01' and '2100-01-01'),
  id uuid not null default gen_random_uuid(),
  closed boolean not null default true,
  closed_at timestamptz not null default clock_timestamp(),
  closed_by uuid references public.staff_members (user_id) on delete set null,
  reopened_at timestamptz,
  reopened_by uuid references public.staff_members (user_id) on delete set null,
  reason text check (char_length(reason) <= 500),
  figures jsonb not null default '[]'
);
comment on table public.billing_periods is 'Months (UTC) that were closed. Nothing is dated in a closed one until an admin opens it again, with a reason.';
comment on column public.billing_periods.figures is 'What receivables_of_month answered when the month was closed.';
create index if not exists billing_periods_closed_by_idx on public.billing_periods (closed_by);
create index if not exists billing_periods_reopened_by_idx on public.billing_periods (reopened_by);
alter table public.billing_periods enable row level security;
revoke all on public.billing_periods from anon, authenticated, service_role;
grant select on public.billing_periods to authenticated, service_role;
drop policy if exists "billing_periods select" on public.billing_periods;
create policy "billing_periods select" on public.billing_periods for select to authenticated using ((select private.has_role('finance')));
create or replace trigger audit after insert or update or delete on public.billing_periods
  for each row execute function private.audit('all');

-- Who books waits for who closes, and the other way round: else each would not see what the other has not committed.
create or replace function private.refuse_closed(at timestamptz, field text) returns void
language plpgsql security definer set search_path = '' as $$
begin
  perform pg_advisory_xact_lock_shared(7302);
  if exists (select from public.billing_periods p where p.closed and p.month = date_trunc('month', at at time zone 'UTC')::date) then
    raise exception '% is closed, so nothing can be dated in it. An admin can open it again.', to_char(at at time zone 'UTC', 'FMMonth YYYY')
      using errcode = '23514', detail = jsonb_build_object('field', field)::text;
  end if;
end
$$;

-- ---------------------------------------------------------------------------------------
-- Invoices: what is printed, and who sold

create table if not exists public.billing_sellers (
  series text primary key check (series ~ '^[A-Z]{2,4}$'),
  id text generated always as (series) stored,
  name text not null check (char_length(name) between 1 and 160),
  address text not null check (char_length(address) <= 500),
  country text not null check (country ~ '^[A-Z]{2}$'),
  tax_id text check (char_length(tax_id) <= 40),
  email text not null check (char_length(email) <= 254),
  due_days smallint not null default 14 check (due_days between 0 and 90),
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now()
);
comment on table public.billing_sellers is 'Who sells, for each series of invoice numbers. Copied onto an invoice when it is issued.';
insert into public.billing_sellers (series, name, address, country, tax_id, email)
values ('IA', 'IntroAlignment GmbH', E'Lindenstraße 14\n10969 Berlin', 'DE', 'DE301234567', 'billing@introalignment.com')
on conflict do nothing;
alter table public.billing_sellers enable row level security;
revoke all on public.billing_sellers from anon, authenticated, service_role;
grant select on public.billing_sellers to authenticated, service_role;
grant update (name, address, country, tax_id, email, due_days) on public.billing_sellers to authenticated;
drop policy if exists "billing_sellers select" on public.billing_sellers;
create policy "billing_sellers select" on public.billing_sellers for select to authenticated using ((select private.has_role('finance')));
drop policy if exists "billing_sellers update" on public.billing_sellers;
create policy "billing_sellers update" on public.billing_sellers for update to authenticated
  using ((select private.has_role('admin'))) with check ((select private.has_role('admin')));
create or replace trigger touch before update on public.billing_sellers for each row execute function private.touch();
create or replace trigger audit after insert or update or delete on public.billing_sellers
  for each row execute function private.audit('all');

alter table public.invoices
  add column if not exists series text not null default 'IA' references public.billing_sellers (series),
  add column if not exists billing_address text check (char_length(billing_address) <= 500),
  add column if not exists billing_tax_id text check (char_length(billing_tax_id) <= 40),
  add column if not exists locale text not null default 'en' check (locale ~ '^[a-z]{2}(-[A-Z]{2})?$'),
  add column if not exists credited_minor bigint not null default 0 check (credited_minor >= 0),
  add column if not exists seller jsonb,
  add column if not exists buyer jsonb,
  add column if not exists voided_at timestamptz,
  add column if not exists written_off_at timestamptz,
  add column if not exists note text check (char_length(note) <= 1000);
create index if not exists invoices_series_idx on public.invoices (series);
comment on column public.invoices.seller is 'The seller as printed: name, address, country, tax id, email at the moment of issue.';
comment on column public.invoices.buyer is 'The buyer as printed: name, email, address, country, tax id, locale at the moment of issue.';
comment on column public.invoices.note is 'For us, never printed; may be changed at any time.';
comment on column public.invoices.paid_minor is 'The sum of invoice_payments. Kept by the database.';
comment on column public.invoices.credited_minor is 'What credit notes took off what was due. Kept by the database.';
comment on column public.invoices.subtotal_minor is 'The sum of the lines. Kept by the database.';
comment on column public.invoices.discount_minor is 'The sum of the lines'' discounts. Kept by the database.';
comment on column public.invoices.tax_minor is 'The sum of invoice_taxes. Kept by the database.';
comment on table public.invoices is
  'Printed, and fixed once issued: number, series, issued_at, billing_name, billing_email, billing_country, billing_address, billing_tax_id, locale, currency, subtotal_minor, discount_minor, tax_minor, period_start, period_end, memo, seller, buyer, the lines and the taxes. due_on changes by extend_due_date only.';

update public.invoices set voided_at = closed_at where state = 'void' and voided_at is null;
update public.invoices set written_off_at = closed_at where state = 'uncollectible' and written_off_at is null;

do $$
begin
  if (select pg_get_expr(d.adbin, d.adrelid) not like '%credited_minor%' from pg_catalog.pg_attrdef d
      join pg_catalog.pg_attribute a on a.attrelid = d.adrelid and a.attnum = d.adnum
      where d.adrelid = 'public.invoices'::regclass and a.attname = 'due_minor') then
    drop trigger if exists settle_empty on public.invoices;
    alter table public.invoices drop column due_minor;
    alter table public.invoices add column due_minor bigint generated always as (
      case when state in ('open', 'uncollectible') then subtotal_minor - discount_minor + tax_minor - paid_minor - credited_minor else 0 end
    ) stored;
    alter table public.invoices drop constraint invoices_paid_minor_total_check, drop constraint invoices_paid_in_full_check,
      drop constraint invoices_number_check;
    alter table public.invoices
      add constraint invoices_paid_minor_total_check check (paid_minor + credited_minor <= subtotal_minor - discount_minor + tax_minor),
      add constraint invoices_number_check check (number ~ '^[A-Z]{2,4}-[0-9]{4}-[0-9]{5,}$'),
      add constraint invoices_paid_in_full_check
        check (state <> 'paid' or (paid_minor + credited_minor = subtotal_minor - discount_minor + tax_minor and paid_at is not null));
  end if;
  perform private.add_rule('invoices', 'invoices_bounds_check',
    'check (greatest(subtotal_minor, subtotal_minor - discount_minor + tax_minor) <= 9007199254740991)',
    'greatest(t.subtotal_minor, t.subtotal_minor - t.discount_minor + t.tax_minor) > 9007199254740991');
  perform private.add_rule('invoice_payments', 'invoice_payments_bounds_check',
    'check (abs(amount_minor) <= 9007199254740991)', 'abs(t.amount_minor) > 9007199254740991');
end
$$;
comment on column public.invoices.due_minor is 'What is still owed. Nothing on a draft, a paid or a void invoice.';
create index if not exists invoices_subscription_period_idx on public.invoices (subscription_id, period_start);

-- Lines: each with its discount and its tax.
alter table public.invoice_line_items
  add column if not exists currency text references public.currencies (code),
  add column if not exists discount_minor bigint not null default 0 check (discount_minor >= 0),
  add column if not exists tax_rate numeric(9, 6) not null default 0 check (tax_rate between 0 and 100),
  add column if not exists tax_name text check (char_length(tax_name) between 1 and 40),
  add column if not exists tax_jurisdiction text check (tax_jurisdiction ~ '^[A-Z]{2}(-[A-Z0-9]{1,3})?$'),
  add column if not exists kind text not null default 'item' check (kind in ('item', 'plan', 'proration'));
alter table public.invoice_line_items alter column position set default 0;
create index if not exists invoice_line_items_currency_idx on public.invoice_line_items (currency);
comment on column public.invoice_line_items.tax_rate is 'Per cent. Tax is rounded once for each rate of an invoice, not for each line.';
comment on column public.invoice_line_items.position is 'Left out, it is the next free one.';
comment on column public.invoice_line_items.currency is 'The invoice''s; kept by the database.';
do $$
begin
  if exists (select from pg_catalog.pg_constraint where conrelid = 'public.invoice_line_items'::regclass and conname = 'invoice_line_items_unit_minor_check'
      and pg_get_constraintdef(oid) not like '%proration%') then
    alter table public.invoice_line_items drop constraint invoice_line_items_unit_minor_check;
    alter table public.invoice_line_items add constraint invoice_line_items_unit_minor_check
      check (unit_minor between case when kind = 'proration' then -100000000 else 0 end and 100000000);
    alter table public.invoice_line_items add constraint invoice_line_items_discount_check check (discount_minor <= greatest(quantity * unit_minor, 0));
  end if;
end
$$;

create table if not exists public.invoice_taxes (
  invoice_id uuid not null references public.invoices (id) on delete cascade,
  rate numeric(9, 6) not null,
  name text not null default 'Tax',
  jurisdiction text not null default '',
  net_minor bigint not null,
  tax_minor bigint not null,
  credited_net_minor bigint not null default 0,
  credited_tax_minor bigint not null default 0,
  primary key (invoice_id, rate, name, jurisdiction)
);
comment on table public.invoice_taxes is 'The tax of an invoice by rate, name and jurisdiction: rounded here, once each. Kept by the database.';
alter table public.invoice_taxes enable row level security;
revoke all on public.invoice_taxes from anon, authenticated, service_role;
grant select on public.invoice_taxes to authenticated, service_role;
drop policy if exists "invoice_taxes select" on public.invoice_taxes;
create policy "invoice_taxes select" on public.invoice_taxes for select to authenticated
  using ((exists (select from public.invoices i where i.id = invoice_id and i.user_id = (select auth.uid())))
  or (select private.has_role('finance')));

-- ---------------------------------------------------------------------------------------
-- Payments, what is held for a member, credit notes, refunds

create table if not exists public.payments (
  id uuid primary key default gen_random_uuid(),
  user_id uuid references public.profiles (id) on delete set null,
  currency text not null references public.currencies (code),
  amount_minor bigint not null check (amount_minor between 1 and 9007199254740991),
  allocated_minor bigint not null default 0 check (allocated_minor >= 0),
  refunded_minor bigint not null default 0 check (refunded_minor >= 0),
  unallocated_minor bigint generated always as (amount_minor - allocated_minor) stored,
  is_unallocated boolean generated always as (allocated_minor < amount_minor) stored,
  method text not null default 'card' check (method in ('card', 'bank_transfer', 'cash', 'other')),
  provider text check (provider ~ '^[a-z][a-z0-9_]{1,40}$'),
  provider_reference text check (char_length(provider_reference) between 1 and 200),
  reference text check (char_length(reference) <= 120),
  payment_method_id uuid references public.payment_methods (id) on delete set null,
  paid_at timestamptz not null default now(),
  booked_at timestamptz not null default clock_timestamp(),
  recorded_by uuid references public.staff_members (user_id) on delete set null,
  search text generated always as (private.folded(method || ' ' || coalesce(reference, '') || ' ' || coalesce(provider_reference, ''))) stored,
  folded jsonb generated always as (private.folded_texts('{reference}'::text[], array[reference])) stored,
  constraint payments_allocated_check check (allocated_minor <= amount_minor),
  constraint payments_refunded_check check (refunded_minor <= amount_minor)
);
comment on table public.payments is 'Money that came in. invoice_payments says what of it went to which invoice; what is over stays unallocated or is held as credit.';
comment on column public.payments.allocated_minor is 'What went to invoices, to the member''s credit or back. Kept by the database.';
comment on column public.payments.paid_at is 'When the money arrived.';
comment on column public.payments.booked_at is 'When it was written down here; what was owed as of a day goes by this.';
create unique index if not exists payments_provider_reference_idx on public.payments (coalesce(provider, ''), provider_reference) where provider_reference is not null;
create index if not exists payments_paid_idx on public.payments (paid_at desc, id desc);
create index if not exists payments_user_idx on public.payments (user_id, paid_at desc);
create index if not exists payments_currency_idx on public.payments (currency);
create index if not exists payments_recorded_by_idx on public.payments (recorded_by);
create index if not exists payments_payment_method_idx on public.payments (payment_method_id);
create index if not exists payments_unallocated_idx on public.payments (paid_at desc, id desc) where allocated_minor < amount_minor;
create index if not exists payments_search_idx on public.payments using gin (search extensions.gin_trgm_ops);

create table if not exists public.credit_notes (
  id uuid primary key default gen_random_uuid(),
  number text not null unique check (number ~ '^CN-[0-9]{4}-[0-9]{5,}$'),
  invoice_id uuid not null references public.invoices (id) on delete restrict,
  user_id uuid references public.profiles (id) on delete set null,
  currency text not null references public.currencies (code),
  net_minor bigint not null check (net_minor >= 0),
  tax_minor bigint not null check (tax_minor >= 0),
  total_minor bigint generated always as (net_minor + tax_minor) stored,
  applied_minor bigint not null check (applied_minor >= 0),
  reason text not null check (char_length(btrim(reason)) between 1 and 500),
  taxes jsonb not null,
  seller jsonb not null,
  buyer jsonb not null,
  issued_at timestamptz not null default clock_timestamp(),
  issued_by uuid references public.staff_members (user_id) on delete set null,
  search text generated always as (private.folded(number || ' ' || reason)) stored,
  folded jsonb generated always as (private.folded_texts('{reason}'::text[], array[reason])) stored,
  constraint credit_notes_amount_check check (net_minor + tax_minor between 1 and 9007199254740991),
  constraint credit_notes_applied_check check (applied_minor <= net_minor + tax_minor)
);
comment on table public.credit_notes is 'A numbered document that takes back part of an invoice or all of it. Never changed.';
comment on column public.credit_notes.applied_minor is 'What of it took off what was due; the rest is held as the member''s credit.';
create index if not exists credit_notes_issued_idx on public.credit_notes (issued_at desc, id desc);
create index if not exists credit_notes_invoice_idx on public.credit_notes (invoice_id);
create index if not exists credit_notes_user_idx on public.credit_notes (user_id);
create index if not exists credit_notes_currency_idx on public.credit_notes (currency);
create index if not exists credit_notes_issued_by_idx on public.credit_notes (issued_by);
create index if not exists credit_notes_search_idx on public.credit_notes using gin (search extensions.gin_trgm_ops);

create table if not exists public.refunds (
  id uuid primary key default gen_random_uuid(),
  number text not null unique check (number ~ '^RF-[0-9]{4}-[0-9]{5,}$'),
  payment_id uuid not null references public.payments (id) on delete restrict,
  user_id uuid references public.profiles (id) on delete set null,
  currency text not null references public.currencies (code),
  amount_minor bigint not null check (amount_minor between 1 and 9007199254740991),
  from_credit_minor bigint not null check (from_credit_minor between 0 and amount_minor),
  provider_reference text check (char_length(provider_reference) <= 200),
  reason text not null check (char_length(btrim(reason)) between 1 and 500),
  refunded_at timestamptz not null default clock_timestamp(),
  recorded_by uuid references public.staff_members (user_id) on delete set null,
  search text generated always as (private.folded(number || ' ' || reason)) stored,
  folded jsonb generated always as (private.folded_texts('{reason}'::text[], array[reason])) stored
);
comment on table public.refunds is 'A numbered document for money that went back. Never changed.';
comment on column public.refunds.from_credit_minor is 'What of it came out of the member''s credit; the rest was unallocated.';
create index if not exists refunds_refunded_idx on public.refunds (refunded_at desc, id desc);
create index if not exists refunds_payment_idx on public.refunds (payment_id);
create index if not exists refunds_user_idx on public.refunds (user_id);
create index if not exists refunds_currency_idx on public.refunds (currency);
create index if not exists refunds_recorded_by_idx on public.refunds (recorded_by);
create index if not exists refunds_search_idx on public.refunds using gin (search extensions.gin_trgm_ops);

create table if not exists public.credit_entries (
  id uuid primary key default gen_random_uuid(),
  user_id uuid references public.profiles (id) on delete set null,
  currency text not null references public.currencies (code),
  amount_minor bigint not null check (amount_minor <> 0 and abs(amount_minor) <= 9007199254740991),
  kind text not null check (kind in ('overpayment', 'credit_note', 'proration', 'used', 'refund', 'opening')),
  payment_id uuid references public.payments (id) on delete restrict,
  credit_note_id uuid references public.credit_notes (id) on delete restrict,
  refund_id uuid references public.refunds (id) on delete restrict,
  invoice_id uuid references public.invoices (id) on delete restrict,
  reason text check (char_length(reason) <= 500),
  booked_at timestamptz not null default clock_timestamp(),
  recorded_by uuid references public.staff_members (user_id) on delete set null,
  constraint credit_entries_sign_check check ((amount_minor < 0) = (kind in ('used', 'refund')))
);
comment on table public.credit_entries is 'What is held for a member, entry by entry; never changed. The balance is their sum by currency and never below nothing.';
create index if not exists credit_entries_booked_idx on public.credit_entries (booked_at desc, id desc);
create index if not exists credit_entries_user_idx on public.credit_entries (user_id, currency, booked_at);
create index if not exists credit_entries_currency_idx on public.credit_entries (currency);
create index if not exists credit_entries_payment_idx on public.credit_entries (payment_id);
create index if not exists credit_entries_credit_note_idx on public.credit_entries (credit_note_id);
create index if not exists credit_entries_refund_idx on public.credit_entries (refund_id);
create index if not exists credit_entries_invoice_idx on public.credit_entries (invoice_id);
create index if not exists credit_entries_recorded_by_idx on public.credit_entries (recorded_by);

create table if not exists public.invoice_due_changes (
  id uuid primary key default gen_random_uuid(),
  invoice_id uuid not null references public.invoices (id) on delete restrict,
  due_before date not null,
  due_on date not null,
  reason text not null check (char_length(btrim(reason)) between 1 and 500),
  at timestamptz not null default clock_timestamp(),
  changed_by uuid references public.staff_members (user_id) on delete set null
);
comment on table public.invoice_due_changes is 'Each time that an issued invoice was given more time. Never changed.';
create index if not exists invoice_due_changes_invoice_idx on public.invoice_due_changes (invoice_id, at);
create index if not exists invoice_due_changes_changed_by_idx on public.invoice_due_changes (changed_by);

alter table public.invoice_payments
  add column if not exists payment_id uuid references public.payments (id) on delete restrict,
  add column if not exists booked_at timestamptz not null default clock_timestamp();
create index if not exists invoice_payments_payment_idx on public.invoice_payments (payment_id);
comment on table public.invoice_payments is 'What of a payment, or of a member''s credit, went to which invoice. Never changed; below nothing where it was taken off again.';
comment on column public.invoice_payments.booked_at is 'What was owed as of a day goes by this.';

do $$
declare
  t text;
begin
  foreach t in array array['payments', 'credit_notes', 'refunds', 'credit_entries'] loop
    execute format('alter table public.%I enable row level security', t);
    execute format('revoke all on public.%I from anon, authenticated, service_role', t);
    execute format('grant select on public.%I to authenticated, service_role', t);
    execute format('drop policy if exists %I on public.%I', t || ' select', t);
    execute format('create policy %I on public.%I for select to authenticated using (user_id = (select auth.uid()) or (select private.has_role(''finance'')))', t || ' select', t);
    execute format('create or replace trigger audit after insert or update or delete on public.%I for each row execute function private.audit(''all'')', t);
  end loop;
end
$$;
alter table public.invoice_due_changes enable row level security;
revoke all on public.invoice_due_changes from anon, authenticated, service_role;
grant select on public.invoice_due_changes to authenticated, service_role;
drop policy if exists "invoice_due_changes select" on public.invoice_due_changes;
create policy "invoice_due_changes select" on public.invoice_due_changes for select to authenticated using ((select private.has_role('finance')));
create or replace trigger audit after insert or update or delete on public.invoice_due_changes
  for each row execute function private.audit('all');

insert into private.audit_readers (table_name, roles) values
  ('currencies', '{finance}'), ('billing_periods', '{finance}'), ('billing_sellers', '{finance}'),
  ('payments', '{finance}'), ('credit_notes', '{finance}'), ('refunds', '{finance}'), ('credit_entries', '{finance}'), ('invoice_due_changes', '{finance}')
on conflict do nothing;

-- Documents and bookings are facts: only whose they were may be forgotten, and the sums of a payment move.
create or replace function private.keep_booking() returns trigger
language plpgsql security definer set search_path = '' as $$
declare
  loose constant text[] := array['user_id', 'recorded_by', 'issued_by', 'changed_by', 'payment_method_id', 'updated_at'];
begin
  if tg_op = 'DELETE' then
    raise exception 'What was booked is never removed; another booking answers it.' using errcode = '42501';
  end if;
  if tg_table_name = 'payments' then
    new.allocated_minor := (select coalesce(sum(p.amount_minor), 0) from public.invoice_payments p where p.payment_id = new.id)
      + (select coalesce(sum(e.amount_minor), 0) from public.credit_entries e where e.payment_id = new.id and e.kind = 'overpayment')
      + (select coalesce(sum(r.amount_minor - r.from_credit_minor), 0) from public.refunds r where r.payment_id = new.id);
    new.refunded_minor := (select coalesce(sum(r.amount_minor), 0) from public.refunds r where r.payment_id = new.id);
    if new.user_id is not null and old.user_id is null then
      return new; -- whose payment it is was found out
    end if;
  end if;
  -- Generated columns are not there yet in `new`.
  if exists (
    select from jsonb_each(to_jsonb(new)) n
    where n.key <> all (coalesce(tg_argv, '{}')) and n.key not in ('search', 'folded') and n.value is distinct from to_jsonb(old) -> n.key
      and not (n.key = any (loose) and (n.value = 'null' or n.key = 'updated_at'))
  ) then
    raise exception 'What was booked is never changed; another booking answers it.' using errcode = '42501';
  end if;
  return new;
end
$$;
create or replace trigger keep_booking before update or delete on public.payments
  for each row execute function private.keep_booking('allocated_minor', 'refunded_minor', 'unallocated_minor', 'is_unallocated');
create or replace trigger keep_booking before update or delete on public.credit_notes
  for each row execute function private.keep_booking('total_minor');
create or replace trigger keep_booking before update or delete on public.refunds
  for each row execute function private.keep_booking();
create or replace trigger keep_booking before update or delete on public.credit_entries
  for each row execute function private.keep_booking();
create or replace trigger keep_booking before update or delete on public.invoice_due_changes
  for each row execute function private.keep_booking();

-- ---------------------------------------------------------------------------------------
-- What there is already

-- Each payment becomes an object with one allocation, under the same key. What was paid "by credit" came from no credit
-- that was written down: the member gets it as an opening balance, which it uses up at once.
insert into public.payments (id, user_id, currency, amount_minor, method, reference, payment_method_id, paid_at, booked_at, recorded_by)
select p.id, i.user_id, p.currency, p.amount_minor, case p.method when 'credit' then 'other' else p.method end, p.reference, p.payment_method_id, p.paid_at, p.paid_at, p.recorded_by
from public.invoice_payments p join public.invoices i on i.id = p.invoice_id
where p.payment_id is null and (p.method <> 'credit' or i.user_id is null)
on conflict do nothing;
insert into public.credit_entries (user_id, currency, amount_minor, kind, invoice_id, reason, booked_at, recorded_by)
select i.user_id, p.currency, k.sign * p.amount_minor, k.kind, i.id, 'Credit from before there were entries', p.paid_at, p.recorded_by
from public.invoice_payments p join public.invoices i on i.id = p.invoice_id cross join (values ('opening', 1), ('used', -1)) k (kind, sign)
where p.payment_id is null and p.method = 'credit' and i.user_id is not null
  and not exists (select from public.credit_entries e where e.invoice_id = i.id and e.kind = 'used')
order by k.sign desc;
drop trigger if exists keep_booking on public.invoice_payments;
update public.invoice_payments p set payment_id = p.id, booked_at = p.paid_at
where p.payment_id is null and exists (select from public.payments o where o.id = p.id);
update public.payments set allocated_minor = 0 where allocated_minor = 0;

-- The discount of an invoice goes to its lines, by what each comes to; its tax becomes a rate that gives it to the cent.
do $$
declare
  invoice record;
  parts bigint[];
  the_rate numeric;
  net bigint;
begin
  if exists (select from public.invoice_line_items l where l.currency is null) then
    alter table public.invoice_line_items disable trigger user;
    for invoice in
      select i.*, array_agg(l.id order by l.position) as line_ids, array_agg(greatest(l.amount_minor, 0)::numeric order by l.position) as amounts,
        (select p.country from public.profiles p where p.id = i.user_id) as country
      from public.invoices i join public.invoice_line_items l on l.invoice_id = i.id
      where l.currency is null group by i.id
    loop
      net := invoice.subtotal_minor - invoice.discount_minor;
      parts := coalesce(private.shares(invoice.discount_minor, invoice.amounts), array_fill(0::bigint, array[cardinality(invoice.amounts)]));
      the_rate := null;
      if invoice.tax_minor > 0 and net > 0 then
        select r into the_rate from generate_series(0, 6) d, lateral (select round(invoice.tax_minor * 100.0 / net, d) as r) x
        where r <= 100 and round(net * r / 100) = invoice.tax_minor order by d limit 1;
        if the_rate is null then
          insert into private.billing_exceptions (table_name, rule, record_id, detail)
          values ('invoices', 'tax by rate', invoice.id::text, format('tax %s on %s is no rate; an issued invoice keeps it, a draft has none now', invoice.tax_minor, net))
          on conflict do nothing;
        end if;
      end if;
      update public.invoice_line_items l set currency = invoice.currency, discount_minor = parts[array_position(invoice.line_ids, l.id)],
        tax_rate = coalesce(the_rate, 0), tax_name = case when the_rate > 0 then 'VAT' end,
        tax_jurisdiction = case when the_rate > 0 then coalesce(invoice.billing_country, invoice.country) end
      where l.invoice_id = invoice.id;
      insert into public.invoice_taxes (invoice_id, rate, name, jurisdiction, net_minor, tax_minor)
      values (invoice.id, coalesce(the_rate, 0), case when invoice.tax_minor > 0 then 'VAT' else 'Tax' end, coalesce(case when the_rate > 0 then coalesce(invoice.billing_country, invoice.country) end, ''), net, invoice.tax_minor)
      on conflict do nothing;
    end loop;
    alter table public.invoice_line_items enable trigger user;
  end if;
end
$$;

-- Snapshots of what was issued before there were any.
do $$
begin
  if exists (select from public.invoices where state <> 'draft' and seller is null) then
    alter table public.invoices disable trigger user;
    update public.invoices i set
      seller = (select to_jsonb(s) - array['series', 'id', 'due_days', 'created_at', 'updated_at'] from public.billing_sellers s where s.series = i.series),
      buyer = jsonb_build_object('name', i.billing_name, 'email', i.billing_email, 'country', i.billing_country, 'address', i.billing_address, 'tax_id', i.billing_tax_id, 'locale', i.locale)
    where i.state <> 'draft' and i.seller is null;
    alter table public.invoices enable trigger user;
  end if;
end
$$;

-- ---------------------------------------------------------------------------------------
-- Numbers: the row of the series and year is locked until the transaction ends, so that what is refused leaves no gap.

create table if not exists private.document_counters (
  series text not null,
  year smallint not null,
  last bigint not null,
  primary key (series, year)
);
comment on table private.document_counters is 'The last number given of each series and year.';
alter table private.document_counters enable row level security;
revoke all on private.document_counters from anon, authenticated, service_role;
insert into private.document_counters (series, year, last)
select split_part(number, '-', 1), split_part(number, '-', 2)::smallint, max(split_part(number, '-', 3)::bigint)
from public.invoices where number is not null group by 1, 2
on conflict (series, year) do update set last = greatest(document_counters.last, excluded.last);

create or replace function private.next_number(of_series text) returns text
language sql volatile security definer set search_path = '' as $$
  insert into private.document_counters as c (series, year, last)
  values (of_series, extract(year from clock_timestamp() at time zone 'UTC'), 1)
  on conflict (series, year) do update set last = c.last + 1
  returning format('%s-%s-%s', series, year, lpad(last::text, greatest(5, char_length(last::text)), '0'))
$$;
drop function if exists private.next_invoice_number();
drop sequence if exists private.invoice_number;

-- Gaps in what was given out; none are to be found.
create or replace function public.number_gaps() returns table (series text, year integer, missing bigint)
language sql stable security invoker set search_path = '' as $$
  with given as (
    select split_part(d.number, '-', 1) as series, split_part(d.number, '-', 2)::integer as year, split_part(d.number, '-', 3)::bigint as n
    from (select number from public.invoices where number is not null union all select number from public.credit_notes union all select number from public.refunds) d
  )
  select g.series, g.year, m.n
  from (select series, year, min(n) as low, max(n) as high, count(*) as count from given group by 1, 2) g
  cross join lateral generate_series(g.low, g.high) m (n)
  where g.count < g.high - g.low + 1 and not exists (select from given o where o.series = g.series and o.year = g.year and o.n = m.n)
$$;
comment on function public.number_gaps() is 'Numbers of a series and year that no document has, between the first and the last.';
revoke all on function public.number_gaps() from public, anon, authenticated, service_role;
grant execute on function public.number_gaps() to authenticated, service_role;

-- ---------------------------------------------------------------------------------------
-- The rules of an invoice

create or replace function private.refuse_invoice(message text, field text default null) returns void
language plpgsql set search_path = '' as $$
begin
  raise exception '%', message using errcode = '23514', detail = coalesce(jsonb_build_object('field', field)::text, '');
end
$$;

-- Days a period or a due date may have at all: mistyped years are refused.
create or replace function private.is_day(day date) returns boolean
language sql stable set search_path = '' as $$
  select day is null or day between '2000-01-01' and (now() at time zone 'UTC')::date + 1100
$$;

create or replace function private.guard_invoice() returns trigger
language plpgsql security definer set search_path = '' as $$
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
    if char_length(btrim(coalesce(new.closed_reason, ''))) = 0 then
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
$$;
create or replace trigger guard_invoice before insert or update or delete on public.invoices
  for each row execute function private.guard_invoice();
drop trigger if exists a_times on public.invoices;
drop function if exists private.keep_invoice_times();

-- Nothing is owed on a zero total: it is paid as it is issued.
create or replace function private.settle_empty_invoice() returns trigger
language plpgsql security definer set search_path = '' as $$
begin
  update public.invoices set state = 'paid' where id = new.id;
  return null;
end
$$;
create or replace trigger settle_empty after update of state on public.invoices
  for each row when (new.state = 'open' and old.state = 'draft' and new.due_minor = 0) execute function private.settle_empty_invoice();

-- Lines. The invoice is locked before the line is written: with the lock taken after it, lines written at one moment
-- would each hold the share that their foreign key takes and wait for the others'.
create or replace function private.lock_line() returns trigger
language plpgsql security definer set search_path = '' as $$
declare
  invoice public.invoices;
begin
  if tg_op = 'UPDATE' and new.invoice_id <> old.invoice_id then
    perform private.refuse_invoice('A line stays on its invoice.', 'invoice_id');
  end if;
  select * into invoice from public.invoices i where i.id = case when tg_op = 'DELETE' then old.invoice_id else new.invoice_id end for update;
  if not found then
    return case when tg_op = 'DELETE' then old else new end; -- the invoice is being deleted, or its foreign key will tell
  elsif invoice.state <> 'draft' then
    perform private.refuse_invoice('The lines of an issued invoice are fixed. Void it and issue another.');
  elsif tg_op = 'DELETE' then
    return old;
  end if;
  new.currency := invoice.currency;
  new.tax_name := case when new.tax_rate > 0 then coalesce(new.tax_name, 'VAT') end;
  new.tax_jurisdiction := case when new.tax_rate > 0 then coalesce(new.tax_jurisdiction, invoice.billing_country) end;
  if coalesce(new.position, 0) = 0 then
    select coalesce(max(l.position), 0) + 1 into new.position from public.invoice_line_items l where l.invoice_id = invoice.id;
  end if;
  return new;
end
$$;
create or replace trigger a_lock before insert or update or delete on public.invoice_line_items
  for each row execute function private.lock_line();

create or replace function private.sum_invoice_lines() returns trigger
language plpgsql security definer set search_path = '' as $$
declare
  invoice uuid := case when tg_op = 'DELETE' then old.invoice_id else new.invoice_id end;
begin
  if not exists (select from public.invoices i where i.id = invoice) then
    return null;
  end if;
  delete from public.invoice_taxes t where t.invoice_id = invoice;
  insert into public.invoice_taxes (invoice_id, rate, name, jurisdiction, net_minor, tax_minor)
  select invoice, l.tax_rate, coalesce(l.tax_name, 'Tax'), coalesce(l.tax_jurisdiction, ''), sum(l.amount_minor - l.discount_minor),
    round(sum(l.amount_minor - l.discount_minor) * l.tax_rate / 100)
  from public.invoice_line_items l where l.invoice_id = invoice group by l.tax_rate, 3, 4;
  update public.invoices set updated_at = updated_at where id = invoice;
  return null;
end
$$;
create or replace trigger sum_invoice_lines after insert or update or delete on public.invoice_line_items
  for each row execute function private.sum_invoice_lines();

-- What of a payment goes to an invoice. The invoice is locked before, then the payment.
drop trigger if exists apply_payment on public.invoice_payments;
drop trigger if exists a_bound on public.invoice_payments;
drop function if exists private.bound_payment();
alter table public.invoice_payments drop constraint if exists invoice_payments_amount_minor_check;
select private.add_rule('invoice_payments', 'invoice_payments_amount_check', 'check (amount_minor <> 0)', 't.amount_minor = 0');
-- Loading history does not know of payments as objects; what comes now names one, or is taken from a credit.
create or replace function private.check_payment() returns trigger
language plpgsql security definer set search_path = '' as $$
declare
  invoice public.invoices;
  payment public.payments;
begin
  select * into invoice from public.invoices i where i.id = new.invoice_id for update;
  if invoice.currency <> new.currency then
    perform private.refuse_invoice(format('This invoice is in %s, so a payment in %s cannot settle it.', invoice.currency, new.currency), 'currency');
  elsif invoice.state not in ('open', 'uncollectible') then
    perform private.refuse_invoice(format('A payment can only be recorded on an open or uncollectible invoice; this one is %s.', invoice.state), 'invoice_id');
  elsif new.amount_minor > invoice.due_minor then
    perform private.refuse_invoice('This is more than is still owed.', 'amount_minor');
  elsif new.amount_minor < 0 and -new.amount_minor > invoice.paid_minor then
    perform private.refuse_invoice('This is more than was paid on this invoice.', 'amount_minor');
  end if;
  perform private.refuse_closed(new.booked_at, 'paid_at');
  if new.payment_id is null and new.method <> 'credit' then
    perform private.refuse_invoice('What settles an invoice is a payment or a credit.', 'payment_id');
  elsif new.payment_id is not null then
    select * into payment from public.payments p where p.id = new.payment_id for update;
    if payment.currency <> new.currency then
      perform private.refuse_invoice(format('This payment is in %s, the invoice in %s.', payment.currency, new.currency), 'currency');
    elsif new.amount_minor > payment.unallocated_minor then
      perform private.refuse_invoice('This is more than is left of the payment.', 'amount_minor');
    end if;
  end if;
  return new;
end
$$;
create or replace trigger a_check before insert on public.invoice_payments
  for each row execute function private.check_payment();

create or replace function private.apply_payment() returns trigger
language plpgsql security definer set search_path = '' as $$
begin
  update public.payments set allocated_minor = allocated_minor where id = new.payment_id;
  update public.invoices set updated_at = updated_at where id = new.invoice_id;
  return null;
end
$$;
create or replace trigger apply_payment after insert on public.invoice_payments
  for each row execute function private.apply_payment();
create or replace trigger keep_booking before update or delete on public.invoice_payments
  for each row execute function private.keep_booking();

-- A payment arrives before now, in a month that is open.
create or replace function private.check_arrival() returns trigger
language plpgsql security definer set search_path = '' as $$
begin
  if new.paid_at > clock_timestamp() + interval '5 minutes' then
    perform private.refuse_invoice('The day of the payment lies in the future.', 'paid_at');
  elsif new.paid_at < '2000-01-01' then
    perform private.refuse_invoice('The day of the payment lies too far back.', 'paid_at');
  elsif (new.allocated_minor, new.refunded_minor) <> (0, 0) then
    perform private.refuse_invoice('What was allocated follows from the allocations.', 'allocated_minor');
  end if;
  perform private.refuse_closed(new.paid_at, 'paid_at');
  return new;
end
$$;
create or replace trigger a_check before insert on public.payments
  for each row execute function private.check_arrival();

-- A member's credit is never below nothing.
create or replace function private.check_credit() returns trigger
language plpgsql security definer set search_path = '' as $$
begin
  if new.user_id is null then
    perform private.refuse_invoice('Credit is held for a member.', 'user_id');
  end if;
  perform private.refuse_closed(new.booked_at, null);
  perform pg_advisory_xact_lock(hashtextextended(new.user_id || new.currency, 7304));
  if new.amount_minor < 0 and (select coalesce(sum(e.amount_minor), 0) from public.credit_entries e
      where e.user_id = new.user_id and e.currency = new.currency) + new.amount_minor < 0 then
    perform private.refuse_invoice('The member has less credit than that.', 'amount_minor');
  end if;
  return new;
end
$$;
create or replace trigger a_check before insert on public.credit_entries
  for each row execute function private.check_credit();

create or replace view public.credit_balances with (security_invoker = true) as
  select user_id, currency, sum(amount_minor)::bigint as balance_minor, max(booked_at) as changed_at
  from public.credit_entries where user_id is not null group by 1, 2;
comment on view public.credit_balances is 'What is held for each member, by currency.';
revoke all on public.credit_balances from anon, authenticated, service_role;
grant select on public.credit_balances to authenticated, service_role;

-- ---------------------------------------------------------------------------------------
-- Decisions. Each names the version it saw; each may bear a key, under which it is done once; each can be tried: a dry
-- run does all of it, answers with what came of it and takes it back.

create or replace function private.take_invoice(invoice_id uuid, version timestamptz) returns public.invoices
language plpgsql security definer set search_path = '' as $$
declare
  invoice public.invoices;
begin
  perform private.require_finance();
  select * into invoice from public.invoices i where i.id = take_invoice.invoice_id for update;
  if not found then
    raise exception 'This invoice does not exist any more.' using errcode = 'P0002';
  elsif invoice.updated_at <> version or version is null and auth.uid() is not null then
    raise exception 'Somebody changed this invoice after you opened it.' using errcode = 'PT409',
      hint = 'Look at it again and repeat what you meant, if it still applies.';
  end if;
  return invoice;
end
$$;

create or replace function private.book_payment(of_user uuid, of_currency text, args jsonb) returns public.payments
language plpgsql security definer set search_path = '' as $$
declare
  payment public.payments;
begin
  insert into public.payments (user_id, currency, amount_minor, method, provider, provider_reference, reference, payment_method_id, paid_at, recorded_by)
  values (of_user, of_currency, (args ->> 'amount_minor')::bigint, args ->> 'method', args ->> 'provider', args ->> 'provider_reference',
    nullif(btrim(args ->> 'reference'), ''), (args ->> 'payment_method_id')::uuid, coalesce((args ->> 'paid_at')::timestamptz, now()), private.staff_id())
  returning * into payment;
  return payment;
end
$$;

create or replace function private.allocate(payment public.payments, of_invoice uuid, amount bigint) returns void
language sql security definer set search_path = '' as $$
  insert into public.invoice_payments (invoice_id, payment_id, amount_minor, currency, method, reference, payment_method_id, paid_at, recorded_by)
  values (of_invoice, payment.id, amount, payment.currency, payment.method, payment.reference, payment.payment_method_id, payment.paid_at, private.staff_id())
$$;

-- Takes back part of an invoice: of each tax rate its share, by what is left of it, so that the whole is exactly the whole.
create or replace function private.credit(invoice public.invoices, amount bigint, why text) returns public.credit_notes
language plpgsql security definer set search_path = '' as $$
declare
  note public.credit_notes;
  left_over bigint[];
  parts bigint[];
  taxes jsonb := '[]';
  tax record;
  tax_part bigint;
begin
  if invoice.state not in ('open', 'paid', 'uncollectible') then
    perform private.refuse_invoice(format('An invoice that is %s cannot be credited.', invoice.state));
  end if;
  perform private.refuse_closed(clock_timestamp(), null);
  select array_agg(t.net_minor + t.tax_minor - t.credited_net_minor - t.credited_tax_minor order by t.rate, t.name, t.jurisdiction) into left_over
  from public.invoice_taxes t where t.invoice_id = invoice.id;
  if amount < 1 then
    perform private.refuse_invoice('A credit note takes back more than nothing.', 'amount_minor');
  elsif amount > coalesce((select sum(x) from unnest(left_over) x), 0) then
    perform private.refuse_invoice('This is more than is left of this invoice.', 'amount_minor');
  end if;
  parts := private.shares(amount, left_over::numeric[]);
  for tax in
    select t.*, parts[(row_number() over (order by t.rate, t.name, t.jurisdiction))::integer] as part from public.invoice_taxes t
    where t.invoice_id = invoice.id order by t.rate, t.name, t.jurisdiction
  loop
    tax_part := case when tax.part = tax.net_minor + tax.tax_minor - tax.credited_net_minor - tax.credited_tax_minor
      then tax.tax_minor - tax.credited_tax_minor
      else greatest(tax.part - tax.net_minor + tax.credited_net_minor, least(tax.tax_minor - tax.credited_tax_minor, round(tax.part * tax.rate / (100 + tax.rate)))) end;
    update public.invoice_taxes t set credited_net_minor = t.credited_net_minor + tax.part - tax_part, credited_tax_minor = t.credited_tax_minor + tax_part
    where (t.invoice_id, t.rate, t.name, t.jurisdiction) = (tax.invoice_id, tax.rate, tax.name, tax.jurisdiction);
    taxes := taxes || jsonb_build_object('rate', tax.rate, 'name', tax.name, 'jurisdiction', tax.jurisdiction, 'net_minor', tax.part - tax_part, 'tax_minor', tax_part);
  end loop;
  insert into public.credit_notes (number, invoice_id, user_id, currency, net_minor, tax_minor, applied_minor, reason, taxes, seller, buyer, issued_by)
  values (private.next_number('CN'), invoice.id, invoice.user_id, invoice.currency,
    (select sum((t ->> 'net_minor')::bigint) from jsonb_array_elements(taxes) t), (select sum((t ->> 'tax_minor')::bigint) from jsonb_array_elements(taxes) t),
    least(amount, invoice.due_minor), why, taxes, invoice.seller, invoice.buyer, private.staff_id())
  returning * into note;
  if note.applied_minor < amount then
    if invoice.user_id is null then
      perform private.refuse_invoice('What was paid can be credited to a member only; this invoice has none.', 'amount_minor');
    end if;
    insert into public.credit_entries (user_id, currency, amount_minor, kind, credit_note_id, invoice_id, reason, recorded_by)
    values (invoice.user_id, invoice.currency, amount - note.applied_minor, 'credit_note', note.id, invoice.id, why, private.staff_id());
  end if;
  update public.invoices set updated_at = updated_at where id = invoice.id;
  return note;
end
$$;

create or replace function private.decide_invoice(decision text, invoice_id uuid, version timestamptz, args jsonb, key text, dry_run boolean) returns public.invoices
language plpgsql security definer set search_path = '' as $$
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
          raise exception 'This payment does not exist.' using errcode = 'P0002';
        elsif payment.user_id is distinct from invoice.user_id and payment.user_id is not null and invoice.user_id is not null then
          perform private.refuse_invoice('This payment is another member''s.', 'payment_id');
        end if;
        perform private.allocate(payment, invoice.id, coalesce(amount, least(payment.unallocated_minor, invoice.due_minor)));
      when 'release_payment' then
        perform private.require_reason(reason, 'Say why this payment is taken off the invoice.');
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
$$;

drop function if exists public.issue_invoice(uuid, timestamptz, date);
drop function if exists public.record_payment(uuid, timestamptz, bigint, text, text, timestamptz);
drop function if exists public.void_invoice(uuid, timestamptz, text);
drop function if exists public.write_off_invoice(uuid, timestamptz, text);

create or replace function public.issue_invoice(
  invoice_id uuid, version timestamptz, due_on date default null, idempotency_key text default null, dry_run boolean default false
) returns public.invoices
language sql security invoker set search_path = '' as $$
  select private.decide_invoice('issue_invoice', invoice_id, version, jsonb_build_object('due_on', due_on), idempotency_key, dry_run)
$$;
comment on function public.issue_invoice(uuid, timestamptz, date, text, boolean) is 'Draft to open: the number, the day, the seller and the buyer are fixed. A zero total is paid at once.';

create or replace function public.record_payment(
  invoice_id uuid, version timestamptz, amount_minor bigint, method text default 'bank_transfer', reference text default null, paid_at timestamptz default null,
  provider text default null, provider_reference text default null, payment_method_id uuid default null, idempotency_key text default null, dry_run boolean default false
) returns public.invoices
language sql security invoker set search_path = '' as $$
  select private.decide_invoice('record_payment', invoice_id, version, jsonb_build_object('amount_minor', amount_minor, 'method', method, 'reference', reference,
    'paid_at', paid_at, 'provider', provider, 'provider_reference', provider_reference, 'payment_method_id', payment_method_id), idempotency_key, dry_run)
$$;
comment on function public.record_payment(uuid, timestamptz, bigint, text, text, timestamptz, text, text, uuid, text, boolean) is
  'Books a payment and puts all of it on this invoice. The method credit takes it from what is held for the member.';

create or replace function public.allocate_payment(
  payment_id uuid, invoice_id uuid, version timestamptz, amount_minor bigint default null, idempotency_key text default null, dry_run boolean default false
) returns public.invoices
language sql security invoker set search_path = '' as $$
  select private.decide_invoice('allocate_payment', invoice_id, version, jsonb_build_object('payment_id', payment_id, 'amount_minor', amount_minor), idempotency_key, dry_run)
$$;
comment on function public.allocate_payment(uuid, uuid, timestamptz, bigint, text, boolean) is
  'Puts what is left of a payment on an invoice: as much as is named, else as much as is due.';

create or replace function public.release_payment(
  payment_id uuid, invoice_id uuid, version timestamptz, amount_minor bigint, reason text, idempotency_key text default null, dry_run boolean default false
) returns public.invoices
language sql security invoker set search_path = '' as $$
  select private.decide_invoice('release_payment', invoice_id, version,
    jsonb_build_object('payment_id', payment_id, 'amount_minor', amount_minor, 'reason', reason), idempotency_key, dry_run)
$$;
comment on function public.release_payment(uuid, uuid, timestamptz, bigint, text, text, boolean) is
  'Takes part of a payment off an invoice that is not paid in full, so that it can go to another.';

create or replace function public.void_invoice(
  invoice_id uuid, version timestamptz, reason text, idempotency_key text default null, dry_run boolean default false
) returns public.invoices
language sql security invoker set search_path = '' as $$
  select private.decide_invoice('void_invoice', invoice_id, version, jsonb_build_object('reason', reason), idempotency_key, dry_run)
$$;
comment on function public.void_invoice(uuid, timestamptz, text, text, boolean) is 'The invoice keeps its number and nothing is owed on it any more.';

create or replace function public.write_off_invoice(
  invoice_id uuid, version timestamptz, reason text, idempotency_key text default null, dry_run boolean default false
) returns public.invoices
language sql security invoker set search_path = '' as $$
  select private.decide_invoice('write_off_invoice', invoice_id, version, jsonb_build_object('reason', reason), idempotency_key, dry_run)
$$;
comment on function public.write_off_invoice(uuid, timestamptz, text, text, boolean) is 'Not expected any more; it can still be paid or voided.';

create or replace function public.extend_due_date(
  invoice_id uuid, version timestamptz, due_on date, reason text, idempotency_key text default null, dry_run boolean default false
) returns public.invoices
language sql security invoker set search_path = '' as $$
  select private.decide_invoice('extend_due_date', invoice_id, version, jsonb_build_object('due_on', due_on, 'reason', reason), idempotency_key, dry_run)
$$;
comment on function public.extend_due_date(uuid, timestamptz, date, text, text, boolean) is 'Gives an open invoice more time; the change is kept with its reason.';

create or replace function public.credit_invoice(
  invoice_id uuid, version timestamptz, amount_minor bigint, reason text, idempotency_key text default null, dry_run boolean default false
) returns public.invoices
language sql security invoker set search_path = '' as $$
  select private.decide_invoice('credit_invoice', invoice_id, version, jsonb_build_object('amount_minor', amount_minor, 'reason', reason), idempotency_key, dry_run)
$$;
comment on function public.credit_invoice(uuid, timestamptz, bigint, text, text, boolean) is
  'Issues a credit note over part of an invoice, tax included: first off what is due, the rest as the member''s credit.';

-- Payments that belong to no invoice yet, and what goes back.
create or replace function private.decide_payment(decision text, of_payment uuid, args jsonb, key text, dry_run boolean) returns public.payments
language plpgsql security definer set search_path = '' as $$
declare
  request constant jsonb := jsonb_build_object('payment', of_payment) || args;
  reason constant text := args ->> 'reason';
  amount constant bigint := (args ->> 'amount_minor')::bigint;
  payment public.payments;
  made uuid;
  from_credit bigint;
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
        raise exception 'This payment does not exist.' using errcode = 'P0002';
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
        from_credit := greatest(0, amount - payment.unallocated_minor);
        if from_credit > 0 and coalesce((select b.balance_minor from public.credit_balances b
            where b.user_id = payment.user_id and b.currency = payment.currency), 0) < from_credit then
          perform private.refuse_invoice('So much of this payment is not free: credit the invoice first.', 'amount_minor');
        end if;
        insert into public.refunds (number, payment_id, user_id, currency, amount_minor, from_credit_minor, provider_reference, reason, recorded_by)
        values (private.next_number('RF'), payment.id, payment.user_id, payment.currency, amount, from_credit, args ->> 'provider_reference', reason, private.staff_id())
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
$$;

create or replace function public.receive_payment(
  currency text, amount_minor bigint, user_id uuid default null, method text default 'bank_transfer', reference text default null, paid_at timestamptz default null,
  provider text default null, provider_reference text default null, payment_method_id uuid default null, idempotency_key text default null, dry_run boolean default false
) returns public.payments
language sql security invoker set search_path = '' as $$
  select private.decide_payment('receive_payment', null, jsonb_build_object('currency', currency, 'amount_minor', amount_minor, 'user_id', user_id, 'method', method,
    'reference', reference, 'paid_at', paid_at, 'provider', provider, 'provider_reference', provider_reference, 'payment_method_id', payment_method_id), idempotency_key, dry_run)
$$;
comment on function public.receive_payment(text, bigint, uuid, text, text, timestamptz, text, text, uuid, text, boolean) is 'Books a payment that goes to no invoice yet.';

create or replace function public.hold_payment(payment_id uuid, amount_minor bigint, idempotency_key text default null, dry_run boolean default false) returns public.payments
language sql security invoker set search_path = '' as $$
  select private.decide_payment('hold_payment', payment_id, jsonb_build_object('amount_minor', amount_minor), idempotency_key, dry_run)
$$;
comment on function public.hold_payment(uuid, bigint, text, boolean) is 'Holds what is over of a payment as its member''s credit.';

create or replace function public.refund_payment(
  payment_id uuid, amount_minor bigint, reason text, provider_reference text default null, idempotency_key text default null, dry_run boolean default false
) returns public.payments
language sql security invoker set search_path = '' as $$
  select private.decide_payment('refund_payment', payment_id,
    jsonb_build_object('amount_minor', amount_minor, 'reason', reason, 'provider_reference', provider_reference), idempotency_key, dry_run)
$$;
comment on function public.refund_payment(uuid, bigint, text, text, text, boolean) is
  'Pays back what is unallocated of a payment, then of its member''s credit. What settled an invoice is credited first.';

-- ---------------------------------------------------------------------------------------
-- Receivables, as booked by a moment

create or replace function public.receivables(
  as_of timestamptz default now(), time_zone text default 'UTC', of_currency text default null, of_bucket text default null
)
returns table (invoice_id uuid, number text, billing_name text, currency text, due_on date, days_late integer, bucket text, due_minor bigint)
language sql stable security invoker set search_path = '' as $$
  with known as (
    select i.id, i.number, i.billing_name, i.currency,
      coalesce(
        (select c.due_on from public.invoice_due_changes c where c.invoice_id = i.id and c.at <= as_of order by c.at desc, c.id limit 1),
        (select c.due_before from public.invoice_due_changes c where c.invoice_id = i.id order by c.at, c.id limit 1),
        i.due_on) as due_on,
      i.total_minor
        - coalesce((select sum(p.amount_minor) from public.invoice_payments p where p.invoice_id = i.id and p.booked_at <= as_of), 0)
        - coalesce((select sum(c.applied_minor) from public.credit_notes c where c.invoice_id = i.id and c.issued_at <= as_of), 0) as due
    from public.invoices i
    where i.state <> 'draft' and i.issued_at <= as_of and (of_currency is null or i.currency = of_currency)
      and (i.voided_at is null or i.voided_at > as_of) and (i.written_off_at is null or i.written_off_at > as_of)
      -- What is settled is settled: only bookings after that moment can make it due again.
      and (i.state in ('open', 'void', 'uncollectible') or i.updated_at > as_of)
  ), aged as (
    select k.*, greatest(0, (as_of at time zone time_zone)::date - k.due_on) as late from known k where k.due <> 0
  ), placed as (
    select a.*, case when late = 0 then 'not_due' when late <= 30 then '1_30' when late <= 60 then '31_60' when late <= 90 then '61_90' else 'over_90' end as bucket
    from aged a
  )
  select p.id, p.number, p.billing_name, p.currency, p.due_on, p.late, p.bucket, p.due::bigint
  from placed p where of_bucket is null or p.bucket = of_bucket
  order by p.due_on, p.number
$$;
comment on function public.receivables(timestamptz, text, text, text) is
  'What was owed at that moment, invoice by invoice: by the due dates, payments and credits booked until then. Days late are counted in the zone.';

create or replace function public.receivables_by_age(as_of timestamptz default now(), time_zone text default 'UTC')
returns table (currency text, bucket text, invoices bigint, due_minor bigint)
language sql stable security invoker set search_path = '' as $$
  select r.currency, r.bucket, count(*), sum(r.due_minor)::bigint from public.receivables(as_of, time_zone) r group by 1, 2 order by 1, 2
$$;
comment on function public.receivables_by_age(timestamptz, text) is 'Receivables by currency and days past due: not due, 1–30, 31–60, 61–90, over 90.';

create or replace function public.receivables_of_month(month date)
returns table (currency text, opening_minor bigint, invoiced_minor bigint, voided_minor bigint, credited_minor bigint, paid_minor bigint,
  refunded_minor bigint, written_off_minor bigint, closing_minor bigint, difference_minor bigint)
language sql stable security invoker set search_path = '' as $$
  with span as (
    select date_trunc('month', month::timestamp) at time zone 'UTC' as starts, (date_trunc('month', month::timestamp) + interval '1 month') at time zone 'UTC' as ends
  ), movement as (
    select i.currency, 'invoiced' as kind, i.total_minor as amount from public.invoices i, span s where i.issued_at >= s.starts and i.issued_at < s.ends
    union all
    select i.currency, 'voided', case when i.written_off_at < i.voided_at then 0 else i.total_minor end from public.invoices i, span s where i.voided_at >= s.starts and i.voided_at < s.ends
    union all
    -- What comes in on an invoice after it was written off was not receivable any more: nothing changes.
    select i.currency, 'paid', p.amount_minor from public.invoice_payments p join public.invoices i on i.id = p.invoice_id, span s
    where p.booked_at >= s.starts and p.booked_at < s.ends and p.amount_minor > 0 and (i.written_off_at is null or p.booked_at < i.written_off_at)
    union all
    select i.currency, 'refunded', -p.amount_minor from public.invoice_payments p join public.invoices i on i.id = p.invoice_id, span s
    where p.booked_at >= s.starts and p.booked_at < s.ends and p.amount_minor < 0 and (i.written_off_at is null or p.booked_at < i.written_off_at)
    union all
    select c.currency, 'credited', c.applied_minor from public.credit_notes c join public.invoices i on i.id = c.invoice_id, span s
    where c.issued_at >= s.starts and c.issued_at < s.ends and (i.written_off_at is null or c.issued_at < i.written_off_at)
    union all
    select i.currency, 'written_off', i.total_minor
        - coalesce((select sum(p.amount_minor) from public.invoice_payments p where p.invoice_id = i.id and p.booked_at < i.written_off_at), 0)
        - coalesce((select sum(c.applied_minor) from public.credit_notes c where c.invoice_id = i.id and c.issued_at < i.written_off_at), 0)
    from public.invoices i, span s where i.written_off_at >= s.starts and i.written_off_at < s.ends
    union all
    select r.currency, 'opening', r.due_minor from span s, lateral public.receivables(s.starts - interval '1 microsecond') r
    union all
    select r.currency, 'closing', r.due_minor from span s, lateral public.receivables(s.ends - interval '1 microsecond') r
  ), summed as (
    select m.currency, coalesce(sum(amount) filter (where kind = 'opening'), 0)::bigint as opening, coalesce(sum(amount) filter (where kind = 'invoiced'), 0)::bigint as invoiced,
      coalesce(sum(amount) filter (where kind = 'voided'), 0)::bigint as voided, coalesce(sum(amount) filter (where kind = 'credited'), 0)::bigint as credited,
      coalesce(sum(amount) filter (where kind = 'paid'), 0)::bigint as paid, coalesce(sum(amount) filter (where kind = 'refunded'), 0)::bigint as refunded,
      coalesce(sum(amount) filter (where kind = 'written_off'), 0)::bigint as written_off, coalesce(sum(amount) filter (where kind = 'closing'), 0)::bigint as closing
    from movement m group by 1
  )
  select s.currency, opening, invoiced, voided, credited, paid, refunded, written_off, closing,
    opening + invoiced - voided - credited - paid + refunded - written_off - closing
  from summed s order by 1
$$;
comment on function public.receivables_of_month(date) is
  'Opening + invoiced − voided − credited − paid + refunded − written off = closing, per currency, for a month in UTC; difference is what does not add up: nothing.';

create or replace function private.decide_period(decision text, of_month date, reason text) returns public.billing_periods
language plpgsql security definer set search_path = '' as $$
declare
  period public.billing_periods;
  start constant date := date_trunc('month', of_month::timestamp)::date;
  drawn jsonb;
begin
  perform private.require_finance();
  perform pg_advisory_xact_lock(7302);
  if decision = 'close' then
    if start + interval '1 month' > now() at time zone 'UTC' then
      perform private.refuse_invoice('This month is not over yet.', 'month');
    elsif exists (select from public.billing_periods p where p.month = start and p.closed) then
      perform private.refuse_invoice('This month is closed already.', 'month');
    end if;
    select coalesce(jsonb_agg(to_jsonb(r)), '[]') into drawn from public.receivables_of_month(start) r;
    if exists (select from jsonb_array_elements(drawn) r where r ->> 'difference_minor' <> '0') then
      perform private.refuse_invoice('The receivables of this month do not add up.', 'month');
    end if;
    insert into public.billing_periods as p (month, closed_by, figures) values (start, private.staff_id(), drawn)
    on conflict (month) do update set closed = true, closed_at = clock_timestamp(), closed_by = excluded.closed_by, figures = excluded.figures
    returning * into period;
  else
    if coalesce(current_setting('role', true), 'none') not in ('none', 'service_role') and not (select private.has_role('admin')) then
      raise exception 'Only admins open a closed month again.' using errcode = '42501';
    end if;
    perform private.require_reason(reason, 'Say why this month is opened again.');
    update public.billing_periods p set closed = false, reopened_at = clock_timestamp(), reopened_by = private.staff_id(), reason = decide_period.reason
    where p.month = start and p.closed returning * into period;
    if not found then
      perform private.refuse_invoice('This month is not closed.', 'month');
    end if;
  end if;
  return period;
end
$$;

create or replace function public.close_month(month date) returns public.billing_periods
language sql security invoker set search_path = '' as $$ select private.decide_period('close', month, null) $$;
comment on function public.close_month(date) is 'Closes a month that is over and adds up: nothing is dated in it any more.';
create or replace function public.reopen_month(month date, reason text) returns public.billing_periods
language sql security invoker set search_path = '' as $$ select private.decide_period('reopen', month, reason) $$;
comment on function public.reopen_month(date, text) is 'Opens a closed month again; admins only, with a reason.';

-- ---------------------------------------------------------------------------------------
-- Who may write what: words on drafts by hand, everything else by the functions, the service included.

revoke all on public.invoices, public.invoice_line_items, public.invoice_payments from anon, authenticated, service_role;
grant select, delete on public.invoices, public.invoice_line_items to authenticated, service_role;
grant select on public.invoice_payments to authenticated, service_role;
grant insert (id, user_id, subscription_id, billing_name, billing_email, billing_country, billing_address, billing_tax_id, locale, currency, state, period_start, period_end, memo, note),
  update (user_id, billing_name, billing_email, billing_country, billing_address, billing_tax_id, locale, period_start, period_end, memo, note)
  on public.invoices to authenticated, service_role;
-- The currency may be named, as forms do; the trigger takes the invoice's.
grant insert (id, invoice_id, position, description, quantity, unit_minor, discount_minor, tax_rate, tax_name, tax_jurisdiction, currency),
  update (position, description, quantity, unit_minor, discount_minor, tax_rate, tax_name, tax_jurisdiction)
  on public.invoice_line_items to authenticated, service_role;
drop policy if exists "invoice_payments insert" on public.invoice_payments;

revoke all on function
  private.require_finance(), private.staff_id(), private.require_reason(text, text), private.recall(text, text, jsonb), private.remember(text, text, jsonb, jsonb),
  private.shares(bigint, numeric[]), private.refuse_closed(timestamptz, text), private.keep_booking(), private.next_number(text), private.refuse_invoice(text, text),
  private.is_day(date), private.guard_invoice(), private.settle_empty_invoice(), private.lock_line(), private.sum_invoice_lines(), private.check_payment(),
  private.apply_payment(), private.check_arrival(), private.check_credit(), private.take_invoice(uuid, timestamptz), private.book_payment(uuid, text, jsonb),
  private.allocate(public.payments, uuid, bigint), private.credit(public.invoices, bigint, text),
  private.decide_invoice(text, uuid, timestamptz, jsonb, text, boolean), private.decide_payment(text, uuid, jsonb, text, boolean), private.decide_period(text, date, text)
  from public, anon, authenticated, service_role;
grant execute on function
  private.decide_invoice(text, uuid, timestamptz, jsonb, text, boolean), private.decide_payment(text, uuid, jsonb, text, boolean), private.decide_period(text, date, text)
  to authenticated, service_role;

do $$
declare
  f text;
begin
  foreach f in array array[
    'issue_invoice(uuid, timestamptz, date, text, boolean)', 'record_payment(uuid, timestamptz, bigint, text, text, timestamptz, text, text, uuid, text, boolean)',
    'allocate_payment(uuid, uuid, timestamptz, bigint, text, boolean)', 'release_payment(uuid, uuid, timestamptz, bigint, text, text, boolean)',
    'void_invoice(uuid, timestamptz, text, text, boolean)', 'write_off_invoice(uuid, timestamptz, text, text, boolean)',
    'extend_due_date(uuid, timestamptz, date, text, text, boolean)', 'credit_invoice(uuid, timestamptz, bigint, text, text, boolean)',
    'receive_payment(text, bigint, uuid, text, text, timestamptz, text, text, uuid, text, boolean)', 'hold_payment(uuid, bigint, text, boolean)',
    'refund_payment(uuid, bigint, text, text, text, boolean)', 'receivables(timestamptz, text, text, text)', 'receivables_by_age(timestamptz, text)',
    'receivables_of_month(date)', 'close_month(date)', 'reopen_month(date, text)'
  ] loop
    execute format('revoke all on function public.%s from public, anon, authenticated, service_role', f);
    execute format('grant execute on function public.%s to authenticated, service_role', f);
  end loop;
end
$$;
