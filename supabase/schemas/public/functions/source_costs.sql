-- Written by `npm run schema` from the migrations: change those, not this.

CREATE OR REPLACE FUNCTION public.source_costs(from_date date, to_date date, time_zone text DEFAULT 'UTC'::text)
 RETURNS TABLE(source_id uuid, currency text, cost_minor bigint, qualified bigint)
 LANGUAGE plpgsql
 STABLE
 SET search_path TO ''
 SET plan_cache_mode TO 'force_custom_plan'
AS $function$
#variable_conflict use_column
begin
  perform private.check_range(from_date, to_date, time_zone), private.bounded_day(from_date), private.bounded_day(to_date);
  if to_date - from_date > 100 then
    raise exception 'At most 100 days at a time.' using errcode = '22023', detail = '{"field": "from_date"}';
  end if;
  return query
  -- Of the same runs, so that those that do not say what they cost make no lead cheaper.
  select r.source_id, r.currency, sum(r.cost_minor)::bigint, coalesce(sum(private.qualified_of(r.id)), 0)::bigint
  from public.scrape_runs r
  where r.cost_minor is not null and r.currency is not null
    and r.queued_at >= from_date::timestamp at time zone time_zone and r.queued_at < (to_date + 1)::timestamp at time zone time_zone
  group by r.source_id, r.currency;
end
$function$;

comment on function public.source_costs(from_date date, to_date date, time_zone text) is 'Of each source and currency: what the runs of these days cost that say so, and how many of the leads that they brought were qualified since.';

grant execute on function public.source_costs(from_date date, to_date date, time_zone text) to authenticated;
