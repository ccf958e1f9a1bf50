-- Written by `npm run schema` from the migrations: change those, not this.

create table public.matches (
  id uuid default gen_random_uuid() not null,
  user_a uuid not null,
  user_b uuid not null,
  run_id uuid,
  score numeric(5,2) not null,
  factors jsonb default '{}'::jsonb not null,
  state text default 'suggested'::text not null,
  response_a text,
  response_b text,
  presented_at timestamp with time zone,
  introduced_at timestamp with time zone,
  expires_at timestamp with time zone,
  closed_reason text,
  created_at timestamp with time zone default now() not null,
  updated_at timestamp with time zone default now() not null,
  folded jsonb generated always as (private.folded_texts('{closed_reason}'::text[], ARRAY[closed_reason])) stored,
  constraint matches_closed_reason_check CHECK (char_length(closed_reason) <= 300),
  constraint matches_closed_reason_required_check CHECK (state <> 'closed'::text OR private.said(closed_reason) IS NOT NULL),
  constraint matches_factors_check CHECK (jsonb_typeof(factors) = 'object'::text),
  constraint matches_factors_depth_check CHECK (NOT jsonb_path_exists(factors, '$.**{50}'::jsonpath)),
  constraint matches_factors_elements_check CHECK (private.are_numbers(factors)),
  constraint matches_finite CHECK (score < 'Infinity'::numeric AND isfinite(presented_at) AND isfinite(introduced_at) AND isfinite(expires_at)),
  constraint matches_pair_order_check CHECK (user_a < user_b),
  constraint matches_pkey PRIMARY KEY (id),
  constraint matches_response_a_check CHECK (response_a = ANY (ARRAY['accepted'::text, 'declined'::text])),
  constraint matches_response_b_check CHECK (response_b = ANY (ARRAY['accepted'::text, 'declined'::text])),
  constraint matches_run_id_fkey FOREIGN KEY (run_id) REFERENCES match_generation_runs(id) ON DELETE SET NULL,
  constraint matches_score_check CHECK (score >= 0::numeric AND score <= 100::numeric),
  constraint matches_state_check CHECK (state = ANY (ARRAY['suggested'::text, 'presented'::text, 'accepted'::text, 'declined'::text, 'introduced'::text, 'expired'::text, 'closed'::text])),
  constraint matches_user_a_fkey FOREIGN KEY (user_a) REFERENCES profiles(id) ON DELETE CASCADE,
  constraint matches_user_a_user_b_key UNIQUE (user_a, user_b),
  constraint matches_user_b_fkey FOREIGN KEY (user_b) REFERENCES profiles(id) ON DELETE CASCADE
);

comment on table public.matches is 'Pairs of members with their score and answers.';

comment on column public.matches.factors is 'What the score is made of: {"values": 0-100, "lifestyle": …, "communication": …, "attachment": …, "humor": …}.';

-- From which state a row may come to which: rows of public.state_transitions.
--   accepted → closed, expired, introduced
--   declined → closed
--   expired → closed
--   introduced → closed
--   presented → accepted, closed, declined, expired
--   suggested → closed, expired, presented

CREATE INDEX matches_created_idx ON public.matches USING btree (created_at DESC, id DESC) INCLUDE (state);
CREATE INDEX matches_run_idx ON public.matches USING btree (run_id);
CREATE INDEX matches_score_idx ON public.matches USING btree (score DESC, id DESC);
CREATE INDEX matches_state_idx ON public.matches USING btree (state, created_at DESC, id DESC);
CREATE INDEX matches_user_b_idx ON public.matches USING btree (user_b);

CREATE TRIGGER a_arrival_of_introduced_at BEFORE INSERT OR UPDATE OF introduced_at ON matches FOR EACH ROW WHEN (new.introduced_at > clock_timestamp() AND new.introduced_at < '2201-01-01 00:00:00+00'::timestamp with time zone) EXECUTE FUNCTION private.count_from_arrival('introduced_at');
CREATE TRIGGER a_arrival_of_presented_at BEFORE INSERT OR UPDATE OF presented_at ON matches FOR EACH ROW WHEN (new.presented_at > clock_timestamp() AND new.presented_at < '2201-01-01 00:00:00+00'::timestamp with time zone) EXECUTE FUNCTION private.count_from_arrival('presented_at');
CREATE TRIGGER a_feedback BEFORE DELETE ON matches FOR EACH ROW EXECUTE FUNCTION private.feedback_goes_first();
CREATE TRIGGER a_moment_of_created_at BEFORE INSERT OR UPDATE OF created_at ON matches FOR EACH ROW WHEN (new.created_at < '1970-01-01 00:00:00+00'::timestamp with time zone OR new.created_at >= '2201-01-01 00:00:00+00'::timestamp with time zone) EXECUTE FUNCTION private.refuse_moment('created_at');
CREATE TRIGGER a_moment_of_expires_at BEFORE INSERT OR UPDATE OF expires_at ON matches FOR EACH ROW WHEN (new.expires_at < '1970-01-01 00:00:00+00'::timestamp with time zone OR new.expires_at >= '2201-01-01 00:00:00+00'::timestamp with time zone) EXECUTE FUNCTION private.refuse_moment('expires_at');
CREATE TRIGGER a_moment_of_introduced_at BEFORE INSERT OR UPDATE OF introduced_at ON matches FOR EACH ROW WHEN (new.introduced_at < '1970-01-01 00:00:00+00'::timestamp with time zone OR new.introduced_at >= '2201-01-01 00:00:00+00'::timestamp with time zone) EXECUTE FUNCTION private.refuse_moment('introduced_at');
CREATE TRIGGER a_moment_of_presented_at BEFORE INSERT OR UPDATE OF presented_at ON matches FOR EACH ROW WHEN (new.presented_at < '1970-01-01 00:00:00+00'::timestamp with time zone OR new.presented_at >= '2201-01-01 00:00:00+00'::timestamp with time zone) EXECUTE FUNCTION private.refuse_moment('presented_at');
CREATE TRIGGER a_stamp BEFORE UPDATE ON matches FOR EACH ROW EXECUTE FUNCTION private.stamp_match();
CREATE TRIGGER a_suspended BEFORE INSERT ON matches FOR EACH ROW WHEN (new.state = ANY (ARRAY['suggested'::text, 'presented'::text, 'accepted'::text, 'introduced'::text])) EXECUTE FUNCTION private.refuse_suspended_match();
CREATE TRIGGER a_suspended_later BEFORE UPDATE OF state, response_a, response_b ON matches FOR EACH ROW WHEN (new.state IS DISTINCT FROM old.state OR new.response_a IS DISTINCT FROM old.response_a OR new.response_b IS DISTINCT FROM old.response_b) EXECUTE FUNCTION private.refuse_suspended_match();
CREATE TRIGGER activity_delete AFTER DELETE ON matches REFERENCING OLD TABLE AS old_rows FOR EACH STATEMENT EXECUTE FUNCTION private.keep_activity('match', 'state', 'null', 'created_at', '0');
CREATE TRIGGER activity_insert AFTER INSERT ON matches REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION private.keep_activity('match', 'state', 'null', 'created_at', '0');
CREATE TRIGGER activity_ratings AFTER UPDATE ON matches FOR EACH ROW WHEN (old.created_at IS DISTINCT FROM new.created_at) EXECUTE FUNCTION private.keep_activity('rating', '''''', 'null', 'created_at', '(select sum(f.rating) from public.match_feedback f where f.match_id = r.id)', '(select count(*) from public.match_feedback f where f.match_id = r.id)');
CREATE TRIGGER activity_truncate AFTER TRUNCATE ON matches FOR EACH STATEMENT EXECUTE FUNCTION private.rebuild_rollup('match');
CREATE TRIGGER activity_update AFTER UPDATE ON matches REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION private.keep_activity('match', 'state', 'null', 'created_at', '0');
CREATE TRIGGER audit AFTER INSERT OR DELETE OR UPDATE ON matches FOR EACH ROW EXECUTE FUNCTION private.audit('log');
CREATE TRIGGER b_answers BEFORE INSERT OR UPDATE ON matches FOR EACH ROW EXECUTE FUNCTION private.guard_match();
CREATE TRIGGER b_once BEFORE UPDATE ON matches FOR EACH ROW EXECUTE FUNCTION private.keep_once_set('response_a', 'response_b', 'presented_at', 'introduced_at');
CREATE TRIGGER name_matches AFTER INSERT OR UPDATE OF user_a, user_b ON matches FOR EACH ROW EXECUTE FUNCTION private.name_matches();
CREATE TRIGGER steps_delete AFTER DELETE ON matches REFERENCING OLD TABLE AS old_rows FOR EACH STATEMENT EXECUTE FUNCTION private.keep_steps();
CREATE TRIGGER steps_insert AFTER INSERT ON matches REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION private.keep_steps();
CREATE TRIGGER steps_update AFTER UPDATE ON matches REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION private.keep_steps();
CREATE TRIGGER touch BEFORE UPDATE ON matches FOR EACH ROW EXECUTE FUNCTION private.touch();
CREATE TRIGGER transition BEFORE INSERT OR UPDATE OF state ON matches FOR EACH ROW EXECUTE FUNCTION private.enforce_transition();

alter table public.matches enable row level security;

create policy "matches select" on public.matches for select to authenticated
  using ((((((user_a = ( SELECT auth.uid() AS uid)) AND ((response_b IS NULL) OR (response_a IS NOT NULL))) OR ((user_b = ( SELECT auth.uid() AS uid)) AND ((response_a IS NULL) OR (response_b IS NOT NULL)))) AND (id <> ALL (( SELECT private.matches_with_suspended() AS matches_with_suspended)::uuid[]))) OR ( SELECT private.has_role('moderator'::text) AS has_role)));
create policy "matches update" on public.matches for update to authenticated
  using (( SELECT private.has_role('moderator'::text) AS has_role))
  with check (( SELECT private.has_role('moderator'::text) AS has_role));

grant select on public.matches to authenticated;
grant delete, select on public.matches to service_role;

grant update (state, expires_at, closed_reason) on public.matches to authenticated;
grant insert (id, user_a, user_b, run_id, score, factors, state, response_a, response_b, presented_at, introduced_at, expires_at, closed_reason, created_at) on public.matches to service_role;
grant update (score, factors, state, response_a, response_b, presented_at, introduced_at, expires_at, closed_reason) on public.matches to service_role;
