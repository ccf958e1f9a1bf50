-- Written by `npm run schema` from the migrations: change those, not this.

CREATE OR REPLACE FUNCTION private.crossed_lines()
 RETURNS TABLE(id uuid, figure text, subject text, team text, direction text, threshold numeric, period text, value numeric)
 LANGUAGE plpgsql
 STABLE SECURITY DEFINER
 SET search_path TO ''
AS $function$
declare
  teams text[] := case when auth.role() = 'service_role' then array['moderator', 'growth', 'finance', 'admin'] else private.own_roles() end;
begin
  if not private.is_staff() and coalesce(auth.role(), '') <> 'service_role' then
    return;
  end if;
  return query
  select l.id, l.figure, l.subject, l.team, l.direction, l.threshold, l.period, v.value
  from public.chart_lines l
  cross join lateral (
    select private.figure_value(l.figure, l.subject, now() - case l.period when 'day' then interval '24 hours' when 'week' then interval '7 days' else interval '30 days' end, now()) as value
  ) v
  where l.active and l.team = any (teams) and case l.direction when 'above' then v.value > l.threshold else v.value < l.threshold end
  order by l.created_at, l.id;
end
$function$;

comment on function private.crossed_lines() is 'The lines of one''s teams that their figures have crossed.';

grant execute on function private.crossed_lines() to authenticated;
grant execute on function private.crossed_lines() to service_role;
