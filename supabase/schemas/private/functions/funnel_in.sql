-- Written by `npm run schema` from the migrations: change those, not this.

CREATE OR REPLACE FUNCTION private.funnel_in(since timestamp with time zone, until timestamp with time zone)
 RETURNS TABLE(step integer, label text, members bigint, median_hours numeric)
 LANGUAGE plpgsql
 STABLE SECURITY DEFINER
 SET search_path TO ''
 SET jit TO 'off'
AS $function$
begin
  perform private.require_staff();
  return query
  with joined as (
    select d.reached, extract(epoch from s.began_at - d.created_at)::double precision as began, extract(epoch from s.finished_at - d.created_at)::double precision as finished,
      extract(epoch from s.matched_at - d.created_at)::double precision as matched, extract(epoch from s.introduced_at - d.created_at)::double precision as introduced
    from public.member_directory d left join private.member_steps s on s.user_id = d.id
    where d.created_at >= since and d.created_at < until
  ), counted as (
    select array[count(*), count(*) filter (where j.reached >= 2), count(*) filter (where j.reached >= 3), count(*) filter (where j.reached >= 4), count(*) filter (where j.reached >= 5)] as members,
      array[0, percentile_cont(0.5) within group (order by j.began) filter (where j.reached >= 2), percentile_cont(0.5) within group (order by j.finished) filter (where j.reached >= 3),
        percentile_cont(0.5) within group (order by j.matched) filter (where j.reached >= 4), percentile_cont(0.5) within group (order by j.introduced) filter (where j.reached >= 5)] as seconds
    from joined j
  )
  -- Of fewer than five it is not told how far they got, nor how long fewer than five took.
  select n, (array['Signed up', 'Began the conversation', 'Finished it', 'First match', 'First introduction'])[n],
    case when n = 1 or c.members[1] not between 1 and 4 then c.members[n] end,
    case when n = 1 or c.members[n] >= 5 then round((c.seconds[n] / 3600)::numeric, 1) end
  from counted c cross join generate_series(1, 5) n;
end
$function$;

comment on function private.funnel_in(since timestamp with time zone, until timestamp with time zone) is 'How many members who joined between two moments reached each step, and how long it took them, for staff.';

grant execute on function private.funnel_in(since timestamp with time zone, until timestamp with time zone) to authenticated;
