-- 008 lead_scraper_system
-- Outreach: where leads come from, the runs that fetch them, the leads, the sequences of mail
-- they are enrolled in, every mail, every answer, and who must never be mailed.

create table if not exists public.lead_sources (
  id uuid primary key default gen_random_uuid(),
  slug text not null unique check (slug ~ '^[a-z0-9]+(-[a-z0-9]+)*$'),
  name text not null check (char_length(name) between 1 and 120),
  kind text not null check (kind in ('forum', 'subreddit', 'meetup', 'club', 'alumni', 'directory', 'event', 'newsletter', 'podcast', 'blog', 'social', 'partner', 'volunteering', 'course')),
  url text not null check (url ~ '^https?://[^[:space:]]+$'),
  category text not null check (char_length(category) between 1 and 60),
  country text check (country ~ '^[A-Z]{2}$'),
  language text not null default 'en' check (language ~ '^[a-z]{2}$'),
  schedule text not null default 'weekly' check (schedule in ('hourly', 'daily', 'weekly', 'monthly', 'manual')),
  config jsonb not null default '{}' check (jsonb_typeof(config) = 'object'),
  state text not null default 'active' check (state in ('active', 'paused', 'blocked', 'retired')),
  quality smallint not null default 50 check (quality between 0 and 100),
  requests_per_minute smallint not null default 10 check (requests_per_minute between 1 and 120),
  respects_robots boolean not null default true,
  lawful_basis text not null default 'legitimate_interest' check (lawful_basis in ('legitimate_interest', 'consent')),
  last_run_at timestamptz,
  next_run_at timestamptz,
  notes text check (char_length(notes) <= 2000),
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  search text generated always as (lower(name || ' ' || url || ' ' || category)) stored
);
comment on column public.lead_sources.quality is 'How good its leads have been, 0 to 100.';
comment on column public.lead_sources.lawful_basis is 'GDPR Art. 6: on what ground this personal data is processed.';
create index if not exists lead_sources_name_idx on public.lead_sources (name, id);
create index if not exists lead_sources_created_idx on public.lead_sources (created_at desc, id desc);
create index if not exists lead_sources_last_run_idx on public.lead_sources (last_run_at desc nulls last, id desc);
create index if not exists lead_sources_search_idx on public.lead_sources using gin (search extensions.gin_trgm_ops);
alter table public.lead_sources enable row level security;
revoke all on public.lead_sources from anon, authenticated, service_role;
grant select, insert, update, delete on public.lead_sources to authenticated;
grant select, insert, update, delete on public.lead_sources to service_role;
drop policy if exists "lead_sources select" on public.lead_sources;
create policy "lead_sources select" on public.lead_sources for select to authenticated
  using ((select private.has_role('growth')));
drop policy if exists "lead_sources insert" on public.lead_sources;
create policy "lead_sources insert" on public.lead_sources for insert to authenticated
  with check ((select private.has_role('growth')));
drop policy if exists "lead_sources update" on public.lead_sources;
create policy "lead_sources update" on public.lead_sources for update to authenticated
  using ((select private.has_role('growth')))
  with check ((select private.has_role('growth')));
drop policy if exists "lead_sources delete" on public.lead_sources;
create policy "lead_sources delete" on public.lead_sources for delete to authenticated
  using ((select private.has_role('growth')));
create or replace trigger touch before update on public.lead_sources
  for each row execute function private.touch();
create or replace trigger audit after insert or update or delete on public.lead_sources
  for each row execute function private.audit('all');
insert into public.state_transitions (table_name, from_state, to_state) values
  ('lead_sources', 'active', 'paused'),
  ('lead_sources', 'active', 'blocked'),
  ('lead_sources', 'active', 'retired'),
  ('lead_sources', 'paused', 'active'),
  ('lead_sources', 'paused', 'retired'),
  ('lead_sources', 'blocked', 'active'),
  ('lead_sources', 'blocked', 'paused'),
  ('lead_sources', 'blocked', 'retired'),
  ('lead_sources', 'retired', 'active'),
  ('lead_sources', '', 'active'),
  ('lead_sources', '', 'paused')
on conflict do nothing;
create or replace trigger transition before insert or update of state on public.lead_sources
  for each row execute function private.enforce_transition();

create table if not exists public.scrape_runs (
  id uuid primary key default gen_random_uuid(),
  source_id uuid not null references public.lead_sources (id) on delete cascade,
  state text not null default 'queued' check (state in ('queued', 'running', 'succeeded', 'partial', 'failed', 'cancelled')),
  trigger text not null default 'schedule' check (trigger in ('schedule', 'manual', 'retry')),
  requested_by uuid references public.staff_members (user_id) on delete set null,
  retry_of uuid references public.scrape_runs (id) on delete set null,
  queued_at timestamptz not null default now(),
  started_at timestamptz,
  finished_at timestamptz,
  heartbeat_at timestamptz,
  pages integer not null default 0 check (pages >= 0),
  found integer not null default 0 check (found >= 0),
  new_leads integer not null default 0 check (new_leads >= 0),
  duplicates integer not null default 0 check (duplicates >= 0),
  errors integer not null default 0 check (errors >= 0),
  error_kind text check (char_length(error_kind) <= 80),
  error_message text check (char_length(error_message) <= 2000),
  log jsonb not null default '[]' check (jsonb_typeof(log) = 'array'),
  updated_at timestamptz not null default now(),
  constraint scrape_runs_found_total_check check (new_leads + duplicates <= found),
  constraint scrape_runs_started_at_required_check check (state in ('queued', 'cancelled', 'failed') or started_at is not null),
  constraint scrape_runs_finished_at_required_check check (state in ('queued', 'running') or finished_at is not null),
  constraint scrape_runs_finished_at_order_check check (finished_at >= started_at),
  constraint scrape_runs_error_message_required_check check (state <> 'failed' or error_message is not null)
);
create index if not exists scrape_runs_queued_idx on public.scrape_runs (queued_at desc, id desc);
create index if not exists scrape_runs_source_idx on public.scrape_runs (source_id, queued_at desc);
create index if not exists scrape_runs_state_idx on public.scrape_runs (state, queued_at desc, id desc);
create index if not exists scrape_runs_requested_by_idx on public.scrape_runs (requested_by);
create index if not exists scrape_runs_retry_of_idx on public.scrape_runs (retry_of);
-- One run at a time for a source.
create unique index if not exists scrape_runs_one_open_idx on public.scrape_runs (source_id) where state in ('queued', 'running');
alter table public.scrape_runs enable row level security;
revoke all on public.scrape_runs from anon, authenticated, service_role;
grant select, insert, update on public.scrape_runs to authenticated;
grant select, insert, update, delete on public.scrape_runs to service_role;
drop policy if exists "scrape_runs select" on public.scrape_runs;
create policy "scrape_runs select" on public.scrape_runs for select to authenticated
  using ((select private.has_role('growth')));
drop policy if exists "scrape_runs insert" on public.scrape_runs;
create policy "scrape_runs insert" on public.scrape_runs for insert to authenticated
  with check ((select private.has_role('growth')));
drop policy if exists "scrape_runs update" on public.scrape_runs;
create policy "scrape_runs update" on public.scrape_runs for update to authenticated
  using ((select private.has_role('growth')))
  with check ((select private.has_role('growth')));
create or replace trigger touch before update on public.scrape_runs
  for each row execute function private.touch();
create or replace trigger audit after insert or update or delete on public.scrape_runs
  for each row execute function private.audit('log');
insert into public.state_transitions (table_name, from_state, to_state) values
  ('scrape_runs', 'queued', 'running'),
  ('scrape_runs', 'queued', 'cancelled'),
  ('scrape_runs', 'queued', 'failed'),
  ('scrape_runs', 'running', 'succeeded'),
  ('scrape_runs', 'running', 'partial'),
  ('scrape_runs', 'running', 'failed'),
  ('scrape_runs', 'running', 'cancelled'),
  ('scrape_runs', '', 'queued')
on conflict do nothing;
create or replace trigger transition before insert or update of state on public.scrape_runs
  for each row execute function private.enforce_transition();

create table if not exists public.leads (
  id uuid primary key default gen_random_uuid(),
  source_id uuid references public.lead_sources (id) on delete restrict,
  scrape_run_id uuid references public.scrape_runs (id) on delete set null,
  full_name text not null check (char_length(full_name) between 1 and 160),
  email text unique check (email ~ '^[^[:space:]@]+@[^[:space:]@]+\.[^[:space:]@]+$' and char_length(email) <= 254),
  phone text check (char_length(phone) <= 40),
  handle text check (char_length(handle) <= 120),
  profile_url text check (profile_url ~ '^https?://[^[:space:]]+$'),
  headline text check (char_length(headline) <= 300),
  city text check (char_length(city) <= 120),
  country text check (country ~ '^[A-Z]{2}$'),
  interests text[] not null default '{}',
  tags text[] not null default '{}',
  score smallint not null default 0 check (score between 0 and 100),
  score_reasons jsonb not null default '[]' check (jsonb_typeof(score_reasons) = 'array'),
  state text not null default 'new' check (state in ('new', 'qualified', 'contacted', 'replied', 'converted', 'rejected')),
  consent text not null default 'none' check (consent in ('none', 'legitimate_interest', 'consented', 'objected')),
  rejected_reason text check (char_length(rejected_reason) <= 300),
  owner_id uuid references public.staff_members (user_id) on delete set null,
  converted_user_id uuid references public.profiles (id) on delete set null,
  notes text check (char_length(notes) <= 4000),
  found_at timestamptz not null default now(),
  contacted_at timestamptz,
  replied_at timestamptz,
  converted_at timestamptz,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  search text generated always as (lower(full_name || ' ' || coalesce(email, '') || ' ' || coalesce(handle, '') || ' ' || coalesce(city, ''))) stored,
  constraint leads_contact_check check (num_nonnulls(email, phone, handle, profile_url) >= 1),
  constraint leads_rejected_reason_required_check check (state <> 'rejected' or rejected_reason is not null)
);
comment on column public.leads.email is 'Always lower case: the natural key of a lead.';
create index if not exists leads_found_idx on public.leads (found_at desc, id desc);
create index if not exists leads_created_idx on public.leads (created_at desc, id desc);
create index if not exists leads_score_idx on public.leads (score desc, id desc);
create index if not exists leads_state_idx on public.leads (state, found_at desc, id desc);
create index if not exists leads_name_idx on public.leads (full_name, id);
create index if not exists leads_source_idx on public.leads (source_id, found_at desc);
create index if not exists leads_run_idx on public.leads (scrape_run_id);
create index if not exists leads_owner_idx on public.leads (owner_id);
create index if not exists leads_converted_user_idx on public.leads (converted_user_id);
create index if not exists leads_search_idx on public.leads using gin (search extensions.gin_trgm_ops);
alter table public.leads enable row level security;
revoke all on public.leads from anon, authenticated, service_role;
grant select, insert, update, delete on public.leads to authenticated;
grant select, insert, update, delete on public.leads to service_role;
drop policy if exists "leads select" on public.leads;
create policy "leads select" on public.leads for select to authenticated
  using ((select private.has_role('growth')));
drop policy if exists "leads insert" on public.leads;
create policy "leads insert" on public.leads for insert to authenticated
  with check ((select private.has_role('growth')));
drop policy if exists "leads update" on public.leads;
create policy "leads update" on public.leads for update to authenticated
  using ((select private.has_role('growth')))
  with check ((select private.has_role('growth')));
drop policy if exists "leads delete" on public.leads;
create policy "leads delete" on public.leads for delete to authenticated
  using ((select private.has_role('growth')));
create or replace trigger touch before update on public.leads
  for each row execute function private.touch();
create or replace trigger audit after insert or update or delete on public.leads
  for each row execute function private.audit('log');
insert into public.state_transitions (table_name, from_state, to_state) values
  ('leads', 'new', 'qualified'),
  ('leads', 'new', 'contacted'),
  ('leads', 'new', 'rejected'),
  ('leads', 'qualified', 'new'),
  ('leads', 'qualified', 'contacted'),
  ('leads', 'qualified', 'converted'),
  ('leads', 'qualified', 'rejected'),
  ('leads', 'contacted', 'qualified'),
  ('leads', 'contacted', 'replied'),
  ('leads', 'contacted', 'converted'),
  ('leads', 'contacted', 'rejected'),
  ('leads', 'replied', 'contacted'),
  ('leads', 'replied', 'converted'),
  ('leads', 'replied', 'rejected'),
  ('leads', 'rejected', 'new'),
  ('leads', 'rejected', 'qualified'),
  ('leads', '', 'new'),
  ('leads', '', 'qualified')
on conflict do nothing;
create or replace trigger transition before insert or update of state on public.leads
  for each row execute function private.enforce_transition();

create table if not exists public.outreach_suppressions (
  id uuid primary key default gen_random_uuid(),
  email text not null unique check (email ~ '^[^[:space:]@]+@[^[:space:]@]+\.[^[:space:]@]+$' and char_length(email) <= 254),
  reason text not null check (reason in ('unsubscribed', 'objected', 'complained', 'hard_bounce', 'legal', 'manual')),
  channel text not null default 'email' check (channel in ('email')),
  source text check (char_length(source) <= 200),
  note text check (char_length(note) <= 1000),
  created_by uuid default auth.uid() references public.staff_members (user_id) on delete set null,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  search text generated always as (lower(email || ' ' || coalesce(note, ''))) stored
);
comment on table public.outreach_suppressions is
  'Who must never be mailed (CAN-SPAM opt-out; GDPR Art. 21: an objection is absolute). Never deleted by growth; a new lead with this address stays suppressed.';
create index if not exists outreach_suppressions_created_idx on public.outreach_suppressions (created_at desc, id desc);
create index if not exists outreach_suppressions_created_by_idx on public.outreach_suppressions (created_by);
create index if not exists outreach_suppressions_search_idx on public.outreach_suppressions using gin (search extensions.gin_trgm_ops);
alter table public.outreach_suppressions enable row level security;
revoke all on public.outreach_suppressions from anon, authenticated, service_role;
grant select, insert, update, delete on public.outreach_suppressions to authenticated;
grant select, insert, update, delete on public.outreach_suppressions to service_role;
drop policy if exists "outreach_suppressions select" on public.outreach_suppressions;
create policy "outreach_suppressions select" on public.outreach_suppressions for select to authenticated
  using ((select private.has_role('growth')));
drop policy if exists "outreach_suppressions insert" on public.outreach_suppressions;
create policy "outreach_suppressions insert" on public.outreach_suppressions for insert to authenticated
  with check ((select private.has_role('growth')));
drop policy if exists "outreach_suppressions update" on public.outreach_suppressions;
create policy "outreach_suppressions update" on public.outreach_suppressions for update to authenticated
  using ((select private.has_role('admin')))
  with check ((select private.has_role('admin')));
drop policy if exists "outreach_suppressions delete" on public.outreach_suppressions;
create policy "outreach_suppressions delete" on public.outreach_suppressions for delete to authenticated
  using ((select private.has_role('admin')));
create or replace trigger touch before update on public.outreach_suppressions
  for each row execute function private.touch();
create or replace trigger audit after insert or update or delete on public.outreach_suppressions
  for each row execute function private.audit('all');

create table if not exists public.outreach_sequences (
  id uuid primary key default gen_random_uuid(),
  name text not null unique check (char_length(name) between 1 and 120),
  description text check (char_length(description) <= 1000),
  state text not null default 'draft' check (state in ('draft', 'active', 'paused', 'archived')),
  from_name text not null check (char_length(from_name) between 1 and 120),
  from_email text not null check (from_email ~ '^[^[:space:]@]+@[^[:space:]@]+\.[^[:space:]@]+$'),
  reply_to text check (reply_to ~ '^[^[:space:]@]+@[^[:space:]@]+\.[^[:space:]@]+$'),
  postal_address text not null check (char_length(postal_address) between 10 and 300),
  daily_cap integer not null default 100 check (daily_cap between 1 and 5000),
  send_from time not null default '09:00',
  send_until time not null default '17:00',
  time_zone text not null default 'UTC' check (char_length(time_zone) between 1 and 60),
  owner_id uuid references public.staff_members (user_id) on delete set null,
  activated_at timestamptz,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  search text generated always as (lower(name || ' ' || coalesce(description, ''))) stored,
  constraint outreach_sequences_send_until_order_check check (send_until > send_from)
);
comment on column public.outreach_sequences.postal_address is 'CAN-SPAM: every commercial mail carries a valid postal address.';
create index if not exists outreach_sequences_created_idx on public.outreach_sequences (created_at desc, id desc);
create index if not exists outreach_sequences_owner_idx on public.outreach_sequences (owner_id);
create index if not exists outreach_sequences_search_idx on public.outreach_sequences using gin (search extensions.gin_trgm_ops);
alter table public.outreach_sequences enable row level security;
revoke all on public.outreach_sequences from anon, authenticated, service_role;
grant select, insert, update, delete on public.outreach_sequences to authenticated;
grant select, insert, update, delete on public.outreach_sequences to service_role;
drop policy if exists "outreach_sequences select" on public.outreach_sequences;
create policy "outreach_sequences select" on public.outreach_sequences for select to authenticated
  using ((select private.has_role('growth')));
drop policy if exists "outreach_sequences insert" on public.outreach_sequences;
create policy "outreach_sequences insert" on public.outreach_sequences for insert to authenticated
  with check ((select private.has_role('growth')));
drop policy if exists "outreach_sequences update" on public.outreach_sequences;
create policy "outreach_sequences update" on public.outreach_sequences for update to authenticated
  using ((select private.has_role('growth')))
  with check ((select private.has_role('growth')));
drop policy if exists "outreach_sequences delete" on public.outreach_sequences;
create policy "outreach_sequences delete" on public.outreach_sequences for delete to authenticated
  using ((select private.has_role('growth')));
create or replace trigger touch before update on public.outreach_sequences
  for each row execute function private.touch();
create or replace trigger audit after insert or update or delete on public.outreach_sequences
  for each row execute function private.audit('all');
insert into public.state_transitions (table_name, from_state, to_state) values
  ('outreach_sequences', 'draft', 'active'),
  ('outreach_sequences', 'draft', 'archived'),
  ('outreach_sequences', 'active', 'paused'),
  ('outreach_sequences', 'active', 'archived'),
  ('outreach_sequences', 'paused', 'active'),
  ('outreach_sequences', 'paused', 'archived'),
  ('outreach_sequences', '', 'draft')
on conflict do nothing;
create or replace trigger transition before insert or update of state on public.outreach_sequences
  for each row execute function private.enforce_transition();

create table if not exists public.sequence_emails (
  id uuid primary key default gen_random_uuid(),
  sequence_id uuid not null references public.outreach_sequences (id) on delete cascade,
  position smallint not null check (position between 1 and 20),
  delay_days smallint not null default 3 check (delay_days between 0 and 90),
  subject text not null check (char_length(subject) between 1 and 200),
  preview_text text check (char_length(preview_text) <= 200),
  body text not null check (char_length(body) between 1 and 20000),
  active boolean not null default true,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  unique (sequence_id, position)
);
comment on column public.sequence_emails.delay_days is 'Days after the step before (or after enrolment, for the first).';
create index if not exists sequence_emails_created_idx on public.sequence_emails (created_at desc, id desc);
alter table public.sequence_emails enable row level security;
revoke all on public.sequence_emails from anon, authenticated, service_role;
grant select, insert, update, delete on public.sequence_emails to authenticated;
grant select, insert, update, delete on public.sequence_emails to service_role;
drop policy if exists "sequence_emails select" on public.sequence_emails;
create policy "sequence_emails select" on public.sequence_emails for select to authenticated
  using ((select private.has_role('growth')));
drop policy if exists "sequence_emails insert" on public.sequence_emails;
create policy "sequence_emails insert" on public.sequence_emails for insert to authenticated
  with check ((select private.has_role('growth')));
drop policy if exists "sequence_emails update" on public.sequence_emails;
create policy "sequence_emails update" on public.sequence_emails for update to authenticated
  using ((select private.has_role('growth')))
  with check ((select private.has_role('growth')));
drop policy if exists "sequence_emails delete" on public.sequence_emails;
create policy "sequence_emails delete" on public.sequence_emails for delete to authenticated
  using ((select private.has_role('growth')));
create or replace trigger touch before update on public.sequence_emails
  for each row execute function private.touch();
create or replace trigger audit after insert or update or delete on public.sequence_emails
  for each row execute function private.audit('all');

create table if not exists public.sequence_enrollments (
  id uuid primary key default gen_random_uuid(),
  sequence_id uuid not null references public.outreach_sequences (id) on delete restrict,
  lead_id uuid not null references public.leads (id) on delete cascade,
  state text not null default 'active' check (state in ('active', 'paused', 'completed', 'replied', 'bounced', 'unsubscribed', 'stopped')),
  current_step smallint not null default 0 check (current_step >= 0),
  next_send_at timestamptz,
  stop_reason text check (char_length(stop_reason) <= 300),
  enrolled_by uuid default auth.uid() references public.staff_members (user_id) on delete set null,
  enrolled_at timestamptz not null default now(),
  ended_at timestamptz,
  updated_at timestamptz not null default now(),
  unique (sequence_id, lead_id)
);
create index if not exists sequence_enrollments_enrolled_idx on public.sequence_enrollments (enrolled_at desc, id desc);
create index if not exists sequence_enrollments_lead_idx on public.sequence_enrollments (lead_id);
create index if not exists sequence_enrollments_state_idx on public.sequence_enrollments (sequence_id, state);
create index if not exists sequence_enrollments_enrolled_by_idx on public.sequence_enrollments (enrolled_by);
create index if not exists sequence_enrollments_next_idx on public.sequence_enrollments (next_send_at) where state = 'active';
alter table public.sequence_enrollments enable row level security;
revoke all on public.sequence_enrollments from anon, authenticated, service_role;
grant select, insert, update on public.sequence_enrollments to authenticated;
grant select, insert, update, delete on public.sequence_enrollments to service_role;
drop policy if exists "sequence_enrollments select" on public.sequence_enrollments;
create policy "sequence_enrollments select" on public.sequence_enrollments for select to authenticated
  using ((select private.has_role('growth')));
drop policy if exists "sequence_enrollments insert" on public.sequence_enrollments;
create policy "sequence_enrollments insert" on public.sequence_enrollments for insert to authenticated
  with check ((select private.has_role('growth')));
drop policy if exists "sequence_enrollments update" on public.sequence_enrollments;
create policy "sequence_enrollments update" on public.sequence_enrollments for update to authenticated
  using ((select private.has_role('growth')))
  with check ((select private.has_role('growth')));
create or replace trigger touch before update on public.sequence_enrollments
  for each row execute function private.touch();
create or replace trigger audit after insert or update or delete on public.sequence_enrollments
  for each row execute function private.audit('all');
insert into public.state_transitions (table_name, from_state, to_state) values
  ('sequence_enrollments', 'active', 'paused'),
  ('sequence_enrollments', 'active', 'completed'),
  ('sequence_enrollments', 'active', 'replied'),
  ('sequence_enrollments', 'active', 'bounced'),
  ('sequence_enrollments', 'active', 'unsubscribed'),
  ('sequence_enrollments', 'active', 'stopped'),
  ('sequence_enrollments', 'paused', 'active'),
  ('sequence_enrollments', 'paused', 'replied'),
  ('sequence_enrollments', 'paused', 'bounced'),
  ('sequence_enrollments', 'paused', 'unsubscribed'),
  ('sequence_enrollments', 'paused', 'stopped'),
  ('sequence_enrollments', '', 'active')
on conflict do nothing;
create or replace trigger transition before insert or update of state on public.sequence_enrollments
  for each row execute function private.enforce_transition();

create table if not exists public.email_sends (
  id bigint generated always as identity primary key,
  lead_id uuid not null references public.leads (id) on delete cascade,
  enrollment_id uuid references public.sequence_enrollments (id) on delete set null,
  sequence_email_id uuid references public.sequence_emails (id) on delete set null,
  to_email text not null check (char_length(to_email) between 3 and 254),
  subject text not null check (char_length(subject) between 1 and 200),
  state text not null default 'queued' check (state in ('queued', 'sent', 'delivered', 'opened', 'clicked', 'bounced', 'complained', 'failed', 'skipped')),
  reason text check (char_length(reason) <= 300),
  message_id text unique check (char_length(message_id) <= 200),
  queued_at timestamptz not null default now(),
  sent_at timestamptz,
  delivered_at timestamptz,
  opened_at timestamptz,
  clicked_at timestamptz,
  failed_at timestamptz,
  updated_at timestamptz not null default now(),
  constraint email_sends_reason_required_check check (state not in ('bounced', 'complained', 'failed', 'skipped') or reason is not null)
);
create index if not exists email_sends_queued_idx on public.email_sends (queued_at desc, id desc);
create index if not exists email_sends_lead_idx on public.email_sends (lead_id, queued_at desc);
create index if not exists email_sends_enrollment_idx on public.email_sends (enrollment_id, queued_at desc);
create index if not exists email_sends_step_idx on public.email_sends (sequence_email_id, queued_at desc);
create index if not exists email_sends_state_idx on public.email_sends (state, queued_at desc, id desc);
alter table public.email_sends enable row level security;
revoke all on public.email_sends from anon, authenticated, service_role;
revoke all on sequence public.email_sends_id_seq from anon, authenticated, service_role;
grant select on public.email_sends to authenticated;
grant select, insert, update, delete on public.email_sends to service_role;
drop policy if exists "email_sends select" on public.email_sends;
create policy "email_sends select" on public.email_sends for select to authenticated
  using ((select private.has_role('growth')));
create or replace trigger touch before update on public.email_sends
  for each row execute function private.touch();
create or replace trigger audit after insert or update or delete on public.email_sends
  for each row execute function private.audit('log');
insert into public.state_transitions (table_name, from_state, to_state) values
  ('email_sends', 'queued', 'sent'),
  ('email_sends', 'queued', 'skipped'),
  ('email_sends', 'queued', 'failed'),
  ('email_sends', 'sent', 'delivered'),
  ('email_sends', 'sent', 'opened'),
  ('email_sends', 'sent', 'clicked'),
  ('email_sends', 'sent', 'bounced'),
  ('email_sends', 'sent', 'complained'),
  ('email_sends', 'sent', 'failed'),
  ('email_sends', 'delivered', 'opened'),
  ('email_sends', 'delivered', 'clicked'),
  ('email_sends', 'delivered', 'bounced'),
  ('email_sends', 'delivered', 'complained'),
  ('email_sends', 'opened', 'clicked'),
  ('email_sends', 'opened', 'complained'),
  ('email_sends', 'clicked', 'complained'),
  ('email_sends', 'failed', 'queued'),
  -- Tried again, but suppressed in the meantime.
  ('email_sends', 'failed', 'skipped')
on conflict do nothing;
create or replace trigger transition before insert or update of state on public.email_sends
  for each row execute function private.enforce_transition();

create table if not exists public.outreach_responses (
  id uuid primary key default gen_random_uuid(),
  lead_id uuid not null references public.leads (id) on delete cascade,
  email_send_id bigint references public.email_sends (id) on delete set null,
  channel text not null default 'email' check (channel in ('email', 'phone', 'social')),
  subject text check (char_length(subject) <= 300),
  body text not null check (char_length(body) between 1 and 20000),
  sentiment text not null default 'neutral' check (sentiment in ('positive', 'neutral', 'negative')),
  intent text not null default 'other' check (intent in ('interested', 'question', 'later', 'not_interested', 'unsubscribe', 'out_of_office', 'other')),
  handled_by uuid references public.staff_members (user_id) on delete set null,
  handled_at timestamptz,
  handling_note text check (char_length(handling_note) <= 2000),
  received_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  search text generated always as (lower(coalesce(subject, '') || ' ' || left(body, 2000))) stored,
  constraint outreach_responses_handled_by_check check ((handled_at is null) or (handled_by is not null))
);
create index if not exists outreach_responses_received_idx on public.outreach_responses (received_at desc, id desc);
create index if not exists outreach_responses_lead_idx on public.outreach_responses (lead_id, received_at desc);
create index if not exists outreach_responses_send_idx on public.outreach_responses (email_send_id);
create index if not exists outreach_responses_handled_by_idx on public.outreach_responses (handled_by);
create index if not exists outreach_responses_open_idx on public.outreach_responses (received_at desc) where handled_at is null;
create index if not exists outreach_responses_search_idx on public.outreach_responses using gin (search extensions.gin_trgm_ops);
alter table public.outreach_responses enable row level security;
revoke all on public.outreach_responses from anon, authenticated, service_role;
grant select, insert, update on public.outreach_responses to authenticated;
grant select, insert, update, delete on public.outreach_responses to service_role;
drop policy if exists "outreach_responses select" on public.outreach_responses;
create policy "outreach_responses select" on public.outreach_responses for select to authenticated
  using ((select private.has_role('growth')));
drop policy if exists "outreach_responses insert" on public.outreach_responses;
create policy "outreach_responses insert" on public.outreach_responses for insert to authenticated
  with check ((select private.has_role('growth')));
drop policy if exists "outreach_responses update" on public.outreach_responses;
create policy "outreach_responses update" on public.outreach_responses for update to authenticated
  using ((select private.has_role('growth')))
  with check ((select private.has_role('growth')));
create or replace trigger touch before update on public.outreach_responses
  for each row execute function private.touch();
create or replace trigger audit after insert or update or delete on public.outreach_responses
  for each row execute function private.audit('log');

-- Addresses are compared in lower case without surrounding space, everywhere.
create or replace function private.normalise_email() returns trigger
language plpgsql set search_path = '' as $$
begin
  new.email := nullif(lower(btrim(new.email)), '');
  return new;
end
$$;
create or replace trigger normalise_email before insert or update of email on public.leads
  for each row execute function private.normalise_email();
create or replace trigger normalise_email before insert or update of email on public.outreach_suppressions
  for each row execute function private.normalise_email();

create or replace function private.is_suppressed(address text) returns boolean
language sql stable security definer set search_path = '' as $$
  select exists (select from public.outreach_suppressions s where s.email = lower(btrim(address)))
$$;

-- Nobody who is suppressed is enrolled, whoever asks.
create or replace function private.check_enrollment() returns trigger
language plpgsql security definer set search_path = '' as $$
declare
  lead public.leads;
  sequence_state text;
begin
  if tg_op = 'UPDATE' and (new.lead_id, new.sequence_id) is distinct from (old.lead_id, old.sequence_id) then
    raise exception 'An enrollment stays with its lead and its sequence.' using errcode = '23514';
  end if;
  if new.state not in ('active', 'paused') or (tg_op = 'UPDATE' and new.state = old.state) then
    if tg_op = 'UPDATE' and new.state <> old.state then
      new.ended_at := coalesce(new.ended_at, clock_timestamp());
      new.next_send_at := null;
    end if;
    return new;
  end if;
  select * into lead from public.leads l where l.id = new.lead_id;
  select s.state into sequence_state from public.outreach_sequences s where s.id = new.sequence_id;
  if lead.email is null then
    raise exception 'This lead has no email address, so it cannot be enrolled.' using errcode = '23514', detail = '{"field": "lead_id"}';
  elsif private.is_suppressed(lead.email) or lead.consent = 'objected' then
    raise exception 'This lead must not be mailed: the address is suppressed.' using errcode = '23514', detail = '{"field": "lead_id"}';
  elsif lead.state in ('rejected', 'converted') then
    raise exception 'This lead is %, so it cannot be enrolled.', lead.state using errcode = '23514', detail = '{"field": "lead_id"}';
  elsif sequence_state = 'archived' then
    raise exception 'This sequence is archived, so nobody can be enrolled in it.' using errcode = '23514', detail = '{"field": "sequence_id"}';
  end if;
  return new;
end
$$;
create or replace trigger check_enrollment before insert or update on public.sequence_enrollments
  for each row execute function private.check_enrollment();

-- A mail to a suppressed address is never queued: it is kept as skipped, with the reason.
create or replace function private.check_send() returns trigger
language plpgsql security definer set search_path = '' as $$
begin
  if new.state in ('queued', 'sent') and (tg_op = 'INSERT' or new.state <> old.state) then
    if private.is_suppressed(new.to_email) then
      if tg_op = 'UPDATE' and new.state = 'sent' then
        raise exception 'This mail must not be sent: the address is suppressed.' using errcode = '23514';
      end if;
      new.state := 'skipped';
      new.reason := 'suppressed';
    end if;
  end if;
  return new;
end
$$;
create or replace trigger check_send before insert or update of state on public.email_sends
  for each row execute function private.check_send();

-- A new suppression stops what is under way for that address.
create or replace function private.apply_suppression() returns trigger
language plpgsql security definer set search_path = '' as $$
begin
  update public.email_sends set state = 'skipped', reason = 'suppressed'
  where state = 'queued' and lower(to_email) = new.email;
  update public.sequence_enrollments e
  set state = case when new.reason = 'hard_bounce' then 'bounced' when new.reason = 'unsubscribed' then 'unsubscribed' else 'stopped' end,
      stop_reason = 'Suppressed: ' || replace(new.reason, '_', ' ')
  from public.leads l
  where l.id = e.lead_id and l.email = new.email and e.state in ('active', 'paused');
  update public.leads set consent = 'objected'
  where email = new.email and consent <> 'objected' and new.reason in ('unsubscribed', 'objected', 'complained', 'legal');
  return null;
end
$$;
create or replace trigger apply_suppression after insert on public.outreach_suppressions
  for each row execute function private.apply_suppression();
-- A lead who objects is suppressed, by whichever way it became known.
create or replace function private.apply_objection() returns trigger
language plpgsql security definer set search_path = '' as $$
begin
  insert into public.outreach_suppressions (email, reason, source) values (new.email, 'objected', 'lead')
  on conflict (email) do nothing;
  return null;
end
$$;
create or replace trigger apply_objection after insert or update of consent, email on public.leads
  for each row when (new.consent = 'objected' and new.email is not null) execute function private.apply_objection();
create index if not exists email_sends_queued_to_idx on public.email_sends (lower(to_email)) where state = 'queued';

-- An answer ends the sequence for that lead; "unsubscribe" suppresses the address.
create or replace function private.apply_response() returns trigger
language plpgsql security definer set search_path = '' as $$
declare
  address text;
begin
  if new.intent = 'out_of_office' or (tg_op = 'UPDATE' and new.intent = old.intent) then
    return null;
  end if;
  select email into address from public.leads where id = new.lead_id;
  if new.intent = 'unsubscribe' and address is not null then
    insert into public.outreach_suppressions (email, reason, source, created_by)
    values (address, 'unsubscribed', 'reply', null) on conflict (email) do nothing;
  end if;
  update public.sequence_enrollments set state = 'replied', stop_reason = 'The lead answered'
  where lead_id = new.lead_id and state in ('active', 'paused');
  update public.leads set state = 'replied', replied_at = coalesce(replied_at, new.received_at)
  where id = new.lead_id and state = 'contacted';
  return null;
end
$$;
-- Also when somebody reads it and corrects its intent.
create or replace trigger apply_response after insert or update of intent on public.outreach_responses
  for each row execute function private.apply_response();

-- An enrollment that ends takes back the mail that waits.
create or replace function private.end_enrollment() returns trigger
language plpgsql security definer set search_path = '' as $$
begin
  update public.email_sends set state = 'skipped', reason = new.state where enrollment_id = new.id and state = 'queued';
  return null;
end
$$;
create or replace trigger end_enrollment after update of state on public.sequence_enrollments
  for each row when (new.state in ('replied', 'bounced', 'unsubscribed', 'stopped') and new.state <> old.state)
  execute function private.end_enrollment();

-- A sequence can only start with something to send.
create or replace function private.check_activation() returns trigger
language plpgsql security definer set search_path = '' as $$
begin
  if new.state = 'active' and old.state <> 'active' then
    if not exists (select from public.sequence_emails e where e.sequence_id = new.id and e.active) then
      raise exception 'Write at least one email before activating this sequence.' using errcode = '23514', detail = '{"field": "state"}';
    end if;
    new.activated_at := coalesce(new.activated_at, clock_timestamp());
  end if;
  return new;
end
$$;
create or replace trigger check_activation before update of state on public.outreach_sequences
  for each row execute function private.check_activation();

-- A run keeps its times by its state.
create or replace function private.stamp_run() returns trigger
language plpgsql set search_path = '' as $$
begin
  if new.state <> old.state then
    if new.state = 'running' then
      new.started_at := coalesce(new.started_at, clock_timestamp());
      new.heartbeat_at := coalesce(new.heartbeat_at, clock_timestamp());
    elsif new.state in ('succeeded', 'partial', 'failed', 'cancelled') then
      new.finished_at := coalesce(new.finished_at, clock_timestamp());
    end if;
  end if;
  return new;
end
$$;
create or replace trigger stamp_run before update of state on public.scrape_runs
  for each row execute function private.stamp_run();

create or replace function private.note_run() returns trigger
language plpgsql security definer set search_path = '' as $$
begin
  update public.lead_sources set last_run_at = greatest(last_run_at, new.started_at) where id = new.source_id;
  return null;
end
$$;
create or replace trigger note_run after update of state on public.scrape_runs
  for each row when (new.state = 'running' and old.state <> 'running') execute function private.note_run();

revoke all on function private.normalise_email(), private.is_suppressed(text), private.check_enrollment(), private.check_send(),
  private.apply_suppression(), private.apply_objection(), private.apply_response(), private.end_enrollment(), private.check_activation(), private.stamp_run(), private.note_run()
  from public, anon, authenticated;

-- Decisions, as functions: they run with the caller's rights, so row security holds.

create or replace function public.retry_scrape_run(run_id uuid, reason text default null) returns public.scrape_runs
language plpgsql security invoker set search_path = '' as $$
declare
  run public.scrape_runs;
  again public.scrape_runs;
begin
  if not (select private.has_role('growth')) then
    raise exception 'Only growth may retry a run.' using errcode = '42501';
  end if;
  select * into run from public.scrape_runs r where r.id = run_id;
  if not found then
    raise exception 'This run does not exist any more.' using errcode = 'P0002';
  end if;
  if run.state not in ('failed', 'partial', 'cancelled') then
    raise exception 'Only a failed, partial or cancelled run can be retried; this one is %.', run.state using errcode = '23514';
  end if;
  perform set_config('app.reason', coalesce(reason, 'Retry of an earlier run'), true);
  begin
    insert into public.scrape_runs (source_id, trigger, requested_by, retry_of)
    values (run.source_id, 'retry', auth.uid(), run.id) returning * into again;
  exception when unique_violation then
    raise exception 'A run of this source is already queued or running.' using errcode = '23514';
  end;
  return again;
end
$$;

create or replace function public.start_scrape_run(source_id uuid, reason text default null) returns public.scrape_runs
language plpgsql security invoker set search_path = '' as $$
declare
  source public.lead_sources;
  run public.scrape_runs;
begin
  if not (select private.has_role('growth')) then
    raise exception 'Only growth may start a run.' using errcode = '42501';
  end if;
  select * into source from public.lead_sources s where s.id = start_scrape_run.source_id;
  if not found then
    raise exception 'This source does not exist any more.' using errcode = 'P0002';
  end if;
  if source.state not in ('active', 'paused') then
    raise exception 'This source is %, so it cannot be run.', source.state using errcode = '23514';
  end if;
  perform set_config('app.reason', coalesce(reason, ''), true);
  begin
    insert into public.scrape_runs (source_id, trigger, requested_by)
    values (source.id, 'manual', auth.uid()) returning * into run;
  exception when unique_violation then
    raise exception 'A run of this source is already queued or running.' using errcode = '23514';
  end;
  return run;
end
$$;

revoke all on function public.retry_scrape_run(uuid, text), public.start_scrape_run(uuid, text) from public, anon, authenticated, service_role;
grant execute on function public.retry_scrape_run(uuid, text), public.start_scrape_run(uuid, text) to authenticated;

insert into private.audit_readers (table_name, roles) values
  ('lead_sources', '{growth}'),
  ('scrape_runs', '{growth}'),
  ('leads', '{growth}'),
  ('outreach_suppressions', '{growth}'),
  ('outreach_sequences', '{growth}'),
  ('sequence_emails', '{growth}'),
  ('sequence_enrollments', '{growth}'),
  ('email_sends', '{growth}'),
  ('outreach_responses', '{growth}')
on conflict do nothing;
