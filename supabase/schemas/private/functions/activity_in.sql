-- Written by `npm run schema` from the migrations: change those, not this.

CREATE OR REPLACE FUNCTION private.activity_in(starts timestamp with time zone[])
 RETURNS TABLE(nth integer, active_members bigint, sessions bigint, seconds bigint)
 LANGUAGE plpgsql
 STABLE SECURITY DEFINER ROWS 100
 SET search_path TO ''
 SET jit TO 'off'
AS $function$
declare
  quarter constant interval := '15 minutes';
  epoch constant timestamptz := '2000-01-01Z';
  by_windows boolean := private.are_days(starts);
begin
  perform private.require_staff();
  return query
  with counted as (
    select s.nth, sum(s.sessions)::bigint as sessions, sum(s.seconds)::bigint as seconds from (
      select width_bucket(a.starts_at, starts) as nth, a.sessions, a.seconds
      from private.activity_sums a
      where a.starts_at >= starts[1] and a.starts_at < starts[cardinality(starts)]
        -- What a period's end cuts through is counted from the sessions themselves.
        and (by_windows or a.starts_at + quarter <= starts[width_bucket(a.starts_at, starts) + 1])
      union all
      select width_bucket(e.started_at, starts), 1, e.seconds
      from (select distinct date_bin(quarter, b, epoch) as lo from unnest(starts) b where b <> date_bin(quarter, b, epoch)) cut
      join public.engagement_sessions e on e.started_at >= cut.lo and e.started_at < cut.lo + quarter
      where e.started_at >= starts[1] and e.started_at < starts[cardinality(starts)]
        and (cut.lo < starts[1] or cut.lo + quarter > starts[width_bucket(cut.lo, starts) + 1])
    ) s group by 1
  ), there as (
    select w.nth, w.members from private.window_counts(starts) w where by_windows
    union all
    select b.nth, sum(bit_count(b.bits))::bigint from private.active_bits(starts) b where not by_windows group by 1
  )
  select n, coalesce(t.members, 0), coalesce(c.sessions, 0), coalesce(c.seconds, 0)
  from generate_series(1, cardinality(starts) - 1) n
  left join counted c on c.nth = n left join there t on t.nth = n;
end
$function$;

comment on function private.activity_in(starts timestamp with time zone[]) is 'Distinct members, sessions and seconds of each period from one start to the next, for staff; exact, also where a period ends within a half hour.';

grant execute on function private.activity_in(starts timestamp with time zone[]) to authenticated;
