-- 018 subscription_billing_system
-- Plans, subscriptions, payment methods, invoices with lines and payments, and usage.
-- Money is an integer of minor units (cents) plus an ISO 4217 currency; currencies never mix.

create table if not exists public.subscription_plans (
  id uuid primary key default gen_random_uuid(),
  code text not null check (code ~ '^[a-z][a-z0-9_]{1,40}$'),
  name text not null check (char_length(name) between 1 and 80),
  description text check (char_length(description) <= 500),
  billing_interval text not null check (billing_interval in ('month', 'year')),
  currency text not null check (currency ~ '^[A-Z]{3}$'),
  amount_minor bigint not null check (amount_minor between 0 and 100000000),
  trial_days smallint not null default 0 check (trial_days between 0 and 90),
  features jsonb not null default '[]' check (jsonb_typeof(features) = 'array'),
  limits jsonb not null default '{}' check (jsonb_typeof(limits) = 'object'),
  active boolean not null default true,
  position integer not null default 0,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  search text generated always as (lower(name || ' ' || code)) stored,
  unique (code, currency, billing_interval)
);
comment on column public.subscription_plans.limits is 'Feature to uses a month; null: without limit. {"introductions": 4, "messages": null}';
create index if not exists subscription_plans_position_idx on public.subscription_plans (position, id);
create index if not exists subscription_plans_search_idx on public.subscription_plans using gin (search extensions.gin_trgm_ops);
alter table public.subscription_plans enable row level security;
revoke all on public.subscription_plans from anon, authenticated, service_role;
grant select, insert, update, delete on public.subscription_plans to authenticated;
grant select, insert, update, delete on public.subscription_plans to service_role;
drop policy if exists "subscription_plans select" on public.subscription_plans;
create policy "subscription_plans select" on public.subscription_plans for select to authenticated
  using ((active)
  or (select private.is_staff()));
drop policy if exists "subscription_plans insert" on public.subscription_plans;
create policy "subscription_plans insert" on public.subscription_plans for insert to authenticated
  with check ((select private.has_role('finance')));
drop policy if exists "subscription_plans update" on public.subscription_plans;
create policy "subscription_plans update" on public.subscription_plans for update to authenticated
  using ((select private.has_role('finance')))
  with check ((select private.has_role('finance')));
drop policy if exists "subscription_plans delete" on public.subscription_plans;
create policy "subscription_plans delete" on public.subscription_plans for delete to authenticated
  using ((select private.has_role('finance')));
create or replace trigger touch before update on public.subscription_plans
  for each row execute function private.touch();
create or replace trigger audit after insert or update or delete on public.subscription_plans
  for each row execute function private.audit('all');

create table if not exists public.payment_methods (
  id uuid primary key default gen_random_uuid(),
  user_id uuid not null references public.profiles (id) on delete cascade,
  brand text not null check (brand in ('visa', 'mastercard', 'amex', 'discover', 'diners', 'jcb', 'unionpay', 'other')),
  last4 text not null check (last4 ~ '^[0-9]{4}$'),
  exp_month smallint not null check (exp_month between 1 and 12),
  exp_year smallint not null check (exp_year between 2000 and 2100),
  is_default boolean not null default false,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now()
);
comment on table public.payment_methods is 'Brand, last four and expiry only: card numbers never reach this database (PCI DSS 3.2).';
create index if not exists payment_methods_created_idx on public.payment_methods (created_at desc, id desc);
create index if not exists payment_methods_user_idx on public.payment_methods (user_id);
create index if not exists payment_methods_expiry_idx on public.payment_methods (exp_year, exp_month);
create unique index if not exists payment_methods_one_default_idx on public.payment_methods (user_id) where is_default;
alter table public.payment_methods enable row level security;
revoke all on public.payment_methods from anon, authenticated, service_role;
grant select, update, delete on public.payment_methods to authenticated;
grant select, insert, update, delete on public.payment_methods to service_role;
drop policy if exists "payment_methods select" on public.payment_methods;
create policy "payment_methods select" on public.payment_methods for select to authenticated
  using (user_id = (select auth.uid())
  or (select private.has_role('finance')));
drop policy if exists "payment_methods update" on public.payment_methods;
create policy "payment_methods update" on public.payment_methods for update to authenticated
  using ((select private.has_role('finance')))
  with check ((select private.has_role('finance')));
drop policy if exists "payment_methods delete" on public.payment_methods;
create policy "payment_methods delete" on public.payment_methods for delete to authenticated
  using ((select private.has_role('finance')));
create or replace trigger touch before update on public.payment_methods
  for each row execute function private.touch();
create or replace trigger audit after insert or update or delete on public.payment_methods
  for each row execute function private.audit('all');

create table if not exists public.user_subscriptions (
  id uuid primary key default gen_random_uuid(),
  user_id uuid not null references public.profiles (id) on delete restrict,
  plan_id uuid not null references public.subscription_plans (id) on delete restrict,
  payment_method_id uuid references public.payment_methods (id) on delete set null,
  state text not null default 'incomplete' check (state in ('trialing', 'active', 'past_due', 'paused', 'canceled', 'incomplete', 'unpaid')),
  quantity smallint not null default 1 check (quantity between 1 and 100),
  started_at timestamptz not null default now(),
  trial_ends_at timestamptz,
  current_period_start timestamptz not null default now(),
  current_period_end timestamptz not null,
  cancel_at_period_end boolean not null default false,
  canceled_at timestamptz,
  ended_at timestamptz,
  cancel_reason text check (char_length(cancel_reason) <= 500),
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  constraint user_subscriptions_current_period_end_order_check check (current_period_end > current_period_start),
  constraint user_subscriptions_canceled_at_required_check check (state <> 'canceled' or canceled_at is not null)
);
create index if not exists user_subscriptions_created_idx on public.user_subscriptions (created_at desc, id desc);
create index if not exists user_subscriptions_started_idx on public.user_subscriptions (started_at desc, id desc);
create index if not exists user_subscriptions_period_end_idx on public.user_subscriptions (current_period_end, id);
create index if not exists user_subscriptions_state_idx on public.user_subscriptions (state, started_at desc, id desc);
create index if not exists user_subscriptions_user_idx on public.user_subscriptions (user_id, started_at desc);
create index if not exists user_subscriptions_plan_idx on public.user_subscriptions (plan_id);
create index if not exists user_subscriptions_payment_method_idx on public.user_subscriptions (payment_method_id);
-- One running subscription a member.
create unique index if not exists user_subscriptions_one_running_idx on public.user_subscriptions (user_id)
  where state in ('trialing', 'active', 'past_due', 'paused', 'unpaid');
alter table public.user_subscriptions enable row level security;
revoke all on public.user_subscriptions from anon, authenticated, service_role;
grant select, insert, update on public.user_subscriptions to authenticated;
grant select, insert, update, delete on public.user_subscriptions to service_role;
drop policy if exists "user_subscriptions select" on public.user_subscriptions;
create policy "user_subscriptions select" on public.user_subscriptions for select to authenticated
  using (user_id = (select auth.uid())
  or (select private.has_role('finance')));
drop policy if exists "user_subscriptions insert" on public.user_subscriptions;
create policy "user_subscriptions insert" on public.user_subscriptions for insert to authenticated
  with check ((select private.has_role('finance')));
drop policy if exists "user_subscriptions update" on public.user_subscriptions;
create policy "user_subscriptions update" on public.user_subscriptions for update to authenticated
  using ((select private.has_role('finance')))
  with check ((select private.has_role('finance')));
create or replace trigger touch before update on public.user_subscriptions
  for each row execute function private.touch();
create or replace trigger audit after insert or update or delete on public.user_subscriptions
  for each row execute function private.audit('all');
insert into public.state_transitions (table_name, from_state, to_state) values
  ('user_subscriptions', 'incomplete', 'active'),
  ('user_subscriptions', 'incomplete', 'trialing'),
  ('user_subscriptions', 'incomplete', 'canceled'),
  ('user_subscriptions', 'trialing', 'active'),
  ('user_subscriptions', 'trialing', 'past_due'),
  ('user_subscriptions', 'trialing', 'paused'),
  ('user_subscriptions', 'trialing', 'canceled'),
  ('user_subscriptions', 'active', 'past_due'),
  ('user_subscriptions', 'active', 'paused'),
  ('user_subscriptions', 'active', 'canceled'),
  ('user_subscriptions', 'past_due', 'active'),
  ('user_subscriptions', 'past_due', 'unpaid'),
  ('user_subscriptions', 'past_due', 'paused'),
  ('user_subscriptions', 'past_due', 'canceled'),
  ('user_subscriptions', 'unpaid', 'active'),
  ('user_subscriptions', 'unpaid', 'canceled'),
  ('user_subscriptions', 'paused', 'active'),
  ('user_subscriptions', 'paused', 'canceled'),
  ('user_subscriptions', '', 'trialing'),
  ('user_subscriptions', '', 'active'),
  ('user_subscriptions', '', 'incomplete')
on conflict do nothing;
create or replace trigger transition before insert or update of state on public.user_subscriptions
  for each row execute function private.enforce_transition();

create or replace function private.stamp_subscription() returns trigger
language plpgsql set search_path = '' as $$
begin
  if new.state = 'canceled' and old.state <> 'canceled' then
    new.canceled_at := coalesce(new.canceled_at, clock_timestamp());
    new.ended_at := coalesce(new.ended_at, clock_timestamp());
  end if;
  return new;
end
$$;
create or replace trigger stamp_subscription before update of state on public.user_subscriptions
  for each row execute function private.stamp_subscription();

create sequence if not exists private.invoice_number;

create table if not exists public.invoices (
  id uuid primary key default gen_random_uuid(),
  number text unique check (number ~ '^IA-[0-9]{4}-[0-9]{5,}$'),
  user_id uuid references public.profiles (id) on delete set null,
  subscription_id uuid references public.user_subscriptions (id) on delete set null,
  billing_name text not null check (char_length(billing_name) between 1 and 160),
  billing_email text not null check (billing_email ~ '^[^[:space:]@]+@[^[:space:]@]+$'),
  billing_country text check (billing_country ~ '^[A-Z]{2}$'),
  state text not null default 'draft' check (state in ('draft', 'open', 'paid', 'void', 'uncollectible')),
  currency text not null check (currency ~ '^[A-Z]{3}$'),
  subtotal_minor bigint not null default 0 check (subtotal_minor >= 0),
  discount_minor bigint not null default 0 check (discount_minor >= 0),
  tax_minor bigint not null default 0 check (tax_minor >= 0),
  total_minor bigint generated always as (subtotal_minor - discount_minor + tax_minor) stored,
  paid_minor bigint not null default 0 check (paid_minor >= 0),
  due_minor bigint generated always as (
    case when state in ('open', 'uncollectible') then subtotal_minor - discount_minor + tax_minor - paid_minor else 0 end
  ) stored,
  period_start date,
  period_end date check (period_end >= period_start),
  issued_at timestamptz,
  due_on date,
  paid_at timestamptz,
  closed_at timestamptz,
  closed_reason text check (char_length(closed_reason) <= 500),
  memo text check (char_length(memo) <= 1000),
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  search text generated always as (lower(coalesce(number, '') || ' ' || billing_name || ' ' || billing_email)) stored,
  constraint invoices_discount_minor_total_check check (discount_minor <= subtotal_minor),
  constraint invoices_paid_minor_total_check check (paid_minor <= subtotal_minor - discount_minor + tax_minor),
  constraint invoices_issued_check check (state = 'draft' or (number is not null and issued_at is not null and due_on is not null)),
  constraint invoices_paid_in_full_check check (state <> 'paid' or (paid_minor = subtotal_minor - discount_minor + tax_minor and paid_at is not null)),
  constraint invoices_closed_reason_required_check check (state not in ('void', 'uncollectible') or char_length(btrim(coalesce(closed_reason, ''))) > 0),
  constraint invoices_void_unpaid_check check (state <> 'void' or paid_minor = 0)
);
comment on column public.invoices.due_minor is 'What is still owed. Nothing on a draft, a paid or a void invoice.';
comment on column public.invoices.billing_name is 'As it was when the invoice was issued: a later change of the profile does not rewrite it.';
create index if not exists invoices_created_idx on public.invoices (created_at desc, id desc);
create index if not exists invoices_issued_idx on public.invoices (issued_at desc nulls last, id desc);
create index if not exists invoices_due_idx on public.invoices (due_on desc nulls last, id desc);
create index if not exists invoices_state_idx on public.invoices (state, created_at desc, id desc);
create index if not exists invoices_user_idx on public.invoices (user_id, created_at desc);
create index if not exists invoices_subscription_idx on public.invoices (subscription_id);
create index if not exists invoices_open_idx on public.invoices (currency, due_on) where state = 'open';
create index if not exists invoices_search_idx on public.invoices using gin (search extensions.gin_trgm_ops);
alter table public.invoices enable row level security;
revoke all on public.invoices from anon, authenticated, service_role;
grant select, insert, update, delete on public.invoices to authenticated;
grant select, insert, update, delete on public.invoices to service_role;
drop policy if exists "invoices select" on public.invoices;
create policy "invoices select" on public.invoices for select to authenticated
  using ((user_id = (select auth.uid()) and state <> 'draft')
  or (select private.has_role('finance')));
drop policy if exists "invoices insert" on public.invoices;
create policy "invoices insert" on public.invoices for insert to authenticated
  with check ((select private.has_role('finance')));
drop policy if exists "invoices update" on public.invoices;
create policy "invoices update" on public.invoices for update to authenticated
  using ((select private.has_role('finance')))
  with check ((select private.has_role('finance')));
drop policy if exists "invoices delete" on public.invoices;
create policy "invoices delete" on public.invoices for delete to authenticated
  using ((state = 'draft' and (select private.has_role('finance'))));
create or replace trigger touch before update on public.invoices
  for each row execute function private.touch();
create or replace trigger audit after insert or update or delete on public.invoices
  for each row execute function private.audit('all');
insert into public.state_transitions (table_name, from_state, to_state) values
  ('invoices', 'draft', 'open'),
  ('invoices', 'open', 'paid'),
  ('invoices', 'open', 'void'),
  ('invoices', 'open', 'uncollectible'),
  ('invoices', 'uncollectible', 'paid'),
  ('invoices', 'uncollectible', 'void'),
  ('invoices', '', 'draft')
on conflict do nothing;
create or replace trigger transition before insert or update of state on public.invoices
  for each row execute function private.enforce_transition();

create table if not exists public.invoice_line_items (
  id uuid primary key default gen_random_uuid(),
  invoice_id uuid not null references public.invoices (id) on delete cascade,
  position smallint not null default 1 check (position >= 1),
  description text not null check (char_length(description) between 1 and 300),
  quantity integer not null default 1 check (quantity between 1 and 100000),
  unit_minor bigint not null check (unit_minor between 0 and 100000000),
  amount_minor bigint generated always as (quantity * unit_minor) stored,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  unique (invoice_id, position)
);
create index if not exists invoice_line_items_created_idx on public.invoice_line_items (created_at desc, id desc);
alter table public.invoice_line_items enable row level security;
revoke all on public.invoice_line_items from anon, authenticated, service_role;
grant select, insert, update, delete on public.invoice_line_items to authenticated;
grant select, insert, update, delete on public.invoice_line_items to service_role;
drop policy if exists "invoice_line_items select" on public.invoice_line_items;
create policy "invoice_line_items select" on public.invoice_line_items for select to authenticated
  using ((exists (select from public.invoices i where i.id = invoice_id and i.user_id = (select auth.uid())))
  or (select private.has_role('finance')));
drop policy if exists "invoice_line_items insert" on public.invoice_line_items;
create policy "invoice_line_items insert" on public.invoice_line_items for insert to authenticated
  with check ((select private.has_role('finance')));
drop policy if exists "invoice_line_items update" on public.invoice_line_items;
create policy "invoice_line_items update" on public.invoice_line_items for update to authenticated
  using ((select private.has_role('finance')))
  with check ((select private.has_role('finance')));
drop policy if exists "invoice_line_items delete" on public.invoice_line_items;
create policy "invoice_line_items delete" on public.invoice_line_items for delete to authenticated
  using ((select private.has_role('finance')));
create or replace trigger touch before update on public.invoice_line_items
  for each row execute function private.touch();
create or replace trigger audit after insert or update or delete on public.invoice_line_items
  for each row execute function private.audit('all');

create table if not exists public.invoice_payments (
  id uuid primary key default gen_random_uuid(),
  invoice_id uuid not null references public.invoices (id) on delete restrict,
  amount_minor bigint not null check (amount_minor > 0),
  currency text not null check (currency ~ '^[A-Z]{3}$'),
  method text not null default 'card' check (method in ('card', 'bank_transfer', 'cash', 'credit', 'other')),
  reference text check (char_length(reference) <= 120),
  payment_method_id uuid references public.payment_methods (id) on delete set null,
  paid_at timestamptz not null default now(),
  recorded_by uuid default auth.uid() references public.staff_members (user_id) on delete set null,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now()
);
create index if not exists invoice_payments_paid_idx on public.invoice_payments (paid_at desc, id desc);
create index if not exists invoice_payments_created_idx on public.invoice_payments (created_at desc, id desc);
create index if not exists invoice_payments_invoice_idx on public.invoice_payments (invoice_id, paid_at);
create index if not exists invoice_payments_recorded_by_idx on public.invoice_payments (recorded_by);
create index if not exists invoice_payments_payment_method_idx on public.invoice_payments (payment_method_id);
alter table public.invoice_payments enable row level security;
revoke all on public.invoice_payments from anon, authenticated, service_role;
grant select, insert on public.invoice_payments to authenticated;
grant select, insert, update, delete on public.invoice_payments to service_role;
drop policy if exists "invoice_payments select" on public.invoice_payments;
create policy "invoice_payments select" on public.invoice_payments for select to authenticated
  using ((exists (select from public.invoices i where i.id = invoice_id and i.user_id = (select auth.uid())))
  or (select private.has_role('finance')));
drop policy if exists "invoice_payments insert" on public.invoice_payments;
create policy "invoice_payments insert" on public.invoice_payments for insert to authenticated
  with check ((select private.has_role('finance')));
create or replace trigger touch before update on public.invoice_payments
  for each row execute function private.touch();
create or replace trigger audit after insert or update or delete on public.invoice_payments
  for each row execute function private.audit('all');

create table if not exists public.usage_tracking (
  id bigint generated always as identity primary key,
  user_id uuid not null references public.profiles (id) on delete cascade,
  subscription_id uuid references public.user_subscriptions (id) on delete set null,
  feature text not null check (feature ~ '^[a-z][a-z0-9_]{1,40}$'),
  period_start date not null,
  period_end date not null,
  used integer not null default 0 check (used >= 0),
  limit_value integer check (limit_value >= 0),
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  unique (user_id, feature, period_start),
  constraint usage_tracking_period_end_order_check check (period_end >= period_start)
);
comment on column public.usage_tracking.limit_value is 'The limit of the plan at that time; null: without limit.';
create index if not exists usage_tracking_period_idx on public.usage_tracking (period_start desc, id desc);
create index if not exists usage_tracking_feature_idx on public.usage_tracking (feature, period_start desc);
create index if not exists usage_tracking_subscription_idx on public.usage_tracking (subscription_id);
alter table public.usage_tracking enable row level security;
revoke all on public.usage_tracking from anon, authenticated, service_role;
revoke all on sequence public.usage_tracking_id_seq from anon, authenticated, service_role;
grant select on public.usage_tracking to authenticated;
grant select, insert, update, delete on public.usage_tracking to service_role;
drop policy if exists "usage_tracking select" on public.usage_tracking;
create policy "usage_tracking select" on public.usage_tracking for select to authenticated
  using (user_id = (select auth.uid())
  or (select private.is_staff()));
create or replace trigger touch before update on public.usage_tracking
  for each row execute function private.touch();
create or replace trigger audit after insert or update or delete on public.usage_tracking
  for each row execute function private.audit('log');

-- ---------------------------------------------------------------------------------------
-- What an invoice adds up to, and what may still be changed.

create or replace function private.guard_invoice() returns trigger
language plpgsql set search_path = '' as $$
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
$$;

create or replace function private.next_invoice_number() returns text
language sql volatile security definer set search_path = '' as $$
  select 'IA-' || to_char(now() at time zone 'UTC', 'YYYY') || '-' || lpad(nextval('private.invoice_number')::text, 5, '0')
$$;

create or replace trigger guard_invoice before insert or update on public.invoices
  for each row execute function private.guard_invoice();

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
    if auth.uid() is not null then
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
create or replace trigger sum_invoice_lines after insert or update or delete on public.invoice_line_items
  for each row execute function private.sum_invoice_lines();

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
    return null; -- a paid invoice brought in whole, with its payments
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
create or replace trigger apply_payment after insert on public.invoice_payments
  for each row execute function private.apply_payment();

revoke all on function private.stamp_subscription(), private.guard_invoice(), private.next_invoice_number(),
  private.sum_invoice_lines(), private.apply_payment() from public, anon, authenticated;
-- guard_invoice runs with the caller's rights, so that current_user tells who asks.
grant execute on function private.next_invoice_number() to authenticated, service_role;

-- ---------------------------------------------------------------------------------------
-- Decisions of finance. Each names the version it saw: somebody else's change in between is a
-- conflict (409 through the API), never overwritten.

create or replace function private.take_invoice(invoice_id uuid, version timestamptz) returns public.invoices
language plpgsql set search_path = '' as $$
declare
  invoice public.invoices;
begin
  if not (select private.has_role('finance')) then
    raise exception 'Only finance may change invoices.' using errcode = '42501';
  end if;
  select * into invoice from public.invoices i where i.id = take_invoice.invoice_id for update;
  if not found then
    raise exception 'This invoice does not exist any more.' using errcode = 'P0002';
  elsif invoice.updated_at <> version then
    raise exception 'Somebody changed this invoice after you opened it.' using errcode = 'PT409',
      hint = 'Look at it again and repeat what you meant, if it still applies.';
  end if;
  return invoice;
end
$$;
revoke all on function private.take_invoice(uuid, timestamptz) from public, anon;
grant execute on function private.take_invoice(uuid, timestamptz) to authenticated;

create or replace function public.issue_invoice(invoice_id uuid, version timestamptz, due_on date default null) returns public.invoices
language plpgsql security invoker set search_path = '' as $$
declare
  invoice public.invoices := private.take_invoice(invoice_id, version);
begin
  update public.invoices i set state = 'open', due_on = coalesce(issue_invoice.due_on, i.due_on)
  where i.id = invoice.id returning * into invoice;
  return invoice;
end
$$;

create or replace function public.record_payment(
  invoice_id uuid, version timestamptz, amount_minor bigint, method text default 'bank_transfer',
  reference text default null, paid_at timestamptz default now()
) returns public.invoices
language plpgsql security invoker set search_path = '' as $$
declare
  invoice public.invoices := private.take_invoice(invoice_id, version);
begin
  if paid_at > now() + interval '1 day' then
    raise exception 'The day of the payment lies in the future.' using errcode = '23514', detail = '{"field": "paid_at"}';
  end if;
  insert into public.invoice_payments (invoice_id, amount_minor, currency, method, reference, paid_at)
  values (invoice.id, amount_minor, invoice.currency, method, nullif(btrim(reference), ''), paid_at);
  select * into invoice from public.invoices i where i.id = invoice.id;
  return invoice;
end
$$;

create or replace function public.void_invoice(invoice_id uuid, version timestamptz, reason text) returns public.invoices
language plpgsql security invoker set search_path = '' as $$
declare
  invoice public.invoices := private.take_invoice(invoice_id, version);
begin
  if char_length(btrim(coalesce(reason, ''))) = 0 then
    raise exception 'Say why this invoice is void.' using errcode = '23514', detail = '{"field": "reason"}';
  elsif invoice.paid_minor > 0 then
    raise exception 'Part of this invoice is paid already, so it cannot be void.' using errcode = '23514';
  end if;
  perform set_config('app.reason', reason, true);
  update public.invoices i set state = 'void', closed_reason = reason where i.id = invoice.id returning * into invoice;
  return invoice;
end
$$;

create or replace function public.write_off_invoice(invoice_id uuid, version timestamptz, reason text) returns public.invoices
language plpgsql security invoker set search_path = '' as $$
declare
  invoice public.invoices := private.take_invoice(invoice_id, version);
begin
  if char_length(btrim(coalesce(reason, ''))) = 0 then
    raise exception 'Say why this invoice is written off.' using errcode = '23514', detail = '{"field": "reason"}';
  end if;
  perform set_config('app.reason', reason, true);
  update public.invoices i set state = 'uncollectible', closed_reason = reason where i.id = invoice.id returning * into invoice;
  return invoice;
end
$$;

revoke all on function
  public.issue_invoice(uuid, timestamptz, date),
  public.record_payment(uuid, timestamptz, bigint, text, text, timestamptz),
  public.void_invoice(uuid, timestamptz, text),
  public.write_off_invoice(uuid, timestamptz, text)
  from public, anon, authenticated, service_role;
grant execute on function
  public.issue_invoice(uuid, timestamptz, date),
  public.record_payment(uuid, timestamptz, bigint, text, text, timestamptz),
  public.void_invoice(uuid, timestamptz, text),
  public.write_off_invoice(uuid, timestamptz, text)
  to authenticated;

-- Use of each feature by month against what the plans allow.
create or replace function public.usage_over_time(from_date date, to_date date, time_zone text default 'UTC')
returns table (
  period_start date,
  feature text,
  members bigint,
  used bigint,
  limited_members bigint,
  limited_used bigint,
  allowed bigint,
  at_limit bigint,
  unfinished boolean
)
language plpgsql stable security invoker set search_path = '' as $$
begin
  perform private.check_range(from_date, to_date, time_zone);
  return query
  select u.period_start, u.feature, count(*), sum(u.used),
    count(u.limit_value), coalesce(sum(u.used) filter (where u.limit_value is not null), 0)::bigint,
    coalesce(sum(u.limit_value), 0)::bigint,
    count(*) filter (where u.used >= u.limit_value),
    bool_or(u.period_end >= (now() at time zone time_zone)::date)
  from public.usage_tracking u
  where u.period_start >= date_trunc('month', from_date::timestamp)::date and u.period_start <= to_date
  group by 1, 2
  order by 1, 2;
end
$$;
comment on function public.usage_over_time(date, date, text) is
  'Per month and feature: members who have it, uses, and for those with a limit their uses, the sum of limits, and how many reached theirs.';
revoke all on function public.usage_over_time(date, date, text) from public, anon, authenticated, service_role;
grant execute on function public.usage_over_time(date, date, text) to authenticated;

insert into private.audit_readers (table_name, roles) values
  ('subscription_plans', '{moderator,growth,finance}'),
  ('payment_methods', '{finance}'),
  ('user_subscriptions', '{finance}'),
  ('invoices', '{finance}'),
  ('invoice_line_items', '{finance}'),
  ('invoice_payments', '{finance}'),
  ('usage_tracking', '{moderator,growth,finance}')
on conflict do nothing;
