-- Written by `npm run schema` from the migrations: change those, not this.

CREATE OR REPLACE FUNCTION public.usage_by_plan(month date)
 RETURNS TABLE(feature text, plan_id uuid, plan text, members bigint, used bigint, limited_members bigint, limited_used bigint, allowed bigint, near_limit bigint, at_limit bigint, members_before bigint, used_before bigint, unfinished boolean)
 LANGUAGE plpgsql
 STABLE
 SET search_path TO ''
AS $function$
declare
  this date := private.check_month(month);
  before date := (private.check_month(month) - interval '1 month')::date;
begin
  return query
  select s.feature, nullif(s.plan_id, '00000000-0000-0000-0000-000000000000'), coalesce(max(p.name || ', ' || p.currency || ' a ' || p.billing_interval), 'No plan'),
    coalesce(sum(s.members) filter (where s.period_start = this), 0)::bigint, coalesce(sum(s.used) filter (where s.period_start = this), 0)::bigint,
    coalesce(sum(s.limited_members) filter (where s.period_start = this), 0)::bigint, coalesce(sum(s.limited_used) filter (where s.period_start = this), 0)::bigint,
    coalesce(sum(s.allowed) filter (where s.period_start = this), 0)::bigint, coalesce(sum(s.near_limit) filter (where s.period_start = this), 0)::bigint,
    coalesce(sum(s.at_limit) filter (where s.period_start = this), 0)::bigint,
    coalesce(sum(s.members) filter (where s.period_start = before), 0)::bigint, coalesce(sum(s.used) filter (where s.period_start = before), 0)::bigint,
    (now() at time zone 'UTC')::date < (this + interval '1 month')::date
  from private.usage_spread_in(array[this, before]) s left join public.subscription_plans p on p.id = s.plan_id
  group by s.feature, s.plan_id having coalesce(sum(s.members) filter (where s.period_start = this), 0) > 0 or coalesce(sum(s.members) filter (where s.period_start = before), 0) > 0
  order by 1, 4 desc, 3;
end
$function$;

comment on function public.usage_by_plan(month date) is 'Use of each feature in a month by plan against its limits, and what it was in the month before.';

grant execute on function public.usage_by_plan(month date) to authenticated;
