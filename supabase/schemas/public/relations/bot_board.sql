-- Written by `npm run schema` from the migrations: change those, not this.

create view public.bot_board with (security_invoker=true) as
 SELECT b.id,
    b.label,
    b.purpose,
    b.version,
    b.model,
    b.message,
    b.heartbeat_at,
    b.heartbeat_every_seconds,
    b.latency_ms,
    b.error_rate,
    b.queue_depth,
    b.daily_budget_micros,
    b.state AS reported_state,
    b.state_since,
        CASE
            WHEN m.missed THEN 'down'::text
            ELSE b.state
        END AS state,
    COALESCE(m.missed, false) AS missed,
    EXTRACT(epoch FROM now() - b.heartbeat_at)::bigint AS heartbeat_age_seconds,
    a.actions,
    a.failed,
    a.cost_micros
   FROM ai_bot_health b
     CROSS JOIN LATERAL ( SELECT COALESCE(b.heartbeat_at, b.created_at) < (now() - GREATEST(b.heartbeat_every_seconds * 3, 60)::double precision * '00:00:01'::interval) AS missed) m
     LEFT JOIN LATERAL private.bot_last_day(b.id) a(actions, failed, cost_micros) ON true;

comment on view public.bot_board is 'Each bot as it is now: whose heartbeat is missed counts as down, whatever was last reported, and so does one that never sent any. Actions, failures and cost are those of the last 24 hours.';

grant select on public.bot_board to authenticated;
grant select on public.bot_board to service_role;
