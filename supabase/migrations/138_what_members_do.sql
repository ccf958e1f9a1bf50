-- 138 what members do
-- What members write and react to, their matches, games and articles were counted from the rows: a year of 300,000 took
-- up to 1.4 s. The sums and bits that sessions have are now kept for these as well, by the same functions.

alter table private.activity_sums add column if not exists what text not null default 'session', add column if not exists part text not null default '';
do $$
begin
  if exists (select from pg_catalog.pg_attribute a where a.attrelid = 'private.activity_sums'::regclass and a.attname = 'sessions' and not a.attisdropped) then
    alter table private.activity_sums rename column sessions to acts;
    alter table private.activity_sums rename column seconds to amount;
  end if;
end
$$;
alter table private.activity_sums drop constraint activity_sums_pkey, add primary key (what, starts_at, part, shard),
  alter column what drop default, alter column part drop default;
comment on table private.activity_sums is 'What members did, by quarter of an hour (games and articles by day, UTC), and how many more distinct members the day (the two days) from the next quarter on have than those from this one on.';
comment on column private.activity_sums.part is 'Which of its kind: a state of matches, a game, an article, posts or comments; empty for all.';
comment on column private.activity_sums.amount is 'Seconds of sessions, stars of ratings, games that were finished.';

alter table private.activity_bits add column if not exists what text not null default 'session', add column if not exists part text not null default '';
alter table private.activity_bits drop constraint activity_bits_pkey, add primary key (what, minutes, starts_at, part, chunk),
  alter column what drop default, alter column part drop default;
comment on table private.activity_bits is 'Who did it in these minutes: one bit a member, 4,096 members a row.';

alter table private.activity_days add column if not exists what text not null default 'session';
alter table private.activity_days drop constraint activity_days_pkey, add primary key (number, day, what), alter column what drop default;
comment on table private.activity_days is 'In which quarters of an hour of a day (UTC, counted from 1970) a member began a session or wrote: what the sums have been told.';
comment on table private.activity_members is 'The place of each member among the bits, and when they were first active. Goes after their profile, when all they did has been taken from the sums.';

-- What is counted, from the rows themselves. Who is named where members are told apart. Of equal types throughout, or the
-- planner would read whole tables instead of their indexes.
create or replace view private.acts with (security_invoker = true) as
  select 'session'::text as what, ''::text as part, s.user_id, s.started_at as at, s.seconds::bigint as amount from public.engagement_sessions s
  union all select 'writing'::text, 'post'::text, p.user_id, p.created_at, 0::bigint from public.community_posts p
  union all select 'writing'::text, 'comment'::text, c.user_id, c.created_at, 0::bigint from public.post_comments c
  union all select 'reaction'::text, ''::text, null::uuid, r.created_at, 0::bigint from public.post_reactions r
  union all select 'match'::text, m.state, null::uuid, m.created_at, 0::bigint from public.matches m
  union all select 'rating'::text, ''::text, null::uuid, m.created_at, f.rating::bigint from public.match_feedback f join public.matches m on m.id = f.match_id
  union all select 'game'::text, g.game_id::text, g.user_id, g.started_at, (g.state = 'completed')::integer::bigint from public.user_game_sessions g
  union all select 'article'::text, i.article_id::text, i.user_id, i.created_at, 0::bigint from public.user_content_interactions i
  union all select 'read'::text, i.article_id::text, i.user_id, i.created_at, 0::bigint from public.user_content_interactions i where i.kind = 'read';
comment on view private.acts is 'All that the sums of the charts count, a row each.';
revoke all on private.acts from public, anon, authenticated, service_role;

create or replace function private.activity_levels(what text) returns integer[]
language sql immutable set search_path = '' as $$
  select case when what = 'session' then array[1440, 240, 30] when what = 'writing' then array[1440, 240]
    when what in ('game', 'article', 'read') then array[23040, 5760] else '{}' end
$$;
comment on function private.activity_levels(text) is 'Over how many minutes bits say who did it, the most first; rare acts need no small pieces, since what is left at the edges comes from the rows.';

create or replace function private.activity_step(what text) returns interval
language sql immutable set search_path = '' as $$
  select case when what in ('game', 'article', 'read') then interval '1 day' else interval '15 minutes' end
$$;
comment on function private.activity_step(text) is 'Over which time acts are summed: what has many parts is asked for by range only, not day by day.';

-- What a statement changed, by part, member and quarter of an hour (or day): acts and amount more or less.
drop function if exists private.count_activity(uuid[], timestamptz[], bigint[], bigint[], boolean[]);
create or replace function private.count_activity(
  kind text, parts text[], users uuid[], moments timestamptz[], acts_more bigint[], amount_more bigint[]
) returns void
language plpgsql security definer set search_path = '' set jit = off as $$
declare
  nobody constant bit(4096) := B'0'::bit(4096);
  epoch constant timestamptz := '2000-01-01Z';
  levels constant integer[] := private.activity_levels(kind);
  -- Days are compared where each is asked for by itself; of the others the parts are told apart.
  by_day constant boolean := kind in ('session', 'writing');
  finest constant integer := levels[cardinality(levels)];
  concerned uuid[] := array(select distinct u from unnest(users) u where levels <> '{}');
  went constant boolean := exists (select from unnest(acts_more) a where a < 0);
  held bigint;
  level integer;
  numbers integer[];
  slots bigint[];
  here boolean[];
begin
  -- Everything is locked in one order: members, sums, then bits from days to half hours. Whoever has gone meanwhile
  -- is entered again.
  while levels <> '{}' loop
    insert into private.activity_members (user_id)
    select u from unnest(concerned) u
    where not exists (select from private.activity_members m where m.user_id = u) order by u
    on conflict (user_id) do nothing;
    with mine as (select 1 from private.activity_members m where m.user_id = any (concerned) order by m.user_id for update)
    select count(*) into held from mine;
    exit when held = cardinality(concerned);
  end loop;

  select array_agg(m.number - 1 order by c.nth), array_agg(floor(extract(epoch from c.moment) / 900)::bigint order by c.nth),
    array_agg(by_day and exists (select from private.acts s
      where s.what = kind and s.user_id = c.user_id and s.at >= c.moment and s.at < c.moment + interval '15 minutes') order by c.nth)
  into numbers, slots, here
  from unnest(users, moments) with ordinality c (user_id, moment, nth) join private.activity_members m using (user_id) where levels <> '{}';

  insert into private.activity_sums as a (what, part, starts_at, shard, acts, amount, day_more, two_days_more)
  with changed as (
    select distinct c.number, c.slot, c.here from unnest(numbers, slots, here) c (number, slot, here) where by_day
  ), stored as (
    -- Nobody further away than two days opens or closes a window anew. Days are looked up one by one.
    select k.number, k.day * 96::bigint + b as slot
    from (
      select distinct c.number, (floor(c.slot / 96.0) + n)::integer as day from changed c cross join (values (-2), (-1), (0), (1), (2)) v (n)
    ) k
    cross join lateral (select d.quarters from private.activity_days d where d.number = k.number and d.day = k.day and d.what = kind limit 1) d
    cross join generate_series(0, 95) b where get_bit(d.quarters, b) = 1
  ), sides as (
    select s.number, s.slot, -1 as sign from stored s
    union all
    select s.number, s.slot, 1 from stored s where not exists (select from changed c where c.number = s.number and c.slot = s.slot and not c.here)
    union all
    select c.number, c.slot, 1 from changed c where c.here and not exists (select from stored s where s.number = c.number and s.slot = c.slot)
  ), windows as (
    -- Each quarter with an act is within the windows that begin up to their length before it, and after the one before.
    select e.slot, e.sign, e.slot - 96 as day_from, e.slot - 192 as two_from, lag(e.slot) over (partition by e.number, e.sign order by e.slot) as last from sides e
  )
  select kind, m.part, m.starts_at, pg_backend_pid() % 2, sum(m.acts), sum(m.amount), sum(m.day_more), sum(m.two_more)
  from (
    select c.part, c.moment as starts_at, c.acts, c.amount, 0 as day_more, 0 as two_more from unnest(parts, moments, acts_more, amount_more) c (part, moment, acts, amount)
    union all
    select '', to_timestamp(w.slot * 900), 0, 0, -w.sign, -w.sign from windows w
    union all
    select '', to_timestamp(greatest(w.day_from, w.last) * 900), 0, 0, w.sign, 0 from windows w
    union all
    select '', to_timestamp(greatest(w.two_from, w.last) * 900), 0, 0, 0, w.sign from windows w
  ) m
  group by 2, 3 having sum(m.acts) <> 0 or sum(m.amount) <> 0 or sum(m.day_more) <> 0 or sum(m.two_more) <> 0 order by 2, 3
  on conflict (what, starts_at, part, shard) do update set acts = a.acts + excluded.acts, amount = a.amount + excluded.amount,
    day_more = a.day_more + excluded.day_more, two_days_more = a.two_days_more + excluded.two_days_more;
  if levels = '{}' then
    return;
  end if;

  if true = any (here) then
    insert into private.activity_days as d (number, day, what, quarters)
    select c.number, floor(c.slot / 96.0)::integer, kind, bit_or(set_bit(B'0'::bit(96), (c.slot - 96 * floor(c.slot / 96.0))::integer, 1))
    from unnest(numbers, slots, here) c (number, slot, here) where c.here group by 1, 2
    on conflict (number, day, what) do update set quarters = d.quarters | excluded.quarters where d.quarters | excluded.quarters <> d.quarters;
  end if;
  if by_day and false = any (here) then
    update private.activity_days d set quarters = d.quarters & ~ g.quarters
    from (
      select c.number, floor(c.slot / 96.0)::integer as day, bit_or(set_bit(B'0'::bit(96), (c.slot - 96 * floor(c.slot / 96.0))::integer, 1)) as quarters
      from unnest(numbers, slots, here) c (number, slot, here) where not c.here group by 1, 2
    ) g
    where d.number = g.number and d.day = g.day and d.what = kind;
    delete from private.activity_days d using unnest(numbers) c (number) where d.number = c.number and d.what = kind and bit_count(d.quarters) = 0;
  end if;

  if by_day then
    parts := array_fill(''::text, array[cardinality(parts)]);
  end if;
  if went then
    perform 1 from private.activity_bits b
    join (
      select distinct l as minutes, date_bin(make_interval(mins => l), c.moment, epoch) as starts_at, c.part, c.number / 4096 as chunk
      from unnest(parts, moments, numbers) c (part, moment, number), unnest(levels) l
    ) k on b.what = kind and b.minutes = k.minutes and b.starts_at = k.starts_at and b.part = k.part and b.chunk = k.chunk
    order by b.minutes desc, b.starts_at, b.part, b.chunk for update of b;
  end if;

  foreach level in array levels loop
    insert into private.activity_bits as b (what, minutes, starts_at, part, chunk, bits)
    select kind, level, date_bin(make_interval(mins => level), c.moment, epoch), c.part, c.number / 4096,
      bit_or(set_bit(nobody, c.number % 4096, 1))
    from unnest(parts, moments, numbers, acts_more) c (part, moment, number, acts)
    where c.acts > 0
    group by 3, 4, 5 order by 3, 4, 5
    on conflict (what, minutes, starts_at, part, chunk) do update set bits = b.bits | excluded.bits
      where b.bits | excluded.bits <> b.bits;
  end loop;

  if went then
    with gone as (
      select c.piece, c.part, c.number / 4096 as chunk, bit_or(set_bit(nobody, c.number % 4096, 1)) as bits
      from (
        select u.*, exists (
          select from private.acts s
          where s.what = kind and (by_day or s.part = u.part) and s.user_id = u.user_id and s.at >= u.piece and s.at < u.piece + make_interval(mins => finest)) as still_there
        from (
          select distinct w.user_id, date_bin(make_interval(mins => finest), w.moment, epoch) as piece, w.part, w.number
          from unnest(users, moments, parts, numbers, acts_more) w (user_id, moment, part, number, acts) where w.acts < 0
        ) u
        offset 0
      ) c
      where not c.still_there
      group by 1, 2, 3
    )
    update private.activity_bits b set bits = b.bits & ~ g.bits from gone g
    where b.what = kind and b.minutes = finest and b.starts_at = g.piece and b.part = g.part and b.chunk = g.chunk;
    for l in reverse cardinality(levels) - 1 .. 1 loop
      level := levels[l];
      update private.activity_bits b set bits = coalesce((
        select bit_or(p.bits) from private.activity_bits p
        where p.what = kind and p.minutes = levels[l + 1] and p.part = b.part and p.chunk = b.chunk
          and p.starts_at >= b.starts_at and p.starts_at < b.starts_at + make_interval(mins => level)), nobody)
      from (
        select distinct date_bin(make_interval(mins => level), c.moment, epoch) as starts_at, c.part, c.number / 4096 as chunk
        from unnest(parts, moments, numbers, acts_more) c (part, moment, number, acts) where c.acts < 0
      ) k
      where b.what = kind and b.minutes = level and b.starts_at = k.starts_at and b.part = k.part and b.chunk = k.chunk;
    end loop;
  end if;

  if kind = 'session' then
    update private.activity_members m set first_at = f.first_at
    from unnest(concerned) u cross join lateral (
      select min(s.started_at) as first_at from public.engagement_sessions s where s.user_id = u
    ) f
    where m.user_id = u and m.first_at is distinct from f.first_at;
  end if;
end
$$;
comment on function private.count_activity(text, text[], uuid[], timestamptz[], bigint[], bigint[]) is 'Brings the sums of the charts up to what a statement wrote, member by member and quarter of an hour by quarter.';

-- What of a row is counted the trigger says: kind, part, member, moment, amount, and how many acts where it is not one.
-- What is written in place of what counted for as much changes nothing.
create or replace function private.keep_activity() returns trigger
language plpgsql security definer set search_path = '' as $$
declare
  rows_of constant text := format('select (%s)::text as part, (%s)::uuid as user_id, date_bin(%L, %s, ''2000-01-01Z'') as moment, (%s) * sign as acts, (%s) * sign as amount from ',
    tg_argv[1], tg_argv[2], private.activity_step(tg_argv[0]), tg_argv[3], coalesce(tg_argv[5], '1'), tg_argv[4]);
  by_row constant boolean := tg_level = 'ROW';
  sides text[];
  counting text;
begin
  if tg_op <> 'DELETE' then
    sides := sides || (rows_of || case when by_row then '(select ($2).*, 1 as sign) r' else '(select n.*, 1 as sign from new_rows n) r' end);
  end if;
  if tg_op <> 'INSERT' then
    sides := sides || (rows_of || case when by_row then '(select ($1).*, -1 as sign) r' else '(select o.*, -1 as sign from old_rows o) r' end);
  end if;
  counting := format('select private.count_activity(%L, array_agg(c.part), array_agg(c.user_id), array_agg(c.moment), array_agg(c.acts), array_agg(c.amount)) from ('
    'select e.part, e.user_id, e.moment, sum(e.acts)::bigint as acts, sum(e.amount)::bigint as amount from (%s) e where e.moment is not null '
    'group by 1, 2, 3 having sum(e.acts) <> 0 or sum(e.amount) <> 0) c having count(*) > 0', tg_argv[0], array_to_string(sides, ' union all '));
  if by_row then
    execute counting using old, new;
  else
    execute counting;
  end if;
  return null;
end
$$;
comment on function private.keep_activity() is 'Trigger: keeps the sums of the charts for what its arguments say of a row.';

drop function if exists private.rebuild_activity();
create or replace function private.rebuild_activity(only_kind text default null) returns bigint
language plpgsql security definer set search_path = '' set plan_cache_mode = force_custom_plan as $$
declare
  nobody constant bit(4096) := B'0'::bit(4096);
  epoch constant timestamptz := '2000-01-01Z';
  kind text;
  levels integer[];
begin
  -- Nobody writes meanwhile what would be missed.
  lock table public.engagement_sessions, public.community_posts, public.post_comments, public.post_reactions, public.matches, public.match_feedback,
    public.user_game_sessions, public.user_content_interactions in share mode;
  if only_kind is null then
    delete from private.activity_members;
  end if;
  foreach kind in array case when only_kind is not null then array[only_kind] else array['session', 'writing', 'reaction', 'match', 'rating', 'game', 'article', 'read'] end loop
    levels := private.activity_levels(kind);
    delete from private.activity_bits b where b.what = kind;
    delete from private.activity_sums a where a.what = kind;
    delete from private.activity_days d where d.what = kind;
    if levels <> '{}' then
      insert into private.activity_members (user_id)
      select s.user_id from private.acts s where s.what = kind group by 1 order by min(s.at), 1 on conflict (user_id) do nothing;
      insert into private.activity_bits (what, minutes, starts_at, part, chunk, bits)
      select kind, c.minutes, c.piece, c.part, c.number / 4096, bit_or(set_bit(nobody, c.number % 4096, 1))
      from (
        select levels[cardinality(levels)] as minutes, date_bin(make_interval(mins => levels[cardinality(levels)]), s.at, epoch) as piece,
          case when kind not in ('session', 'writing') then s.part else '' end as part, m.number - 1 as number
        from private.acts s join private.activity_members m using (user_id) where s.what = kind
      ) c group by 2, 3, 4, 5;
      for l in reverse cardinality(levels) - 1 .. 1 loop
        insert into private.activity_bits (what, minutes, starts_at, part, chunk, bits)
        select kind, levels[l], date_bin(make_interval(mins => levels[l]), b.starts_at, epoch), b.part, b.chunk, bit_or(b.bits) from private.activity_bits b
        where b.what = kind and b.minutes = levels[l + 1] group by 3, 4, 5;
      end loop;
    end if;
    if kind in ('session', 'writing') then
      insert into private.activity_days (number, day, what, quarters)
      select m.number - 1, floor(extract(epoch from s.at) / 86400)::integer, kind,
        bit_or(set_bit(B'0'::bit(96), (extract(hour from s.at at time zone 'UTC') * 4)::integer + extract(minute from s.at at time zone 'UTC')::integer / 15, 1))
      from private.acts s join private.activity_members m using (user_id) where s.what = kind group by 1, 2;
    end if;
    insert into private.activity_sums (what, part, starts_at, acts, amount, day_more, two_days_more)
    with windows as materialized (
      select d.slot, greatest(d.slot - 96, d.last) as day_from, greatest(d.slot - 192, d.last) as two_from
      from (
        select p.slot, lag(p.slot) over (partition by p.number order by p.slot) as last
        from (select a.number, a.day * 96::bigint + b as slot from private.activity_days a cross join generate_series(0, 95) b where a.what = kind and get_bit(a.quarters, b) = 1) p
      ) d
    )
    select kind, c.part, c.starts_at, sum(c.acts), sum(c.amount), sum(c.day_more), sum(c.two_more)
    from (
      select s.part, date_bin(private.activity_step(kind), s.at, epoch) as starts_at, count(*) as acts, sum(s.amount) as amount, 0 as day_more, 0 as two_more
      from private.acts s where s.what = kind group by 1, 2
      union all
      select '', to_timestamp(w.slot * 900), 0, 0, -count(*), -count(*) from windows w group by 2
      union all
      select '', to_timestamp(w.day_from * 900), 0, 0, count(*), 0 from windows w group by 2
      union all
      select '', to_timestamp(w.two_from * 900), 0, 0, 0, count(*) from windows w group by 2
    ) c group by 2, 3;
    if kind = 'session' then
      update private.activity_members m set first_at = f.first_at
      from (select o.user_id, min(s.started_at) as first_at from private.activity_members o left join public.engagement_sessions s using (user_id) group by 1) f
      where m.user_id = f.user_id and m.first_at is distinct from f.first_at;
    end if;
  end loop;
  delete from private.activity_members m where m.first_at is null and not (select exists (select from private.acts s where s.user_id = m.user_id));
  return (select coalesce(sum(a.acts), 0) from private.activity_sums a where only_kind is null or a.what = only_kind);
end
$$;
comment on function private.rebuild_activity(text) is 'Counts anew for the charts what members did, all of it or one kind; answers with how much there is.';

create or replace function private.rebuild_rollup() returns trigger
language plpgsql security definer set search_path = '' as $$
begin
  if tg_table_name = 'usage_tracking' then
    perform private.rebuild_usage();
  end if;
  for n in 0 .. tg_nargs - 1 loop
    perform private.rebuild_activity(tg_argv[n]);
  end loop;
  return null;
end
$$;

drop trigger if exists activity_insert on public.engagement_sessions;
drop trigger if exists activity_update on public.engagement_sessions;
drop trigger if exists activity_delete on public.engagement_sessions;
drop trigger if exists activity_truncate on public.engagement_sessions;
do $$
declare
  t record;
  told text;
begin
  -- What changes often without changing what is counted is looked at only where it does.
  for t in select * from (values
    ('engagement_sessions', 'activity', 'session', $e$''$e$, 'user_id', 'started_at', 'seconds', ''),
    ('community_posts', 'activity', 'writing', $e$'post'$e$, 'user_id', 'created_at', '0', 'user_id, created_at'),
    ('post_comments', 'activity', 'writing', $e$'comment'$e$, 'user_id', 'created_at', '0', 'user_id, created_at'),
    ('post_reactions', 'activity', 'reaction', $e$''$e$, 'null', 'created_at', '0', 'created_at'),
    ('matches', 'activity', 'match', 'state', 'null', 'created_at', '0', ''),
    ('match_feedback', 'activity', 'rating', $e$''$e$, 'null', '(select m.created_at from public.matches m where m.id = match_id)', 'rating', ''),
    ('user_game_sessions', 'activity', 'game', 'game_id', 'user_id', 'started_at', $e$(state = 'completed')::integer$e$, ''),
    ('user_content_interactions', 'activity', 'article', 'article_id', 'user_id', 'created_at', '0', 'user_id, article_id, created_at'),
    ('user_content_interactions', 'activity_read', 'read', 'article_id', 'user_id', $e$case when kind = 'read' then created_at end$e$, '0', 'user_id, article_id, created_at, kind')
  ) v (name, trigger_name, kind, part, who, moment, amount, seldom) loop
    told := format('private.keep_activity(%L, %L, %L, %L, %L)', t.kind, t.part, t.who, t.moment, t.amount);
    execute format('create trigger %I after insert on public.%I referencing new table as new_rows for each statement execute function %s', t.trigger_name || '_insert', t.name, told);
    execute format('create trigger %I after delete on public.%I referencing old table as old_rows for each statement execute function %s', t.trigger_name || '_delete', t.name, told);
    if t.seldom = '' then
      execute format('create trigger %I after update on public.%I referencing old table as old_rows new table as new_rows for each statement execute function %s', t.trigger_name || '_update', t.name, told);
    else
      execute format('create trigger %I after update on public.%I for each row when ((%s) is distinct from (%s)) execute function %s', t.trigger_name || '_update', t.name,
        (select string_agg('old.' || c, ', ') from regexp_split_to_table(t.seldom, ', ') c), (select string_agg('new.' || c, ', ') from regexp_split_to_table(t.seldom, ', ') c), told);
    end if;
    execute format('create trigger %I after truncate on public.%I for each statement execute function private.rebuild_rollup(%L)', t.trigger_name || '_truncate', t.name, t.kind);
  end loop;
end
$$;
-- Ratings count in the period of their match: they move with it, and go before it does, while it still says when it was made.
create or replace trigger activity_ratings after update on public.matches for each row when (old.created_at is distinct from new.created_at)
  execute function private.keep_activity('rating', $e$''$e$, 'null', 'created_at', '(select sum(f.rating) from public.match_feedback f where f.match_id = r.id)', '(select count(*) from public.match_feedback f where f.match_id = r.id)');
create or replace function private.feedback_goes_first() returns trigger
language plpgsql security definer set search_path = '' as $$
begin
  delete from public.match_feedback f where f.match_id = old.id;
  return old;
end
$$;
comment on function private.feedback_goes_first() is 'Trigger: what was said of a match is deleted before the match is, for the charts count it by when the match was made.';
create or replace trigger a_feedback before delete on public.matches for each row execute function private.feedback_goes_first();

-- What members did goes table by table; their place is needed until the last of it is told.
create or replace function private.leave_place() returns trigger
language plpgsql security definer set search_path = '' as $$
begin
  delete from private.activity_members m where m.user_id = old.id and not exists (select from public.profiles p where p.id = old.id);
  return null;
end
$$;
comment on function private.leave_place() is 'Trigger: takes the place of a deleted member from the bits, at the end of the transaction.';
drop trigger if exists activity_place on public.profiles;
create constraint trigger activity_place after delete on public.profiles deferrable initially deferred for each row execute function private.leave_place();

-- ---------------------------------------------------------------------------------------
-- Read by the charts

drop function if exists private.activity_pieces(timestamptz[]);
create or replace function private.activity_pieces(starts timestamptz[], levels integer[])
returns table (nth integer, minutes integer, lo timestamptz, hi timestamptz)
language plpgsql immutable set search_path = '' rows 500 as $$
declare
  epoch constant timestamptz := '2000-01-01Z';
  level integer;
  step interval;
  first timestamptz;
  last timestamptz;
  rest timestamptz[];
  left_over timestamptz[];
begin
  for n in 1 .. cardinality(starts) - 1 loop
    nth := n;
    rest := array[starts[n], starts[n + 1]];
    foreach level in array levels loop
      step := make_interval(mins => level);
      left_over := '{}';
      for i in 1 .. cardinality(rest) / 2 loop
        first := date_bin(step, rest[2 * i - 1] + step - interval '1 microsecond', epoch);
        last := date_bin(step, rest[2 * i], epoch);
        if first < last then
          minutes := level;
          lo := first;
          hi := last;
          return next;
          left_over := left_over || rest[2 * i - 1] || first || last || rest[2 * i];
        else
          left_over := left_over || rest[2 * i - 1] || rest[2 * i];
        end if;
      end loop;
      rest := left_over;
    end loop;
    minutes := 0;
    for i in 1 .. cardinality(rest) / 2 loop
      lo := rest[2 * i - 1];
      hi := rest[2 * i];
      if lo < hi then
        return next;
      end if;
    end loop;
  end loop;
end
$$;
comment on function private.activity_pieces(timestamptz[], integer[]) is 'Each period as the largest pieces that there are bits for; minutes are 0 where only the rows tell who was there.';

drop function if exists private.active_bits(timestamptz[]);
create or replace function private.active_bits(starts timestamptz[], kind text default 'session') returns table (nth integer, part text, chunk smallint, bits bit)
language plpgsql stable security definer set search_path = '' set plan_cache_mode = force_custom_plan set enable_hashjoin = off set enable_mergejoin = off set work_mem = '32MB' set jit = off rows 500 as $$
begin
  return query
  with pieces as materialized (select * from private.activity_pieces(starts, private.activity_levels(kind)))
  select e.nth, e.part, e.chunk, bit_or(e.bits) from (
    select p.nth, b.part, b.chunk, b.bits from pieces p
    join private.activity_bits b on b.what = kind and b.minutes = p.minutes and b.starts_at >= p.lo and b.starts_at < p.hi
    where p.minutes > 0
    union all
    select d.nth, d.part, (d.number / 4096)::smallint, bit_or(set_bit(B'0'::bit(4096), d.number % 4096, 1)) from (
      select distinct p.nth, case when kind not in ('session', 'writing') then s.part else '' end as part, m.number - 1 as number from pieces p
      join private.acts s on s.what = kind and s.at >= p.lo and s.at < p.hi
      join private.activity_members m on m.user_id = s.user_id
      where p.minutes = 0
    ) d group by 1, 2, 3
  ) e group by 1, 2, 3;
end
$$;
comment on function private.active_bits(timestamptz[], text) is 'Who did it in each period, as bits; told apart by game or article.';

drop function if exists private.window_counts(timestamptz[]);
create or replace function private.window_counts(starts timestamptz[], kind text default 'session') returns table (nth integer, members bigint, both_days bigint)
language plpgsql stable security definer set search_path = '' rows 100 as $$
declare
  one_day constant interval := '24 hours';
  first_day bigint := (select sum(bit_count(b.bits)) from private.active_bits(array[starts[1], starts[1] + one_day], kind) b);
  first_two bigint := (select sum(bit_count(b.bits)) from private.active_bits(array[starts[1], starts[1] + 2 * one_day], kind) b);
begin
  return query
  with more as (
    select width_bucket(a.starts_at, starts) as nth, sum(a.day_more) as day, sum(a.two_days_more) as two
    from private.activity_sums a
    where a.what = kind and a.part = '' and a.starts_at >= starts[1] and a.starts_at < starts[cardinality(starts)] group by 1
  ), running as (
    select n as nth, coalesce(first_day, 0) + coalesce(sum(m.day) over before, 0) as day, coalesce(first_two, 0) + coalesce(sum(m.two) over before, 0) as two
    from generate_series(1, cardinality(starts) - 1) n left join more m on m.nth = n
    window before as (order by n rows between unbounded preceding and 1 preceding)
  )
  select r.nth,
    case when starts[r.nth + 1] - starts[r.nth] = one_day then r.day
      else (select coalesce(sum(bit_count(b.bits)), 0) from private.active_bits(array[starts[r.nth], starts[r.nth + 1]], kind) b) end::bigint,
    case when starts[r.nth + 2] - starts[r.nth] = 2 * one_day then r.two
      else (select sum(bit_count(b.bits)) from private.active_bits(array[starts[r.nth], starts[r.nth + 2]], kind) b where starts[r.nth + 2] is not null) end::bigint
  from running r;
end
$$;
comment on function private.window_counts(timestamptz[], text) is 'Distinct members of each of these days, and of each with the next; for days that begin on quarters of an hour.';

create or replace function private.members_in(starts timestamptz[], kind text) returns table (nth integer, members bigint)
language plpgsql stable security definer set search_path = '' rows 100 as $$
begin
  if private.are_days(starts) then
    return query select w.nth, w.members from private.window_counts(starts, kind) w;
  else
    return query select b.nth, sum(bit_count(b.bits))::bigint from private.active_bits(starts, kind) b group by 1;
  end if;
end
$$;
comment on function private.members_in(timestamptz[], text) is 'Distinct members of each period.';

create or replace function private.acts_between(kind text, since timestamptz, until timestamptz) returns setof private.acts
language plpgsql stable security definer set search_path = '' set plan_cache_mode = force_custom_plan as $$
begin
  return query select * from private.acts a where a.what = kind and a.at >= since and a.at < until;
end
$$;
comment on function private.acts_between(text, timestamptz, timestamptz) is 'The acts of a kind between two moments, from the rows; planned for just these.';

create or replace function private.acts_in(starts timestamptz[], kind text) returns table (nth integer, part text, acts bigint, amount bigint)
language plpgsql stable security definer set search_path = '' set plan_cache_mode = force_custom_plan rows 100 as $$
declare
  epoch constant timestamptz := '2000-01-01Z';
  step constant interval := private.activity_step(kind);
  cuts constant timestamptz[] := array(select distinct date_bin(step, b, epoch) from unnest(starts) b where b <> date_bin(step, b, epoch));
begin
  return query
  select s.nth, s.part, sum(s.acts)::bigint, sum(s.amount)::bigint from (
    select width_bucket(a.starts_at, starts) as nth, a.part, a.acts, a.amount
    from private.activity_sums a
    where a.what = kind and a.starts_at >= starts[1] and a.starts_at < starts[cardinality(starts)]
      -- What a period's end cuts through is counted from the rows themselves.
      and (cuts = '{}' or a.starts_at + step <= starts[width_bucket(a.starts_at, starts) + 1])
    union all
    select width_bucket(e.at, starts), e.part, 1, e.amount
    from unnest(cuts) lo cross join lateral private.acts_between(kind, greatest(lo, starts[1]), least(lo + step, starts[cardinality(starts)])) e
    where lo < starts[1] or lo + step > starts[width_bucket(lo, starts) + 1]
  ) s group by 1, 2;
end
$$;
comment on function private.acts_in(timestamptz[], text) is 'How much of a kind was done in each period, by its parts.';

create or replace function private.activity_in(starts timestamptz[]) returns table (nth integer, active_members bigint, sessions bigint, seconds bigint)
language plpgsql stable security definer set search_path = '' set jit = off rows 100 as $$
begin
  perform private.require_staff();
  return query
  select n, coalesce(t.members, 0), coalesce(c.acts, 0), coalesce(c.amount, 0)
  from generate_series(1, cardinality(starts) - 1) n
  left join private.acts_in(starts, 'session') c on c.nth = n left join private.members_in(starts, 'session') t on t.nth = n;
end
$$;

create or replace function private.community_in(starts timestamptz[]) returns table (nth integer, posts bigint, comments bigint, reactions bigint, writers bigint)
language plpgsql stable security definer set search_path = '' set jit = off as $$
begin
  perform private.require_staff();
  return query
  with written as materialized (select * from private.acts_in(starts, 'writing'))
  select n, coalesce(p.acts, 0), coalesce(c.acts, 0), coalesce(r.acts, 0), coalesce(w.members, 0)
  from generate_series(1, cardinality(starts) - 1) n
  left join written p on p.nth = n and p.part = 'post' left join written c on c.nth = n and c.part = 'comment'
  left join private.acts_in(starts, 'reaction') r on r.nth = n left join private.members_in(starts, 'writing') w on w.nth = n
  order by n;
end
$$;

create or replace function private.outcomes_in(starts timestamptz[]) returns table (nth integer, state text, matches bigint, ratings bigint, rating_sum bigint)
language plpgsql stable security definer set search_path = '' set jit = off as $$
begin
  perform private.require_staff();
  return query
  with made as materialized (
    select a.nth, a.part as state, a.acts as matches from private.acts_in(starts, 'match') a where a.acts > 0
  ), periods as (
    select m.nth, sum(m.matches)::bigint as matches, coalesce(min(r.acts), 0) as ratings, coalesce(min(r.amount), 0) as rating_sum
    from made m left join private.acts_in(starts, 'rating') r on r.nth = m.nth group by 1
  ), told as (
    select t.nth, t.small, t.rare
    from (
      select array_agg(p.nth order by p.nth) as nths, private.small_groups(array_agg(p.matches order by p.nth)) as small,
        private.small_groups(array_agg(p.ratings order by p.nth)) as rare from periods p
    ) a cross join unnest(a.nths, a.small, a.rare) t (nth, small, rare)
  )
  select m.nth, case when not t.small then m.state end, sum(m.matches)::bigint, case when not t.rare then p.ratings end, case when not t.rare then p.rating_sum end
  from made m join periods p on p.nth = m.nth join told t on t.nth = m.nth
  group by 1, 2, 4, 5;
end
$$;

create or replace function private.reach_in(since timestamptz, until timestamptz, kind text) returns table (id uuid, name text, members bigint, started bigint, completed bigint)
language plpgsql stable security definer set search_path = '' set jit = off as $$
begin
  perform private.require_staff();
  return query
  with there as (
    select b.part, sum(bit_count(b.bits))::bigint as members from private.active_bits(array[since, until], reach_in.kind) b group by 1
  ), finished as (
    select a.part, a.acts as started, a.amount as completed from private.acts_in(array[since, until], 'game') a where reach_in.kind = 'game'
    union all
    select b.part, null, sum(bit_count(b.bits))::bigint from private.active_bits(array[since, until], 'read') b where reach_in.kind = 'article' group by 1
  ), named as (
    select g.id, g.name from public.games g where reach_in.kind = 'game' union all select a.id, a.title from public.content_articles a where reach_in.kind = 'article'
  )
  select n.id, n.name, case when t.members >= 5 then t.members end, case when t.members >= 5 then coalesce(f.started, t.members) end, case when t.members >= 5 then coalesce(f.completed, 0) end
  from there t join named n on n.id::text = t.part left join finished f on f.part = t.part
  where t.members > 0;
end
$$;

-- As before, from the sums by their new names.
CREATE OR REPLACE FUNCTION private.figure_value(figure text, subject text, since timestamp with time zone, until timestamp with time zone)
 RETURNS numeric
 LANGUAGE plpgsql
 STABLE SECURITY DEFINER
 SET search_path TO ''
 SET jit TO 'off'
AS $$
declare
  quarter constant interval := '15 minutes';
  epoch constant timestamptz := '2000-01-01Z';
  lo constant timestamptz := date_bin(quarter, since + quarter - interval '1 microsecond', epoch);
  hi constant timestamptz := date_bin(quarter, until, epoch);
  -- Distinct members up to the last half hour that is over: those are laid together without a look at the sessions.
  first constant timestamptz := date_bin('30 minutes', since, epoch);
  last constant timestamptz := first + (until - since);
  sessions bigint;
  seconds bigint;
  active bigint;
  before bigint;
  back bigint;
  fresh bigint;
begin
  if figure in ('sessions', 'minutes', 'minutes_each') then
    select sum(s.sessions), sum(s.seconds) into sessions, seconds from (
      select a.acts as sessions, a.amount as seconds from private.activity_sums a where a.what = 'session' and a.starts_at >= lo and a.starts_at < hi
      union all
      select 1, e.seconds from public.engagement_sessions e where e.started_at >= since and e.started_at < lo
      union all
      select 1, e.seconds from public.engagement_sessions e where e.started_at >= hi and e.started_at < until
    ) s;
  end if;
  if figure in ('active_members', 'minutes_each', 'stickiness') then
    select coalesce(sum(bit_count(b.bits)), 0) into active from private.active_bits(array[first, last]) b;
  elsif figure in ('new_members', 'returning_members', 'revived_members', 'lapsed_members') then
    select coalesce(sum(bit_count(b.bits)) filter (where b.nth = 2), 0), coalesce(sum(bit_count(b.bits)) filter (where b.nth = 1), 0),
      coalesce(sum(bit_count(b.bits & p.bits)), 0)
    into active, before, back
    from private.active_bits(array[first - (until - since), first, last]) b
    left join private.active_bits(array[first - (until - since), first]) p on p.chunk = b.chunk and b.nth = 2;
    select count(*) into fresh from private.activity_members m where m.first_at >= first and m.first_at < last;
  end if;
  return case figure
    when 'active_members' then active
    when 'sessions' then coalesce(sessions, 0)
    when 'minutes' then round(coalesce(seconds, 0) / 60.0, 1)
    when 'minutes_each' then round(coalesce(seconds, 0) / 60.0 / nullif(active, 0), 1)
    when 'new_members' then fresh
    when 'returning_members' then back
    when 'revived_members' then active - back - fresh
    when 'lapsed_members' then before - back
    when 'stickiness' then (
      select round(100.0 * sum(bit_count(b.bits)) / 30 / nullif(active, 0), 1)
      from private.active_bits(array(select last - n * interval '24 hours' from generate_series(30, 0, -1) n)) b)
    when 'sign_ups' then (select count(*) from public.profiles p where p.created_at >= since and p.created_at < until)
    when 'posts' then (select count(*) from public.community_posts p where p.created_at >= since and p.created_at < until)
    when 'comments' then (select count(*) from public.post_comments c where c.created_at >= since and c.created_at < until)
    when 'reactions' then (select count(*) from public.post_reactions r where r.created_at >= since and r.created_at < until)
    when 'writers' then (
      select count(*) from (
        select p.user_id from public.community_posts p where p.created_at >= since and p.created_at < until
        union select c.user_id from public.post_comments c where c.created_at >= since and c.created_at < until) w)
    when 'matches' then (select count(*) from public.matches m where m.created_at >= since and m.created_at < until)
    when 'decisions' then (select count(*) from public.moderation_decisions d where d.created_at >= since and d.created_at < until)
    when 'reports' then (select count(*) from public.content_reports r where r.created_at >= since and r.created_at < until)
    when 'failed_runs' then (select count(*) from public.scrape_runs r where r.state = 'failed' and r.queued_at >= since and r.queued_at < until)
    when 'bounced_mails' then (select count(*) from public.email_sends s where s.state = 'bounced' and s.queued_at >= since and s.queued_at < until)
    when 'bot_actions' then (select count(*) from public.bot_actions_log b where b.created_at >= since and b.created_at < until)
    when 'bot_failures' then (select count(*) from public.bot_actions_log b where b.outcome = 'failed' and b.created_at >= since and b.created_at < until)
    when 'bot_cost' then (
      select coalesce(sum(b.cost_micros), 0) / 1000000.0 from public.bot_actions_log b where b.cost_currency = 'USD' and b.created_at >= since and b.created_at < until)
    when 'bot_incidents' then (select count(*) from public.bot_incidents i where i.opened_at >= since and i.opened_at < until)
    when 'failed_payments' then (select count(*) from public.user_subscriptions s where s.state in ('past_due', 'unpaid'))
    when 'revenue' then (
      select round(coalesce(sum(p.change_twelfths), 0) / 12.0 / 10::numeric ^ coalesce((select c.digits from public.currencies c where c.code = figure_value.subject), 2), 2)
      from public.subscription_periods p where p.currency = figure_value.subject and p.change_twelfths <> 0 and p.from_at <= until)
    when 'feature_uses' then (
      select coalesce(sum(u.used), 0) from private.usage_sums u
      where u.feature = figure_value.subject and u.period_start = date_trunc('month', until at time zone 'UTC')::date)
  end;
end
$$;

revoke all on function private.activity_levels(text), private.activity_step(text), private.count_activity(text, text[], uuid[], timestamptz[], bigint[], bigint[]), private.keep_activity(),
  private.rebuild_activity(text), private.rebuild_rollup(), private.feedback_goes_first(), private.leave_place(), private.activity_pieces(timestamptz[], integer[]),
  private.active_bits(timestamptz[], text), private.window_counts(timestamptz[], text), private.members_in(timestamptz[], text), private.acts_between(text, timestamptz, timestamptz), private.acts_in(timestamptz[], text)
  from public, anon, authenticated, service_role;
grant execute on function private.rebuild_activity(text) to service_role;

-- What there is already; sessions stand in the sums.
select private.rebuild_activity(k) from unnest(array['writing', 'reaction', 'match', 'rating', 'game', 'article', 'read']) k;
