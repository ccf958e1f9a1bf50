-- Written by `npm run schema` from the migrations: change those, not this.

CREATE OR REPLACE FUNCTION private.outcomes_in(starts timestamp with time zone[])
 RETURNS TABLE(nth integer, state text, matches bigint, ratings bigint, rating_sum bigint)
 LANGUAGE plpgsql
 STABLE SECURITY DEFINER
 SET search_path TO ''
 SET jit TO 'off'
AS $function$
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
$function$;

comment on function private.outcomes_in(starts timestamp with time zone[]) is 'What became of the matches made in each period, with their ratings, for staff.';

grant execute on function private.outcomes_in(starts timestamp with time zone[]) to authenticated;
