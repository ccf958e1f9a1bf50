-- Written by `npm run schema` from the migrations: change those, not this.

create table public.ai_bot_health (
  id uuid default gen_random_uuid() not null,
  name text not null,
  label text not null,
  purpose text,
  state text default 'healthy'::text not null,
  state_since timestamp with time zone default now() not null,
  heartbeat_at timestamp with time zone,
  heartbeat_every_seconds integer default 60 not null,
  latency_ms integer,
  error_rate numeric(5,4) default 0 not null,
  queue_depth integer default 0 not null,
  version text,
  model text,
  message text,
  created_at timestamp with time zone default now() not null,
  updated_at timestamp with time zone default now() not null,
  search text generated always as (private.folded(((((((name || ' '::text) || label) || ' '::text) || COALESCE(purpose, ''::text)) || ' '::text) || COALESCE(message, ''::text)))) stored,
  folded jsonb generated always as (private.folded_texts('{label,purpose,message}'::text[], ARRAY[label, purpose, message])) stored,
  sort_name text generated always as (private.folded(label)) stored not null,
  daily_budget_micros bigint,
  review_below numeric(4,3) default 0.6 not null,
  constraint ai_bot_health_daily_budget_micros_check CHECK (daily_budget_micros >= 0),
  constraint ai_bot_health_error_rate_check CHECK (error_rate >= 0::numeric AND error_rate <= 1::numeric),
  constraint ai_bot_health_finite CHECK (isfinite(state_since) AND isfinite(heartbeat_at) AND error_rate < 'Infinity'::numeric AND review_below < 'Infinity'::numeric),
  constraint ai_bot_health_heartbeat_every_seconds_check CHECK (heartbeat_every_seconds >= 1 AND heartbeat_every_seconds <= 86400),
  constraint ai_bot_health_label_check CHECK (char_length(label) >= 1 AND char_length(label) <= 120),
  constraint ai_bot_health_label_required_check CHECK (private.said(label) IS NOT NULL),
  constraint ai_bot_health_latency_ms_check CHECK (latency_ms >= 0),
  constraint ai_bot_health_message_check CHECK (char_length(message) <= 500),
  constraint ai_bot_health_model_check CHECK (char_length(model) <= 80),
  constraint ai_bot_health_name_check CHECK (name ~ '^[a-z][a-z0-9_-]{1,60}$'::text),
  constraint ai_bot_health_name_key UNIQUE (name),
  constraint ai_bot_health_pkey PRIMARY KEY (id),
  constraint ai_bot_health_purpose_check CHECK (char_length(purpose) <= 500),
  constraint ai_bot_health_queue_depth_check CHECK (queue_depth >= 0),
  constraint ai_bot_health_review_below_check CHECK (review_below >= 0::numeric AND review_below <= 1::numeric),
  constraint ai_bot_health_state_check CHECK (state = ANY (ARRAY['healthy'::text, 'degraded'::text, 'down'::text])),
  constraint ai_bot_health_version_check CHECK (char_length(version) <= 60)
);

comment on table public.ai_bot_health is 'Each AI bot with its present state and last heartbeat.';

comment on column public.ai_bot_health.latency_ms is 'Median of the last hour in milliseconds.';
comment on column public.ai_bot_health.error_rate is 'Share of actions that failed in the last hour, 0 to 1.';
comment on column public.ai_bot_health.daily_budget_micros is 'What it should cost a day at the most, in millionths of a US dollar; empty: no line.';
comment on column public.ai_bot_health.review_below is 'What it does with a confidence below this waits for a person''s verdict.';

-- From which state a row may come to which: rows of public.state_transitions.
--   (new) → degraded, down, healthy
--   degraded → down, healthy
--   down → degraded, healthy
--   healthy → degraded, down

CREATE INDEX ai_bot_health_search_idx ON public.ai_bot_health USING gin (search extensions.gin_trgm_ops);
CREATE INDEX ai_bot_health_sort_name_idx ON public.ai_bot_health USING btree (sort_name, id);

CREATE TRIGGER a_arrival BEFORE INSERT OR UPDATE OF heartbeat_at ON ai_bot_health FOR EACH ROW WHEN (isfinite(new.heartbeat_at) AND new.heartbeat_at > clock_timestamp()) EXECUTE FUNCTION private.count_from_arrival('heartbeat_at');
CREATE TRIGGER a_moment_of_created_at BEFORE INSERT OR UPDATE OF created_at ON ai_bot_health FOR EACH ROW WHEN (new.created_at < '1970-01-01 00:00:00+00'::timestamp with time zone OR new.created_at >= '2201-01-01 00:00:00+00'::timestamp with time zone) EXECUTE FUNCTION private.refuse_moment('created_at');
CREATE TRIGGER a_moment_of_heartbeat_at BEFORE INSERT OR UPDATE OF heartbeat_at ON ai_bot_health FOR EACH ROW WHEN (new.heartbeat_at < '1970-01-01 00:00:00+00'::timestamp with time zone OR new.heartbeat_at >= '2201-01-01 00:00:00+00'::timestamp with time zone) EXECUTE FUNCTION private.refuse_moment('heartbeat_at');
CREATE TRIGGER audit AFTER INSERT OR DELETE OR UPDATE ON ai_bot_health FOR EACH ROW EXECUTE FUNCTION private.audit('log');
CREATE TRIGGER follow_bot_state AFTER UPDATE OF state ON ai_bot_health FOR EACH ROW WHEN (new.state IS DISTINCT FROM old.state) EXECUTE FUNCTION private.follow_bot_state();
CREATE TRIGGER stamp_bot_state BEFORE UPDATE OF state ON ai_bot_health FOR EACH ROW EXECUTE FUNCTION private.stamp_bot_state();
CREATE TRIGGER touch BEFORE UPDATE ON ai_bot_health FOR EACH ROW EXECUTE FUNCTION private.touch();
CREATE TRIGGER transition BEFORE INSERT OR UPDATE OF state ON ai_bot_health FOR EACH ROW EXECUTE FUNCTION private.enforce_transition();

alter table public.ai_bot_health enable row level security;

create policy "ai_bot_health delete" on public.ai_bot_health for delete to authenticated
  using (( SELECT private.has_role('admin'::text) AS has_role));
create policy "ai_bot_health insert" on public.ai_bot_health for insert to authenticated
  with check (( SELECT private.has_role('admin'::text) AS has_role));
create policy "ai_bot_health select" on public.ai_bot_health for select to authenticated
  using (( SELECT private.is_staff() AS is_staff));
create policy "ai_bot_health update" on public.ai_bot_health for update to authenticated
  using (( SELECT private.has_role('admin'::text) AS has_role))
  with check (( SELECT private.has_role('admin'::text) AS has_role));

grant delete, select on public.ai_bot_health to authenticated;
grant delete, select on public.ai_bot_health to service_role;

grant insert (id, name, label, purpose, state, heartbeat_every_seconds, version, model, daily_budget_micros, review_below) on public.ai_bot_health to authenticated;
grant update (label, purpose, state, heartbeat_every_seconds, version, model, daily_budget_micros, review_below) on public.ai_bot_health to authenticated;
grant insert (id, name, label, purpose, state, heartbeat_at, heartbeat_every_seconds, latency_ms, error_rate, queue_depth, version, model, message, created_at) on public.ai_bot_health to service_role;
grant update (name, label, purpose, state, heartbeat_at, heartbeat_every_seconds, latency_ms, error_rate, queue_depth, version, model, message) on public.ai_bot_health to service_role;
