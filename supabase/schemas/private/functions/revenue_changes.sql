-- Written by `npm run schema` from the migrations: change those, not this.

CREATE OR REPLACE FUNCTION private.revenue_changes(from_day date, until_day date, time_zone text, as_of timestamp with time zone, of_currency text)
 RETURNS TABLE(day date, user_id uuid, currency text, plan_id uuid, kind text, before_twelfths bigint, after_twelfths bigint)
 LANGUAGE plpgsql
 STABLE
 SET search_path TO ''
 SET plan_cache_mode TO 'force_custom_plan'
 SET jit TO 'off'
AS $function$
begin
  return query
  with step as (
    select p.user_id, p.currency, p.plan_id, p.from_at, (p.from_at at time zone time_zone)::date as day, (sum(p.change_twelfths) over m)::bigint as after, lead(p.from_at) over m as next_at
    from public.subscription_periods p
    where p.change_twelfths <> 0 and p.from_at <= as_of and p.recorded_at <= as_of and (of_currency is null or p.currency = of_currency)
    window m as (partition by p.user_id, p.currency order by p.from_at, p.n rows unbounded preceding)
  ), last_of_day as (
    select s.*, lag(s.after, 1, 0::bigint) over m as before, max(s.after) over m as most_before
    from step s where s.next_at is null or (s.next_at at time zone time_zone)::date <> s.day
    window m as (partition by s.user_id, s.currency order by s.from_at rows between unbounded preceding and 1 preceding)
  )
  select l.day, l.user_id, l.currency, l.plan_id,
    case when l.after = 0 then 'churn' when l.before = 0 then case when l.most_before > 0 then 'reactivation' else 'new' end when l.after > l.before then 'expansion' else 'contraction' end,
    l.before, l.after
  from last_of_day l
  where l.after <> l.before and (from_day is null or l.day >= from_day) and (until_day is null or l.day <= until_day);
end
$function$;

comment on function private.revenue_changes(from_day date, until_day date, time_zone text, as_of timestamp with time zone, of_currency text) is 'Each change of recurring revenue, by member, currency and day of the zone, as known at that moment.';

grant execute on function private.revenue_changes(from_day date, until_day date, time_zone text, as_of timestamp with time zone, of_currency text) to authenticated;
grant execute on function private.revenue_changes(from_day date, until_day date, time_zone text, as_of timestamp with time zone, of_currency text) to service_role;
