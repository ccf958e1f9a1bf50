-- Written by `npm run schema` from the migrations: change those, not this.

CREATE OR REPLACE FUNCTION public.subscriber_rates(as_of timestamp with time zone DEFAULT now())
 RETURNS TABLE(active bigint, active_before bigint, started bigint, lost bigint, churn_percent numeric, trials_ended bigint, trials_converted bigint, conversion_percent numeric)
 LANGUAGE sql
 STABLE
 SET search_path TO ''
AS $function$
  with ends as (select b.at as till, b.at - interval '30 days' as since from (select private.bounded(as_of) as at) b), spans as (
    select p.*, lead(p.from_at) over (partition by p.subscription_id order by p.n) as until_at, lead(p.state) over (partition by p.subscription_id order by p.n) as next_state
    from public.subscription_periods p where p.from_at <= as_of and p.recorded_at <= as_of
  ), member as (
    select s.user_id, bool_or(s.from_at <= e.since and (s.until_at is null or s.until_at > e.since)) as was, bool_or(s.until_at is null) as is_now, bool_or(s.from_at > e.since) as began
    from spans s, ends e where s.mrr_twelfths > 0 and (s.until_at is null or s.until_at > e.since) group by 1
  ), trial as (
    select count(*) as ended, count(*) filter (where s.next_state in ('active', 'past_due')) as converted from spans s, ends e
    where s.state = 'trialing' and s.until_at > e.since and s.next_state <> 'trialing'
  ), counted as (
    select count(*) filter (where is_now) as active, count(*) filter (where was) as before, count(*) filter (where began and not was) as started, count(*) filter (where not is_now) as lost from member
  )
  select c.active, c.before, c.started, c.lost, round(100.0 * c.lost / nullif(c.before + c.started, 0), 2), t.ended, t.converted, round(100.0 * t.converted / nullif(t.ended, 0), 2)
  from counted c, trial t
$function$;

comment on function public.subscriber_rates(as_of timestamp with time zone) is 'Over 30 days: churn is lost ÷ (paying 30 days ago + new); conversion is trials that became paid ÷ trials that ended.';

grant execute on function public.subscriber_rates(as_of timestamp with time zone) to authenticated;
grant execute on function public.subscriber_rates(as_of timestamp with time zone) to service_role;
