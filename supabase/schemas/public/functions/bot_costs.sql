-- Written by `npm run schema` from the migrations: change those, not this.

CREATE OR REPLACE FUNCTION public.bot_costs(from_date date, to_date date, time_zone text DEFAULT 'UTC'::text, grain text DEFAULT 'day'::text)
 RETURNS TABLE(period_start date, bot_id uuid, cost_currency text, cost_micros bigint, actions bigint, failed bigint, unfinished boolean, starts_at timestamp with time zone, ends_at timestamp with time zone)
 LANGUAGE plpgsql
 STABLE
 SET search_path TO ''
AS $function$
declare
  b record;
begin
  select * into b from private.period_bounds(from_date, to_date, time_zone, grain);
  return query
  select b.days[n], c.bot_id, c.cost_currency, coalesce(c.cost_micros, 0), coalesce(c.actions, 0), coalesce(c.failed, 0), b.starts[n + 1] > now(), b.starts[n], b.starts[n + 1]
  from generate_series(1, cardinality(b.days) - 1) n left join private.bot_costs(b.starts) c on c.nth = n order by 1, 2, 3;
end
$function$;

comment on function public.bot_costs(from_date date, to_date date, time_zone text, grain text) is 'What each bot did, failed at and cost in each period; currencies are never added. A period in which no bot did anything has one row of nothing.';

grant execute on function public.bot_costs(from_date date, to_date date, time_zone text, grain text) to authenticated;
