-- Written by `npm run schema` from the migrations: change those, not this.

CREATE OR REPLACE FUNCTION public.crossed_lines()
 RETURNS TABLE(id uuid, figure text, label text, team text, direction text, threshold numeric, period text, value numeric, address text)
 LANGUAGE sql
 STABLE
 SET search_path TO ''
AS $function$
  select c.id, c.figure, concat_ws(case f.subject when 'currency' then ' in ' else ' of ' end, f.label, c.subject), c.team, c.direction, c.threshold, c.period, c.value,
    f.path || '?' || case when f.subject is null
      then concat_ws('&', nullif(f.filter, ''), f.moment || '=last:' || case c.period when 'day' then '24h' when 'week' then '7d' else '30d' end)
      when f.subject = 'currency' then 'chart.currency=' || c.subject
      else 'feature=is:' || c.subject || '&period_start=on:' || to_char(now() at time zone 'UTC', 'YYYY-MM') || '-01' end
  from private.crossed_lines() c join private.alert_figures() f on f.figure = c.figure
$function$;

comment on function public.crossed_lines() is 'The lines of one''s teams that their figures have crossed, each with the address of the rows behind it; for a worker, of all teams.';

grant execute on function public.crossed_lines() to authenticated;
grant execute on function public.crossed_lines() to service_role;
