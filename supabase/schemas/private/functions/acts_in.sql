-- Written by `npm run schema` from the migrations: change those, not this.

CREATE OR REPLACE FUNCTION private.acts_in(starts timestamp with time zone[], kind text)
 RETURNS TABLE(nth integer, part text, acts bigint, amount bigint)
 LANGUAGE plpgsql
 STABLE SECURITY DEFINER ROWS 100
 SET search_path TO ''
 SET plan_cache_mode TO 'force_custom_plan'
AS $function$
declare
  epoch constant timestamptz := '2000-01-01Z';
  step constant interval := private.activity_step(kind);
  cuts constant timestamptz[] := array(select distinct date_bin(step, b, epoch) from unnest(starts) b where b <> date_bin(step, b, epoch));
begin
  return query
  select s.nth, s.part, sum(s.acts)::bigint, sum(s.amount)::bigint from (
    select width_bucket(a.starts_at, starts) as nth, a.part, a.acts, a.amount
    from private.activity_sums a
    where a.what = kind and a.starts_at >= starts[1] and a.starts_at < starts[cardinality(starts)]
      -- What a period's end cuts through is counted from the rows themselves.
      and (cuts = '{}' or a.starts_at + step <= starts[width_bucket(a.starts_at, starts) + 1])
    union all
    select width_bucket(e.at, starts), e.part, 1, e.amount
    from unnest(cuts) lo cross join lateral private.acts_between(kind, greatest(lo, starts[1]), least(lo + step, starts[cardinality(starts)])) e
    where lo < starts[1] or lo + step > starts[width_bucket(lo, starts) + 1]
  ) s group by 1, 2;
end
$function$;

comment on function private.acts_in(starts timestamp with time zone[], kind text) is 'How much of a kind was done in each period, by its parts.';
