-- Written by `npm run schema` from the migrations: change those, not this.

CREATE OR REPLACE FUNCTION private.funnel_in(since timestamp with time zone, until timestamp with time zone)
 RETURNS TABLE(step integer, label text, members bigint, median_hours numeric)
 LANGUAGE plpgsql
 STABLE SECURITY DEFINER
 SET search_path TO ''
AS $function$
begin
  perform private.require_staff();
  return query
  with joined as (
    select p.created_at, c.began, c.ended, h.matched, h.introduced
    from public.profiles p
    left join lateral (
      select min(u.started_at) as began, min(u.completed_at) as ended from public.user_conversations u where u.user_id = p.id
    ) c on true
    left join lateral (
      select min(m.created_at) as matched, min(m.introduced_at) as introduced
      from (select a.created_at, a.introduced_at from public.matches a where a.user_a = p.id
        union all select b.created_at, b.introduced_at from public.matches b where b.user_b = p.id) m
    ) h on true
    where p.created_at >= since and p.created_at < until
  ), reached as (
    -- Each step counts those who took all before it.
    select j.created_at, s.step, s.label, s.at
    from joined j cross join lateral (values
      (1, 'Signed up', j.created_at), (2, 'Began the conversation', j.began), (3, 'Finished it', j.ended),
      (4, 'First match', case when j.ended is not null then j.matched end), (5, 'First introduction', case when j.ended is not null then j.introduced end)) s (step, label, at)
  )
  select r.step, r.label, count(r.at), round((extract(epoch from percentile_cont(0.5) within group (order by r.at - r.created_at) filter (where r.at is not null)) / 3600)::numeric, 1)
  from reached r group by 1, 2 order by 1;
end
$function$;

grant execute on function private.funnel_in(since timestamp with time zone, until timestamp with time zone) to authenticated;
