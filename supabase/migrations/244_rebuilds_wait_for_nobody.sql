-- A rebuild took one table after the other while people wrote: a member who was being deleted held one that it waited for and waited for one that it
-- held, and one of the two failed. Two rebuilds at once both counted what is there, and the sums were twice what they are.

create or replace function private.hold_counted() returns void language plpgsql security definer set search_path = '' set lock_timeout = '80ms' as $$
declare
  give_up constant timestamptz := clock_timestamp() + interval '2 minutes';
begin
  loop
    begin
      -- All that any rebuild reads, so that a second one in the same transaction has nothing to wait for; one rebuild at a time.
      lock table public.engagement_sessions, public.community_posts, public.post_comments, public.post_reactions, public.matches, public.match_feedback,
        public.user_game_sessions, public.user_content_interactions, public.usage_tracking, public.email_sends in share row exclusive mode;
      return;
    exception when lock_not_available then
      -- What is held by now is let go with this block, before anybody has waited long enough for it to be called a deadlock.
      if clock_timestamp() > give_up then
        raise exception 'Others have been writing for two minutes without a pause: try again later.' using errcode = '55P03';
      end if;
      perform pg_catalog.pg_sleep(0.02 + random() / 10);
    end;
  end loop;
end
$$;
comment on function private.hold_counted() is 'Keeps others from writing what the charts count until this transaction ends, for a rebuild. Never waits for one table while it holds another for long.';
revoke execute on function private.hold_counted() from public, anon, authenticated, service_role;

CREATE OR REPLACE FUNCTION private.rebuild_usage()
 RETURNS bigint
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO ''
AS $function$
begin
  perform private.hold_counted();
  delete from private.usage_sums where true;
  delete from private.usage_spread where true;
  execute private.adding_use('select u.*, 1 as sign from public.usage_tracking u');
  return (select coalesce(sum(s.members), 0) from private.usage_sums s);
end
$function$;;

CREATE OR REPLACE FUNCTION private.rebuild_send_sums()
 RETURNS bigint
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO ''
AS $function$
begin
  perform private.hold_counted();
  delete from private.send_sums where true;
  insert into private.send_sums
  select 1440, date_bin('1 day', f.at, '2000-01-01Z'), 0, f.sequence_id, f.sequence_email_id, f.variant_id, f.sender_id, f.source_id,
    sum(f.sent), sum(f.delivered), sum(f.opened), sum(f.clicked), sum(f.bounced), sum(f.complained)
  from private.send_facts f group by 2, 4, 5, 6, 7, 8
  union all
  select 15, date_bin('15 minutes', f.at, '2000-01-01Z'), 0, null, null, null, null, null, sum(f.sent), sum(f.delivered), sum(f.opened), sum(f.clicked), sum(f.bounced), sum(f.complained)
  from private.send_facts f group by 2;
  return (select coalesce(sum(s.sent), 0) from private.send_sums s where s.minutes = 15);
end
$function$;;

CREATE OR REPLACE FUNCTION private.rebuild_activity(only_kind text DEFAULT NULL::text)
 RETURNS bigint
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO ''
 SET plan_cache_mode TO 'force_custom_plan'
AS $function$
declare
  nobody constant bit(4096) := B'0'::bit(4096);
  epoch constant timestamptz := '2000-01-01Z';
  kind text;
  levels integer[];
begin
  perform private.hold_counted();
  if only_kind is null then
    delete from private.activity_members where true;
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
$function$;;
