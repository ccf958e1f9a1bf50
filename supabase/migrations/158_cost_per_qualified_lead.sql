-- What a run cost was stored and shown nowhere.

create or replace function public.source_costs(from_date date, to_date date, time_zone text default 'UTC')
returns table (source_id uuid, currency text, cost_minor bigint, qualified bigint)
language plpgsql stable set search_path = '' set plan_cache_mode = force_custom_plan as $$
#variable_conflict use_column
begin
  perform private.check_range(from_date, to_date, time_zone), private.bounded_day(from_date), private.bounded_day(to_date);
  if to_date - from_date > 100 then
    raise exception 'At most 100 days at a time.' using errcode = '22023', detail = '{"field": "from_date"}';
  end if;
  return query
  select r.source_id, r.currency, sum(r.cost_minor)::bigint, sum(l.qualified)::bigint
  from public.scrape_runs r
  -- Of the same runs, so that those that do not say what they cost make no lead cheaper.
  cross join lateral (select count(x.qualified_at) as qualified from public.leads x where x.scrape_run_id = r.id) l
  where r.cost_minor is not null and r.currency is not null
    and r.queued_at >= from_date::timestamp at time zone time_zone and r.queued_at < (to_date + 1)::timestamp at time zone time_zone
  group by r.source_id, r.currency;
end
$$;
comment on function public.source_costs(date, date, text) is 'Of each source and currency: what the runs of these days cost that say so, and how many of the leads that they brought were qualified since.';
revoke execute on function public.source_costs(date, date, text) from public, anon;
grant execute on function public.source_costs(date, date, text) to authenticated;
