-- What finance writes for itself stood in rows that members read: the note of an invoice, why it was written off, why a subscription
-- ended, how often somebody was reminded and what they promised, and in the functions for members the reasons of refunds, credit,
-- prices and terms and what was typed as a payment's reference. Members read what a document prints and what an account holds.

drop function if exists public.my_invoices();
drop function if exists private.my_invoices();
create function private.my_invoices() returns table (id uuid, number text, user_id uuid, subscription_id uuid, billing_name text, billing_email text, billing_country text, billing_address text, billing_tax_id text, locale text, state text, currency text, subtotal_minor bigint, discount_minor bigint, tax_minor bigint, total_minor bigint, paid_minor bigint, credited_minor bigint, due_minor bigint, period_start date, period_end date, issued_at timestamp with time zone, due_on date, paid_at timestamp with time zone, voided_at timestamp with time zone, memo text, seller jsonb, buyer jsonb, series text)
language sql stable security definer set search_path to '' as $function$
  select t.id, t.number, t.user_id, t.subscription_id, t.billing_name, t.billing_email, t.billing_country, t.billing_address, t.billing_tax_id, t.locale, t.state, t.currency, t.subtotal_minor, t.discount_minor, t.tax_minor, t.total_minor, t.paid_minor, t.credited_minor, t.due_minor, t.period_start, t.period_end, t.issued_at, t.due_on, t.paid_at, t.voided_at, t.memo, t.seller, t.buyer, t.series
  from public.invoices t where t.user_id = (select auth.uid()) and t.state <> 'draft' order by t.issued_at desc, t.id desc
$function$;
comment on function private.my_invoices() is 'The reading half of my_invoices.';
revoke execute on function private.my_invoices() from public;
grant execute on function private.my_invoices() to authenticated, service_role;
create function public.my_invoices() returns table (id uuid, number text, user_id uuid, subscription_id uuid, billing_name text, billing_email text, billing_country text, billing_address text, billing_tax_id text, locale text, state text, currency text, subtotal_minor bigint, discount_minor bigint, tax_minor bigint, total_minor bigint, paid_minor bigint, credited_minor bigint, due_minor bigint, period_start date, period_end date, issued_at timestamp with time zone, due_on date, paid_at timestamp with time zone, voided_at timestamp with time zone, memo text, seller jsonb, buyer jsonb, series text)
language sql stable set search_path to '' as $function$
  select * from private.my_invoices()
$function$;
comment on function public.my_invoices() is 'The signed-in member''s own issued invoices as they are printed, without notes, reasons and reminders of the staff.';
revoke execute on function public.my_invoices() from public, anon;
grant execute on function public.my_invoices() to authenticated;

drop function if exists public.my_subscriptions();
drop function if exists private.my_subscriptions();
create function private.my_subscriptions() returns table (id uuid, user_id uuid, plan_id uuid, price_id uuid, payment_method_id uuid, state text, quantity smallint, currency text, recurring_minor bigint, discount_percent numeric, tax_rate numeric, tax_name text, time_zone text, started_at timestamp with time zone, trial_ends_at timestamp with time zone, current_period_start timestamp with time zone, current_period_end timestamp with time zone, cancel_at_period_end boolean, canceled_at timestamp with time zone, ended_at timestamp with time zone, pause_at_period_end boolean, resume_at timestamp with time zone, next_price_id uuid, next_quantity smallint, next_discount_percent numeric)
language sql stable security definer set search_path to '' as $function$
  select t.id, t.user_id, t.plan_id, t.price_id, t.payment_method_id, t.state, t.quantity, t.currency, t.recurring_minor, t.discount_percent, t.tax_rate, t.tax_name, t.time_zone, t.started_at, t.trial_ends_at, t.current_period_start, t.current_period_end, t.cancel_at_period_end, t.canceled_at, t.ended_at, t.pause_at_period_end, t.resume_at, t.next_price_id, t.next_quantity, t.next_discount_percent
  from public.user_subscriptions t where t.user_id = (select auth.uid()) order by t.started_at desc, t.id desc
$function$;
comment on function private.my_subscriptions() is 'The reading half of my_subscriptions.';
revoke execute on function private.my_subscriptions() from public;
grant execute on function private.my_subscriptions() to authenticated, service_role;
create function public.my_subscriptions() returns table (id uuid, user_id uuid, plan_id uuid, price_id uuid, payment_method_id uuid, state text, quantity smallint, currency text, recurring_minor bigint, discount_percent numeric, tax_rate numeric, tax_name text, time_zone text, started_at timestamp with time zone, trial_ends_at timestamp with time zone, current_period_start timestamp with time zone, current_period_end timestamp with time zone, cancel_at_period_end boolean, canceled_at timestamp with time zone, ended_at timestamp with time zone, pause_at_period_end boolean, resume_at timestamp with time zone, next_price_id uuid, next_quantity smallint, next_discount_percent numeric)
language sql stable set search_path to '' as $function$
  select * from private.my_subscriptions()
$function$;
comment on function public.my_subscriptions() is 'The signed-in member''s own subscriptions, without the reasons of the staff.';
revoke execute on function public.my_subscriptions() from public, anon;
grant execute on function public.my_subscriptions() to authenticated;

drop function if exists public.my_payments();
drop function if exists private.my_payments();
create function private.my_payments() returns table (id uuid, user_id uuid, currency text, amount_minor bigint, allocated_minor bigint, refunded_minor bigint, unallocated_minor bigint, is_unallocated boolean, method text, payment_method_id uuid, paid_at timestamp with time zone, booked_at timestamp with time zone)
language sql stable security definer set search_path to '' as $function$
  select t.id, t.user_id, t.currency, t.amount_minor, t.allocated_minor, t.refunded_minor, t.unallocated_minor, t.is_unallocated, t.method, t.payment_method_id, t.paid_at, t.booked_at
  from public.payments t where t.user_id = (select auth.uid()) order by t.paid_at desc, t.id desc
$function$;
comment on function private.my_payments() is 'The reading half of my_payments.';
revoke execute on function private.my_payments() from public;
grant execute on function private.my_payments() to authenticated, service_role;
create function public.my_payments() returns table (id uuid, user_id uuid, currency text, amount_minor bigint, allocated_minor bigint, refunded_minor bigint, unallocated_minor bigint, is_unallocated boolean, method text, payment_method_id uuid, paid_at timestamp with time zone, booked_at timestamp with time zone)
language sql stable set search_path to '' as $function$
  select * from private.my_payments()
$function$;
comment on function public.my_payments() is 'The signed-in member''s own payments, without who recorded them and the references that were written.';
revoke execute on function public.my_payments() from public, anon;
grant execute on function public.my_payments() to authenticated;

drop function if exists public.my_invoice_payments();
drop function if exists private.my_invoice_payments();
create function private.my_invoice_payments() returns table (id uuid, invoice_id uuid, amount_minor bigint, currency text, method text, payment_method_id uuid, paid_at timestamp with time zone, created_at timestamp with time zone, updated_at timestamp with time zone, payment_id uuid, booked_at timestamp with time zone)
language sql stable security definer set search_path to '' as $function$
  select t.id, t.invoice_id, t.amount_minor, t.currency, t.method, t.payment_method_id, t.paid_at, t.created_at, t.updated_at, t.payment_id, t.booked_at
  from public.invoice_payments t where t.invoice_id in (select i.id from public.invoices i where i.user_id = (select auth.uid()) and i.state <> 'draft') order by t.paid_at desc, t.id desc
$function$;
comment on function private.my_invoice_payments() is 'The reading half of my_invoice_payments.';
revoke execute on function private.my_invoice_payments() from public;
grant execute on function private.my_invoice_payments() to authenticated, service_role;
create function public.my_invoice_payments() returns table (id uuid, invoice_id uuid, amount_minor bigint, currency text, method text, payment_method_id uuid, paid_at timestamp with time zone, created_at timestamp with time zone, updated_at timestamp with time zone, payment_id uuid, booked_at timestamp with time zone)
language sql stable set search_path to '' as $function$
  select * from private.my_invoice_payments()
$function$;
comment on function public.my_invoice_payments() is 'The signed-in member''s own payments as they were put to invoices, without who recorded them and the references that were written.';
revoke execute on function public.my_invoice_payments() from public, anon;
grant execute on function public.my_invoice_payments() to authenticated;

drop function if exists public.my_refunds();
drop function if exists private.my_refunds();
create function private.my_refunds() returns table (id uuid, number text, payment_id uuid, user_id uuid, currency text, amount_minor bigint, from_credit_minor bigint, refunded_at timestamp with time zone)
language sql stable security definer set search_path to '' as $function$
  select t.id, t.number, t.payment_id, t.user_id, t.currency, t.amount_minor, t.from_credit_minor, t.refunded_at
  from public.refunds t where t.user_id = (select auth.uid()) order by t.refunded_at desc, t.id desc
$function$;
comment on function private.my_refunds() is 'The reading half of my_refunds.';
revoke execute on function private.my_refunds() from public;
grant execute on function private.my_refunds() to authenticated, service_role;
create function public.my_refunds() returns table (id uuid, number text, payment_id uuid, user_id uuid, currency text, amount_minor bigint, from_credit_minor bigint, refunded_at timestamp with time zone)
language sql stable set search_path to '' as $function$
  select * from private.my_refunds()
$function$;
comment on function public.my_refunds() is 'The signed-in member''s own refunds, without who booked them and why.';
revoke execute on function public.my_refunds() from public, anon;
grant execute on function public.my_refunds() to authenticated;

drop function if exists public.my_credit_entries();
drop function if exists private.my_credit_entries();
create function private.my_credit_entries() returns table (id uuid, user_id uuid, currency text, amount_minor bigint, kind text, payment_id uuid, credit_note_id uuid, refund_id uuid, invoice_id uuid, booked_at timestamp with time zone)
language sql stable security definer set search_path to '' as $function$
  select t.id, t.user_id, t.currency, t.amount_minor, t.kind, t.payment_id, t.credit_note_id, t.refund_id, t.invoice_id, t.booked_at
  from public.credit_entries t where t.user_id = (select auth.uid()) order by t.booked_at desc, t.id desc
$function$;
comment on function private.my_credit_entries() is 'The reading half of my_credit_entries.';
revoke execute on function private.my_credit_entries() from public;
grant execute on function private.my_credit_entries() to authenticated, service_role;
create function public.my_credit_entries() returns table (id uuid, user_id uuid, currency text, amount_minor bigint, kind text, payment_id uuid, credit_note_id uuid, refund_id uuid, invoice_id uuid, booked_at timestamp with time zone)
language sql stable set search_path to '' as $function$
  select * from private.my_credit_entries()
$function$;
comment on function public.my_credit_entries() is 'The signed-in member''s own credit, entry by entry, without who booked it and why.';
revoke execute on function public.my_credit_entries() from public, anon;
grant execute on function public.my_credit_entries() to authenticated;

drop function if exists public.my_subscription_periods();
drop function if exists private.my_subscription_periods();
create function private.my_subscription_periods() returns table (id uuid, subscription_id uuid, n integer, user_id uuid, from_at timestamp with time zone, state text, plan_id uuid, price_id uuid, currency text, billing_interval text, quantity smallint, discount_percent numeric, recurring_minor bigint)
language sql stable security definer set search_path to '' as $function$
  select t.id, t.subscription_id, t.n, t.user_id, t.from_at, t.state, t.plan_id, t.price_id, t.currency, t.billing_interval, t.quantity, t.discount_percent, t.recurring_minor
  from public.subscription_periods t where t.user_id = (select auth.uid()) order by t.subscription_id, t.n desc
$function$;
comment on function private.my_subscription_periods() is 'The reading half of my_subscription_periods.';
revoke execute on function private.my_subscription_periods() from public;
grant execute on function private.my_subscription_periods() to authenticated, service_role;
create function public.my_subscription_periods() returns table (id uuid, subscription_id uuid, n integer, user_id uuid, from_at timestamp with time zone, state text, plan_id uuid, price_id uuid, currency text, billing_interval text, quantity smallint, discount_percent numeric, recurring_minor bigint)
language sql stable set search_path to '' as $function$
  select * from private.my_subscription_periods()
$function$;
comment on function public.my_subscription_periods() is 'The signed-in member''s own subscriptions'' terms, the latest first, without who set them and why.';
revoke execute on function public.my_subscription_periods() from public, anon;
grant execute on function public.my_subscription_periods() to authenticated;

drop function if exists public.my_plan_prices();
drop function if exists private.my_plan_prices();
create function private.my_plan_prices() returns table (id uuid, plan_id uuid, version integer, currency text, billing_interval text, amount_minor bigint, valid_from timestamp with time zone, valid_until timestamp with time zone)
language sql stable security definer set search_path to '' as $function$
  select t.id, t.plan_id, t.version, t.currency, t.billing_interval, t.amount_minor, t.valid_from, t.valid_until
  from public.plan_prices t where t.plan_id in (select s.plan_id from public.user_subscriptions s where s.user_id = (select auth.uid())) order by t.plan_id, t.version desc
$function$;
comment on function private.my_plan_prices() is 'The reading half of my_plan_prices.';
revoke execute on function private.my_plan_prices() from public;
grant execute on function private.my_plan_prices() to authenticated, service_role;
create function public.my_plan_prices() returns table (id uuid, plan_id uuid, version integer, currency text, billing_interval text, amount_minor bigint, valid_from timestamp with time zone, valid_until timestamp with time zone)
language sql stable set search_path to '' as $function$
  select * from private.my_plan_prices()
$function$;
comment on function public.my_plan_prices() is 'The signed-in member''s own plans'' prices, without who set them and why.';
revoke execute on function public.my_plan_prices() from public, anon;
grant execute on function public.my_plan_prices() to authenticated;

drop policy if exists "invoices select" on public.invoices;
create policy "invoices select" on public.invoices for select to authenticated using ((select private.has_role('finance')));
drop policy if exists "user_subscriptions select" on public.user_subscriptions;
create policy "user_subscriptions select" on public.user_subscriptions for select to authenticated using ((select private.has_role('finance')));

create or replace function private.my_invoice_keys() returns uuid[]
language sql stable security definer set search_path to '' as $function$
  select array(select i.id from public.invoices i where i.user_id = (select auth.uid()) and i.state <> 'draft')
$function$;
comment on function private.my_invoice_keys() is 'The keys of the signed-in member''s issued invoices, for the policies of what belongs to them.';
revoke execute on function private.my_invoice_keys() from public;
grant execute on function private.my_invoice_keys() to authenticated, service_role;

-- Lines and taxes hold nothing but what is printed: members read those of their invoices where they stand.
drop policy if exists "invoice_line_items select" on public.invoice_line_items;
create policy "invoice_line_items select" on public.invoice_line_items for select to authenticated
  using ((select private.has_role('finance')) or invoice_id = any ((select private.my_invoice_keys())::uuid[]));
drop policy if exists "invoice_taxes select" on public.invoice_taxes;
create policy "invoice_taxes select" on public.invoice_taxes for select to authenticated
  using ((select private.has_role('finance')) or invoice_id = any ((select private.my_invoice_keys())::uuid[]));

-- What members and finance both read: finance the tables, a member what is theirs.
CREATE OR REPLACE FUNCTION public.invoice_document(of_invoice uuid)
 RETURNS jsonb
 LANGUAGE sql
 STABLE
 SET search_path TO ''
AS $function$
  select jsonb_build_object(
    'kind', 'invoice', 'state', i.state, 'number', i.number, 'issued_on', (i.issued_at at time zone 'UTC')::date, 'due_on', i.due_on, 'currency', i.currency,
    'seller', coalesce(i.seller, (select to_jsonb(s) - array['series', 'id', 'due_days', 'created_at', 'updated_at'] from public.billing_sellers s where s.series = i.series)),
    'buyer', coalesce(i.buyer, jsonb_build_object('name', i.billing_name, 'email', i.billing_email, 'country', i.billing_country, 'address', i.billing_address, 'tax_id', i.billing_tax_id, 'locale', i.locale)),
    'period_start', i.period_start, 'period_end', i.period_end, 'memo', i.memo,
    'subtotal_minor', i.subtotal_minor, 'discount_minor', i.discount_minor, 'tax_minor', i.tax_minor, 'total_minor', i.total_minor,
    'due_minor', case when i.state = 'draft' then i.total_minor else i.due_minor end,
    'lines', coalesce((select jsonb_agg(jsonb_build_object('description', l.description, 'quantity', l.quantity, 'unit_minor', l.unit_minor, 'discount_minor', l.discount_minor,
        'tax_rate', l.tax_rate, 'amount_minor', l.amount_minor - l.discount_minor) order by l.position, l.id) from public.invoice_line_items l where l.invoice_id = i.id), '[]'),
    'taxes', coalesce((select jsonb_agg(jsonb_build_object('rate', t.rate, 'name', t.name, 'jurisdiction', t.jurisdiction, 'net_minor', t.net_minor, 'tax_minor', t.tax_minor)
        order by t.rate, t.name, t.jurisdiction) from public.invoice_taxes t where t.invoice_id = i.id), '[]'),
    'payments', coalesce((select jsonb_agg(jsonb_build_object('day', (p.paid_at at time zone 'UTC')::date, 'method', p.method, 'amount_minor', p.amount_minor) order by p.paid_at, p.booked_at, p.id)
        from (select p.id, p.paid_at, p.booked_at, p.method, p.amount_minor from public.invoice_payments p where p.invoice_id = i.id
          union select p.id, p.paid_at, p.booked_at, p.method, p.amount_minor from private.my_invoice_payments() p where p.invoice_id = i.id) p), '[]'),
    'credits', coalesce((select jsonb_agg(jsonb_build_object('day', (c.issued_at at time zone 'UTC')::date, 'number', c.number, 'amount_minor', c.applied_minor) order by c.issued_at, c.id)
        from (select c.id, c.issued_at, c.number, c.applied_minor from public.credit_notes c where c.invoice_id = i.id
          union select c.id, c.issued_at, c.number, c.applied_minor from private.my_credit_notes() c where c.invoice_id = i.id) c where c.applied_minor > 0), '[]'))
  from (select i.id, i.state, i.number, i.issued_at, i.due_on, i.currency, i.seller, i.buyer, i.series, i.billing_name, i.billing_email, i.billing_country, i.billing_address, i.billing_tax_id, i.locale, i.period_start, i.period_end, i.memo, i.subtotal_minor, i.discount_minor, i.tax_minor, i.total_minor, i.due_minor from public.invoices i where i.id = of_invoice
    union select i.id, i.state, i.number, i.issued_at, i.due_on, i.currency, i.seller, i.buyer, i.series, i.billing_name, i.billing_email, i.billing_country, i.billing_address, i.billing_tax_id, i.locale, i.period_start, i.period_end, i.memo, i.subtotal_minor, i.discount_minor, i.tax_minor, i.total_minor, i.due_minor from private.my_invoices() i where i.id = of_invoice) i
$function$;

CREATE OR REPLACE FUNCTION public.credit_note_document(of_note uuid)
 RETURNS jsonb
 LANGUAGE sql
 STABLE
 SET search_path TO ''
AS $function$
  select jsonb_build_object(
    'kind', 'credit_note', 'state', 'issued', 'number', c.number, 'issued_on', (c.issued_at at time zone 'UTC')::date, 'currency', c.currency, 'seller', c.seller, 'buyer', c.buyer, 'memo', c.reason,
    'invoice_number', i.number, 'invoice_issued_on', (i.issued_at at time zone 'UTC')::date, 'taxes', c.taxes,
    'subtotal_minor', c.net_minor, 'discount_minor', 0, 'tax_minor', c.tax_minor, 'total_minor', c.total_minor, 'applied_minor', c.applied_minor)
  from (select c.number, c.issued_at, c.currency, c.seller, c.buyer, c.reason, c.taxes, c.net_minor, c.tax_minor, c.total_minor, c.applied_minor, c.invoice_id from public.credit_notes c where c.id = of_note
    union select c.number, c.issued_at, c.currency, c.seller, c.buyer, c.reason, c.taxes, c.net_minor, c.tax_minor, c.total_minor, c.applied_minor, c.invoice_id from private.my_credit_notes() c where c.id = of_note) c 
  join lateral (select i.number, i.issued_at from public.invoices i where i.id = c.invoice_id
    union select i.number, i.issued_at from private.my_invoices() i where i.id = c.invoice_id) i on true
$function$;

CREATE OR REPLACE FUNCTION public.member_balances(of_user uuid)
 RETURNS TABLE(currency text, credit_minor bigint, unallocated_minor bigint, due_minor bigint, overdue_minor bigint, written_off_minor bigint, balance_minor bigint)
 LANGUAGE sql
 STABLE
 SET search_path TO ''
AS $function$
  with part as (
    select e.currency, e.amount_minor as credit, 0::bigint as loose, 0::bigint as due, 0::bigint as late, 0::bigint as lost
    from (select e.id, e.currency, e.amount_minor from public.credit_entries e where e.user_id = of_user
      union select e.id, e.currency, e.amount_minor from private.my_credit_entries() e where e.user_id = of_user) e
    union all select p.currency, 0, p.unallocated_minor, 0, 0, 0
    from (select p.id, p.currency, p.unallocated_minor from public.payments p where p.user_id = of_user
      union select p.id, p.currency, p.unallocated_minor from private.my_payments() p where p.user_id = of_user) p where p.unallocated_minor > 0
    union all select i.currency, 0, 0, case when i.state = 'open' then i.due_minor else 0 end, case when i.state = 'open' and i.due_on < (now() at time zone 'UTC')::date then i.due_minor else 0 end,
      case when i.state = 'uncollectible' then i.due_minor else 0 end
    from (select i.id, i.currency, i.state, i.due_minor, i.due_on from public.invoices i where i.user_id = of_user and i.state in ('open', 'uncollectible', 'paid')
      union select i.id, i.currency, i.state, i.due_minor, i.due_on from private.my_invoices() i where i.user_id = of_user and i.state in ('open', 'uncollectible', 'paid')) i
  )
  select p.currency, sum(credit)::bigint, sum(loose)::bigint, sum(due)::bigint, sum(late)::bigint, sum(lost)::bigint, (sum(credit) + sum(loose) - sum(due))::bigint
  from part p group by 1 order by 1
$function$;
