-- Written by `npm run schema` from the migrations: change those, not this.

CREATE OR REPLACE FUNCTION public.moderation_reason_counts(from_date date, to_date date, time_zone text DEFAULT 'UTC'::text, grain text DEFAULT 'week'::text)
 RETURNS TABLE(period_start date, period_end date, reason_code text, reason_label text, decisions bigint, starts_at timestamp with time zone, ends_at timestamp with time zone)
 LANGUAGE plpgsql
 STABLE
 SET search_path TO ''
AS $function$
declare
  b record;
begin
  select * into b from private.period_bounds(from_date, to_date, time_zone, grain);
  return query
  select b.days[n], b.days[n + 1] - 1, s.reason_code, r.label, coalesce(s.decisions, 0), b.starts[n], b.starts[n + 1]
  from generate_series(1, cardinality(b.days) - 1) n left join (
    select width_bucket(d.created_at, b.starts) as nth, d.reason_code, count(*) as decisions
    from public.moderation_decisions d
    where d.decision in ('hide', 'remove', 'escalate') and d.reason_code is not null
      and d.created_at >= b.starts[1] and d.created_at < b.starts[cardinality(b.starts)]
    group by 1, 2
  ) s on s.nth = n
  left join public.moderation_reasons r on r.code = s.reason_code
  order by 1, 5 desc, 3;
end
$function$;

comment on function public.moderation_reason_counts(from_date date, to_date date, time_zone text, grain text) is 'How often each reason was given to hide, remove or escalate, for each day, week (from Monday) or month; a period is counted whole, and one without any has one row of nothing.';

grant execute on function public.moderation_reason_counts(from_date date, to_date date, time_zone text, grain text) to authenticated;
