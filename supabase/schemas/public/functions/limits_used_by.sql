-- Written by `npm run schema` from the migrations: change those, not this.

CREATE OR REPLACE FUNCTION public.limits_used_by(of_plan uuid, of_feature text, month date DEFAULT NULL::date, skip integer DEFAULT 0)
 RETURNS TABLE(user_id uuid, member text, subscription_id uuid, used bigint, limit_value bigint, found bigint)
 LANGUAGE sql
 STABLE
 SET search_path TO ''
AS $function$
  select private.bounded_day(coalesce(month, current_date));
  select u.user_id, m.display_name, u.subscription_id, u.used::bigint, u.limit_value::bigint, count(*) over ()
  from public.usage_tracking u
  join public.user_subscriptions s on s.id = u.subscription_id left join public.member_directory m on m.id = u.user_id
  where s.plan_id = of_plan and u.feature = of_feature and u.period_start = date_trunc('month', coalesce(month, (now() at time zone 'UTC')::date)::timestamp)::date
    and u.used > 0 and u.used >= 0.8 * u.limit_value and (select private.has_role('finance'))
  order by u.used::numeric / nullif(u.limit_value, 0) desc nulls first, m.display_name, u.id offset greatest(skip, 0)
$function$;

comment on function public.limits_used_by(of_plan uuid, of_feature text, month date, skip integer) is 'The members behind a row of limits_used who are over their limit or near it, the most used first, with how many there are in all. The first may be skipped: answers are cut at a thousand rows.';

grant execute on function public.limits_used_by(of_plan uuid, of_feature text, month date, skip integer) to authenticated;
grant execute on function public.limits_used_by(of_plan uuid, of_feature text, month date, skip integer) to service_role;
