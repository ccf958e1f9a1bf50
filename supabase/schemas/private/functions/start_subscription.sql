-- Written by `npm run schema` from the migrations: change those, not this.

CREATE OR REPLACE FUNCTION private.start_subscription(args jsonb, key text, dry_run boolean)
 RETURNS user_subscriptions
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO ''
AS $function$
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
$function$;

comment on function private.start_subscription(args jsonb, key text, dry_run boolean) is 'Starts a member''s subscription with its first period and invoice, or a trial. Behind the public function of its name.';

grant execute on function private.start_subscription(args jsonb, key text, dry_run boolean) to authenticated;
grant execute on function private.start_subscription(args jsonb, key text, dry_run boolean) to service_role;
