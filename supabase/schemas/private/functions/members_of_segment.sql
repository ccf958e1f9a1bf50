-- Written by `npm run schema` from the migrations: change those, not this.

CREATE OR REPLACE FUNCTION private.members_of_segment(since timestamp with time zone, until timestamp with time zone, time_zone text, split_by text, segment text)
 RETURNS TABLE(user_id uuid)
 LANGUAGE plpgsql
 STABLE SECURITY DEFINER
 SET search_path TO ''
 SET jit TO 'off'
 SET enable_mergejoin TO 'off'
 SET plan_cache_mode TO 'force_custom_plan'
AS $function$
declare
  ids uuid[];
begin
  perform private.require_staff();
  -- A group tells what its members said of themselves or pay: only those learn it who may read it of each.
  if split_by = 'age_band' and not private.has_role('moderator') or split_by = 'plan' and not private.has_role('finance') then
    raise exception 'Who is in this group is not for your role.' using errcode = '42501';
  end if;
  with grouped as materialized (
    select p.id, case split_by
        when 'plan' then coalesce(pl.name, 'No plan')
        when 'city' then coalesce(nullif(btrim(p.city), ''), 'Not said')
        when 'age_band' then case
          when p.birth_date is null then 'Not said'
          else (array['Under 25', '25 to 34', '35 to 44', '45 to 54', '55 and over'])[width_bucket(extract(year from age(p.birth_date))::integer, array[0, 25, 35, 45, 55])] end
        else to_char(p.created_at at time zone members_of_segment.time_zone, 'YYYY-MM') end as segment
    from public.profiles p
    left join public.user_subscriptions s on split_by = 'plan' and s.user_id = p.id and s.state in ('trialing', 'active', 'past_due', 'paused', 'unpaid')
    left join public.subscription_plans pl on pl.id = s.plan_id
    where p.created_at < until
  ), sizes as (
    select g.segment, count(*) as members from grouped g group by 1
  ), told as (
    select t.segment
    from (select array_agg(s.segment order by s.segment) as segments, private.small_groups(array_agg(s.members order by s.segment)) as small from sizes s) a
    cross join unnest(a.segments, a.small) t (segment, small) where not t.small
  )
  select array_agg(g.id) into ids from grouped g join told t on t.segment = g.segment where g.segment = members_of_segment.segment;
  if ids is null then
    raise exception 'Of a group of fewer than five it is not told who is in it.' using errcode = '22023', detail = '{"field": "segment"}';
  end if;
  return query
  with there as materialized (select t.chunk, t.bits from private.active_bits(array[since, until]) t)
  select m.user_id from private.activity_members m join there t on t.chunk = (m.number - 1) / 4096
  where get_bit(t.bits, (m.number - 1) % 4096) = 1 and m.user_id = any (ids);
end
$function$;

comment on function private.members_of_segment(since timestamp with time zone, until timestamp with time zone, time_zone text, split_by text, segment text) is 'Who of a group was there between two moments, the groups being those of private.split_in.';

grant execute on function private.members_of_segment(since timestamp with time zone, until timestamp with time zone, time_zone text, split_by text, segment text) to authenticated;
