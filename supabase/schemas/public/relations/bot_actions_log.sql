-- Written by `npm run schema` from the migrations: change those, not this.

create table public.bot_actions_log (
  id bigint generated always as identity not null,
  bot_id uuid not null,
  action text not null,
  target_table text,
  target_id text,
  input jsonb default '{}'::jsonb not null,
  output jsonb default '{}'::jsonb not null,
  confidence double precision,
  cost_micros bigint default 0 not null,
  cost_currency text default 'USD'::text not null,
  duration_ms integer,
  outcome text not null,
  error_message text,
  review text default 'unreviewed'::text not null,
  review_note text,
  reviewed_by uuid,
  reviewed_at timestamp with time zone,
  created_at timestamp with time zone default now() not null,
  updated_at timestamp with time zone default now() not null,
  search text generated always as (private.folded(((((((((action || ' '::text) || COALESCE(target_table, ''::text)) || ' '::text) || COALESCE(target_id, ''::text)) || ' '::text) || COALESCE(error_message, ''::text)) || ' '::text) || COALESCE(review_note, ''::text)))) stored,
  folded jsonb generated always as (private.folded_texts('{error_message,review_note}'::text[], ARRAY[error_message, review_note])) stored,
  error_group text generated always as (
CASE
    WHEN (outcome = 'failed'::text) THEN private.error_fingerprint(NULL::text, error_message)
    ELSE NULL::text
END) stored,
  changed jsonb,
  reverted_at timestamp with time zone,
  constraint bot_actions_log_action_check CHECK (char_length(action) >= 1 AND char_length(action) <= 80),
  constraint bot_actions_log_bot_id_fkey FOREIGN KEY (bot_id) REFERENCES ai_bot_health(id) ON DELETE RESTRICT,
  constraint bot_actions_log_changed_check CHECK (changed IS NULL OR jsonb_typeof(changed) = 'object'::text AND changed <> '{}'::jsonb AND NOT jsonb_path_exists(changed, '$.*?(!(exists (@."from")) || !(exists (@."to")))'::jsonpath) AND num_nulls(target_table, target_id) = 0),
  constraint bot_actions_log_changed_depth_check CHECK (NOT jsonb_path_exists(changed, '$.**{50}'::jsonpath)),
  constraint bot_actions_log_confidence_check CHECK (confidence >= 0::numeric::double precision AND confidence <= 1::numeric::double precision),
  constraint bot_actions_log_cost_currency_check CHECK (cost_currency ~ '^[A-Z]{3}$'::text),
  constraint bot_actions_log_cost_micros_check CHECK (cost_micros >= 0),
  constraint bot_actions_log_duration_ms_check CHECK (duration_ms >= 0),
  constraint bot_actions_log_error_message_check CHECK (char_length(error_message) <= 2000),
  constraint bot_actions_log_error_message_required_check CHECK (outcome <> 'failed'::text OR error_message IS NOT NULL),
  constraint bot_actions_log_finite CHECK (confidence < 'Infinity'::numeric::double precision AND isfinite(reviewed_at) AND isfinite(reverted_at)),
  constraint bot_actions_log_input_depth_check CHECK (NOT jsonb_path_exists(input, '$.**{50}'::jsonpath)),
  constraint bot_actions_log_input_elements_check CHECK (NOT jsonb_path_exists(input, 'strict $?(@.type() != "object")'::jsonpath)),
  constraint bot_actions_log_outcome_check CHECK (outcome = ANY (ARRAY['succeeded'::text, 'failed'::text, 'skipped'::text, 'escalated'::text])),
  constraint bot_actions_log_output_depth_check CHECK (NOT jsonb_path_exists(output, '$.**{50}'::jsonpath)),
  constraint bot_actions_log_output_elements_check CHECK (NOT jsonb_path_exists(output, 'strict $?(@.type() != "object")'::jsonpath)),
  constraint bot_actions_log_pkey PRIMARY KEY (id),
  constraint bot_actions_log_review_check CHECK (review = ANY (ARRAY['unreviewed'::text, 'confirmed'::text, 'overturned'::text, 'needs_attention'::text])),
  constraint bot_actions_log_review_note_check CHECK (char_length(review_note) <= 2000),
  constraint bot_actions_log_review_note_required_check CHECK (review <> 'overturned'::text OR char_length(btrim(COALESCE(review_note, ''::text))) > 0),
  constraint bot_actions_log_reviewed_at_required_check CHECK ((review = 'unreviewed'::text) = (reviewed_at IS NULL)),
  constraint bot_actions_log_reviewed_by_fkey FOREIGN KEY (reviewed_by) REFERENCES staff_members(user_id) ON DELETE SET NULL,
  constraint bot_actions_log_target_id_check CHECK (char_length(target_id) <= 64),
  constraint bot_actions_log_target_table_check CHECK (char_length(target_table) <= 63)
);

comment on table public.bot_actions_log is 'What each bot did: input, output, outcome, confidence and cost.';

comment on column public.bot_actions_log.cost_micros is 'Millionths of the currency: one call costs far less than a minor unit.';
comment on column public.bot_actions_log.error_group is 'The same for failures whose messages differ in figures, ids, addresses and quoted names only.';
comment on column public.bot_actions_log.changed is 'What it changed on its record, as {"column": {"from": …, "to": …}}: that can be taken back. Empty: nothing that can.';
comment on column public.bot_actions_log.reverted_at is 'When a person took back what it changed.';

CREATE INDEX bot_actions_log_attention_idx ON public.bot_actions_log USING btree (bot_id, id) WHERE (review = 'needs_attention'::text);
CREATE INDEX bot_actions_log_bot_idx ON public.bot_actions_log USING btree (bot_id, created_at DESC, id DESC);
CREATE INDEX bot_actions_log_confidence_idx ON public.bot_actions_log USING btree (confidence DESC, id DESC);
CREATE INDEX bot_actions_log_created_idx ON public.bot_actions_log USING btree (created_at DESC, id DESC);
CREATE INDEX bot_actions_log_error_group_idx ON public.bot_actions_log USING btree (error_group, created_at DESC) WHERE (error_group IS NOT NULL);
CREATE INDEX bot_actions_log_outcome_idx ON public.bot_actions_log USING btree (outcome, created_at DESC, id DESC);
CREATE INDEX bot_actions_log_review_idx ON public.bot_actions_log USING btree (review, created_at DESC, id DESC);
CREATE INDEX bot_actions_log_reviewed_by_idx ON public.bot_actions_log USING btree (reviewed_by);
CREATE INDEX bot_actions_log_search_idx ON public.bot_actions_log USING gin (search extensions.gin_trgm_ops);
CREATE INDEX bot_actions_log_target_idx ON public.bot_actions_log USING btree (target_table, target_id);
CREATE INDEX bot_actions_log_unsure_idx ON public.bot_actions_log USING btree (bot_id, confidence, id) WHERE (review = 'unreviewed'::text);

CREATE TRIGGER a_moment_of_created_at BEFORE INSERT OR UPDATE OF created_at ON bot_actions_log FOR EACH ROW WHEN (new.created_at < '1970-01-01 00:00:00+00'::timestamp with time zone OR new.created_at >= '2201-01-01 00:00:00+00'::timestamp with time zone) EXECUTE FUNCTION private.refuse_moment('created_at');
CREATE TRIGGER audit AFTER INSERT OR DELETE OR UPDATE ON bot_actions_log FOR EACH ROW EXECUTE FUNCTION private.audit('log');
CREATE TRIGGER erase_reviews AFTER UPDATE OF input ON bot_actions_log FOR EACH ROW WHEN (private.context('door'::text) = 'erase'::text) EXECUTE FUNCTION private.erase_bot_reviews();
CREATE TRIGGER only_review BEFORE UPDATE ON bot_actions_log FOR EACH ROW EXECUTE FUNCTION private.only_review();
CREATE TRIGGER to_thousandths BEFORE INSERT OR UPDATE OF confidence ON bot_actions_log FOR EACH ROW EXECUTE FUNCTION private.to_thousandths();
CREATE TRIGGER touch BEFORE UPDATE ON bot_actions_log FOR EACH ROW EXECUTE FUNCTION private.touch();

alter table public.bot_actions_log enable row level security;

create policy "bot_actions_log select" on public.bot_actions_log for select to authenticated
  using ((( SELECT private.has_role('moderator'::text) AS has_role) OR (( SELECT private.is_staff() AS is_staff) AND ((target_table IS NULL) OR (target_table IN ( SELECT private.readable_history() AS readable_history))))));

grant select on public.bot_actions_log to authenticated;
grant select on public.bot_actions_log to service_role;

grant insert (bot_id, action, target_table, target_id, input, output, confidence, cost_micros, cost_currency, duration_ms, outcome, error_message, created_at, changed) on public.bot_actions_log to service_role;
grant update (action, target_table, target_id, input, output, confidence, cost_micros, cost_currency, duration_ms, outcome, error_message) on public.bot_actions_log to service_role;
