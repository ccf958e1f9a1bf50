-- Written by `npm run schema` from the migrations: change those, not this.

create table public.user_game_sessions (
  id uuid default gen_random_uuid() not null,
  user_id uuid not null,
  game_id uuid not null,
  state text default 'active'::text not null,
  score numeric(6,2),
  insights jsonb default '{}'::jsonb not null,
  started_at timestamp with time zone default now() not null,
  completed_at timestamp with time zone,
  updated_at timestamp with time zone default now() not null,
  constraint user_game_sessions_check CHECK (completed_at >= started_at),
  constraint user_game_sessions_completed_at_required_check CHECK (state <> 'completed'::text OR completed_at IS NOT NULL),
  constraint user_game_sessions_finite CHECK (score < 'Infinity'::numeric AND isfinite(started_at) AND isfinite(completed_at)),
  constraint user_game_sessions_game_id_fkey FOREIGN KEY (game_id) REFERENCES games(id) ON DELETE RESTRICT,
  constraint user_game_sessions_insights_check CHECK (jsonb_typeof(insights) = 'object'::text),
  constraint user_game_sessions_insights_depth_check CHECK (NOT jsonb_path_exists(insights, '$.**{50}'::jsonpath)),
  constraint user_game_sessions_insights_elements_check CHECK (NOT jsonb_path_exists(insights, 'strict $.keyvalue()?(((@."value".type() == "object" || @."value".type() == "array") || @."key" == "summary" && @."value".type() != "string") || @."key" == "confidence" && @."value".type() != "number")'::jsonpath)),
  constraint user_game_sessions_pkey PRIMARY KEY (id),
  constraint user_game_sessions_state_check CHECK (state = ANY (ARRAY['active'::text, 'completed'::text, 'abandoned'::text])),
  constraint user_game_sessions_user_id_fkey FOREIGN KEY (user_id) REFERENCES profiles(id) ON DELETE CASCADE
);

comment on table public.user_game_sessions is 'Games played by members.';

-- From which state a row may come to which: rows of public.state_transitions.
--   (new) → active
--   abandoned → active
--   active → abandoned, completed

CREATE INDEX user_game_sessions_game_idx ON public.user_game_sessions USING btree (game_id, started_at DESC);
CREATE INDEX user_game_sessions_started_idx ON public.user_game_sessions USING btree (started_at DESC, id DESC) INCLUDE (game_id, user_id, state);
CREATE INDEX user_game_sessions_user_idx ON public.user_game_sessions USING btree (user_id, started_at DESC);

CREATE TRIGGER a_moment_of_completed_at BEFORE INSERT OR UPDATE OF completed_at ON user_game_sessions FOR EACH ROW WHEN (new.completed_at < '1970-01-01 00:00:00+00'::timestamp with time zone OR new.completed_at >= '2201-01-01 00:00:00+00'::timestamp with time zone) EXECUTE FUNCTION private.refuse_moment('completed_at');
CREATE TRIGGER a_moment_of_started_at BEFORE INSERT OR UPDATE OF started_at ON user_game_sessions FOR EACH ROW WHEN (new.started_at < '1970-01-01 00:00:00+00'::timestamp with time zone OR new.started_at >= '2201-01-01 00:00:00+00'::timestamp with time zone) EXECUTE FUNCTION private.refuse_moment('started_at');
CREATE TRIGGER a_stamp BEFORE UPDATE OF state ON user_game_sessions FOR EACH ROW EXECUTE FUNCTION private.stamp_completed();
CREATE TRIGGER a_suspended BEFORE INSERT OR DELETE OR UPDATE ON user_game_sessions FOR EACH STATEMENT EXECUTE FUNCTION private.refuse_suspended();
CREATE TRIGGER activity_delete AFTER DELETE ON user_game_sessions REFERENCING OLD TABLE AS old_rows FOR EACH STATEMENT EXECUTE FUNCTION private.keep_activity('game', 'game_id', 'user_id', 'started_at', '(state = ''completed'')::integer');
CREATE TRIGGER activity_insert AFTER INSERT ON user_game_sessions REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION private.keep_activity('game', 'game_id', 'user_id', 'started_at', '(state = ''completed'')::integer');
CREATE TRIGGER activity_truncate AFTER TRUNCATE ON user_game_sessions FOR EACH STATEMENT EXECUTE FUNCTION private.rebuild_rollup('game');
CREATE TRIGGER activity_update AFTER UPDATE ON user_game_sessions REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION private.keep_activity('game', 'game_id', 'user_id', 'started_at', '(state = ''completed'')::integer');
CREATE TRIGGER audit AFTER INSERT OR DELETE OR UPDATE ON user_game_sessions FOR EACH ROW EXECUTE FUNCTION private.audit('log');
CREATE TRIGGER protect BEFORE UPDATE ON user_game_sessions FOR EACH ROW EXECUTE FUNCTION private.protect_columns('admin', 'user_id', 'game_id', 'started_at');
CREATE TRIGGER touch BEFORE UPDATE ON user_game_sessions FOR EACH ROW EXECUTE FUNCTION private.touch();
CREATE TRIGGER transition BEFORE INSERT OR UPDATE OF state ON user_game_sessions FOR EACH ROW EXECUTE FUNCTION private.enforce_transition();

alter table public.user_game_sessions enable row level security;

create policy "user_game_sessions insert" on public.user_game_sessions for insert to authenticated
  with check ((user_id = ( SELECT auth.uid() AS uid)));
create policy "user_game_sessions select" on public.user_game_sessions for select to authenticated
  using (((user_id = ( SELECT auth.uid() AS uid)) OR ( SELECT private.has_role('moderator'::text) AS has_role)));
create policy "user_game_sessions update" on public.user_game_sessions for update to authenticated
  using ((user_id = ( SELECT auth.uid() AS uid)))
  with check ((user_id = ( SELECT auth.uid() AS uid)));

grant select on public.user_game_sessions to authenticated;
grant delete, select on public.user_game_sessions to service_role;

grant insert (id, user_id, game_id) on public.user_game_sessions to authenticated;
grant update (state) on public.user_game_sessions to authenticated;
grant insert (id, user_id, game_id, state, score, insights, started_at, completed_at) on public.user_game_sessions to service_role;
grant update (state, score, insights, started_at, completed_at) on public.user_game_sessions to service_role;
