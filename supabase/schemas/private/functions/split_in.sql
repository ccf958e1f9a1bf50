-- Written by `npm run schema` from the migrations: change those, not this.

CREATE OR REPLACE FUNCTION private.split_in(since timestamp with time zone, until timestamp with time zone, time_zone text, split_by text)
 RETURNS TABLE(segment text, members bigint, active_members bigint)
 LANGUAGE plpgsql
 STABLE SECURITY DEFINER
 SET search_path TO ''
 SET jit TO 'off'
 SET plan_cache_mode TO 'force_custom_plan'
 SET enable_mergejoin TO 'off'
AS $function$
begin
  perform private.require_staff();
  return query
  with there as materialized (select t.chunk, t.bits from private.active_bits(array[since, until]) t),
  grouped as materialized (
    select case split_by
        when 'plan' then coalesce(pl.name, 'No plan')
        when 'city' then coalesce(nullif(btrim(p.city), ''), 'Not said')
        when 'age_band' then case
          when p.birth_date is null then 'Not said'
          else (array['Under 25', '25 to 34', '35 to 44', '45 to 54', '55 and over'])[width_bucket(extract(year from age(p.birth_date))::integer, array[0, 25, 35, 45, 55])] end
        else to_char(p.created_at at time zone split_in.time_zone, 'YYYY-MM') end as segment,
      count(*) as members, count(*) filter (where get_bit(t.bits, (m.number - 1) % 4096) = 1) as active
    from public.profiles p
    left join private.activity_members m on m.user_id = p.id
    left join there t on t.chunk = (m.number - 1) / 4096
    left join public.user_subscriptions s on split_by = 'plan' and s.user_id = p.id and s.state in ('trialing', 'active', 'past_due', 'paused', 'unpaid')
    left join public.subscription_plans pl on pl.id = s.plan_id
    where p.created_at < until
    group by 1
  ), told as (
    select t.segment, t.members, t.active, t.small
    from (
      select array_agg(g.segment order by g.segment) as segments, array_agg(g.members order by g.segment) as members, array_agg(g.active order by g.segment) as active,
        private.small_groups(array_agg(g.members order by g.segment)) as small from grouped g
    ) a cross join unnest(a.segments, a.members, a.active, a.small) t (segment, members, active, small)
  )
  select case when not t.small then t.segment end, sum(t.members)::bigint, case when sum(t.members) >= 5 then sum(t.active)::bigint end
  from told t group by 1;
end
$function$;

comment on function private.split_in(since timestamp with time zone, until timestamp with time zone, time_zone text, split_by text) is 'Members by plan, city, age or month of sign-up, and how many of them were active between two moments, for staff; small groups not told apart.';

grant execute on function private.split_in(since timestamp with time zone, until timestamp with time zone, time_zone text, split_by text) to authenticated;
