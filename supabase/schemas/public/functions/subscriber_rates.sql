-- Written by `npm run schema` from the migrations: change those, not this.

CREATE OR REPLACE FUNCTION public.subscriber_rates(as_of timestamp with time zone DEFAULT now())
 RETURNS TABLE(active bigint, active_before bigint, started bigint, lost bigint, churn_percent numeric, trials_ended bigint, trials_converted bigint, conversion_percent numeric)
 LANGUAGE plpgsql
 STABLE
 SET search_path TO ''
 SET plan_cache_mode TO 'force_custom_plan'
 SET jit TO 'off'
AS $function$
declare
  since constant timestamptz := private.bounded(as_of) - interval '30 days';
begin
  return query
  with member as (
    select sum(p.change_twelfths) as now_twelfths, coalesce(sum(p.change_twelfths) filter (where p.from_at <= since), 0) as before_twelfths,
      coalesce(bool_or(p.change_twelfths > 0 and p.from_at > since), false) as rose
    from public.subscription_periods p where p.change_twelfths <> 0 and p.from_at <= as_of and p.recorded_at <= as_of group by p.user_id
  ), counted as (
    select count(*) filter (where now_twelfths > 0) as active, count(*) filter (where before_twelfths > 0) as before, count(*) filter (where before_twelfths = 0 and rose) as started,
      count(*) filter (where now_twelfths = 0 and (before_twelfths > 0 or rose)) as lost
    from member
  ), trial as (
    select count(*) as ended, count(*) filter (where e.state in ('active', 'past_due')) as converted
    from public.subscription_periods e join public.subscription_periods t on t.subscription_id = e.subscription_id and t.n = e.n - 1
    where e.from_at > since and e.from_at <= as_of and e.recorded_at <= as_of and t.state = 'trialing' and e.state <> 'trialing'
  )
  select c.active, c.before, c.started, c.lost, round(100.0 * c.lost / nullif(c.before + c.started, 0), 2), t.ended, t.converted, round(100.0 * t.converted / nullif(t.ended, 0), 2)
  from counted c, trial t;
end
$function$;

comment on function public.subscriber_rates(as_of timestamp with time zone) is 'Over 30 days: churn is lost ÷ (paying 30 days ago + new); conversion is trials that became paid ÷ trials that ended.';

grant execute on function public.subscriber_rates(as_of timestamp with time zone) to authenticated;
grant execute on function public.subscriber_rates(as_of timestamp with time zone) to service_role;
