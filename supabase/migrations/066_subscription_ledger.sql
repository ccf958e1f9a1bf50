-- 051 subscription ledger
-- What is charged follows from prices that never change and from a history of terms that is only added to. Plans are
-- retired, not deleted; subscriptions move by their functions, for people and for the service alike.

-- ---------------------------------------------------------------------------------------
-- Prices: a new one is a new row, and who pays an older one goes on paying it.

create table if not exists public.plan_prices (
  id uuid primary key default gen_random_uuid(),
  plan_id uuid not null references public.subscription_plans (id) on delete restrict,
  version integer not null check (version >= 1),
  currency text not null references public.currencies (code),
  billing_interval text not null check (billing_interval in ('month', 'year')),
  amount_minor bigint not null check (amount_minor between 0 and 100000000),
  valid_from timestamptz not null default clock_timestamp(),
  valid_until timestamptz,
  reason text check (char_length(reason) <= 500),
  created_by uuid references public.staff_members (user_id) on delete set null,
  constraint plan_prices_version_key unique (plan_id, version),
  constraint plan_prices_order_check check (valid_until >= valid_from)
);
comment on table public.plan_prices is 'What a plan cost, version by version. A price never changes; a new one is for who subscribes from then on.';
comment on column public.plan_prices.valid_until is 'Until when new subscriptions got it; empty: it is the present price.';
create unique index if not exists plan_prices_present_idx on public.plan_prices (plan_id) where valid_until is null;
create index if not exists plan_prices_currency_idx on public.plan_prices (currency);
create index if not exists plan_prices_created_by_idx on public.plan_prices (created_by);
create index if not exists plan_prices_valid_from_idx on public.plan_prices (valid_from desc, id desc);
alter table public.plan_prices enable row level security;
revoke all on public.plan_prices from anon, authenticated, service_role;
grant select on public.plan_prices to authenticated, service_role;
drop policy if exists "plan_prices select" on public.plan_prices;
create policy "plan_prices select" on public.plan_prices for select to authenticated
  using ((select private.is_staff()) or exists (select from public.user_subscriptions s where s.plan_id = plan_prices.plan_id and s.user_id = (select auth.uid())));
create or replace trigger audit after insert or update or delete on public.plan_prices for each row execute function private.audit('all');

insert into public.plan_prices (plan_id, version, currency, billing_interval, amount_minor, valid_from)
select p.id, 1, p.currency, p.billing_interval, p.amount_minor, p.created_at from public.subscription_plans p
where not exists (select from public.plan_prices r where r.plan_id = p.id);

create or replace function private.keep_price() returns trigger
language plpgsql set search_path = '' as $$
begin
  if tg_op = 'DELETE' then
    raise exception 'A price is never deleted; the next one takes its place.' using errcode = '42501';
  elsif to_jsonb(new) - array['valid_until', 'created_by'] <> to_jsonb(old) - array['valid_until', 'created_by']
    or old.valid_until is not null and new.valid_until is distinct from old.valid_until
    or new.created_by is distinct from old.created_by and new.created_by is not null then
    raise exception 'A price never changes; the next one takes its place.' using errcode = '42501';
  end if;
  return new;
end
$$;
comment on function private.keep_price() is 'Trigger: a price is fixed once it is there.';
create or replace trigger keep_price before update or delete on public.plan_prices for each row execute function private.keep_price();

-- The plan's own amount is that of its present price.
create or replace function private.guard_plan() returns trigger
language plpgsql security definer set search_path = '' as $$
begin
  if tg_op = 'DELETE' then
    raise exception 'A plan is never deleted. Take it off sale instead.' using errcode = '42501';
  elsif tg_op = 'INSERT' then
    insert into public.plan_prices (plan_id, version, currency, billing_interval, amount_minor, created_by)
    values (new.id, 1, new.currency, new.billing_interval, new.amount_minor, private.staff_id());
    return null;
  end if;
  if (new.code, new.currency, new.billing_interval) is distinct from (old.code, old.currency, old.billing_interval) then
    raise exception 'The code, currency and interval of a plan are fixed. Add another plan.' using errcode = '42501';
  elsif new.amount_minor is distinct from (select r.amount_minor from public.plan_prices r where r.plan_id = new.id and r.valid_until is null) then
    raise exception 'A plan gets a new price by its function only.' using errcode = '42501';
  end if;
  return new;
end
$$;
comment on function private.guard_plan() is 'Trigger: a plan keeps its code, currency and interval, costs what its present price says, and is never deleted.';
create or replace trigger first_price after insert on public.subscription_plans for each row execute function private.guard_plan();
create or replace trigger guard_plan before update or delete on public.subscription_plans for each row execute function private.guard_plan();

-- Of those on sale there is one for each code, currency and interval; of retired ones any number.
alter table public.subscription_plans drop constraint if exists subscription_plans_code_currency_billing_interval_key;
create unique index if not exists subscription_plans_on_sale_idx on public.subscription_plans (code, currency, billing_interval) where active;
comment on column public.subscription_plans.amount_minor is 'The present price; kept by the database. plan_prices has all of them.';
comment on column public.subscription_plans.active is 'On sale. A retired plan takes no new subscriptions; running ones go on.';
revoke all on public.subscription_plans from anon, authenticated, service_role;
grant select on public.subscription_plans to authenticated, service_role;
grant insert (id, code, name, description, billing_interval, currency, amount_minor, trial_days, features, limits, active, position),
  update (name, description, trial_days, features, limits, active, position) on public.subscription_plans to authenticated;
drop policy if exists "subscription_plans delete" on public.subscription_plans;

-- ---------------------------------------------------------------------------------------
-- The calendar: period k begins k steps after the anchor, where the calendar has that day, in the subscription's zone.

create or replace function private.period_start(anchor timestamptz, billing_interval text, k integer, time_zone text) returns timestamptz
language sql stable set search_path = '' as $$
  select ((anchor at time zone time_zone) + k * case billing_interval when 'year' then interval '1 year' else interval '1 month' end) at time zone time_zone
$$;
comment on function private.period_start(timestamptz, text, integer, text) is 'When period k begins. From 31 January: 28 or 29 February, then 31 March.';

-- ---------------------------------------------------------------------------------------
-- Subscriptions: their terms, and what is to come

alter table public.user_subscriptions
  add column if not exists price_id uuid references public.plan_prices (id) on delete restrict,
  add column if not exists currency text references public.currencies (code),
  add column if not exists discount_percent numeric(5, 2) not null default 0 check (discount_percent between 0 and 100),
  add column if not exists recurring_minor bigint,
  add column if not exists tax_rate numeric(9, 6) not null default 0 check (tax_rate between 0 and 100),
  add column if not exists tax_name text check (char_length(tax_name) between 1 and 40),
  add column if not exists anchor_at timestamptz,
  add column if not exists period_index integer not null default 0 check (period_index >= 0),
  add column if not exists time_zone text not null default 'UTC' check (char_length(time_zone) <= 60),
  add column if not exists terms_since timestamptz,
  add column if not exists next_price_id uuid references public.plan_prices (id) on delete restrict,
  add column if not exists next_quantity smallint check (next_quantity between 1 and 100),
  add column if not exists next_discount_percent numeric(5, 2) check (next_discount_percent between 0 and 100),
  add column if not exists pause_at_period_end boolean not null default false,
  add column if not exists resume_at timestamptz;
create index if not exists user_subscriptions_price_idx on public.user_subscriptions (price_id);
create index if not exists user_subscriptions_next_price_idx on public.user_subscriptions (next_price_id);
create index if not exists user_subscriptions_currency_idx on public.user_subscriptions (currency);
create index if not exists user_subscriptions_resume_idx on public.user_subscriptions (resume_at) where resume_at is not null;
comment on column public.user_subscriptions.recurring_minor is 'What a period costs, net of its discount and without tax; kept by the database.';
comment on column public.user_subscriptions.anchor_at is 'When period 0 began: the others are counted from here.';
comment on column public.user_subscriptions.terms_since is 'Since when its state, price, quantity and discount are what they are.';
comment on column public.user_subscriptions.next_price_id is 'What it changes to when the period ends; so for quantity and discount.';
comment on column public.user_subscriptions.tax_rate is 'Per cent, on the invoices that its periods make.';

create table if not exists public.subscription_periods (
  id uuid primary key default gen_random_uuid(),
  subscription_id uuid not null references public.user_subscriptions (id) on delete restrict,
  n integer not null check (n >= 1),
  user_id uuid not null references public.profiles (id) on delete restrict,
  from_at timestamptz not null,
  recorded_at timestamptz not null default clock_timestamp(),
  state text not null,
  plan_id uuid not null references public.subscription_plans (id) on delete restrict,
  price_id uuid not null references public.plan_prices (id) on delete restrict,
  currency text not null references public.currencies (code),
  billing_interval text not null check (billing_interval in ('month', 'year')),
  quantity smallint not null,
  discount_percent numeric(5, 2) not null,
  recurring_minor bigint not null check (recurring_minor >= 0),
  mrr_twelfths bigint generated always as (case when state in ('active', 'past_due') then recurring_minor * case billing_interval when 'month' then 12 else 1 end else 0 end) stored,
  reason text check (char_length(reason) <= 500),
  decided_by uuid references public.staff_members (user_id) on delete set null,
  constraint subscription_periods_n_key unique (subscription_id, n),
  -- Through this one the API finds the member.
  constraint subscription_periods_user_id_listed_fkey foreign key (user_id) references public.member_directory (id) on delete restrict
);
comment on table public.subscription_periods is 'The terms of each subscription over time. Only added to: each row holds until the next one of its subscription begins.';
comment on column public.subscription_periods.recorded_at is 'When it was written down: what was known as of a moment goes by this.';
comment on column public.subscription_periods.mrr_twelfths is 'Recurring revenue a month, in twelfths of a minor unit: active and past due only, net of discounts, without tax.';
create index if not exists subscription_periods_from_idx on public.subscription_periods (from_at desc, id desc);
create index if not exists subscription_periods_user_idx on public.subscription_periods (user_id);
create index if not exists subscription_periods_plan_idx on public.subscription_periods (plan_id);
create index if not exists subscription_periods_price_idx on public.subscription_periods (price_id);
create index if not exists subscription_periods_currency_idx on public.subscription_periods (currency);
create index if not exists subscription_periods_decided_by_idx on public.subscription_periods (decided_by);
alter table public.subscription_periods enable row level security;
revoke all on public.subscription_periods from anon, authenticated, service_role;
grant select on public.subscription_periods to authenticated, service_role;
drop policy if exists "subscription_periods select" on public.subscription_periods;
create policy "subscription_periods select" on public.subscription_periods for select to authenticated
  using (user_id = (select auth.uid()) or (select private.has_role('finance')));
create or replace trigger keep_booking before update or delete on public.subscription_periods
  for each row execute function private.keep_booking('decided_by', 'mrr_twelfths');
-- Written along with the subscription, whose own history says who and why.
create or replace trigger audit after insert or update or delete on public.subscription_periods for each row execute function private.audit('log');
insert into private.audit_readers (table_name, roles) values ('plan_prices', '{finance}'), ('subscription_periods', '{finance}') on conflict do nothing;

create or replace view public.subscription_history with (security_invoker = true) as
  select p.*, lead(p.from_at) over (partition by p.subscription_id order by p.n) as until_at from public.subscription_periods p;
comment on view public.subscription_history is 'The terms of each subscription with the moment at which they ended; empty: they hold.';
revoke all on public.subscription_history from anon, authenticated, service_role;
grant select on public.subscription_history to authenticated, service_role;

-- Net of the discount, which is rounded once a period as on the invoice.
create or replace function private.recurring(amount bigint, quantity integer, discount_percent numeric) returns bigint
language sql immutable set search_path = '' as $$ select (amount * quantity - round(amount * quantity * discount_percent / 100))::bigint $$;

create or replace function private.keep_terms() returns trigger
language plpgsql security definer set search_path = '' as $$
declare
  price public.plan_prices;
  since timestamptz;
begin
  if tg_op = 'INSERT' then
    if new.price_id is null then
      select * into price from public.plan_prices r where r.plan_id = new.plan_id and r.valid_until is null;
      new.price_id := price.id;
    end if;
    if not exists (select from public.subscription_plans p where p.id = new.plan_id and p.active) and new.state <> 'canceled' then
      perform private.refuse_invoice('This plan is retired and takes no new subscriptions.', 'plan_id');
    end if;
    new.anchor_at := coalesce(new.anchor_at, case when new.state in ('trialing', 'incomplete') then coalesce(new.trial_ends_at, new.current_period_end) else new.current_period_start end);
    new.terms_since := coalesce(new.terms_since, new.started_at);
  end if;
  if price.id is null then
    select * into price from public.plan_prices r where r.id = new.price_id;
  end if;
  if price.plan_id is distinct from new.plan_id then
    perform private.refuse_invoice('This price is another plan''s.', 'price_id');
  elsif tg_op = 'UPDATE' and price.currency <> old.currency then
    perform private.refuse_invoice(format('This subscription is in %s and stays so.', old.currency), 'plan_id');
  elsif (tg_op = 'INSERT' or new.payment_method_id is distinct from old.payment_method_id) and new.payment_method_id is not null
    and not exists (select from public.payment_methods m where m.id = new.payment_method_id and m.user_id = new.user_id) then
    perform private.refuse_invoice('This card is another member''s.', 'payment_method_id');
  end if;
  -- Reading the names of all zones takes a while: only where one is named.
  if new.time_zone <> 'UTC' and (tg_op = 'INSERT' or new.time_zone <> old.time_zone) then
    if not exists (select from pg_catalog.pg_timezone_names z where z.name = new.time_zone) then
      perform private.refuse_invoice('There is no such time zone.', 'time_zone');
    end if;
  end if;
  new.currency := price.currency;
  new.recurring_minor := private.recurring(price.amount_minor, new.quantity, new.discount_percent);
  if tg_op = 'UPDATE' and (new.state, new.price_id, new.quantity, new.discount_percent) is distinct from (old.state, old.price_id, old.quantity, old.discount_percent) then
    since := case when new.terms_since is distinct from old.terms_since then new.terms_since else clock_timestamp() end;
    new.terms_since := greatest(since, old.terms_since);
    perform private.refuse_closed(new.terms_since, null);
  elsif tg_op = 'UPDATE' then
    new.terms_since := old.terms_since;
  end if;
  return new;
end
$$;
comment on function private.keep_terms() is 'Trigger: a subscription''s price is its plan''s, its card its member''s, its currency fixed.';

create or replace function private.write_terms() returns trigger
language plpgsql security definer set search_path = '' as $$
declare
  price public.plan_prices;
begin
  if tg_op = 'INSERT' or (new.state, new.price_id, new.quantity, new.discount_percent) is distinct from (old.state, old.price_id, old.quantity, old.discount_percent) then
    select * into price from public.plan_prices r where r.id = new.price_id;
    insert into public.subscription_periods (subscription_id, n, user_id, from_at, state, plan_id, price_id, currency, billing_interval, quantity, discount_percent, recurring_minor, reason, decided_by)
    values (new.id, coalesce((select max(p.n) from public.subscription_periods p where p.subscription_id = new.id), 0) + 1, new.user_id, new.terms_since, new.state, new.plan_id,
      new.price_id, new.currency, price.billing_interval, new.quantity, new.discount_percent, new.recurring_minor, nullif(current_setting('app.reason', true), ''), private.staff_id());
  end if;
  return null;
end
$$;
comment on function private.write_terms() is 'Trigger: whenever the terms of a subscription change, its history gets a row.';

-- What is known of subscriptions from before there was a history; those that have one keep it.
create or replace function private.rebuild_history() returns void
language plpgsql security definer set search_path = '' as $$
begin
  with step as (
    select s.id, v.o, v.from_at, v.state, s as sub
    from public.user_subscriptions s
    cross join lateral (select case s.state when 'canceled' then coalesce(s.ended_at, s.canceled_at) else coalesce(
      (select max(l.at) from public.audit_log l where l.table_name = 'user_subscriptions' and l.record_id = s.id::text and l.after ->> 'state' = s.state), s.updated_at) end as at) since
    cross join lateral (values
      (1, s.started_at, case when s.state = 'incomplete' then 'incomplete' when s.trial_ends_at is not null then 'trialing' else 'active' end),
      (2, case when s.trial_ends_at is not null and s.state not in ('trialing', 'incomplete') and (s.ended_at is null or s.trial_ends_at < s.ended_at) then s.trial_ends_at end, 'active'),
      (3, case when s.state in ('past_due', 'unpaid', 'paused', 'canceled') then greatest(since.at, s.started_at, case when s.state <> 'canceled' then s.trial_ends_at end) end, s.state)
    ) v (o, from_at, state)
    where v.from_at is not null and not exists (select from public.subscription_periods p where p.subscription_id = s.id)
  )
  insert into public.subscription_periods (subscription_id, n, user_id, from_at, recorded_at, state, plan_id, price_id, currency, billing_interval, quantity, discount_percent, recurring_minor)
  select t.id, row_number() over (partition by t.id order by t.o), (t.sub).user_id, t.from_at, least(t.from_at, now()), t.state, (t.sub).plan_id, r.id, r.currency, r.billing_interval,
    (t.sub).quantity, (t.sub).discount_percent, (t.sub).recurring_minor
  from step t join public.plan_prices r on r.id = (t.sub).price_id;
  update public.user_subscriptions s set terms_since = l.from_at
  from (select distinct on (p.subscription_id) p.subscription_id, p.from_at from public.subscription_periods p order by p.subscription_id, p.n desc) l
  where l.subscription_id = s.id and s.terms_since is distinct from l.from_at;
end
$$;
comment on function private.rebuild_history() is 'Writes the history of subscriptions that have none, from what is known of them.';

-- Existing rows: the price is the plan's, the tax that of their last invoice, the anchor where the calendar agrees with it.
do $$
declare
  wrong bigint;
begin
  if exists (select from public.user_subscriptions s where s.price_id is null or s.terms_since is null) then
    alter table public.user_subscriptions disable trigger user;
    update public.user_subscriptions s set price_id = r.id, currency = r.currency, recurring_minor = private.recurring(r.amount_minor, s.quantity, s.discount_percent),
      tax_rate = coalesce(t.tax_rate, 0), tax_name = t.tax_name, terms_since = s.started_at,
      period_index = case when a.fits then a.k else 0 end,
      anchor_at = case when s.state in ('trialing', 'incomplete') then coalesce(s.trial_ends_at, s.current_period_end) when a.fits then a.base else s.current_period_start end
    from public.user_subscriptions o
    join public.plan_prices r on r.plan_id = o.plan_id and r.valid_until is null
    left join lateral (
      select l.tax_rate, l.tax_name from public.invoices i join public.invoice_line_items l on l.invoice_id = i.id
      where i.subscription_id = o.id order by i.created_at desc, l.position limit 1
    ) t on true
    cross join lateral (
      select b.base, b.k, private.period_start(b.base, r.billing_interval, b.k, 'UTC') = o.current_period_start and b.k >= 0 as fits
      from (select x.base, (extract(year from x.span) * 12 + extract(month from x.span))::integer / case r.billing_interval when 'year' then 12 else 1 end as k
        from (select coalesce(o.trial_ends_at, o.started_at) as base, age(o.current_period_start + interval '1 day', coalesce(o.trial_ends_at, o.started_at)) as span) x) b
    ) a
    where o.id = s.id;
    perform private.rebuild_history();
    alter table public.user_subscriptions enable trigger user;
    select count(*) into wrong from (
      select s.id from public.user_subscriptions s join public.subscription_plans p on p.id = s.plan_id
      left join lateral (select h.* from public.subscription_periods h where h.subscription_id = s.id order by h.n desc limit 1) h on true
      where h.mrr_twelfths is distinct from case when s.state in ('active', 'past_due') then p.amount_minor * s.quantity * case p.billing_interval when 'month' then 12 else 1 end else 0 end
    ) w;
    if wrong > 0 then
      raise exception 'The history of % subscriptions does not come to what they pay.', wrong;
    end if;
  end if;
end
$$;
alter table public.user_subscriptions alter column price_id set not null, alter column currency set not null, alter column recurring_minor set not null,
  alter column anchor_at set not null, alter column terms_since set not null;
create or replace trigger keep_terms before insert or update on public.user_subscriptions for each row execute function private.keep_terms();
create or replace trigger write_terms after insert or update on public.user_subscriptions for each row execute function private.write_terms();

-- The functions below are the only door.
revoke all on public.user_subscriptions from anon, authenticated, service_role;
grant select on public.user_subscriptions to authenticated, service_role;
drop policy if exists "user_subscriptions insert" on public.user_subscriptions;
drop policy if exists "user_subscriptions update" on public.user_subscriptions;

-- ---------------------------------------------------------------------------------------
-- What a change in the middle of a period comes to

create or replace function private.proration(old_minor bigint, new_minor bigint, starts timestamptz, ends timestamptz, at timestamptz)
returns table (unused_minor bigint, charged_minor bigint)
language sql immutable set search_path = '' as $$
  select coalesce((private.shares(old_minor, w.weights))[2], 0), coalesce((private.shares(new_minor, w.weights))[2], 0)
  from (select array[extract(epoch from least(greatest(at, starts), ends)) - extract(epoch from starts), extract(epoch from ends) - extract(epoch from least(greatest(at, starts), ends))]::numeric[] as weights) w
$$;
comment on function private.proration(bigint, bigint, timestamptz, timestamptz, timestamptz) is
  'What is left of a period at that moment, of the old amount and of the new one. Used and unused add up to exactly the whole.';

-- A draft for a subscription, with its lines: those that add first, so that no sum is below nothing on the way.
create or replace function private.bill(sub public.user_subscriptions, lines jsonb, from_day date, until_day date) returns uuid
language plpgsql security definer set search_path = '' as $$
declare
  draft uuid;
  line record;
  last_invoice public.invoices;
  person public.profiles;
begin
  select * into person from public.profiles p where p.id = sub.user_id;
  select * into last_invoice from public.invoices i where i.user_id = sub.user_id order by i.created_at desc, i.id limit 1;
  insert into public.invoices (user_id, subscription_id, billing_name, billing_email, billing_country, billing_address, billing_tax_id, locale, currency, period_start, period_end)
  values (sub.user_id, sub.id, coalesce(last_invoice.billing_name, person.display_name), coalesce(last_invoice.billing_email, person.email), coalesce(last_invoice.billing_country, person.country),
    last_invoice.billing_address, last_invoice.billing_tax_id, coalesce(last_invoice.locale, 'en'), sub.currency, from_day, until_day)
  returning id into draft;
  perform private.add_lines(draft, sub, lines);
  return draft;
end
$$;

create or replace function private.add_lines(draft uuid, sub public.user_subscriptions, lines jsonb) returns void
language sql security definer set search_path = '' as $$
  insert into public.invoice_line_items (invoice_id, description, quantity, unit_minor, discount_minor, tax_rate, tax_name, kind)
  select draft, l ->> 'description', coalesce((l ->> 'quantity')::integer, 1), (l ->> 'unit_minor')::bigint, coalesce((l ->> 'discount_minor')::bigint, 0), sub.tax_rate, sub.tax_name, l ->> 'kind'
  from jsonb_array_elements(lines) l order by (l ->> 'unit_minor')::bigint < 0
$$;

create or replace function private.day_text(at timestamptz, time_zone text) returns text
language sql stable set search_path = '' as $$ select to_char(at at time zone time_zone, 'FMDD Mon YYYY') $$;

-- The invoice of the present period, if there is one that holds.
create or replace function private.period_invoice(sub public.user_subscriptions) returns public.invoices
language sql stable security definer set search_path = '' as $$
  select i.* from public.invoices i
  where i.subscription_id = sub.id and i.period_start = (sub.current_period_start at time zone sub.time_zone)::date and i.state <> 'void'
    and exists (select from public.invoice_line_items l where l.invoice_id = i.id and l.kind = 'plan')
  order by i.created_at limit 1
$$;

create or replace function private.bill_period(sub public.user_subscriptions) returns uuid
language plpgsql security definer set search_path = '' as $$
declare
  price public.plan_prices;
  plan public.subscription_plans;
  gross bigint;
begin
  select * into price from public.plan_prices r where r.id = sub.price_id;
  select * into plan from public.subscription_plans p where p.id = sub.plan_id;
  if price.amount_minor = 0 or (private.period_invoice(sub)).id is not null then
    return null;
  end if;
  gross := price.amount_minor * sub.quantity;
  return private.bill(sub, jsonb_build_array(jsonb_build_object('kind', 'plan', 'quantity', sub.quantity, 'unit_minor', price.amount_minor, 'discount_minor', gross - sub.recurring_minor,
      'description', format('%s, %s from %s', plan.name, case price.billing_interval when 'year' then 'one year' else 'one month' end, private.day_text(sub.current_period_start, sub.time_zone)))),
    (sub.current_period_start at time zone sub.time_zone)::date, (sub.current_period_end at time zone sub.time_zone)::date - 1);
end
$$;
comment on function private.bill_period(public.user_subscriptions) is 'Makes the draft of the present period, unless there is one or the plan is free.';

-- ---------------------------------------------------------------------------------------
-- Time passes: trials end, periods renew, what was scheduled takes effect, who owes is past due.

-- A moment in a closed month is written down as of now.
create or replace function private.dated(at timestamptz, otherwise timestamptz) returns timestamptz
language sql stable security definer set search_path = '' as $$
  select case when exists (select from public.billing_periods p where p.closed and p.month = date_trunc('month', at at time zone 'UTC')::date) then greatest(at, otherwise) else at end
$$;

create or replace function private.begin_period(sub public.user_subscriptions, boundary timestamptz, as_of timestamptz) returns public.user_subscriptions
language plpgsql security definer set search_path = '' as $$
declare
  old_price public.plan_prices;
  price public.plan_prices;
  anchored boolean;
begin
  select * into old_price from public.plan_prices r where r.id = sub.price_id;
  select * into price from public.plan_prices r where r.id = coalesce(sub.next_price_id, sub.price_id);
  -- Another rhythm, or the first paid period, is counted from here.
  anchored := sub.state in ('active', 'past_due') and price.billing_interval = old_price.billing_interval;
  update public.user_subscriptions s set
    state = case when s.state = 'past_due' then 'past_due' else 'active' end,
    plan_id = price.plan_id, price_id = price.id, quantity = coalesce(s.next_quantity, s.quantity), discount_percent = coalesce(s.next_discount_percent, s.discount_percent),
    next_price_id = null, next_quantity = null, next_discount_percent = null, resume_at = null,
    terms_since = private.dated(boundary, as_of),
    anchor_at = case when anchored then s.anchor_at else boundary end,
    period_index = case when anchored then s.period_index + 1 else 0 end,
    current_period_start = boundary,
    current_period_end = private.period_start(case when anchored then s.anchor_at else boundary end, price.billing_interval, case when anchored then s.period_index + 2 else 1 end, s.time_zone)
  where s.id = sub.id returning * into sub;
  perform private.bill_period(sub);
  return sub;
end
$$;

create or replace function private.advance_subscription(of_id uuid, as_of timestamptz) returns jsonb
language plpgsql security definer set search_path = '' as $$
declare
  sub public.user_subscriptions;
  did jsonb := '{}';
  boundary timestamptz;
  what text;
  late boolean;
begin
  select * into sub from public.user_subscriptions s where s.id = of_id for update;
  for turn in 1 .. 240 loop
    boundary := case when sub.state = 'trialing' then coalesce(sub.trial_ends_at, sub.current_period_end) when sub.state in ('active', 'past_due') then sub.current_period_end when sub.state = 'paused' then sub.resume_at end;
    exit when boundary is null or boundary > as_of;
    if sub.state <> 'paused' and sub.cancel_at_period_end then
      update public.user_subscriptions s set state = 'canceled', canceled_at = coalesce(s.canceled_at, boundary), ended_at = boundary, terms_since = private.dated(boundary, as_of)
      where s.id = sub.id returning * into sub;
      what := 'canceled';
    elsif sub.state <> 'paused' and sub.pause_at_period_end then
      update public.user_subscriptions s set state = 'paused', pause_at_period_end = false, terms_since = private.dated(boundary, as_of) where s.id = sub.id returning * into sub;
      what := 'paused';
    else
      what := case sub.state when 'trialing' then 'trials_ended' when 'paused' then 'resumed' else 'renewed' end;
      sub := private.begin_period(sub, boundary, as_of);
    end if;
    did := did || jsonb_build_object(what, coalesce((did ->> what)::integer, 0) + 1);
  end loop;
  if sub.state in ('active', 'past_due') then
    late := exists (select from public.invoices i where i.subscription_id = sub.id and i.state = 'open' and i.due_on < (as_of at time zone sub.time_zone)::date);
    if late <> (sub.state = 'past_due') then
      update public.user_subscriptions s set state = case when late then 'past_due' else 'active' end, terms_since = as_of where s.id = sub.id;
      did := did || jsonb_build_object(case when late then 'past_due' else 'recovered' end, 1);
    end if;
  end if;
  return did;
end
$$;
comment on function private.advance_subscription(uuid, timestamptz) is 'Brings one subscription to that moment; what was done already is not done again.';

create or replace function private.advance_billing(as_of timestamptz, at_most integer, dry_run boolean) returns jsonb
language plpgsql security definer set search_path = '' as $$
declare
  candidate uuid;
  did jsonb;
  totals jsonb := '{"subscriptions": 0, "renewed": 0, "trials_ended": 0, "resumed": 0, "paused": 0, "canceled": 0, "past_due": 0, "recovered": 0, "drafts": 0, "refused": 0}';
  seen integer := 0;
  drafts_before bigint;
  problems jsonb := '[]';
begin
  if coalesce(current_setting('role', true), 'none') not in ('none', 'service_role') and not (select private.has_role('admin')) then
    raise exception 'Only admins and the worker run billing.' using errcode = '42501';
  end if;
  as_of := private.bounded(as_of);
  if as_of > clock_timestamp() + interval '1 minute' and not dry_run then
    perform private.refuse_invoice('Billing runs up to now, not ahead of it.', 'as_of');
  end if;
  begin
    for candidate in
      select s.id from public.user_subscriptions s
      where s.state in ('trialing', 'active', 'past_due') and s.current_period_end <= as_of or s.state = 'trialing' and s.trial_ends_at <= as_of
        or s.state = 'paused' and s.resume_at <= as_of
        or s.state = 'past_due' and not exists (select from public.invoices i where i.subscription_id = s.id and i.state = 'open' and i.due_on < (as_of at time zone s.time_zone)::date)
        or s.state = 'active' and s.id in (select i.subscription_id from public.invoices i where i.state = 'open' and i.due_on < (as_of at time zone s.time_zone)::date)
      order by s.current_period_end, s.id limit at_most for update skip locked
    loop
      seen := seen + 1;
      begin
        select count(*) into drafts_before from public.invoices i where i.subscription_id = candidate and i.state = 'draft';
        did := private.advance_subscription(candidate, as_of);
        did := did || jsonb_build_object('drafts', (select count(*) from public.invoices i where i.subscription_id = candidate and i.state = 'draft') - drafts_before, 'subscriptions', 1);
        select jsonb_object_agg(t.key, (t.value)::bigint + coalesce((did ->> t.key)::bigint, 0)) into totals from jsonb_each_text(totals) t;
      exception when check_violation then
        totals := totals || jsonb_build_object('refused', (totals ->> 'refused')::integer + 1);
        problems := problems || jsonb_build_object('subscription_id', candidate, 'why', sqlerrm);
      end;
    end loop;
    totals := totals || jsonb_build_object('more', seen = at_most, 'problems', problems, 'as_of', as_of, 'dry_run', dry_run);
    if dry_run then
      raise exception using errcode = 'DRYRN', message = totals::text;
    end if;
  exception when sqlstate 'DRYRN' then
    return sqlerrm::jsonb;
  end;
  return totals;
end
$$;

create or replace function public.billing_advance(as_of timestamptz default now(), at_most integer default 1000, dry_run boolean default false) returns jsonb
language sql security invoker set search_path = '' as $$ select private.advance_billing(as_of, least(greatest(at_most, 1), 5000), coalesce(dry_run, false)) $$;
comment on function public.billing_advance(timestamptz, integer, boolean) is
  'Renews, ends trials, does what was scheduled, makes drafts, marks past due, up to that moment. Repeatable; two at once share the work. For the worker and admins.';

-- ---------------------------------------------------------------------------------------
-- Decisions

create or replace function private.member_tax(of_user uuid, out rate numeric, out name text)
language sql stable security definer set search_path = '' as $$
  select l.tax_rate, l.tax_name from public.invoices i join public.invoice_line_items l on l.invoice_id = i.id
  where i.user_id = of_user order by i.created_at desc, l.position limit 1
$$;

create or replace function private.start_subscription(args jsonb, key text, dry_run boolean) returns public.user_subscriptions
language plpgsql security definer set search_path = '' as $$
declare
  sub public.user_subscriptions;
  plan public.subscription_plans;
  answer jsonb;
  moment constant timestamptz := clock_timestamp();
  trial boolean;
  first_end timestamptz;
begin
  perform private.require_finance();
  if not dry_run then
    answer := private.recall('start_subscription', key, args);
    if answer is not null then
      return jsonb_populate_record(null::public.user_subscriptions, answer);
    end if;
  end if;
  begin
    select * into plan from public.subscription_plans p where p.id = (args ->> 'plan_id')::uuid;
    if not found then
      perform private.refuse_invoice('There is no such plan.', 'plan_id');
    elsif not exists (select from public.profiles p where p.id = (args ->> 'user_id')::uuid) then
      perform private.refuse_invoice('There is no such member.', 'user_id');
    elsif exists (select from public.user_subscriptions s where s.user_id = (args ->> 'user_id')::uuid and s.state in ('trialing', 'active', 'past_due', 'paused', 'unpaid')) then
      perform private.refuse_invoice('This member has a running subscription already.', 'user_id');
    end if;
    trial := coalesce((args ->> 'trial')::boolean, true) and plan.trial_days > 0;
    first_end := case when trial then moment + make_interval(days => plan.trial_days) else private.period_start(moment, plan.billing_interval, 1, coalesce(args ->> 'time_zone', 'UTC')) end;
    insert into public.user_subscriptions (user_id, plan_id, payment_method_id, state, quantity, discount_percent, time_zone, tax_rate, tax_name, started_at, trial_ends_at, anchor_at, current_period_start, current_period_end)
    select (args ->> 'user_id')::uuid, plan.id, (args ->> 'payment_method_id')::uuid, case when trial then 'trialing' else 'active' end, coalesce((args ->> 'quantity')::smallint, 1),
      coalesce((args ->> 'discount_percent')::numeric, 0), coalesce(args ->> 'time_zone', 'UTC'), coalesce((args ->> 'tax_rate')::numeric, t.rate, 0), case when coalesce((args ->> 'tax_rate')::numeric, t.rate, 0) > 0 then coalesce(t.name, 'VAT') end,
      moment, case when trial then first_end end, case when trial then first_end else moment end, moment, first_end
    from (select 1) one left join lateral private.member_tax((args ->> 'user_id')::uuid) t on true
    returning * into sub;
    if not trial then
      perform private.bill_period(sub);
    end if;
    if dry_run then
      raise exception using errcode = 'DRYRN', message = to_jsonb(sub)::text;
    end if;
  exception when sqlstate 'DRYRN' then
    return jsonb_populate_record(null::public.user_subscriptions, sqlerrm::jsonb);
  end;
  perform private.remember('start_subscription', key, args, to_jsonb(sub));
  return sub;
end
$$;

-- What is left of the present period, given back or charged: on its draft, else credited or billed apart.
create or replace function private.settle_change(before public.user_subscriptions, sub public.user_subscriptions, at timestamptz, new_minor bigint, why text) returns jsonb
language plpgsql security definer set search_path = '' as $$
declare
  invoice public.invoices := private.period_invoice(before);
  old_minor constant bigint := case when invoice.id is not null and before.state in ('active', 'past_due') then before.recurring_minor else 0 end;
  part record;
  lines jsonb := '[]';
  answer jsonb := '{}';
  net bigint;
  gross bigint;
  room bigint;
  span text;
  note public.credit_notes;
begin
  select * into part from private.proration(old_minor, new_minor, before.current_period_start, before.current_period_end, at);
  span := format('%s to %s', private.day_text(at, before.time_zone), private.day_text(before.current_period_end, before.time_zone));
  if part.charged_minor > 0 then
    lines := lines || jsonb_build_object('kind', 'proration', 'unit_minor', part.charged_minor,
      'description', format('%s × %s, %s', sub.quantity, (select p.name from public.subscription_plans p where p.id = sub.plan_id), span));
  end if;
  if part.unused_minor > 0 then
    lines := lines || jsonb_build_object('kind', 'proration', 'unit_minor', -part.unused_minor,
      'description', format('Not used: %s × %s, %s', before.quantity, (select p.name from public.subscription_plans p where p.id = before.plan_id), span));
  end if;
  net := part.charged_minor - part.unused_minor;
  answer := jsonb_build_object('lines', lines, 'currency', before.currency, 'net_minor', net, 'period_minor', old_minor, 'used_minor', old_minor - part.unused_minor);
  if lines = '[]' then
    return answer;
  elsif invoice.state = 'draft' then
    perform private.add_lines(invoice.id, sub, lines);
    return answer || jsonb_build_object('invoice_id', invoice.id);
  elsif net > 0 then
    return answer || jsonb_build_object('invoice_id', private.bill(sub, lines, (at at time zone sub.time_zone)::date, (before.current_period_end at time zone sub.time_zone)::date - 1));
  elsif net < 0 then
    select * into invoice from public.invoices i where i.id = invoice.id for update;
    select coalesce(sum(t.net_minor + t.tax_minor - t.credited_net_minor - t.credited_tax_minor), 0) into room from public.invoice_taxes t where t.invoice_id = invoice.id;
    gross := least(room, -net + round(-net * before.tax_rate / 100)::bigint);
    if gross > 0 then
      note := private.credit(invoice, gross, why);
      answer := answer || jsonb_build_object('credit_note', note.number, 'credit_minor', gross);
    end if;
  end if;
  return answer;
end
$$;

create or replace function private.decide_subscription(decision text, of_id uuid, version timestamptz, args jsonb, key text, dry_run boolean) returns jsonb
language plpgsql security definer set search_path = '' as $$
declare
  request constant jsonb := jsonb_build_object('subscription', of_id) || args;
  reason constant text := args ->> 'reason';
  later constant boolean := coalesce((args ->> 'at_period_end')::boolean, false);
  prorate constant boolean := coalesce((args ->> 'prorate')::boolean, true);
  moment constant timestamptz := clock_timestamp();
  before public.user_subscriptions;
  sub public.user_subscriptions;
  price public.plan_prices;
  old_price public.plan_prices;
  new_quantity smallint;
  percent numeric;
  answer jsonb;
  settled jsonb := '{"lines": []}';
begin
  perform private.require_finance();
  if not dry_run then
    answer := private.recall(decision, key, request);
    if answer is not null then
      return answer;
    end if;
  end if;
  begin
    select * into before from public.user_subscriptions s where s.id = of_id for update;
    if not found then
      raise exception 'This subscription does not exist any more.' using errcode = 'P0002';
    elsif before.updated_at <> version or version is null and auth.uid() is not null then
      raise exception 'Somebody changed this subscription after you opened it.' using errcode = 'PT409', hint = 'Look at it again and repeat what you meant, if it still applies.';
    end if;
    -- What is due by now happens first, so that a change meets the present period.
    perform private.advance_subscription(of_id, moment);
    select * into before from public.user_subscriptions s where s.id = of_id;
    select * into old_price from public.plan_prices r where r.id = before.price_id;
    if before.state = 'canceled' then
      perform private.refuse_invoice('This subscription has ended. Start another one.', 'state');
    end if;
    perform set_config('app.reason', coalesce(reason, ''), true);
    case decision
      when 'cancel_subscription' then
        perform private.require_reason(reason, 'Say why this subscription ends.');
        if later and before.state in ('trialing', 'active', 'past_due') then
          update public.user_subscriptions s set cancel_at_period_end = true, pause_at_period_end = false, canceled_at = moment, cancel_reason = reason where s.id = of_id;
        else
          update public.user_subscriptions s set state = 'canceled', cancel_at_period_end = false, canceled_at = moment, ended_at = moment, cancel_reason = reason, terms_since = moment
          where s.id = of_id returning * into sub;
          if prorate then
            settled := private.settle_change(before, sub, moment, 0, reason);
          end if;
        end if;
      when 'pause_subscription' then
        perform private.require_reason(reason, 'Say why this subscription pauses.');
        if before.state not in ('trialing', 'active', 'past_due') then
          perform private.refuse_invoice(format('What is %s cannot become paused.', replace(before.state, '_', ' ')), 'state');
        elsif (args ->> 'resume_at')::timestamptz <= moment then
          perform private.refuse_invoice('It goes on at a time that lies ahead.', 'resume_at');
        end if;
        update public.user_subscriptions s set state = case when later then s.state else 'paused' end, pause_at_period_end = later, cancel_at_period_end = false,
          resume_at = (args ->> 'resume_at')::timestamptz, terms_since = moment where s.id = of_id returning * into sub;
        if prorate and not later then
          settled := private.settle_change(before, sub, moment, 0, reason);
        end if;
      when 'resume_subscription' then
        if before.state in ('paused', 'unpaid', 'incomplete') then
          sub := private.begin_period(before, moment, moment);
        elsif before.cancel_at_period_end or before.pause_at_period_end or before.next_price_id is not null or before.next_quantity is not null then
          update public.user_subscriptions s set cancel_at_period_end = false, pause_at_period_end = false, canceled_at = null, cancel_reason = null, resume_at = null,
            next_price_id = null, next_quantity = null, next_discount_percent = null where s.id = of_id;
        else
          perform private.refuse_invoice('This subscription runs on already.', 'state');
        end if;
      when 'mark_unpaid' then
        perform private.require_reason(reason, 'Say why this is not expected to be paid.');
        update public.user_subscriptions s set state = 'unpaid', terms_since = moment where s.id = of_id;
      when 'set_card' then
        update public.user_subscriptions s set payment_method_id = (args ->> 'payment_method_id')::uuid where s.id = of_id;
      when 'change_subscription' then
        if before.state not in ('trialing', 'active', 'past_due') then
          perform private.refuse_invoice(format('A subscription that is %s is not changed.', replace(before.state, '_', ' ')), 'state');
        end if;
        new_quantity := coalesce((args ->> 'quantity')::smallint, before.quantity);
        percent := coalesce((args ->> 'discount_percent')::numeric, before.discount_percent);
        if args ->> 'plan_id' is null or (args ->> 'plan_id')::uuid = before.plan_id then
          price := old_price;
        else
          select r.* into price from public.plan_prices r join public.subscription_plans p on p.id = r.plan_id
          where r.plan_id = (args ->> 'plan_id')::uuid and r.valid_until is null and p.active;
          if not found then
            perform private.refuse_invoice('This plan is retired and takes no new subscriptions.', 'plan_id');
          elsif price.currency <> before.currency then
            perform private.refuse_invoice(format('This subscription is in %s, that plan in %s.', before.currency, price.currency), 'plan_id');
          end if;
        end if;
        if (price.id, new_quantity, percent) = (before.price_id, before.quantity, before.discount_percent) then
          perform private.refuse_invoice('Nothing would change.', 'plan_id');
        elsif later then
          update public.user_subscriptions s set next_price_id = price.id, next_quantity = new_quantity, next_discount_percent = percent where s.id = of_id;
        elsif price.billing_interval <> old_price.billing_interval and before.state <> 'trialing' then
          -- Another rhythm begins a period of its own: the old one is given back, the new one billed whole.
          update public.user_subscriptions s set plan_id = price.plan_id, price_id = price.id, quantity = new_quantity, discount_percent = percent, terms_since = moment,
            anchor_at = moment, period_index = 0, current_period_start = moment, current_period_end = private.period_start(moment, price.billing_interval, 1, s.time_zone)
          where s.id = of_id returning * into sub;
          if prorate then
            settled := private.settle_change(before, sub, moment, 0, coalesce(reason, 'Changed to another plan'));
          end if;
          settled := settled || jsonb_build_object('period_invoice_id', private.bill_period(sub));
        else
          update public.user_subscriptions s set plan_id = price.plan_id, price_id = price.id, quantity = new_quantity, discount_percent = percent, terms_since = moment
          where s.id = of_id returning * into sub;
          if prorate and before.state <> 'trialing' then
            settled := private.settle_change(before, sub, moment, sub.recurring_minor, coalesce(reason, 'Changed to another plan'));
          end if;
        end if;
    end case;
    select * into sub from public.user_subscriptions s where s.id = of_id;
    answer := settled || jsonb_build_object('subscription', to_jsonb(sub), 'before', to_jsonb(before), 'dry_run', dry_run);
    if dry_run then
      raise exception using errcode = 'DRYRN', message = answer::text;
    end if;
  exception when sqlstate 'DRYRN' then
    return sqlerrm::jsonb;
  end;
  perform private.remember(decision, key, request, answer);
  return answer;
end
$$;

create or replace function public.start_subscription(
  user_id uuid, plan_id uuid, quantity smallint default 1, payment_method_id uuid default null, discount_percent numeric default 0, tax_rate numeric default null,
  trial boolean default true, time_zone text default 'UTC', idempotency_key text default null, dry_run boolean default false
) returns public.user_subscriptions
language sql security invoker set search_path = '' as $$
  select private.start_subscription(jsonb_build_object('user_id', user_id, 'plan_id', plan_id, 'quantity', quantity, 'payment_method_id', payment_method_id,
    'discount_percent', discount_percent, 'tax_rate', tax_rate, 'trial', trial, 'time_zone', time_zone), idempotency_key, dry_run)
$$;
comment on function public.start_subscription(uuid, uuid, smallint, uuid, numeric, numeric, boolean, text, text, boolean) is
  'Subscribes a member at the plan''s present price: on trial where the plan has one, else with the draft of the first period.';

create or replace function public.cancel_subscription(
  subscription_id uuid, version timestamptz, reason text, at_period_end boolean default true, prorate boolean default true, idempotency_key text default null, dry_run boolean default false
) returns jsonb
language sql security invoker set search_path = '' as $$
  select private.decide_subscription('cancel_subscription', subscription_id, version, jsonb_build_object('reason', reason, 'at_period_end', at_period_end, 'prorate', prorate), idempotency_key, dry_run)
$$;
comment on function public.cancel_subscription(uuid, timestamptz, text, boolean, boolean, text, boolean) is 'Ends a subscription with its period, or now: then what is not used is given back.';

create or replace function public.pause_subscription(
  subscription_id uuid, version timestamptz, reason text, at_period_end boolean default true, resume_at timestamptz default null, prorate boolean default true,
  idempotency_key text default null, dry_run boolean default false
) returns jsonb
language sql security invoker set search_path = '' as $$
  select private.decide_subscription('pause_subscription', subscription_id, version,
    jsonb_build_object('reason', reason, 'at_period_end', at_period_end, 'resume_at', resume_at, 'prorate', prorate), idempotency_key, dry_run)
$$;
comment on function public.pause_subscription(uuid, timestamptz, text, boolean, timestamptz, boolean, text, boolean) is 'Pauses a subscription, now or with its period, until a time or until it is resumed.';

create or replace function public.resume_subscription(subscription_id uuid, version timestamptz, idempotency_key text default null, dry_run boolean default false) returns jsonb
language sql security invoker set search_path = '' as $$
  select private.decide_subscription('resume_subscription', subscription_id, version, '{}', idempotency_key, dry_run)
$$;
comment on function public.resume_subscription(uuid, timestamptz, text, boolean) is 'A paused, unpaid or incomplete subscription begins a period now; for a running one what was scheduled is taken back.';

create or replace function public.change_subscription(
  subscription_id uuid, version timestamptz, plan_id uuid default null, quantity smallint default null, discount_percent numeric default null, at_period_end boolean default false,
  prorate boolean default true, reason text default null, idempotency_key text default null, dry_run boolean default false
) returns jsonb
language sql security invoker set search_path = '' as $$
  select private.decide_subscription('change_subscription', subscription_id, version, jsonb_build_object('plan_id', plan_id, 'quantity', quantity, 'discount_percent', discount_percent,
    'at_period_end', at_period_end, 'prorate', prorate, 'reason', reason), idempotency_key, dry_run)
$$;
comment on function public.change_subscription(uuid, timestamptz, uuid, smallint, numeric, boolean, boolean, text, text, boolean) is
  'Changes plan, quantity or discount, now or with the period. A dry run tells line by line what it comes to.';

create or replace function public.mark_subscription_unpaid(subscription_id uuid, version timestamptz, reason text, idempotency_key text default null, dry_run boolean default false) returns jsonb
language sql security invoker set search_path = '' as $$
  select private.decide_subscription('mark_unpaid', subscription_id, version, jsonb_build_object('reason', reason), idempotency_key, dry_run)
$$;
comment on function public.mark_subscription_unpaid(uuid, timestamptz, text, text, boolean) is 'A past-due subscription that is not expected to be paid: it counts as lost until it is resumed.';

create or replace function public.set_subscription_card(subscription_id uuid, version timestamptz, payment_method_id uuid, idempotency_key text default null, dry_run boolean default false) returns jsonb
language sql security invoker set search_path = '' as $$
  select private.decide_subscription('set_card', subscription_id, version, jsonb_build_object('payment_method_id', payment_method_id), idempotency_key, dry_run)
$$;
comment on function public.set_subscription_card(uuid, timestamptz, uuid, text, boolean) is 'Charges a subscription to another card of its member.';

create or replace function private.decide_price(of_plan uuid, version timestamptz, amount bigint, reason text, key text, dry_run boolean) returns public.subscription_plans
language plpgsql security definer set search_path = '' as $$
declare
  request constant jsonb := jsonb_build_object('plan', of_plan, 'amount_minor', amount, 'reason', reason);
  plan public.subscription_plans;
  answer jsonb;
begin
  perform private.require_finance();
  if not dry_run then
    answer := private.recall('set_plan_price', key, request);
    if answer is not null then
      return jsonb_populate_record(null::public.subscription_plans, answer);
    end if;
  end if;
  begin
    select * into plan from public.subscription_plans p where p.id = of_plan for update;
    if not found then
      raise exception 'This plan does not exist.' using errcode = 'P0002';
    elsif plan.updated_at <> version or version is null and auth.uid() is not null then
      raise exception 'Somebody changed this plan after you opened it.' using errcode = 'PT409', hint = 'Look at it again and repeat what you meant, if it still applies.';
    elsif not plan.active then
      perform private.refuse_invoice('A retired plan gets no new price.', 'amount_minor');
    elsif amount = plan.amount_minor then
      perform private.refuse_invoice('That is the price already.', 'amount_minor');
    end if;
    perform private.require_reason(reason, 'Say why the price changes.');
    update public.plan_prices r set valid_until = clock_timestamp() where r.plan_id = plan.id and r.valid_until is null;
    insert into public.plan_prices (plan_id, version, currency, billing_interval, amount_minor, reason, created_by)
    select plan.id, max(r.version) + 1, plan.currency, plan.billing_interval, amount, decide_price.reason, private.staff_id() from public.plan_prices r where r.plan_id = plan.id;
    update public.subscription_plans p set amount_minor = amount where p.id = plan.id returning * into plan;
    if dry_run then
      raise exception using errcode = 'DRYRN', message = to_jsonb(plan)::text;
    end if;
  exception when sqlstate 'DRYRN' then
    return jsonb_populate_record(null::public.subscription_plans, sqlerrm::jsonb);
  end;
  perform private.remember('set_plan_price', key, request, to_jsonb(plan));
  return plan;
end
$$;

create or replace function public.set_plan_price(plan_id uuid, version timestamptz, amount_minor bigint, reason text, idempotency_key text default null, dry_run boolean default false) returns public.subscription_plans
language sql security invoker set search_path = '' as $$ select private.decide_price(plan_id, version, amount_minor, reason, idempotency_key, dry_run) $$;
comment on function public.set_plan_price(uuid, timestamptz, bigint, text, text, boolean) is 'From now on new subscriptions cost that much; running ones go on paying what they pay.';

-- ---------------------------------------------------------------------------------------
-- Monthly recurring revenue, and how it moved

create or replace function private.bounded(at timestamptz) returns timestamptz
language plpgsql stable set search_path = '' as $$
begin
  if at is null or at not between '2000-01-01' and '2100-01-01' then
    raise exception 'Choose a time between 2000 and 2100.' using errcode = '22023', detail = '{"field": "as_of"}';
  end if;
  return at;
end
$$;
comment on function private.bounded(timestamptz) is 'A time that can be meant; others are refused.';

-- One row for each member, currency and day (in the zone) on which it changed: what happened within a day nets.
create or replace function public.mrr_changes(from_day date default null, until_day date default null, time_zone text default 'UTC', as_of timestamptz default now(), of_currency text default null)
returns table (day date, user_id uuid, currency text, plan_id uuid, kind text, before_twelfths bigint, after_twelfths bigint, change_twelfths bigint, member text)
language sql stable security invoker set search_path = '' as $$
  with known as (
    select p.user_id, p.currency, p.plan_id, p.subscription_id, p.n, (p.from_at at time zone time_zone)::date as day,
      p.mrr_twelfths - lag(p.mrr_twelfths, 1, 0::bigint) over (partition by p.subscription_id order by p.n) as change
    from public.subscription_periods p
    where p.from_at <= as_of and p.recorded_at <= as_of and (of_currency is null or p.currency = of_currency)
  ), daily as (
    select k.user_id, k.currency, k.day, sum(k.change)::bigint as change, (array_agg(k.plan_id order by k.n desc))[1] as plan_id
    from known k where k.change <> 0 group by 1, 2, 3
  ), running as (
    select d.*, sum(d.change) over member as after, max(d.change) over (partition by d.user_id, d.currency order by d.day rows between unbounded preceding and 1 preceding) as most_before
    from daily d where d.change <> 0 window member as (partition by d.user_id, d.currency order by d.day)
  )
  select r.day, r.user_id, r.currency, r.plan_id,
    case when r.after = 0 then 'churn' when r.after - r.change = 0 then case when r.most_before > 0 then 'reactivation' else 'new' end
      when r.change > 0 then 'expansion' else 'contraction' end,
    (r.after - r.change)::bigint, r.after::bigint, r.change, (select p.display_name from public.member_directory p where p.id = r.user_id)
  from running r where (from_day is null or r.day >= from_day) and (until_day is null or r.day <= until_day)
$$;
comment on function public.mrr_changes(date, date, text, timestamptz, text) is
  'Each change of recurring revenue, by member, currency and day, in twelfths of a minor unit. Paused and unpaid are churn; as known at that moment.';

create or replace function public.mrr_movements(from_day date, until_day date, time_zone text default 'UTC', as_of timestamptz default now())
returns table (month date, currency text, start_twelfths bigint, new_twelfths bigint, expansion_twelfths bigint, contraction_twelfths bigint, churn_twelfths bigint,
  reactivation_twelfths bigint, end_twelfths bigint, unfinished boolean)
language sql stable security invoker set search_path = '' as $$
  with changes as (
    select case when c.day >= date_trunc('month', from_day::timestamp)::date then date_trunc('month', c.day::timestamp)::date end as month, c.currency, c.kind, sum(c.change_twelfths)::bigint as change
    from public.mrr_changes(null, until_day, time_zone, as_of) c group by 1, 2, 3
  ), axis as (
    select m::date as month, k.currency from generate_series(date_trunc('month', private.bounded(from_day::timestamptz)::timestamp), date_trunc('month', private.bounded(least(until_day, (as_of at time zone time_zone)::date)::timestamptz)::timestamp), interval '1 month') m
    cross join (select distinct c.currency from changes c) k
  ), moved as (
    select a.month, a.currency, coalesce(sum(c.change) filter (where c.kind = 'new'), 0)::bigint as new, coalesce(sum(c.change) filter (where c.kind = 'expansion'), 0)::bigint as expansion,
      coalesce(-sum(c.change) filter (where c.kind = 'contraction'), 0)::bigint as contraction, coalesce(-sum(c.change) filter (where c.kind = 'churn'), 0)::bigint as churn,
      coalesce(sum(c.change) filter (where c.kind = 'reactivation'), 0)::bigint as reactivation, coalesce(sum(c.change), 0)::bigint as net
    from axis a left join changes c on c.month = a.month and c.currency = a.currency group by 1, 2
  ), summed as (
    select m.*, (coalesce((select sum(c.change) from changes c where c.month is null and c.currency = m.currency), 0) + sum(m.net) over (partition by m.currency order by m.month))::bigint as at_end from moved m
  )
  select s.month, s.currency, s.at_end - s.net, s.new, s.expansion, s.contraction, s.churn, s.reactivation, s.at_end,
    (s.month + interval '1 month')::date > (as_of at time zone time_zone)::date
  from summed s order by 2, 1
$$;
comment on function public.mrr_movements(date, date, text, timestamptz) is
  'Start + new + expansion − contraction − churn + reactivation = end, by month (in the zone) and currency, in twelfths of a minor unit.';

create or replace function public.subscriber_rates(as_of timestamptz default now())
returns table (active bigint, active_before bigint, started bigint, lost bigint, churn_percent numeric, trials_ended bigint, trials_converted bigint, conversion_percent numeric)
language sql stable security invoker set search_path = '' as $$
  with ends as (select b.at as till, b.at - interval '30 days' as since from (select private.bounded(as_of) as at) b), spans as (
    select p.*, lead(p.from_at) over (partition by p.subscription_id order by p.n) as until_at, lead(p.state) over (partition by p.subscription_id order by p.n) as next_state
    from public.subscription_periods p where p.from_at <= as_of and p.recorded_at <= as_of
  ), member as (
    select s.user_id, bool_or(s.from_at <= e.since and (s.until_at is null or s.until_at > e.since)) as was, bool_or(s.until_at is null) as is_now, bool_or(s.from_at > e.since) as began
    from spans s, ends e where s.mrr_twelfths > 0 and (s.until_at is null or s.until_at > e.since) group by 1
  ), trial as (
    select count(*) as ended, count(*) filter (where s.next_state in ('active', 'past_due')) as converted from spans s, ends e
    where s.state = 'trialing' and s.until_at > e.since and s.next_state <> 'trialing'
  ), counted as (
    select count(*) filter (where is_now) as active, count(*) filter (where was) as before, count(*) filter (where began and not was) as started, count(*) filter (where not is_now) as lost from member
  )
  select c.active, c.before, c.started, c.lost, round(100.0 * c.lost / nullif(c.before + c.started, 0), 2), t.ended, t.converted, round(100.0 * t.converted / nullif(t.ended, 0), 2)
  from counted c, trial t
$$;
comment on function public.subscriber_rates(timestamptz) is
  'Over 30 days: churn is lost ÷ (paying 30 days ago + new); conversion is trials that became paid ÷ trials that ended.';

create or replace function public.subscriptions_at_risk(as_of timestamptz default now())
returns table (subscription_id uuid, user_id uuid, member text, plan text, currency text, recurring_minor bigint, billing_interval text, renews_at timestamptz, reasons text[])
language sql stable security invoker set search_path = '' as $$
  select s.id, s.user_id, m.display_name, p.name, s.currency, s.recurring_minor, p.billing_interval, s.current_period_end, w.reasons
  from public.user_subscriptions s
  join public.subscription_plans p on p.id = s.plan_id join public.member_directory m on m.id = s.user_id
  left join public.payment_methods c on c.id = s.payment_method_id
  cross join lateral (
    select coalesce(sum(u.used) filter (where u.period_start = (date_trunc('month', (select private.bounded(as_of)) at time zone 'UTC') - interval '1 month')::date), 0) as last_month,
      coalesce(sum(u.used) filter (where u.period_start = (date_trunc('month', (select private.bounded(as_of)) at time zone 'UTC') - interval '2 months')::date), 0) as month_before
    from public.usage_tracking u where u.user_id = s.user_id and u.period_start >= (date_trunc('month', (select private.bounded(as_of)) at time zone 'UTC') - interval '2 months')::date
  ) u
  cross join lateral (select array_remove(array[
    case when s.state = 'past_due' then 'past_due' end,
    case when s.cancel_at_period_end or s.pause_at_period_end then 'leaves' end,
    case when make_date(c.exp_year, c.exp_month, 1) + interval '1 month' <= s.current_period_end then 'card_expires' end,
    case when u.month_before >= 4 and u.last_month * 2 <= u.month_before then 'usage_fell' end], null) as reasons) w
  where s.state in ('trialing', 'active', 'past_due') and s.recurring_minor > 0 and w.reasons <> '{}'
  order by array_length(w.reasons, 1) desc, s.current_period_end, s.id
$$;
comment on function public.subscriptions_at_risk(timestamptz) is 'Running subscriptions that may be lost: past due, leaving, a card that ends before they renew, or use that fell by half from one month to the next.';

-- ---------------------------------------------------------------------------------------

revoke all on function
  private.keep_price(), private.guard_plan(), private.bounded(timestamptz), private.period_start(timestamptz, text, integer, text), private.recurring(bigint, integer, numeric), private.keep_terms(), private.write_terms(),
  private.rebuild_history(), private.proration(bigint, bigint, timestamptz, timestamptz, timestamptz), private.bill(public.user_subscriptions, jsonb, date, date),
  private.add_lines(uuid, public.user_subscriptions, jsonb), private.day_text(timestamptz, text), private.period_invoice(public.user_subscriptions), private.bill_period(public.user_subscriptions),
  private.dated(timestamptz, timestamptz), private.begin_period(public.user_subscriptions, timestamptz, timestamptz), private.advance_subscription(uuid, timestamptz),
  private.advance_billing(timestamptz, integer, boolean), private.member_tax(uuid), private.start_subscription(jsonb, text, boolean),
  private.settle_change(public.user_subscriptions, public.user_subscriptions, timestamptz, bigint, text), private.decide_subscription(text, uuid, timestamptz, jsonb, text, boolean),
  private.decide_price(uuid, timestamptz, bigint, text, text, boolean)
  from public, anon, authenticated, service_role;
grant execute on function private.bounded(timestamptz), private.advance_billing(timestamptz, integer, boolean), private.start_subscription(jsonb, text, boolean),
  private.decide_subscription(text, uuid, timestamptz, jsonb, text, boolean), private.decide_price(uuid, timestamptz, bigint, text, text, boolean) to authenticated, service_role;

do $$
declare
  f text;
begin
  foreach f in array array[
    'billing_advance(timestamptz, integer, boolean)', 'start_subscription(uuid, uuid, smallint, uuid, numeric, numeric, boolean, text, text, boolean)',
    'cancel_subscription(uuid, timestamptz, text, boolean, boolean, text, boolean)', 'pause_subscription(uuid, timestamptz, text, boolean, timestamptz, boolean, text, boolean)',
    'resume_subscription(uuid, timestamptz, text, boolean)', 'change_subscription(uuid, timestamptz, uuid, smallint, numeric, boolean, boolean, text, text, boolean)',
    'mark_subscription_unpaid(uuid, timestamptz, text, text, boolean)', 'set_subscription_card(uuid, timestamptz, uuid, text, boolean)',
    'set_plan_price(uuid, timestamptz, bigint, text, text, boolean)', 'mrr_changes(date, date, text, timestamptz, text)', 'mrr_movements(date, date, text, timestamptz)',
    'subscriber_rates(timestamptz)', 'subscriptions_at_risk(timestamptz)'
  ] loop
    execute format('revoke all on function public.%s from public, anon, authenticated, service_role', f);
    execute format('grant execute on function public.%s to authenticated, service_role', f);
  end loop;
end
$$;
