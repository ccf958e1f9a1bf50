-- Written by `npm run schema` from the migrations: change those, not this.

CREATE OR REPLACE FUNCTION public.usage_by_plan(month date)
 RETURNS TABLE(feature text, plan_id uuid, plan text, members bigint, used bigint, limited_members bigint, limited_used bigint, allowed bigint, near_limit bigint, at_limit bigint, members_before bigint, used_before bigint, unfinished boolean, together boolean)
 LANGUAGE plpgsql
 STABLE
 SET search_path TO ''
AS $function$
declare
  this date := private.check_month(month);
  before date := (private.check_month(month) - interval '1 month')::date;
begin
  return query
  with counted as (
    select s.feature, nullif(s.plan_id, '00000000-0000-0000-0000-000000000000') as plan_id,
      coalesce(max(p.name || ', ' || p.currency || ' a ' || p.billing_interval), 'No plan') as plan,
      coalesce(sum(s.members) filter (where s.period_start = this), 0) as members, coalesce(sum(s.used) filter (where s.period_start = this), 0) as used,
      coalesce(sum(s.limited_members) filter (where s.period_start = this), 0) as limited_members,
      coalesce(sum(s.limited_used) filter (where s.period_start = this), 0) as limited_used,
      coalesce(sum(s.allowed) filter (where s.period_start = this), 0) as allowed, coalesce(sum(s.near_limit) filter (where s.period_start = this), 0) as near_limit,
      coalesce(sum(s.at_limit) filter (where s.period_start = this), 0) as at_limit,
      coalesce(sum(s.members) filter (where s.period_start = before), 0) as members_before, coalesce(sum(s.used) filter (where s.period_start = before), 0) as used_before
    from private.usage_spread_in(array[this, before]) s left join public.subscription_plans p on p.id = s.plan_id
    group by s.feature, s.plan_id
  ), told as (
    select a.feature, t.plan_id, t.small
    from (
      -- Small is what was so in either month: the change would tell of it.
      select c.feature, array_agg(c.plan_id order by c.plan) as plans,
        private.small_groups(array_agg(case when c.members = 0 or c.members_before = 0 then greatest(c.members, c.members_before) else least(c.members, c.members_before) end::bigint order by c.plan)) as small
      from counted c where c.members > 0 or c.members_before > 0 group by 1
    ) a cross join unnest(a.plans, a.small) t (plan_id, small)
  )
  select c.feature, case when not t.small then c.plan_id end, case when t.small then 'Small groups together' else c.plan end,
    sum(c.members)::bigint, sum(c.used)::bigint, sum(c.limited_members)::bigint, sum(c.limited_used)::bigint, sum(c.allowed)::bigint,
    sum(c.near_limit)::bigint, sum(c.at_limit)::bigint, sum(c.members_before)::bigint, sum(c.used_before)::bigint,
    (now() at time zone 'UTC')::date < (this + interval '1 month')::date, t.small
  from counted c join told t on t.feature = c.feature and t.plan_id is not distinct from c.plan_id
  group by 1, 2, 3, t.small order by c.feature, t.small, 4 desc, 3;
end
$function$;

comment on function public.usage_by_plan(month date) is 'Use of each feature in a month by plan against its limits, and what it was in the month before; plans of fewer than five members together.';

grant execute on function public.usage_by_plan(month date) to authenticated;
