-- Written by `npm run schema` from the migrations: change those, not this.

create table public.outreach_senders (
  id uuid default gen_random_uuid() not null,
  email text not null,
  name text not null,
  state text default 'active'::text not null,
  pause_reason text,
  daily_cap integer default 500 not null,
  ramp_start integer,
  ramp_step integer default 20 not null,
  min_gap_seconds integer default 0 not null,
  first_used_at timestamp with time zone,
  created_at timestamp with time zone default now() not null,
  updated_at timestamp with time zone default now() not null,
  constraint outreach_senders_daily_cap_check CHECK (daily_cap >= 1 AND daily_cap <= 10000),
  constraint outreach_senders_email_check CHECK (email ~ '^[^[:space:]@]+@[^[:space:]@]+\.[^[:space:]@]+$'::text AND char_length(email) <= 254),
  constraint outreach_senders_email_key UNIQUE (email),
  constraint outreach_senders_finite CHECK (isfinite(first_used_at)),
  constraint outreach_senders_min_gap_seconds_check CHECK (min_gap_seconds >= 0 AND min_gap_seconds <= 86400),
  constraint outreach_senders_name_check CHECK (char_length(name) >= 1 AND char_length(name) <= 120),
  constraint outreach_senders_name_required_check CHECK (private.said(name) IS NOT NULL),
  constraint outreach_senders_pause_reason_check CHECK (char_length(pause_reason) <= 300),
  constraint outreach_senders_pkey PRIMARY KEY (id),
  constraint outreach_senders_ramp_start_check CHECK (ramp_start >= 1 AND ramp_start <= 10000),
  constraint outreach_senders_ramp_step_check CHECK (ramp_step >= 0 AND ramp_step <= 10000),
  constraint outreach_senders_state_check CHECK (state = ANY (ARRAY['active'::text, 'paused'::text, 'retired'::text]))
);

comment on table public.outreach_senders is 'The addresses that mail comes from: how much a day, how far apart, and whether they may.';

-- From which state a row may come to which: rows of public.state_transitions.
--   (new) → active
--   active → paused, retired
--   paused → active, retired

CREATE INDEX outreach_senders_created_idx ON public.outreach_senders USING btree (created_at DESC, id DESC);

CREATE TRIGGER a_team BEFORE INSERT ON outreach_senders FOR EACH STATEMENT EXECUTE FUNCTION private.only_team('growth');
CREATE TRIGGER audit AFTER INSERT OR DELETE OR UPDATE ON outreach_senders FOR EACH ROW EXECUTE FUNCTION private.audit('all');
CREATE TRIGGER touch BEFORE UPDATE ON outreach_senders FOR EACH ROW EXECUTE FUNCTION private.touch();
CREATE TRIGGER transition BEFORE INSERT OR UPDATE OF state ON outreach_senders FOR EACH ROW EXECUTE FUNCTION private.enforce_transition();
CREATE TRIGGER u_clear_pause BEFORE UPDATE OF state ON outreach_senders FOR EACH ROW WHEN (new.state <> old.state) EXECUTE FUNCTION private.clear_pause();

alter table public.outreach_senders enable row level security;

create policy "outreach_senders insert" on public.outreach_senders for insert to authenticated
  with check (( SELECT private.has_role('growth'::text) AS has_role));
create policy "outreach_senders select" on public.outreach_senders for select to authenticated
  using (( SELECT private.has_role('growth'::text) AS has_role));
create policy "outreach_senders update" on public.outreach_senders for update to authenticated
  using (( SELECT private.has_role('growth'::text) AS has_role))
  with check (( SELECT private.has_role('growth'::text) AS has_role));

grant select on public.outreach_senders to authenticated;
grant select on public.outreach_senders to service_role;

grant insert (id, email, name, daily_cap, ramp_start, ramp_step, min_gap_seconds) on public.outreach_senders to authenticated;
grant update (name, state, daily_cap, ramp_start, ramp_step, min_gap_seconds) on public.outreach_senders to authenticated;
