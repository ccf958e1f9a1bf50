-- Written by `npm run schema` from the migrations: change those, not this.

CREATE OR REPLACE FUNCTION private.community_in(starts timestamp with time zone[])
 RETURNS TABLE(nth integer, posts bigint, comments bigint, reactions bigint, writers bigint)
 LANGUAGE plpgsql
 STABLE SECURITY DEFINER
 SET search_path TO ''
 SET jit TO 'off'
AS $function$
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
$function$;

comment on function private.community_in(starts timestamp with time zone[]) is 'Posts, comments and reactions of each period, and who wrote, for staff.';

grant execute on function private.community_in(starts timestamp with time zone[]) to authenticated;
