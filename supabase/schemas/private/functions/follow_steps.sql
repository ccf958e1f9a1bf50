-- Written by `npm run schema` from the migrations: change those, not this.

CREATE OR REPLACE FUNCTION private.follow_steps(users uuid[])
 RETURNS void
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO ''
AS $function$
begin
  -- Whoever changes the same members meanwhile is waited for, and seen.
  perform 1 from public.member_directory d where d.id = any (users) order by d.id for no key update;
  insert into private.member_steps as s (user_id, began_at, finished_at, matched_at, introduced_at)
  select d.id, c.began, c.finished, m.matched, m.introduced
  from (select d.id from public.member_directory d where d.id = any (users) order by d.id) d
  cross join lateral (
    select min(u.started_at) as began, min(u.completed_at) as finished from public.user_conversations u where u.user_id = d.id
  ) c
  cross join lateral (
    select min(e.created_at) as matched, min(e.introduced_at) as introduced
    from (select a.created_at, a.introduced_at from public.matches a where a.user_a = d.id
      union all select b.created_at, b.introduced_at from public.matches b where b.user_b = d.id) e
  ) m
  on conflict (user_id) do update set began_at = excluded.began_at, finished_at = excluded.finished_at, matched_at = excluded.matched_at, introduced_at = excluded.introduced_at
    where (s.began_at, s.finished_at, s.matched_at, s.introduced_at) is distinct from (excluded.began_at, excluded.finished_at, excluded.matched_at, excluded.introduced_at);
  update public.member_directory d set reached = r.reached
  from (
    select s.user_id, case when s.finished_at is null then case when s.began_at is null then 1 else 2 end
      when s.introduced_at is not null then 5 when s.matched_at is not null then 4 else 3 end as reached
    from private.member_steps s where s.user_id = any (users)
  ) r
  where d.id = r.user_id and d.reached <> r.reached;
end
$function$;

comment on function private.follow_steps(users uuid[]) is 'Works out anew how far these members have got.';
