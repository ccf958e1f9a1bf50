-- A bot that never sent a heartbeat is late from when it was entered: it was healthy for ever.

create or replace view public.bot_board with (security_invoker = true) as
select b.id, b.label, b.purpose, b.version, b.model, b.message, b.heartbeat_at, b.heartbeat_every_seconds, b.latency_ms, b.error_rate, b.queue_depth,
  b.daily_budget_micros, b.state as reported_state, b.state_since, case when m.missed then 'down' else b.state end as state, coalesce(m.missed, false) as missed,
  extract(epoch from now() - b.heartbeat_at)::bigint as heartbeat_age_seconds, a.actions, a.failed, a.cost_micros
from public.ai_bot_health b
cross join lateral (select coalesce(b.heartbeat_at, b.created_at) < now() - greatest(b.heartbeat_every_seconds * 3, 60) * interval '1 second' as missed) m
left join lateral private.bot_last_day(b.id) a on true;

comment on view public.bot_board is 'Each bot as it is now: whose heartbeat is missed counts as down, whatever was last reported, and so does one that never sent any. Actions, failures and cost are those of the last 24 hours.';

create or replace function private.mark_silent_bots()
returns integer
language plpgsql security definer set search_path = '' as $$
declare
  marked integer;
  claims text := current_setting('request.jwt.claims', true);
  sub text := current_setting('request.jwt.claim.sub', true);
  role text := current_setting('request.jwt.claim.role', true);
begin
  if not private.is_staff() and coalesce(auth.role(), '') <> 'service_role' then
    raise exception 'Only staff and workers may do that.' using errcode = '42501';
  end if;
  -- Nobody did it: the audit log says so.
  perform set_config('request.jwt.claims', '', true), set_config('request.jwt.claim.sub', '', true), set_config('request.jwt.claim.role', '', true);
  update public.ai_bot_health b set state = 'down',
    message = coalesce('No heartbeat since ' || to_char(b.heartbeat_at at time zone 'UTC', 'YYYY-MM-DD HH24:MI') || ' UTC.', 'No heartbeat ever came.')
  where b.state <> 'down' and coalesce(b.heartbeat_at, b.created_at) < now() - greatest(b.heartbeat_every_seconds * 3, 60) * interval '1 second';
  get diagnostics marked = row_count;
  perform set_config('request.jwt.claims', coalesce(claims, ''), true), set_config('request.jwt.claim.sub', coalesce(sub, ''), true),
    set_config('request.jwt.claim.role', coalesce(role, ''), true);
  return marked;
end
$$;
