-- Written by `npm run schema` from the migrations: change those, not this.

CREATE OR REPLACE FUNCTION private.stamp_usage_plan()
 RETURNS trigger
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO ''
AS $function$
declare
  subscription public.user_subscriptions;
begin
  if new.subscription_id is null then
    if tg_op = 'INSERT' then
      new.plan_id := null;
    end if;
    return new;
  end if;
  if tg_op = 'UPDATE' and new.subscription_id is not distinct from old.subscription_id and new.user_id = old.user_id then
    new.plan_id := old.plan_id;
    return new;
  end if;
  select * into subscription from public.user_subscriptions s where s.id = new.subscription_id;
  -- One that there is not is refused by its foreign key.
  if subscription.user_id <> new.user_id then
    raise exception 'This subscription is another member''s.' using errcode = '23514', detail = '{"field": "subscription_id"}';
  end if;
  new.plan_id := subscription.plan_id;
  return new;
end
$function$;

comment on function private.stamp_usage_plan() is 'Trigger: notes the plan that use was counted under, which is of a subscription of the member.';
