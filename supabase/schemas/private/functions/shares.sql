-- Written by `npm run schema` from the migrations: change those, not this.

CREATE OR REPLACE FUNCTION private.shares(total bigint, weights numeric[])
 RETURNS bigint[]
 LANGUAGE sql
 IMMUTABLE
 SET search_path TO ''
AS $function$
  with part as (
    select w.place, total * w.weight / s.whole as exact, floor(total * w.weight / s.whole) as whole
    from unnest(weights) with ordinality w (weight, place), (select sum(x) as whole from unnest(weights) x) s
    where s.whole <> 0
  ), ranked as (
    select *, row_number() over (order by exact - whole desc, place) as rank, total - sum(whole) over () as left_over from part
  )
  select array_agg((whole + case when rank <= left_over then 1 else 0 end)::bigint order by place) from ranked
$function$;

comment on function private.shares(total bigint, weights numeric[]) is 'Largest remainder: nothing is created or lost.';
