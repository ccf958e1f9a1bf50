-- Written by `npm run schema` from the migrations: change those, not this.

CREATE OR REPLACE FUNCTION private.small_groups(sizes bigint[])
 RETURNS boolean[]
 LANGUAGE sql
 IMMUTABLE
 SET search_path TO ''
AS $function$
  select array_agg(g.size < 5 or g.smaller between 1 and 4 order by g.nth)
  from (
    select s.size, s.nth, coalesce(sum(s.size) over (order by s.size, s.nth rows between unbounded preceding and 1 preceding), 0) as smaller
    from unnest(sizes) with ordinality s (size, nth)
  ) g
$function$;

comment on function private.small_groups(sizes bigint[]) is 'Which of these groups would tell of fewer than five, by themselves or by what is left of the whole.';

grant execute on function private.small_groups(sizes bigint[]) to authenticated;
