-- Written by `npm run schema` from the migrations: change those, not this.

create table public.user_game_responses (
  id bigint generated always as identity not null,
  session_id uuid not null,
  question_id uuid not null,
  user_id uuid not null,
  answer jsonb not null,
  response_ms integer,
  created_at timestamp with time zone default now() not null,
  updated_at timestamp with time zone default now() not null,
  constraint user_game_responses_answer_depth_check CHECK (NOT jsonb_path_exists(answer, '$.**{50}'::jsonpath)),
  constraint user_game_responses_answer_elements_check CHECK (NOT jsonb_path_exists(answer, 'strict $?((@.type() == "object" || @.type() == "null") || @.type() == "array" && exists (@[*]?((@.type() == "object" || @.type() == "array") || @.type() == "null")))'::jsonpath)),
  constraint user_game_responses_pkey PRIMARY KEY (id),
  constraint user_game_responses_question_id_fkey FOREIGN KEY (question_id) REFERENCES game_questions(id) ON DELETE RESTRICT,
  constraint user_game_responses_response_ms_check CHECK (response_ms >= 0),
  constraint user_game_responses_session_id_fkey FOREIGN KEY (session_id) REFERENCES user_game_sessions(id) ON DELETE CASCADE,
  constraint user_game_responses_session_id_question_id_key UNIQUE (session_id, question_id),
  constraint user_game_responses_user_id_fkey FOREIGN KEY (user_id) REFERENCES profiles(id) ON DELETE CASCADE
);

comment on table public.user_game_responses is 'Answers of members in games.';

comment on column public.user_game_responses.response_ms is 'Time to answer in milliseconds.';

CREATE INDEX user_game_responses_created_idx ON public.user_game_responses USING btree (created_at DESC, id DESC);
CREATE INDEX user_game_responses_question_idx ON public.user_game_responses USING btree (question_id);
CREATE INDEX user_game_responses_user_idx ON public.user_game_responses USING btree (user_id);

CREATE TRIGGER a_moment_of_created_at BEFORE INSERT OR UPDATE OF created_at ON user_game_responses FOR EACH ROW WHEN (new.created_at < '1970-01-01 00:00:00+00'::timestamp with time zone OR new.created_at >= '2201-01-01 00:00:00+00'::timestamp with time zone) EXECUTE FUNCTION private.refuse_moment('created_at');
CREATE TRIGGER a_suspended BEFORE INSERT OR DELETE OR UPDATE ON user_game_responses FOR EACH STATEMENT EXECUTE FUNCTION private.refuse_suspended();
CREATE TRIGGER audit AFTER INSERT OR DELETE OR UPDATE ON user_game_responses FOR EACH ROW EXECUTE FUNCTION private.audit('log');
CREATE TRIGGER touch BEFORE UPDATE ON user_game_responses FOR EACH ROW EXECUTE FUNCTION private.touch();

alter table public.user_game_responses enable row level security;

create policy "user_game_responses insert" on public.user_game_responses for insert to authenticated
  with check (((user_id = ( SELECT auth.uid() AS uid)) AND (EXISTS ( SELECT
   FROM user_game_sessions s
  WHERE ((s.id = user_game_responses.session_id) AND (s.user_id = ( SELECT auth.uid() AS uid)))))));
create policy "user_game_responses select" on public.user_game_responses for select to authenticated
  using (((user_id = ( SELECT auth.uid() AS uid)) OR ( SELECT private.has_role('moderator'::text) AS has_role)));

grant select on public.user_game_responses to authenticated;
grant delete, select on public.user_game_responses to service_role;

grant insert (session_id, question_id, user_id, answer, response_ms) on public.user_game_responses to authenticated;
grant insert (session_id, question_id, user_id, answer, response_ms, created_at) on public.user_game_responses to service_role;
grant update (answer, response_ms) on public.user_game_responses to service_role;
