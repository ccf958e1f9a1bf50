-- Written by `npm run schema` from the migrations: change those, not this.

CREATE OR REPLACE FUNCTION public.scrape_run_days(from_date date, to_date date, time_zone text DEFAULT 'UTC'::text)
 RETURNS TABLE(source_id uuid, name text, source_state text, day date, runs bigint, worst text, stuck boolean, found bigint, new_leads bigint, duplicates bigint, errors bigint, cost_minor bigint, currency text)
 LANGUAGE plpgsql
 STABLE
 SET search_path TO ''
AS $function$
#variable_conflict use_column
begin
  perform private.check_range(from_date, to_date, time_zone), private.bounded_day(from_date), private.bounded_day(to_date);
  if to_date - from_date > 100 then
    raise exception 'At most 100 days at a time.' using errcode = '22023', detail = '{"field": "from_date"}';
  end if;
  return query
  select s.id, s.name, s.state, (r.queued_at at time zone time_zone)::date, count(*),
      (array['failed', 'partial', 'running', 'queued', 'cancelled', 'succeeded'])[min(array_position(array['failed', 'partial', 'running', 'queued', 'cancelled', 'succeeded'], r.state))],
      bool_or(r.state = 'running' and coalesce(r.heartbeat_at, r.started_at) < now() - s.silent_after_minutes * interval '1 minute'),
      sum(r.found)::bigint, sum(r.new_leads)::bigint, sum(r.duplicates)::bigint, sum(r.errors)::bigint, sum(r.cost_minor)::bigint, min(r.currency)
    from public.scrape_runs r join public.lead_sources s on s.id = r.source_id
    where r.queued_at >= from_date::timestamp at time zone time_zone and r.queued_at < (to_date + 1)::timestamp at time zone time_zone
    group by s.id, (r.queued_at at time zone time_zone)::date;
end
$function$;

comment on function public.scrape_run_days(from_date date, to_date date, time_zone text) is 'Of each source and day: how many runs, the worst that came of one, whether one is stuck, and what they brought.';

grant execute on function public.scrape_run_days(from_date date, to_date date, time_zone text) to authenticated;
