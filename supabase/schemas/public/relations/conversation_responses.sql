-- Written by `npm run schema` from the migrations: change those, not this.

create table public.conversation_responses (
  id bigint generated always as identity not null,
  conversation_id uuid not null,
  question_id uuid,
  "position" integer not null,
  prompt text not null,
  answer text,
  extracted jsonb default '{}'::jsonb not null,
  asked_at timestamp with time zone default now() not null,
  answered_at timestamp with time zone,
  updated_at timestamp with time zone default now() not null,
  search text generated always as (private.folded(((prompt || ' '::text) || COALESCE(answer, ''::text)))) stored,
  folded jsonb generated always as (private.folded_texts('{prompt,answer}'::text[], ARRAY[prompt, answer])) stored,
  constraint conversation_responses_answer_check CHECK (char_length(answer) <= 5000),
  constraint conversation_responses_check CHECK (answered_at >= asked_at),
  constraint conversation_responses_conversation_id_fkey FOREIGN KEY (conversation_id) REFERENCES user_conversations(id) ON DELETE CASCADE,
  constraint conversation_responses_conversation_id_position_key UNIQUE (conversation_id, "position"),
  constraint conversation_responses_extracted_check CHECK (jsonb_typeof(extracted) = 'object'::text),
  constraint conversation_responses_extracted_depth_check CHECK (NOT jsonb_path_exists(extracted, '$.**{50}'::jsonpath)),
  constraint conversation_responses_extracted_elements_check CHECK (NOT jsonb_path_exists(extracted, 'strict $.keyvalue()?(((@."value".type() == "object" || @."value".type() == "array") || @."key" == "dimension" && @."value".type() != "string") || @."key" == "confidence" && @."value".type() != "number")'::jsonpath)),
  constraint conversation_responses_finite CHECK (isfinite(asked_at) AND isfinite(answered_at)),
  constraint conversation_responses_pkey PRIMARY KEY (id),
  constraint conversation_responses_position_check CHECK ("position" >= 1),
  constraint conversation_responses_prompt_check CHECK (char_length(prompt) >= 1 AND char_length(prompt) <= 1000),
  constraint conversation_responses_prompt_required_check CHECK (private.said(prompt) IS NOT NULL),
  constraint conversation_responses_question_id_fkey FOREIGN KEY (question_id) REFERENCES conversation_questions(id) ON DELETE SET NULL
);

comment on table public.conversation_responses is 'What members answered in their onboarding conversation.';

CREATE INDEX conversation_responses_asked_idx ON public.conversation_responses USING btree (asked_at DESC, id DESC);
CREATE INDEX conversation_responses_question_idx ON public.conversation_responses USING btree (question_id);
CREATE INDEX conversation_responses_search_idx ON public.conversation_responses USING gin (search extensions.gin_trgm_ops);

CREATE TRIGGER a_arrival_of_answered_at BEFORE INSERT OR UPDATE OF answered_at ON conversation_responses FOR EACH ROW WHEN (new.answered_at > clock_timestamp() AND new.answered_at < '2201-01-01 00:00:00+00'::timestamp with time zone) EXECUTE FUNCTION private.count_from_arrival('answered_at');
CREATE TRIGGER a_arrival_of_asked_at BEFORE INSERT OR UPDATE OF asked_at ON conversation_responses FOR EACH ROW WHEN (new.asked_at > clock_timestamp() AND new.asked_at < '2201-01-01 00:00:00+00'::timestamp with time zone) EXECUTE FUNCTION private.count_from_arrival('asked_at');
CREATE TRIGGER a_moment_of_answered_at BEFORE INSERT OR UPDATE OF answered_at ON conversation_responses FOR EACH ROW WHEN (new.answered_at < '1970-01-01 00:00:00+00'::timestamp with time zone OR new.answered_at >= '2201-01-01 00:00:00+00'::timestamp with time zone) EXECUTE FUNCTION private.refuse_moment('answered_at');
CREATE TRIGGER a_moment_of_asked_at BEFORE INSERT OR UPDATE OF asked_at ON conversation_responses FOR EACH ROW WHEN (new.asked_at < '1970-01-01 00:00:00+00'::timestamp with time zone OR new.asked_at >= '2201-01-01 00:00:00+00'::timestamp with time zone) EXECUTE FUNCTION private.refuse_moment('asked_at');
CREATE TRIGGER a_suspended BEFORE INSERT OR DELETE OR UPDATE ON conversation_responses FOR EACH STATEMENT EXECUTE FUNCTION private.refuse_suspended();
CREATE TRIGGER audit AFTER INSERT OR DELETE OR UPDATE ON conversation_responses FOR EACH ROW EXECUTE FUNCTION private.audit('log');
CREATE TRIGGER b_for_suspended BEFORE INSERT OR UPDATE OF prompt, answer ON conversation_responses FOR EACH ROW EXECUTE FUNCTION private.refuse_for_suspended('conversation_id', 'taking_part');
CREATE TRIGGER keep_conversation BEFORE DELETE ON conversation_responses FOR EACH ROW WHEN (CURRENT_USER = ANY (ARRAY['authenticated'::name, 'service_role'::name])) EXECUTE FUNCTION private.keep_conversation();
CREATE TRIGGER keep_conversation_words BEFORE UPDATE OF prompt, answer, "position" ON conversation_responses FOR EACH ROW WHEN ((CURRENT_USER = ANY (ARRAY['authenticated'::name, 'service_role'::name])) AND (old.prompt IS DISTINCT FROM new.prompt OR old.answer IS DISTINCT FROM new.answer OR old."position" IS DISTINCT FROM new."position")) EXECUTE FUNCTION private.keep_conversation();
CREATE TRIGGER touch BEFORE UPDATE ON conversation_responses FOR EACH ROW EXECUTE FUNCTION private.touch();

alter table public.conversation_responses enable row level security;

create policy "conversation_responses insert" on public.conversation_responses for insert to authenticated
  with check ((EXISTS ( SELECT
   FROM user_conversations c
  WHERE ((c.id = conversation_responses.conversation_id) AND (c.user_id = ( SELECT auth.uid() AS uid))))));
create policy "conversation_responses select" on public.conversation_responses for select to authenticated
  using (((EXISTS ( SELECT
   FROM user_conversations c
  WHERE ((c.id = conversation_responses.conversation_id) AND (c.user_id = ( SELECT auth.uid() AS uid))))) OR ( SELECT private.has_role('moderator'::text) AS has_role)));

grant select on public.conversation_responses to authenticated;
grant delete, select on public.conversation_responses to service_role;

grant insert (conversation_id, question_id, "position", prompt, answer, answered_at) on public.conversation_responses to authenticated;
grant insert (conversation_id, question_id, "position", prompt, answer, extracted, asked_at, answered_at) on public.conversation_responses to service_role;
grant update ("position", prompt, answer, extracted, asked_at, answered_at) on public.conversation_responses to service_role;
