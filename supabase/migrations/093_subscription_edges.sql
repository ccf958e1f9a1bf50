-- 093 subscription edges
-- A subscription that begins anew on the day on which it was billed is billed again; one that pauses at the end of its
-- period goes on after that; what is given back on a draft is no more than stands on it.

create table if not exists private.billed_periods (
  invoice_id uuid primary key references public.invoices (id) on delete cascade,
  subscription_id uuid not null references public.user_subscriptions (id) on delete cascade,
  starts_at timestamptz not null
);
comment on table private.billed_periods is 'Which period of a subscription an invoice is for: two may begin on one day. Invoices from before are known by their day.';
create index if not exists billed_periods_subscription_idx on private.billed_periods (subscription_id, starts_at);
alter table private.billed_periods enable row level security;
revoke all on private.billed_periods from anon, authenticated, service_role;

create or replace function private.period_invoice(sub public.user_subscriptions) returns public.invoices
language sql stable security definer set search_path = '' as $$
  select i.* from public.invoices i left join private.billed_periods b on b.invoice_id = i.id
  where i.subscription_id = sub.id and i.state <> 'void'
    and case when b.invoice_id is null then i.period_start = (sub.current_period_start at time zone sub.time_zone)::date else b.starts_at = sub.current_period_start end
    and exists (select from public.invoice_line_items l where l.invoice_id = i.id and l.kind = 'plan')
  order by i.created_at limit 1
$$;
comment on function private.period_invoice(public.user_subscriptions) is 'The invoice of the present period, if there is one that holds.';

create or replace function private.bill_period(sub public.user_subscriptions) returns uuid
language plpgsql security definer set search_path = '' as $$
declare
  price public.plan_prices;
  plan public.subscription_plans;
  gross bigint;
  draft uuid;
begin
  select * into price from public.plan_prices r where r.id = sub.price_id;
  select * into plan from public.subscription_plans p where p.id = sub.plan_id;
  if price.amount_minor = 0 or (private.period_invoice(sub)).id is not null then
    return null;
  end if;
  gross := price.amount_minor * sub.quantity;
  draft := private.bill(sub, jsonb_build_array(jsonb_build_object('kind', 'plan', 'quantity', sub.quantity, 'unit_minor', price.amount_minor, 'discount_minor', gross - sub.recurring_minor,
      'description', format('%s, %s from %s', plan.name, case price.billing_interval when 'year' then 'one year' else 'one month' end, private.day_text(sub.current_period_start, sub.time_zone)))),
    (sub.current_period_start at time zone sub.time_zone)::date, (sub.current_period_end at time zone sub.time_zone)::date - 1);
  insert into private.billed_periods (invoice_id, subscription_id, starts_at) values (draft, sub.id, sub.current_period_start);
  return draft;
end
$$;

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
  -- On a draft that somebody made cheaper no more is given back than stands on it.
  if invoice.state = 'draft' then
    part.unused_minor := least(part.unused_minor, invoice.subtotal_minor - invoice.discount_minor + part.charged_minor);
  end if;
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
  if new.discount_percent not between 0 and 100 then
    perform private.refuse_invoice('A discount is between 0 and 100 per cent.', 'discount_percent');
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
        elsif later and (args ->> 'resume_at')::timestamptz < (case before.state when 'trialing' then coalesce(before.trial_ends_at, before.current_period_end) else before.current_period_end end) then
          -- Else days that are paid for already would be billed again.
          perform private.refuse_invoice('It pauses when its period ends, so it goes on after that.', 'resume_at');
        end if;
        update public.user_subscriptions s set state = case when later then s.state else 'paused' end, pause_at_period_end = later, cancel_at_period_end = false,
          resume_at = (args ->> 'resume_at')::timestamptz, terms_since = moment where s.id = of_id returning * into sub;
        if prorate and not later then
          settled := private.settle_change(before, sub, moment, 0, reason);
        end if;
      when 'resume_subscription' then
        if before.state in ('paused', 'unpaid', 'incomplete') then
          sub := private.begin_period(before, moment, moment);
          -- An end that was planned before is not meant by who has it go on.
          update public.user_subscriptions s set cancel_at_period_end = false, pause_at_period_end = false, canceled_at = null, cancel_reason = null where s.id = of_id and s.cancel_at_period_end;
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

revoke all on function private.period_invoice(public.user_subscriptions), private.bill_period(public.user_subscriptions),
  private.settle_change(public.user_subscriptions, public.user_subscriptions, timestamptz, bigint, text), private.keep_terms(),
  private.decide_subscription(text, uuid, timestamptz, jsonb, text, boolean) from public, anon, authenticated, service_role;
grant execute on function private.decide_subscription(text, uuid, timestamptz, jsonb, text, boolean) to authenticated, service_role;
