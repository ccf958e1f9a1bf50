-- A period in which nothing happened has a row as well, with a count of nothing: so a chart knows which periods still go on,
-- and a click on an empty one leads to its rows, which are none.

CREATE OR REPLACE FUNCTION public.match_outcomes(from_date date, to_date date, time_zone text DEFAULT 'UTC'::text, grain text DEFAULT 'week'::text)
 RETURNS TABLE(period_start date, state text, matches bigint, ratings bigint, rating_sum bigint, unfinished boolean, starts_at timestamp with time zone, ends_at timestamp with time zone)
 LANGUAGE plpgsql
 STABLE
 SET search_path TO ''
AS $function$
declare
  b record;
begin
  select * into b from private.period_bounds(from_date, to_date, time_zone, grain);
  return query
  select b.days[n], o.state, coalesce(o.matches, 0), case when o.nth is null then 0 else o.ratings end, case when o.nth is null then 0 else o.rating_sum end,
    b.starts[n + 1] > now(), b.starts[n], b.starts[n + 1]
  from generate_series(1, cardinality(b.days) - 1) n left join private.outcomes_in(b.starts) o on o.nth = n order by 1, 2;
end
$function$;

comment on function public.match_outcomes(from_date date, to_date date, time_zone text, grain text) is 'Matches by the period in which they were made and what became of them, with the ratings that members gave to the matches of the period; a period without any has one row of nothing. Of fewer than five matches it is not told what became of them, of fewer than five ratings not what they were.';

CREATE OR REPLACE FUNCTION public.bot_costs(from_date date, to_date date, time_zone text DEFAULT 'UTC'::text, grain text DEFAULT 'day'::text)
 RETURNS TABLE(period_start date, bot_id uuid, cost_currency text, cost_micros bigint, actions bigint, failed bigint, unfinished boolean, starts_at timestamp with time zone, ends_at timestamp with time zone)
 LANGUAGE plpgsql
 STABLE
 SET search_path TO ''
AS $function$
declare
  b record;
begin
  select * into b from private.period_bounds(from_date, to_date, time_zone, grain);
  return query
  select b.days[n], c.bot_id, c.cost_currency, coalesce(c.cost, 0), coalesce(c.actions, 0), coalesce(c.failed, 0), b.starts[n + 1] > now(), b.starts[n], b.starts[n + 1]
  from generate_series(1, cardinality(b.days) - 1) n left join (
    select width_bucket(l.created_at, b.starts) as nth, l.bot_id, l.cost_currency, sum(l.cost_micros)::bigint as cost, count(*) as actions, count(*) filter (where l.outcome = 'failed') as failed
    from public.bot_actions_log l where l.created_at >= b.starts[1] and l.created_at < b.starts[cardinality(b.starts)] group by 1, 2, 3
  ) c on c.nth = n order by 1, 2, 3;
end
$function$;

comment on function public.bot_costs(from_date date, to_date date, time_zone text, grain text) is 'What each bot did, failed at and cost in each period; currencies are never added. A period in which no bot did anything has one row of nothing.';

CREATE OR REPLACE FUNCTION public.moderation_reason_counts(from_date date, to_date date, time_zone text DEFAULT 'UTC'::text, grain text DEFAULT 'week'::text)
 RETURNS TABLE(period_start date, period_end date, reason_code text, reason_label text, decisions bigint, starts_at timestamp with time zone, ends_at timestamp with time zone)
 LANGUAGE plpgsql
 STABLE
 SET search_path TO ''
AS $function$
declare
  b record;
begin
  select * into b from private.period_bounds(from_date, to_date, time_zone, grain);
  return query
  select b.days[n], b.days[n + 1] - 1, s.reason_code, r.label, coalesce(s.decisions, 0), b.starts[n], b.starts[n + 1]
  from generate_series(1, cardinality(b.days) - 1) n left join (
    select width_bucket(d.created_at, b.starts) as nth, d.reason_code, count(*) as decisions
    from public.moderation_decisions d
    where d.decision in ('hide', 'remove', 'escalate') and d.reason_code is not null
      and d.created_at >= b.starts[1] and d.created_at < b.starts[cardinality(b.starts)]
    group by 1, 2
  ) s on s.nth = n
  left join public.moderation_reasons r on r.code = s.reason_code
  order by 1, 5 desc, 3;
end
$function$;

comment on function public.moderation_reason_counts(from_date date, to_date date, time_zone text, grain text) is 'How often each reason was given to hide, remove or escalate, for each day, week (from Monday) or month; a period is counted whole, and one without any has one row of nothing.';

-- With a plan for any range, a year by day took three times as long, and three years eight times.
alter function private.lifecycle_in(timestamptz[]) set plan_cache_mode to 'force_custom_plan';

-- Fifty thousand members are not sorted to find their bits.
alter function private.split_in(timestamptz, timestamptz, text, text) set plan_cache_mode to 'force_custom_plan';
alter function private.split_in(timestamptz, timestamptz, text, text) set enable_mergejoin to off;

-- Who is in a group is found by one look at all members, not by one at each: 0.3 s instead of 1.4 s of fifty thousand.
CREATE OR REPLACE FUNCTION private.members_of_segment(since timestamp with time zone, until timestamp with time zone, time_zone text, split_by text, segment text)
 RETURNS TABLE(user_id uuid)
 LANGUAGE plpgsql
 STABLE SECURITY DEFINER
 SET search_path TO ''
 SET jit TO 'off'
 SET enable_mergejoin TO 'off'
 SET plan_cache_mode TO 'force_custom_plan'
AS $function$
begin
  perform private.require_staff();
  -- A group tells what its members said of themselves or pay: only those learn it who may read it of each.
  if split_by = 'age_band' and not private.has_role('moderator') or split_by = 'plan' and not private.has_role('finance') then
    raise exception 'Who is in this group is not for your role.' using errcode = '42501';
  end if;
  if not exists (select from private.split_in(since, until, time_zone, split_by) s where s.segment = members_of_segment.segment and s.active_members is not null) then
    raise exception 'Of a group of fewer than five it is not told who is in it.' using errcode = '22023', detail = '{"field": "segment"}';
  end if;
  return query
  with there as materialized (select t.chunk, t.bits from private.active_bits(array[since, until]) t)
  select p.id
  from public.profiles p
  join private.activity_members m on m.user_id = p.id
  join there t on t.chunk = (m.number - 1) / 4096
  left join public.user_subscriptions s on split_by = 'plan' and s.user_id = p.id and s.state in ('trialing', 'active', 'past_due', 'paused', 'unpaid')
  left join public.subscription_plans pl on pl.id = s.plan_id
  where p.created_at < until and get_bit(t.bits, (m.number - 1) % 4096) = 1
    and members_of_segment.segment = case split_by
      when 'plan' then coalesce(pl.name, 'No plan')
      when 'city' then coalesce(nullif(btrim(p.city), ''), 'Not said')
      when 'age_band' then case
        when p.birth_date is null then 'Not said'
        else (array['Under 25', '25 to 34', '35 to 44', '45 to 54', '55 and over'])[width_bucket(extract(year from age(p.birth_date))::integer, array[0, 25, 35, 45, 55])] end
      else to_char(p.created_at at time zone members_of_segment.time_zone, 'YYYY-MM') end;
end
$function$;
