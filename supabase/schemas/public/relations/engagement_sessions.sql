-- Written by `npm run schema` from the migrations: change those, not this.

create table public.engagement_sessions (
  id bigint generated always as identity not null,
  user_id uuid not null,
  started_at timestamp with time zone not null,
  ended_at timestamp with time zone,
  seconds integer default 0 not null,
  platform text default 'ios'::text not null,
  actions integer default 0 not null,
  updated_at timestamp with time zone default now() not null,
  constraint engagement_sessions_actions_check CHECK (actions >= 0),
  constraint engagement_sessions_ended_at_check CHECK (ended_at >= started_at),
  constraint engagement_sessions_finite CHECK (isfinite(started_at) AND isfinite(ended_at)),
  constraint engagement_sessions_pkey PRIMARY KEY (id),
  constraint engagement_sessions_platform_check CHECK (platform = ANY (ARRAY['ios'::text, 'android'::text, 'web'::text])),
  constraint engagement_sessions_seconds_check CHECK (seconds >= 0 AND seconds <= 86400),
  constraint engagement_sessions_user_id_fkey FOREIGN KEY (user_id) REFERENCES profiles(id) ON DELETE CASCADE,
  constraint engagement_sessions_user_id_listed_fkey FOREIGN KEY (user_id) REFERENCES member_directory(id) ON DELETE CASCADE
);

comment on table public.engagement_sessions is 'Each time that a member used the app.';

comment on column public.engagement_sessions.seconds is 'Time in the app, in seconds.';

CREATE INDEX engagement_sessions_started_idx ON public.engagement_sessions USING btree (started_at DESC, id DESC);
CREATE INDEX engagement_sessions_user_idx ON public.engagement_sessions USING btree (user_id, started_at DESC);

CREATE TRIGGER a_moment_of_ended_at BEFORE INSERT OR UPDATE OF ended_at ON engagement_sessions FOR EACH ROW WHEN (new.ended_at < '1970-01-01 00:00:00+00'::timestamp with time zone OR new.ended_at >= '2201-01-01 00:00:00+00'::timestamp with time zone) EXECUTE FUNCTION private.refuse_moment('ended_at');
CREATE TRIGGER a_moment_of_started_at BEFORE INSERT OR UPDATE OF started_at ON engagement_sessions FOR EACH ROW WHEN (new.started_at < '1970-01-01 00:00:00+00'::timestamp with time zone OR new.started_at >= '2201-01-01 00:00:00+00'::timestamp with time zone) EXECUTE FUNCTION private.refuse_moment('started_at');
CREATE TRIGGER activity_delete AFTER DELETE ON engagement_sessions REFERENCING OLD TABLE AS old_rows FOR EACH STATEMENT EXECUTE FUNCTION private.keep_activity('session', '''''', 'user_id', 'started_at', 'seconds');
CREATE TRIGGER activity_insert AFTER INSERT ON engagement_sessions REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION private.keep_activity('session', '''''', 'user_id', 'started_at', 'seconds');
CREATE TRIGGER activity_truncate AFTER TRUNCATE ON engagement_sessions FOR EACH STATEMENT EXECUTE FUNCTION private.rebuild_rollup('session');
CREATE TRIGGER activity_update AFTER UPDATE ON engagement_sessions REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION private.keep_activity('session', '''''', 'user_id', 'started_at', 'seconds');
CREATE TRIGGER audit AFTER INSERT OR DELETE OR UPDATE ON engagement_sessions FOR EACH ROW EXECUTE FUNCTION private.audit('log');
CREATE TRIGGER touch BEFORE UPDATE ON engagement_sessions FOR EACH ROW EXECUTE FUNCTION private.touch();

alter table public.engagement_sessions enable row level security;

create policy "engagement_sessions select" on public.engagement_sessions for select to authenticated
  using (((user_id = ( SELECT auth.uid() AS uid)) OR ( SELECT private.is_staff() AS is_staff)));

grant select on public.engagement_sessions to authenticated;
grant delete, select on public.engagement_sessions to service_role;

grant insert (user_id, started_at, ended_at, seconds, platform, actions) on public.engagement_sessions to service_role;
grant update (started_at, ended_at, seconds, platform, actions) on public.engagement_sessions to service_role;
