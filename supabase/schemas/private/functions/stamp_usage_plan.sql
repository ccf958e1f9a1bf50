-- Written by `npm run schema` from the migrations: change those, not this.

CREATE OR REPLACE FUNCTION private.stamp_usage_plan()
 RETURNS trigger
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO ''
AS $function$
begin
  if tg_op = 'INSERT' or new.subscription_id is distinct from old.subscription_id and new.subscription_id is not null then
    new.plan_id := (select s.plan_id from public.user_subscriptions s where s.id = new.subscription_id);
  elsif new.subscription_id is not null then
    new.plan_id := old.plan_id;
  end if;
  return new;
end
$function$;

comment on function private.stamp_usage_plan() is 'Trigger: notes the plan that use was counted under.';
