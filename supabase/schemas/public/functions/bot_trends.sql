-- Written by `npm run schema` from the migrations: change those, not this.

CREATE OR REPLACE FUNCTION public.bot_trends(hours integer DEFAULT 48)
 RETURNS TABLE(bot_id uuid, at timestamp with time zone, latency_ms integer, error_rate numeric, queue_depth integer)
 LANGUAGE plpgsql
 STABLE
 SET search_path TO ''
AS $function$
begin
  if hours is null or hours not between 1 and 720 then
    raise exception 'Ask for 1 to 720 hours.' using errcode = '22023', detail = '{"field": "hours"}';
  end if;
  return query
  select s.bot_id, date_bin('1 hour', s.sampled_at, '2000-01-01Z'), avg(s.latency_ms)::integer, round(avg(s.error_rate), 4), max(s.queue_depth)
  from public.bot_health_samples s where s.sampled_at >= now() - make_interval(hours => hours)
  group by 1, 2 order by 1, 2;
end
$function$;

comment on function public.bot_trends(hours integer) is 'Latency, share of failures and longest queue of each bot by hour; an hour without a measurement has no row.';

grant execute on function public.bot_trends(hours integer) to authenticated;
