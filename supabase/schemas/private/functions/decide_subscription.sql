-- Written by `npm run schema` from the migrations: change those, not this.

CREATE OR REPLACE FUNCTION private.decide_subscription(decision text, of_id uuid, version timestamp with time zone, args jsonb, key text, dry_run boolean)
 RETURNS jsonb
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO ''
AS $function$
declare
  request constant jsonb := jsonb_build_object('subscription', of_id) || args;
  reason constant text := args ->> 'reason';
  later constant boolean := coalesce((args ->> 'at_period_end')::boolean, false);
  prorate constant boolean := coalesce((args ->> 'prorate')::boolean, true);
  moment constant timestamptz := clock_timestamp();
  reason_before constant text := coalesce(private.context('reason'), '');
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
      raise exception 'This subscription does not exist any more.' using errcode = 'PT404';
    elsif before.updated_at <> version or version is null and auth.uid() is not null then
      raise exception 'Somebody changed this subscription after you opened it.' using errcode = 'PT409', hint = 'Look at it again and repeat what you meant, if it still applies.';
    end if;
    -- What is due by now happens first, so that a change meets the present period; for no reason that was given here or before.
    perform private.set_context('reason', '');
    perform private.advance_subscription(of_id, moment);
    select * into before from public.user_subscriptions s where s.id = of_id;
    select * into old_price from public.plan_prices r where r.id = before.price_id;
    if before.state = 'canceled' then
      perform private.refuse_invoice('This subscription has ended. Start another one.', 'state');
    end if;
    perform private.set_context('reason', coalesce(private.said(reason), ''));
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
            settled := private.settle_change(before, sub, moment, 0, coalesce(private.said(reason), 'Changed to another plan'));
          end if;
          settled := settled || jsonb_build_object('period_invoice_id', private.bill_period(sub));
        else
          update public.user_subscriptions s set plan_id = price.plan_id, price_id = price.id, quantity = new_quantity, discount_percent = percent, terms_since = moment
          where s.id = of_id returning * into sub;
          if prorate and before.state <> 'trialing' then
            settled := private.settle_change(before, sub, moment, sub.recurring_minor, coalesce(private.said(reason), 'Changed to another plan'));
          end if;
        end if;
    end case;
    perform private.set_context('reason', reason_before);
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
$function$;

comment on function private.decide_subscription(decision text, of_id uuid, version timestamp with time zone, args jsonb, key text, dry_run boolean) is 'Carries out a decision about a subscription (change, pause, resume, cancel and the like); a dry run answers what it would come to.';

grant execute on function private.decide_subscription(decision text, of_id uuid, version timestamp with time zone, args jsonb, key text, dry_run boolean) to authenticated;
grant execute on function private.decide_subscription(decision text, of_id uuid, version timestamp with time zone, args jsonb, key text, dry_run boolean) to service_role;
