-- Written by `npm run schema` from the migrations: change those, not this.

create table public.match_generation_runs (
  id uuid default gen_random_uuid() not null,
  algorithm text not null,
  state text default 'running'::text not null,
  candidates integer default 0 not null,
  generated integer default 0 not null,
  error_message text,
  started_at timestamp with time zone default now() not null,
  finished_at timestamp with time zone,
  updated_at timestamp with time zone default now() not null,
  search text generated always as (private.folded(((algorithm || ' '::text) || COALESCE(error_message, ''::text)))) stored,
  folded jsonb generated always as (private.folded_texts('{error_message}'::text[], ARRAY[error_message])) stored,
  constraint match_generation_runs_algorithm_check CHECK (char_length(algorithm) >= 1 AND char_length(algorithm) <= 60),
  constraint match_generation_runs_candidates_check CHECK (candidates >= 0),
  constraint match_generation_runs_check CHECK (finished_at >= started_at),
  constraint match_generation_runs_error_message_check CHECK (char_length(error_message) <= 2000),
  constraint match_generation_runs_finite CHECK (isfinite(started_at) AND isfinite(finished_at)),
  constraint match_generation_runs_generated_check CHECK (generated >= 0),
  constraint match_generation_runs_pkey PRIMARY KEY (id),
  constraint match_generation_runs_state_check CHECK (state = ANY (ARRAY['running'::text, 'succeeded'::text, 'failed'::text]))
);

comment on table public.match_generation_runs is 'Runs of the matching.';

-- From which state a row may come to which: rows of public.state_transitions.
--   running → failed, succeeded

CREATE INDEX match_generation_runs_search_idx ON public.match_generation_runs USING gin (search extensions.gin_trgm_ops);
CREATE INDEX match_generation_runs_started_idx ON public.match_generation_runs USING btree (started_at DESC, id DESC);

CREATE TRIGGER a_arrival_of_finished_at BEFORE INSERT OR UPDATE OF finished_at ON match_generation_runs FOR EACH ROW WHEN (new.finished_at > clock_timestamp() AND new.finished_at < '2201-01-01 00:00:00+00'::timestamp with time zone) EXECUTE FUNCTION private.count_from_arrival('finished_at');
CREATE TRIGGER a_arrival_of_started_at BEFORE INSERT OR UPDATE OF started_at ON match_generation_runs FOR EACH ROW WHEN (new.started_at > clock_timestamp() AND new.started_at < '2201-01-01 00:00:00+00'::timestamp with time zone) EXECUTE FUNCTION private.count_from_arrival('started_at');
CREATE TRIGGER a_moment_of_finished_at BEFORE INSERT OR UPDATE OF finished_at ON match_generation_runs FOR EACH ROW WHEN (new.finished_at < '1970-01-01 00:00:00+00'::timestamp with time zone OR new.finished_at >= '2201-01-01 00:00:00+00'::timestamp with time zone) EXECUTE FUNCTION private.refuse_moment('finished_at');
CREATE TRIGGER a_moment_of_started_at BEFORE INSERT OR UPDATE OF started_at ON match_generation_runs FOR EACH ROW WHEN (new.started_at < '1970-01-01 00:00:00+00'::timestamp with time zone OR new.started_at >= '2201-01-01 00:00:00+00'::timestamp with time zone) EXECUTE FUNCTION private.refuse_moment('started_at');
CREATE TRIGGER a_once BEFORE UPDATE ON match_generation_runs FOR EACH ROW EXECUTE FUNCTION private.keep_once_set('finished_at');
CREATE TRIGGER audit AFTER INSERT OR DELETE OR UPDATE ON match_generation_runs FOR EACH ROW EXECUTE FUNCTION private.audit('log');
CREATE TRIGGER touch BEFORE UPDATE ON match_generation_runs FOR EACH ROW EXECUTE FUNCTION private.touch();
CREATE TRIGGER transition BEFORE INSERT OR UPDATE OF state ON match_generation_runs FOR EACH ROW EXECUTE FUNCTION private.enforce_transition();

alter table public.match_generation_runs enable row level security;

create policy "match_generation_runs select" on public.match_generation_runs for select to authenticated
  using (( SELECT private.has_role('moderator'::text) AS has_role));

grant select on public.match_generation_runs to authenticated;
grant select on public.match_generation_runs to service_role;

grant insert (id, algorithm, state, candidates, generated, error_message, started_at, finished_at) on public.match_generation_runs to service_role;
grant update (algorithm, state, candidates, generated, error_message, started_at, finished_at) on public.match_generation_runs to service_role;
