-- Written by `npm run schema` from the migrations: change those, not this.

create table public.scrape_runs (
  id uuid default gen_random_uuid() not null,
  source_id uuid not null,
  state text default 'queued'::text not null,
  trigger text default 'schedule'::text not null,
  requested_by uuid,
  retry_of uuid,
  queued_at timestamp with time zone default now() not null,
  started_at timestamp with time zone,
  finished_at timestamp with time zone,
  heartbeat_at timestamp with time zone,
  pages integer default 0 not null,
  found integer default 0 not null,
  new_leads integer default 0 not null,
  duplicates integer default 0 not null,
  errors integer default 0 not null,
  error_kind text,
  error_message text,
  log jsonb default '[]'::jsonb not null,
  updated_at timestamp with time zone default now() not null,
  folded jsonb generated always as (private.folded_texts('{error_message}'::text[], ARRAY[error_message])) stored,
  worker text,
  cost_minor bigint,
  currency text,
  error_fingerprint text generated always as (private.error_fingerprint(error_kind, error_message)) stored,
  constraint scrape_runs_cost_minor_check CHECK (cost_minor >= 0),
  constraint scrape_runs_currency_check CHECK (currency ~ '^[A-Z]{3}$'::text),
  constraint scrape_runs_duplicates_check CHECK (duplicates >= 0),
  constraint scrape_runs_error_kind_check CHECK (char_length(error_kind) <= 80),
  constraint scrape_runs_error_message_check CHECK (char_length(error_message) <= 2000),
  constraint scrape_runs_error_message_required_check CHECK (state <> 'failed'::text OR error_message IS NOT NULL),
  constraint scrape_runs_errors_check CHECK (errors >= 0),
  constraint scrape_runs_finished_at_order_check CHECK (finished_at >= started_at),
  constraint scrape_runs_finished_at_required_check CHECK ((state = ANY (ARRAY['queued'::text, 'running'::text])) OR finished_at IS NOT NULL),
  constraint scrape_runs_finite CHECK (isfinite(queued_at) AND isfinite(started_at) AND isfinite(finished_at) AND isfinite(heartbeat_at)),
  constraint scrape_runs_found_check CHECK (found >= 0),
  constraint scrape_runs_found_total_check CHECK ((new_leads + duplicates) <= found),
  constraint scrape_runs_log_check CHECK (jsonb_typeof(log) = 'array'::text),
  constraint scrape_runs_log_depth_check CHECK (NOT jsonb_path_exists(log, '$.**{50}'::jsonpath)),
  constraint scrape_runs_log_elements_check CHECK (NOT jsonb_path_exists(log, 'strict $[*]?(@.type() != "object")'::jsonpath) AND NOT jsonb_path_exists(log, '$[*]?(((!(exists (@."text")) || @."text".type() != "string") || exists (@."at") && @."at".type() != "string") || exists (@."level") && @."level".type() != "string")'::jsonpath)),
  constraint scrape_runs_new_leads_check CHECK (new_leads >= 0),
  constraint scrape_runs_pages_check CHECK (pages >= 0),
  constraint scrape_runs_pkey PRIMARY KEY (id),
  constraint scrape_runs_requested_by_fkey FOREIGN KEY (requested_by) REFERENCES staff_members(user_id) ON DELETE SET NULL,
  constraint scrape_runs_retry_of_fkey FOREIGN KEY (retry_of) REFERENCES scrape_runs(id) ON DELETE SET NULL,
  constraint scrape_runs_source_id_fkey FOREIGN KEY (source_id) REFERENCES lead_sources(id) ON DELETE CASCADE,
  constraint scrape_runs_started_at_required_check CHECK ((state = ANY (ARRAY['queued'::text, 'cancelled'::text, 'failed'::text])) OR started_at IS NOT NULL),
  constraint scrape_runs_state_check CHECK (state = ANY (ARRAY['queued'::text, 'running'::text, 'succeeded'::text, 'partial'::text, 'failed'::text, 'cancelled'::text])),
  constraint scrape_runs_trigger_check CHECK (trigger = ANY (ARRAY['schedule'::text, 'manual'::text, 'retry'::text])),
  constraint scrape_runs_worker_check CHECK (char_length(worker) <= 120)
);

comment on table public.scrape_runs is 'Executions of a lead source''s scraping.';

comment on column public.scrape_runs.error_fingerprint is 'The same for failures that differ in figures, ids, addresses and quoted names only.';

-- From which state a row may come to which: rows of public.state_transitions.
--   (new) → queued
--   queued → cancelled, failed, running
--   running → cancelled, failed, partial, succeeded

CREATE INDEX scrape_runs_fingerprint_idx ON public.scrape_runs USING btree (error_fingerprint, queued_at DESC) WHERE (error_fingerprint IS NOT NULL);
CREATE UNIQUE INDEX scrape_runs_one_open_idx ON public.scrape_runs USING btree (source_id) WHERE (state = ANY (ARRAY['queued'::text, 'running'::text]));
CREATE INDEX scrape_runs_queued_idx ON public.scrape_runs USING btree (queued_at DESC, id DESC);
CREATE INDEX scrape_runs_requested_by_idx ON public.scrape_runs USING btree (requested_by);
CREATE INDEX scrape_runs_retry_of_idx ON public.scrape_runs USING btree (retry_of);
CREATE INDEX scrape_runs_source_idx ON public.scrape_runs USING btree (source_id, queued_at DESC);
CREATE INDEX scrape_runs_state_idx ON public.scrape_runs USING btree (state, queued_at DESC, id DESC);

CREATE TRIGGER a_stamp BEFORE INSERT OR UPDATE ON scrape_runs FOR EACH ROW EXECUTE FUNCTION private.stamp_person('requested_by');
CREATE TRIGGER audit AFTER INSERT OR DELETE OR UPDATE ON scrape_runs FOR EACH ROW EXECUTE FUNCTION private.audit('log');
CREATE TRIGGER check_run BEFORE INSERT OR UPDATE OF state ON scrape_runs FOR EACH ROW EXECUTE FUNCTION private.check_run();
CREATE TRIGGER note_run AFTER UPDATE OF state ON scrape_runs FOR EACH ROW WHEN (new.state = 'running'::text AND old.state <> 'running'::text) EXECUTE FUNCTION private.note_run();
CREATE TRIGGER stamp_run BEFORE UPDATE OF state ON scrape_runs FOR EACH ROW EXECUTE FUNCTION private.stamp_run();
CREATE TRIGGER touch BEFORE UPDATE ON scrape_runs FOR EACH ROW EXECUTE FUNCTION private.touch();
CREATE TRIGGER transition BEFORE INSERT OR UPDATE OF state ON scrape_runs FOR EACH ROW EXECUTE FUNCTION private.enforce_transition();

alter table public.scrape_runs enable row level security;

create policy "scrape_runs insert" on public.scrape_runs for insert to authenticated
  with check (( SELECT private.has_role('growth'::text) AS has_role));
create policy "scrape_runs select" on public.scrape_runs for select to authenticated
  using (( SELECT private.has_role('growth'::text) AS has_role));
create policy "scrape_runs update" on public.scrape_runs for update to authenticated
  using (( SELECT private.has_role('growth'::text) AS has_role))
  with check (( SELECT private.has_role('growth'::text) AS has_role));

grant select on public.scrape_runs to authenticated;
grant select on public.scrape_runs to service_role;

grant update (state) on public.scrape_runs to authenticated;
