-- Before the first record of a kind nothing is known, which is not zero: charts ask for when each kind begins.

create or replace function private.figures_begin()
returns table (kind text, begins_at timestamptz)
language plpgsql stable security definer set search_path = '' as $$
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
$$;

comment on function private.figures_begin() is 'When the first record of each kind that charts count was made; null where there is none yet.';

create or replace function public.figures_begin()
returns table (kind text, begins_at timestamptz)
language sql stable set search_path = '' as $$
  select * from private.figures_begin()
$$;

comment on function public.figures_begin() is 'When the first record of each kind that charts count was made, for staff; before it nothing is known, which is not zero.';

revoke execute on function private.figures_begin(), public.figures_begin() from public, anon;
grant execute on function private.figures_begin(), public.figures_begin() to authenticated, service_role;
