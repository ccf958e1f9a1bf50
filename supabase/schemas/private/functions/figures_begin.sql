-- Written by `npm run schema` from the migrations: change those, not this.

CREATE OR REPLACE FUNCTION private.figures_begin()
 RETURNS TABLE(kind text, begins_at timestamp with time zone)
 LANGUAGE plpgsql
 STABLE SECURITY DEFINER
 SET search_path TO ''
AS $function$
begin
  if coalesce(auth.role(), '') in ('authenticated', 'anon') and not private.is_staff() then
    return;
  end if;
  -- Sums begin with a quarter of an hour, of which every period is made. Each is the first entry of an index.
  return query
  select k.kind, case k.kind
    when 'decision' then (select min(d.created_at) from public.moderation_decisions d)
    when 'bot_action' then (select min(l.created_at) from public.bot_actions_log l)
    when 'post' then (select s.starts_at from private.activity_sums s where s.what = 'writing' and s.part = 'post' group by s.starts_at having sum(s.acts) > 0 order by s.starts_at limit 1)
    when 'comment' then (select s.starts_at from private.activity_sums s where s.what = 'writing' and s.part = 'comment' group by s.starts_at having sum(s.acts) > 0 order by s.starts_at limit 1)
    else (select s.starts_at from private.activity_sums s where s.what = k.kind group by s.starts_at having sum(s.acts) > 0 order by s.starts_at limit 1) end
  from unnest(array['session', 'post', 'comment', 'reaction', 'match', 'bot_action', 'decision']) k (kind);
end
$function$;

comment on function private.figures_begin() is 'When the first record of each kind that charts count was made; null where there is none yet.';

grant execute on function private.figures_begin() to authenticated;
grant execute on function private.figures_begin() to service_role;
