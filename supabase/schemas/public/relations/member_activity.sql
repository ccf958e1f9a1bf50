-- Written by `npm run schema` from the migrations: change those, not this.

create view public.member_activity with (security_invoker=true) as
 SELECT p.id,
    p.display_name,
    p.city,
    p.state,
    p.created_at,
    p.last_active_at,
    COALESCE(e.sessions, 0::bigint) AS sessions_30d,
    COALESCE(e.minutes, 0::numeric) AS minutes_30d
   FROM member_directory p
     LEFT JOIN LATERAL ( SELECT count(*) AS sessions,
            round(sum(s.seconds)::numeric / 60.0, 1) AS minutes
           FROM engagement_sessions s
          WHERE s.user_id = p.id AND s.started_at >= (now() - '30 days'::interval)) e ON true;

comment on view public.member_activity is 'For each member, how much they used the app in the last 30 days.';

grant select on public.member_activity to authenticated;
grant select on public.member_activity to service_role;
