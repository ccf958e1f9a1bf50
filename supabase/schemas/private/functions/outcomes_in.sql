-- Written by `npm run schema` from the migrations: change those, not this.

CREATE OR REPLACE FUNCTION private.outcomes_in(starts timestamp with time zone[])
 RETURNS TABLE(nth integer, state text, matches bigint, ratings bigint, rating_sum bigint)
 LANGUAGE plpgsql
 STABLE SECURITY DEFINER
 SET search_path TO ''
AS $function$
begin
  perform private.require_staff();
  return query
  select width_bucket(m.created_at, starts), m.state, count(*), coalesce(sum(f.ratings), 0)::bigint, coalesce(sum(f.rating_sum), 0)::bigint
  from public.matches m
  left join lateral (select count(*) as ratings, sum(r.rating) as rating_sum from public.match_feedback r where r.match_id = m.id) f on true
  where m.created_at >= starts[1] and m.created_at < starts[cardinality(starts)]
  group by 1, 2;
end
$function$;

grant execute on function private.outcomes_in(starts timestamp with time zone[]) to authenticated;
