-- Written by `npm run schema` from the migrations: change those, not this.

CREATE OR REPLACE FUNCTION public.mrr_changes(from_day date DEFAULT NULL::date, until_day date DEFAULT NULL::date, time_zone text DEFAULT 'UTC'::text, as_of timestamp with time zone DEFAULT now(), of_currency text DEFAULT NULL::text)
 RETURNS TABLE(day date, user_id uuid, currency text, plan_id uuid, kind text, before_twelfths bigint, after_twelfths bigint, change_twelfths bigint, member text)
 LANGUAGE sql
 STABLE
 SET search_path TO ''
AS $function$
  with known as (
    select p.user_id, p.currency, p.plan_id, p.subscription_id, p.n, (p.from_at at time zone time_zone)::date as day,
      p.mrr_twelfths - lag(p.mrr_twelfths, 1, 0::bigint) over (partition by p.subscription_id order by p.n) as change
    from public.subscription_periods p
    where p.from_at <= as_of and p.recorded_at <= as_of and (of_currency is null or p.currency = of_currency)
  ), daily as (
    select k.user_id, k.currency, k.day, sum(k.change)::bigint as change, (array_agg(k.plan_id order by k.n desc))[1] as plan_id
    from known k where k.change <> 0 group by 1, 2, 3
  ), running as (
    select d.*, sum(d.change) over member as after, max(d.change) over (partition by d.user_id, d.currency order by d.day rows between unbounded preceding and 1 preceding) as most_before
    from daily d where d.change <> 0 window member as (partition by d.user_id, d.currency order by d.day)
  )
  select r.day, r.user_id, r.currency, r.plan_id,
    case when r.after = 0 then 'churn' when r.after - r.change = 0 then case when r.most_before > 0 then 'reactivation' else 'new' end
      when r.change > 0 then 'expansion' else 'contraction' end,
    (r.after - r.change)::bigint, r.after::bigint, r.change, (select p.display_name from public.member_directory p where p.id = r.user_id)
  from running r where (from_day is null or r.day >= from_day) and (until_day is null or r.day <= until_day)
$function$;

comment on function public.mrr_changes(from_day date, until_day date, time_zone text, as_of timestamp with time zone, of_currency text) is 'Each change of recurring revenue, by member, currency and day, in twelfths of a minor unit. Paused and unpaid are churn; as known at that moment.';

grant execute on function public.mrr_changes(from_day date, until_day date, time_zone text, as_of timestamp with time zone, of_currency text) to authenticated;
grant execute on function public.mrr_changes(from_day date, until_day date, time_zone text, as_of timestamp with time zone, of_currency text) to service_role;
