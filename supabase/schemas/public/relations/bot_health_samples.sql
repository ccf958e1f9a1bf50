-- Written by `npm run schema` from the migrations: change those, not this.

create table public.bot_health_samples (
  id bigint generated always as identity not null,
  bot_id uuid not null,
  sampled_at timestamp with time zone default now() not null,
  state text not null,
  latency_ms integer,
  error_rate numeric(5,4) default 0 not null,
  queue_depth integer default 0 not null,
  constraint bot_health_samples_bot_id_fkey FOREIGN KEY (bot_id) REFERENCES ai_bot_health(id) ON DELETE CASCADE,
  constraint bot_health_samples_error_rate_check CHECK (error_rate >= 0::numeric AND error_rate <= 1::numeric),
  constraint bot_health_samples_finite CHECK (isfinite(sampled_at) AND error_rate < 'Infinity'::numeric),
  constraint bot_health_samples_latency_ms_check CHECK (latency_ms >= 0),
  constraint bot_health_samples_pkey PRIMARY KEY (id),
  constraint bot_health_samples_queue_depth_check CHECK (queue_depth >= 0),
  constraint bot_health_samples_state_check CHECK (state = ANY (ARRAY['healthy'::text, 'degraded'::text, 'down'::text]))
);

comment on table public.bot_health_samples is 'Measurements of each bot''s state and latency over time.';

CREATE INDEX bot_health_samples_bot_idx ON public.bot_health_samples USING btree (bot_id, sampled_at DESC);
CREATE INDEX bot_health_samples_sampled_idx ON public.bot_health_samples USING btree (sampled_at DESC, id DESC);

CREATE TRIGGER a_arrival BEFORE INSERT OR UPDATE OF sampled_at ON bot_health_samples FOR EACH ROW WHEN (isfinite(new.sampled_at) AND new.sampled_at > clock_timestamp()) EXECUTE FUNCTION private.count_from_arrival('sampled_at');
CREATE TRIGGER a_moment_of_sampled_at BEFORE INSERT OR UPDATE OF sampled_at ON bot_health_samples FOR EACH ROW WHEN (new.sampled_at < '1970-01-01 00:00:00+00'::timestamp with time zone OR new.sampled_at >= '2201-01-01 00:00:00+00'::timestamp with time zone) EXECUTE FUNCTION private.refuse_moment('sampled_at');

alter table public.bot_health_samples enable row level security;

create policy "bot_health_samples select" on public.bot_health_samples for select to authenticated
  using (( SELECT private.is_staff() AS is_staff));

grant select on public.bot_health_samples to authenticated;
grant delete, select on public.bot_health_samples to service_role;

grant insert (bot_id, sampled_at, state, latency_ms, error_rate, queue_depth) on public.bot_health_samples to service_role;
grant update (sampled_at, state, latency_ms, error_rate, queue_depth) on public.bot_health_samples to service_role;
