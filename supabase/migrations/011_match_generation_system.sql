-- 011 match_generation_system
-- Who is introduced to whom: generation runs, matches, what both thought of it, and the report
-- that each introduction comes with.

create table if not exists public.match_generation_runs (
  id uuid primary key default gen_random_uuid(),
  algorithm text not null check (char_length(algorithm) between 1 and 60),
  state text not null default 'running' check (state in ('running', 'succeeded', 'failed')),
  candidates integer not null default 0 check (candidates >= 0),
  generated integer not null default 0 check (generated >= 0),
  error_message text check (char_length(error_message) <= 2000),
  started_at timestamptz not null default now(),
  finished_at timestamptz check (finished_at >= started_at),
  updated_at timestamptz not null default now()
);
create index if not exists match_generation_runs_started_idx on public.match_generation_runs (started_at desc, id desc);
alter table public.match_generation_runs enable row level security;
revoke all on public.match_generation_runs from anon, authenticated, service_role;
grant select on public.match_generation_runs to authenticated;
grant select, insert, update, delete on public.match_generation_runs to service_role;
drop policy if exists "match_generation_runs select" on public.match_generation_runs;
create policy "match_generation_runs select" on public.match_generation_runs for select to authenticated
  using ((select private.has_role('moderator')));
create or replace trigger touch before update on public.match_generation_runs
  for each row execute function private.touch();
create or replace trigger audit after insert or update or delete on public.match_generation_runs
  for each row execute function private.audit('log');

create table if not exists public.matches (
  id uuid primary key default gen_random_uuid(),
  user_a uuid not null references public.profiles (id) on delete cascade,
  user_b uuid not null references public.profiles (id) on delete cascade,
  run_id uuid references public.match_generation_runs (id) on delete set null,
  score numeric(5, 2) not null check (score between 0 and 100),
  factors jsonb not null default '{}' check (jsonb_typeof(factors) = 'object'),
  state text not null default 'suggested' check (state in ('suggested', 'presented', 'accepted', 'declined', 'introduced', 'expired', 'closed')),
  response_a text check (response_a in ('accepted', 'declined')),
  response_b text check (response_b in ('accepted', 'declined')),
  presented_at timestamptz,
  introduced_at timestamptz,
  expires_at timestamptz,
  closed_reason text check (char_length(closed_reason) <= 300),
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  -- One row a pair, whoever was found first.
  unique (user_a, user_b),
  constraint matches_pair_order_check check (user_a < user_b),
  constraint matches_closed_reason_required_check check (state <> 'closed' or closed_reason is not null)
);
comment on column public.matches.factors is 'What the score is made of: {"values": 0-100, "lifestyle": …, "communication": …, "attachment": …, "humor": …}.';
create index if not exists matches_created_idx on public.matches (created_at desc, id desc);
create index if not exists matches_score_idx on public.matches (score desc, id desc);
create index if not exists matches_state_idx on public.matches (state, created_at desc, id desc);
create index if not exists matches_user_b_idx on public.matches (user_b);
create index if not exists matches_run_idx on public.matches (run_id);
alter table public.matches enable row level security;
revoke all on public.matches from anon, authenticated, service_role;
grant select, update on public.matches to authenticated;
grant select, insert, update, delete on public.matches to service_role;
drop policy if exists "matches select" on public.matches;
create policy "matches select" on public.matches for select to authenticated
  using (user_a = (select auth.uid())
  or user_b = (select auth.uid())
  or (select private.has_role('moderator')));
drop policy if exists "matches update" on public.matches;
create policy "matches update" on public.matches for update to authenticated
  using ((select private.has_role('moderator')))
  with check ((select private.has_role('moderator')));
create or replace trigger touch before update on public.matches
  for each row execute function private.touch();
create or replace trigger audit after insert or update or delete on public.matches
  for each row execute function private.audit('log');
insert into public.state_transitions (table_name, from_state, to_state) values
  ('matches', 'suggested', 'presented'),
  ('matches', 'suggested', 'closed'),
  ('matches', 'suggested', 'expired'),
  ('matches', 'presented', 'accepted'),
  ('matches', 'presented', 'declined'),
  ('matches', 'presented', 'expired'),
  ('matches', 'presented', 'closed'),
  ('matches', 'accepted', 'introduced'),
  ('matches', 'accepted', 'expired'),
  ('matches', 'accepted', 'closed'),
  ('matches', 'introduced', 'closed'),
  ('matches', 'declined', 'closed'),
  ('matches', 'expired', 'closed')
on conflict do nothing;
create or replace trigger transition before insert or update of state on public.matches
  for each row execute function private.enforce_transition();

create table if not exists public.match_feedback (
  id uuid primary key default gen_random_uuid(),
  match_id uuid not null references public.matches (id) on delete cascade,
  user_id uuid not null references public.profiles (id) on delete cascade,
  rating smallint not null check (rating between 1 and 5),
  would_meet_again boolean,
  comment text check (char_length(comment) <= 2000),
  tags text[] not null default '{}',
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  unique (match_id, user_id)
);
create index if not exists match_feedback_created_idx on public.match_feedback (created_at desc, id desc);
create index if not exists match_feedback_user_idx on public.match_feedback (user_id);
alter table public.match_feedback enable row level security;
revoke all on public.match_feedback from anon, authenticated, service_role;
grant select, insert, update on public.match_feedback to authenticated;
grant select, insert, update, delete on public.match_feedback to service_role;
drop policy if exists "match_feedback select" on public.match_feedback;
create policy "match_feedback select" on public.match_feedback for select to authenticated
  using (user_id = (select auth.uid())
  or (select private.has_role('moderator')));
drop policy if exists "match_feedback insert" on public.match_feedback;
create policy "match_feedback insert" on public.match_feedback for insert to authenticated
  with check ((user_id = (select auth.uid()) and exists (select from public.matches m where m.id = match_id and (select auth.uid()) in (m.user_a, m.user_b))));
drop policy if exists "match_feedback update" on public.match_feedback;
create policy "match_feedback update" on public.match_feedback for update to authenticated
  using (user_id = (select auth.uid()))
  with check (user_id = (select auth.uid()));
create or replace trigger touch before update on public.match_feedback
  for each row execute function private.touch();
create or replace trigger audit after insert or update or delete on public.match_feedback
  for each row execute function private.audit('log');

create table if not exists public.introduction_reports (
  id uuid primary key default gen_random_uuid(),
  -- unique: a match has one report.
  match_id uuid not null unique references public.matches (id) on delete cascade,
  headline text not null check (char_length(headline) between 1 and 200),
  summary text not null check (char_length(summary) between 1 and 4000),
  strengths jsonb not null default '[]' check (jsonb_typeof(strengths) = 'array'),
  frictions jsonb not null default '[]' check (jsonb_typeof(frictions) = 'array'),
  starters jsonb not null default '[]' check (jsonb_typeof(starters) = 'array'),
  model text not null check (char_length(model) between 1 and 80),
  state text not null default 'draft' check (state in ('draft', 'ready', 'delivered', 'withdrawn')),
  delivered_at timestamptz,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  constraint introduction_reports_delivered_at_required_check check (state <> 'delivered' or delivered_at is not null)
);
comment on column public.introduction_reports.starters is 'Questions to begin the first conversation with.';
create index if not exists introduction_reports_created_idx on public.introduction_reports (created_at desc, id desc);
alter table public.introduction_reports enable row level security;
revoke all on public.introduction_reports from anon, authenticated, service_role;
grant select, update on public.introduction_reports to authenticated;
grant select, insert, update, delete on public.introduction_reports to service_role;
drop policy if exists "introduction_reports select" on public.introduction_reports;
create policy "introduction_reports select" on public.introduction_reports for select to authenticated
  using ((state = 'delivered' and exists (select from public.matches m where m.id = match_id and (select auth.uid()) in (m.user_a, m.user_b)))
  or (select private.has_role('moderator')));
drop policy if exists "introduction_reports update" on public.introduction_reports;
create policy "introduction_reports update" on public.introduction_reports for update to authenticated
  using ((select private.has_role('moderator')))
  with check ((select private.has_role('moderator')));
create or replace trigger touch before update on public.introduction_reports
  for each row execute function private.touch();
create or replace trigger audit after insert or update or delete on public.introduction_reports
  for each row execute function private.audit('log');
insert into public.state_transitions (table_name, from_state, to_state) values
  ('introduction_reports', 'draft', 'ready'),
  ('introduction_reports', 'draft', 'withdrawn'),
  ('introduction_reports', 'ready', 'delivered'),
  ('introduction_reports', 'ready', 'draft'),
  ('introduction_reports', 'ready', 'withdrawn'),
  ('introduction_reports', 'delivered', 'withdrawn'),
  ('introduction_reports', 'withdrawn', 'draft')
on conflict do nothing;
create or replace trigger transition before insert or update of state on public.introduction_reports
  for each row execute function private.enforce_transition();

insert into private.audit_readers (table_name, roles) values
  ('match_generation_runs', '{moderator}'),
  ('matches', '{moderator}'),
  ('match_feedback', '{moderator}'),
  ('introduction_reports', '{moderator}')
on conflict do nothing;
