-- Written by `npm run schema` from the migrations: change those, not this.

CREATE OR REPLACE FUNCTION public.scrape_failures(days integer DEFAULT 30)
 RETURNS TABLE(fingerprint text, kind text, message text, runs bigint, sources bigint, first_at timestamp with time zone, last_at timestamp with time zone, regressed boolean, run_ids uuid[], retryable uuid[])
 LANGUAGE sql
 STABLE
 SET search_path TO ''
AS $function$
  with failed as (
    select r.*, coalesce(lag(r.queued_at) over (partition by r.error_fingerprint order by r.queued_at), (
        select max(p.queued_at) from public.scrape_runs p
        where p.error_fingerprint = r.error_fingerprint and p.state in ('failed', 'partial') and p.queued_at <= now() - greatest(0, least(days, 365)) * interval '1 day')) as earlier
    from public.scrape_runs r where r.error_fingerprint is not null and r.state in ('failed', 'partial') and r.queued_at > now() - greatest(0, least(days, 365)) * interval '1 day'
  )
  select f.error_fingerprint, min(f.error_kind), (array_agg(f.error_message order by f.queued_at desc))[1], count(*), count(distinct f.source_id), min(f.queued_at), max(f.queued_at),
    -- Gone for a week, and back.
    coalesce(bool_or(f.queued_at - f.earlier > interval '7 days' and f.queued_at > now() - interval '7 days'), false),
    (array_agg(f.id order by f.queued_at desc))[:100],
    -- The last run of each source, where that is one of these: what a retry would run.
    array_agg(f.id) filter (where not exists (select from public.scrape_runs n where n.source_id = f.source_id and n.queued_at > f.queued_at))
  from failed f group by f.error_fingerprint order by max(f.queued_at) desc
$function$;

comment on function public.scrape_failures(days integer) is 'Failures that differ in figures, ids, addresses and quoted names only, as one: how often, since when, last when, whether they came back, and which runs.';

grant execute on function public.scrape_failures(days integer) to authenticated;
