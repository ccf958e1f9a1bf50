-- Written by `npm run schema` from the migrations: change those, not this.

create table public.user_conversations (
  id uuid default gen_random_uuid() not null,
  user_id uuid not null,
  flow_id uuid not null,
  state text default 'active'::text not null,
  sentiment text,
  summary text,
  response_count integer default 0 not null,
  started_at timestamp with time zone default now() not null,
  completed_at timestamp with time zone,
  updated_at timestamp with time zone default now() not null,
  folded jsonb generated always as (private.folded_texts('{summary}'::text[], ARRAY[summary])) stored,
  constraint user_conversations_check CHECK (completed_at >= started_at),
  constraint user_conversations_completed_at_required_check CHECK (state <> 'completed'::text OR completed_at IS NOT NULL),
  constraint user_conversations_finite CHECK (isfinite(started_at) AND isfinite(completed_at)),
  constraint user_conversations_flow_id_fkey FOREIGN KEY (flow_id) REFERENCES conversation_flows(id) ON DELETE RESTRICT,
  constraint user_conversations_pkey PRIMARY KEY (id),
  constraint user_conversations_response_count_check CHECK (response_count >= 0),
  constraint user_conversations_sentiment_check CHECK (sentiment = ANY (ARRAY['positive'::text, 'neutral'::text, 'negative'::text])),
  constraint user_conversations_state_check CHECK (state = ANY (ARRAY['active'::text, 'completed'::text, 'abandoned'::text])),
  constraint user_conversations_summary_check CHECK (char_length(summary) <= 2000),
  constraint user_conversations_user_id_fkey FOREIGN KEY (user_id) REFERENCES profiles(id) ON DELETE CASCADE
);

comment on table public.user_conversations is 'Members'' onboarding conversations with the bot.';

-- From which state a row may come to which: rows of public.state_transitions.
--   (new) → active
--   abandoned → active
--   active → abandoned, completed

CREATE INDEX user_conversations_flow_idx ON public.user_conversations USING btree (flow_id, started_at DESC);
CREATE INDEX user_conversations_started_idx ON public.user_conversations USING btree (started_at DESC, id DESC);
CREATE INDEX user_conversations_user_idx ON public.user_conversations USING btree (user_id, started_at DESC);

CREATE TRIGGER a_arrival_of_completed_at BEFORE INSERT OR UPDATE OF completed_at ON user_conversations FOR EACH ROW WHEN (new.completed_at > clock_timestamp() AND new.completed_at < '2201-01-01 00:00:00+00'::timestamp with time zone) EXECUTE FUNCTION private.count_from_arrival('completed_at');
CREATE TRIGGER a_arrival_of_started_at BEFORE INSERT OR UPDATE OF started_at ON user_conversations FOR EACH ROW WHEN (new.started_at > clock_timestamp() AND new.started_at < '2201-01-01 00:00:00+00'::timestamp with time zone) EXECUTE FUNCTION private.count_from_arrival('started_at');
CREATE TRIGGER a_moment_of_completed_at BEFORE INSERT OR UPDATE OF completed_at ON user_conversations FOR EACH ROW WHEN (new.completed_at < '1970-01-01 00:00:00+00'::timestamp with time zone OR new.completed_at >= '2201-01-01 00:00:00+00'::timestamp with time zone) EXECUTE FUNCTION private.refuse_moment('completed_at');
CREATE TRIGGER a_moment_of_started_at BEFORE INSERT OR UPDATE OF started_at ON user_conversations FOR EACH ROW WHEN (new.started_at < '1970-01-01 00:00:00+00'::timestamp with time zone OR new.started_at >= '2201-01-01 00:00:00+00'::timestamp with time zone) EXECUTE FUNCTION private.refuse_moment('started_at');
CREATE TRIGGER a_stamp BEFORE UPDATE OF state ON user_conversations FOR EACH ROW EXECUTE FUNCTION private.stamp_completed();
CREATE TRIGGER a_suspended BEFORE INSERT OR DELETE OR UPDATE ON user_conversations FOR EACH STATEMENT EXECUTE FUNCTION private.refuse_suspended();
CREATE TRIGGER audit AFTER INSERT OR DELETE OR UPDATE ON user_conversations FOR EACH ROW EXECUTE FUNCTION private.audit('log');
CREATE TRIGGER b_for_suspended BEFORE INSERT ON user_conversations FOR EACH ROW EXECUTE FUNCTION private.refuse_for_suspended('user_id', 'taking_part');
CREATE TRIGGER keep_conversation BEFORE DELETE ON user_conversations FOR EACH ROW WHEN (CURRENT_USER = ANY (ARRAY['authenticated'::name, 'service_role'::name])) EXECUTE FUNCTION private.keep_conversation();
CREATE TRIGGER protect BEFORE UPDATE ON user_conversations FOR EACH ROW EXECUTE FUNCTION private.protect_columns('admin', 'user_id', 'flow_id', 'started_at', 'summary', 'sentiment');
CREATE TRIGGER steps_delete AFTER DELETE ON user_conversations REFERENCING OLD TABLE AS old_rows FOR EACH STATEMENT EXECUTE FUNCTION private.keep_steps();
CREATE TRIGGER steps_insert AFTER INSERT ON user_conversations REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION private.keep_steps();
CREATE TRIGGER steps_update AFTER UPDATE ON user_conversations REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION private.keep_steps();
CREATE TRIGGER touch BEFORE UPDATE ON user_conversations FOR EACH ROW EXECUTE FUNCTION private.touch();
CREATE TRIGGER transition BEFORE INSERT OR UPDATE OF state ON user_conversations FOR EACH ROW EXECUTE FUNCTION private.enforce_transition();

alter table public.user_conversations enable row level security;

create policy "user_conversations insert" on public.user_conversations for insert to authenticated
  with check ((user_id = ( SELECT auth.uid() AS uid)));
create policy "user_conversations select" on public.user_conversations for select to authenticated
  using (((user_id = ( SELECT auth.uid() AS uid)) OR ( SELECT private.has_role('moderator'::text) AS has_role)));
create policy "user_conversations update" on public.user_conversations for update to authenticated
  using ((user_id = ( SELECT auth.uid() AS uid)))
  with check ((user_id = ( SELECT auth.uid() AS uid)));

grant select on public.user_conversations to authenticated;
grant delete, select on public.user_conversations to service_role;

grant insert (id, user_id, flow_id) on public.user_conversations to authenticated;
grant update (state) on public.user_conversations to authenticated;
grant insert (id, user_id, flow_id, state, sentiment, summary, response_count, started_at, completed_at) on public.user_conversations to service_role;
grant update (state, sentiment, summary, response_count, started_at, completed_at) on public.user_conversations to service_role;
