-- 083 streaks
-- How many days in a row members come, and what they write and how they react: for staff, as sums.

create or replace function private.streaks_in(starts timestamptz[]) returns table (days integer, members bigint)
language plpgsql stable security definer set search_path = '' as $$
begin
  perform private.require_staff();
  -- Whoever is there on each of the last n days is in all of their strings of bits: one string goes back day by day.
  return query
  with recursive there as materialized (select t.nth, t.chunk, t.bits from private.active_bits(starts) t),
  going as (
    select 1 as days, t.chunk, t.bits from there t where t.nth = cardinality(starts) - 1
    union all
    select g.days + 1, g.chunk, g.bits & t.bits from going g join there t on t.chunk = g.chunk and t.nth = cardinality(starts) - 1 - g.days
    where bit_count(g.bits) > 0
  ), counted as (
    select g.days, sum(bit_count(g.bits))::bigint as members from going g group by 1
  )
  -- Exactly so many days: those of n days who are not among those of n + 1.
  select c.days, c.members - coalesce(l.members, 0) from counted c left join counted l on l.days = c.days + 1
  where c.members > coalesce(l.members, 0) order by 1;
end
$$;
comment on function private.streaks_in(timestamptz[]) is 'How many members were there on how many of these days in a row up to the last; the longest is all of them.';

create or replace function public.engagement_streaks(to_date date, time_zone text default 'UTC', days integer default 60)
returns table (streak integer, members bigint, is_longest boolean, last_day date)
language plpgsql stable security invoker set search_path = '' as $$
declare
  last date;
begin
  if engagement_streaks.days is null or engagement_streaks.days not between 1 and 400 then
    raise exception 'Ask for 1 to 400 days.' using errcode = '22023', detail = '{"field": "days"}';
  end if;
  perform private.check_range(to_date, to_date, time_zone);
  -- A day that still goes on breaks nobody's streak.
  last := least(to_date, (now() at time zone time_zone)::date - 1);
  return query
  select s.days, s.members, s.days = engagement_streaks.days, last
  from private.streaks_in(array(select private.day_start(last - n, time_zone) from generate_series(engagement_streaks.days - 1, -1, -1) n)) s;
end
$$;
comment on function public.engagement_streaks(date, text, integer) is 'How many members have come how many days in a row, up to a day or the last one that is over; the longest streak asked for stands for all that are longer.';

create or replace function private.community_in(starts timestamptz[]) returns table (nth integer, posts bigint, comments bigint, reactions bigint, writers bigint)
language plpgsql stable security definer set search_path = '' as $$
begin
  perform private.require_staff();
  return query
  with acts as (
    select 1 as kind, width_bucket(p.created_at, starts) as nth, p.user_id from public.community_posts p where p.created_at >= starts[1] and p.created_at < starts[cardinality(starts)]
    union all
    select 2, width_bucket(c.created_at, starts), c.user_id from public.post_comments c where c.created_at >= starts[1] and c.created_at < starts[cardinality(starts)]
    union all
    select 3, width_bucket(r.created_at, starts), r.user_id from public.post_reactions r where r.created_at >= starts[1] and r.created_at < starts[cardinality(starts)]
  ), counted as (
    select a.nth, count(*) filter (where a.kind = 1) as posts, count(*) filter (where a.kind = 2) as comments, count(*) filter (where a.kind = 3) as reactions,
      count(distinct a.user_id) filter (where a.kind < 3) as writers
    from acts a group by 1
  )
  select n, coalesce(c.posts, 0), coalesce(c.comments, 0), coalesce(c.reactions, 0), coalesce(c.writers, 0)
  from generate_series(1, cardinality(starts) - 1) n left join counted c on c.nth = n order by n;
end
$$;
comment on function private.community_in(timestamptz[]) is 'Posts, comments and reactions of each period, and who wrote, for staff.';

create or replace function public.community_activity(from_date date, to_date date, time_zone text default 'UTC', grain text default 'week')
returns table (period_start date, period_end date, posts bigint, comments bigint, reactions bigint, writers bigint, unfinished boolean, starts_at timestamptz, ends_at timestamptz)
language plpgsql stable security invoker set search_path = '' as $$
declare
  b record;
begin
  select * into b from private.period_bounds(from_date, to_date, time_zone, grain);
  return query
  select b.days[c.nth], b.days[c.nth + 1] - 1, c.posts, c.comments, c.reactions, c.writers, b.starts[c.nth + 1] > now(), b.starts[c.nth], b.starts[c.nth + 1]
  from private.community_in(b.starts) c order by c.nth;
end
$$;
comment on function public.community_activity(date, date, text, text) is 'What members wrote and how they reacted, by the period of it, whatever became of it since; writers are the members who wrote a post or a comment.';

revoke all on function private.streaks_in(timestamptz[]), public.engagement_streaks(date, text, integer), private.community_in(timestamptz[]), public.community_activity(date, date, text, text)
  from public, anon, authenticated, service_role;
grant execute on function private.streaks_in(timestamptz[]), public.engagement_streaks(date, text, integer), private.community_in(timestamptz[]), public.community_activity(date, date, text, text) to authenticated;
