-- 235 use_of_its_own_subscription
-- A counter could write a member's use under the subscription of somebody else, and so under a plan that is not theirs.

create or replace function private.stamp_usage_plan() returns trigger
language plpgsql security definer set search_path = '' as $$
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
$$;
comment on function private.stamp_usage_plan() is 'Trigger: notes the plan that use was counted under, which is of a subscription of the member.';

update public.usage_tracking u set subscription_id = null
from public.user_subscriptions s where s.id = u.subscription_id and s.user_id <> u.user_id;
