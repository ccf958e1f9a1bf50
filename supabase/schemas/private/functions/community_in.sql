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
  with written as materialized (select * from private.acts_in(starts, 'writing'))
  select n, coalesce(p.acts, 0), coalesce(c.acts, 0), coalesce(r.acts, 0), coalesce(w.members, 0)
  from generate_series(1, cardinality(starts) - 1) n
  left join written p on p.nth = n and p.part = 'post' left join written c on c.nth = n and c.part = 'comment'
  left join private.acts_in(starts, 'reaction') r on r.nth = n left join private.members_in(starts, 'writing') w on w.nth = n
  order by n;
end
$function$;

comment on function private.community_in(starts timestamp with time zone[]) is 'Posts, comments and reactions of each period, and who wrote, for staff.';

grant execute on function private.community_in(starts timestamp with time zone[]) to authenticated;
