-- Written by `npm run schema` from the migrations: change those, not this.

CREATE OR REPLACE FUNCTION private.decide_price(of_plan uuid, version timestamp with time zone, amount bigint, reason text, key text, dry_run boolean)
 RETURNS subscription_plans
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO ''
AS $function$
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
      raise exception 'This plan does not exist.' using errcode = 'PT404';
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
$function$;

comment on function private.decide_price(of_plan uuid, version timestamp with time zone, amount bigint, reason text, key text, dry_run boolean) is 'Sets another price of a plan from now on, with the reason. Behind set_plan_price.';

grant execute on function private.decide_price(of_plan uuid, version timestamp with time zone, amount bigint, reason text, key text, dry_run boolean) to authenticated;
