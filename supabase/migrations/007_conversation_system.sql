-- 007 conversation_system
-- Onboarding by conversation: the question bank, the flows through it, and what members answered.

create table if not exists public.conversation_questions (
  id uuid primary key default gen_random_uuid(),
  slug text not null unique check (slug ~ '^[a-z0-9]+(-[a-z0-9]+)*$'),
  prompt text not null check (char_length(prompt) between 1 and 500),
  kind text not null default 'open' check (kind in ('open', 'choice', 'scale', 'follow_up')),
  dimension text not null check (char_length(dimension) between 1 and 60),
  options jsonb not null default '[]' check (jsonb_typeof(options) = 'array'),
  guidance text check (char_length(guidance) <= 1000),
  position integer not null default 0,
  active boolean not null default true,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  search text generated always as (lower(prompt)) stored
);
comment on column public.conversation_questions.guidance is 'For the bot: what to listen for and when to follow up.';
create index if not exists conversation_questions_position_idx on public.conversation_questions (position, id);
create index if not exists conversation_questions_search_idx on public.conversation_questions using gin (search extensions.gin_trgm_ops);
alter table public.conversation_questions enable row level security;
revoke all on public.conversation_questions from anon, authenticated, service_role;
grant select, insert, update, delete on public.conversation_questions to authenticated;
grant select, insert, update, delete on public.conversation_questions to service_role;
drop policy if exists "conversation_questions select" on public.conversation_questions;
create policy "conversation_questions select" on public.conversation_questions for select to authenticated
  using (true);
drop policy if exists "conversation_questions insert" on public.conversation_questions;
create policy "conversation_questions insert" on public.conversation_questions for insert to authenticated
  with check ((select private.has_role('moderator')));
drop policy if exists "conversation_questions update" on public.conversation_questions;
create policy "conversation_questions update" on public.conversation_questions for update to authenticated
  using ((select private.has_role('moderator')))
  with check ((select private.has_role('moderator')));
drop policy if exists "conversation_questions delete" on public.conversation_questions;
create policy "conversation_questions delete" on public.conversation_questions for delete to authenticated
  using ((select private.has_role('moderator')));
create or replace trigger touch before update on public.conversation_questions
  for each row execute function private.touch();
create or replace trigger audit after insert or update or delete on public.conversation_questions
  for each row execute function private.audit('all');

create table if not exists public.conversation_flows (
  id uuid primary key default gen_random_uuid(),
  slug text not null unique check (slug ~ '^[a-z0-9]+(-[a-z0-9]+)*$'),
  name text not null check (char_length(name) between 1 and 120),
  description text check (char_length(description) <= 1000),
  goal text not null check (char_length(goal) between 1 and 300),
  steps jsonb not null default '[]' check (jsonb_typeof(steps) = 'array'),
  state text not null default 'draft' check (state in ('draft', 'active', 'retired')),
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now()
);
comment on column public.conversation_flows.steps is
  'In order: [{"id": "…", "question": "<question slug>", "next": [{"when": "…", "to": "<step id>"}]}]; a step without next ends the flow.';
create index if not exists conversation_flows_name_idx on public.conversation_flows (name, id);
alter table public.conversation_flows enable row level security;
revoke all on public.conversation_flows from anon, authenticated, service_role;
grant select, insert, update, delete on public.conversation_flows to authenticated;
grant select, insert, update, delete on public.conversation_flows to service_role;
drop policy if exists "conversation_flows select" on public.conversation_flows;
create policy "conversation_flows select" on public.conversation_flows for select to authenticated
  using (true);
drop policy if exists "conversation_flows insert" on public.conversation_flows;
create policy "conversation_flows insert" on public.conversation_flows for insert to authenticated
  with check ((select private.has_role('moderator')));
drop policy if exists "conversation_flows update" on public.conversation_flows;
create policy "conversation_flows update" on public.conversation_flows for update to authenticated
  using ((select private.has_role('moderator')))
  with check ((select private.has_role('moderator')));
drop policy if exists "conversation_flows delete" on public.conversation_flows;
create policy "conversation_flows delete" on public.conversation_flows for delete to authenticated
  using ((select private.has_role('moderator')));
create or replace trigger touch before update on public.conversation_flows
  for each row execute function private.touch();
create or replace trigger audit after insert or update or delete on public.conversation_flows
  for each row execute function private.audit('all');
insert into public.state_transitions (table_name, from_state, to_state) values
  ('conversation_flows', 'draft', 'active'),
  ('conversation_flows', 'draft', 'retired'),
  ('conversation_flows', 'active', 'retired'),
  ('conversation_flows', 'active', 'draft'),
  ('conversation_flows', 'retired', 'active'),
  ('conversation_flows', '', 'draft')
on conflict do nothing;
create or replace trigger transition before insert or update of state on public.conversation_flows
  for each row execute function private.enforce_transition();

create table if not exists public.user_conversations (
  id uuid primary key default gen_random_uuid(),
  user_id uuid not null references public.profiles (id) on delete cascade,
  flow_id uuid not null references public.conversation_flows (id) on delete restrict,
  state text not null default 'active' check (state in ('active', 'completed', 'abandoned')),
  sentiment text check (sentiment in ('positive', 'neutral', 'negative')),
  summary text check (char_length(summary) <= 2000),
  response_count integer not null default 0 check (response_count >= 0),
  started_at timestamptz not null default now(),
  completed_at timestamptz check (completed_at >= started_at),
  updated_at timestamptz not null default now(),
  constraint user_conversations_completed_at_required_check check (state <> 'completed' or completed_at is not null)
);
create index if not exists user_conversations_started_idx on public.user_conversations (started_at desc, id desc);
create index if not exists user_conversations_user_idx on public.user_conversations (user_id, started_at desc);
create index if not exists user_conversations_flow_idx on public.user_conversations (flow_id, started_at desc);
alter table public.user_conversations enable row level security;
revoke all on public.user_conversations from anon, authenticated, service_role;
grant select, insert, update on public.user_conversations to authenticated;
grant select, insert, update, delete on public.user_conversations to service_role;
drop policy if exists "user_conversations select" on public.user_conversations;
create policy "user_conversations select" on public.user_conversations for select to authenticated
  using (user_id = (select auth.uid())
  or (select private.has_role('moderator')));
drop policy if exists "user_conversations insert" on public.user_conversations;
create policy "user_conversations insert" on public.user_conversations for insert to authenticated
  with check (user_id = (select auth.uid()));
drop policy if exists "user_conversations update" on public.user_conversations;
create policy "user_conversations update" on public.user_conversations for update to authenticated
  using (user_id = (select auth.uid()))
  with check (user_id = (select auth.uid()));
create or replace trigger touch before update on public.user_conversations
  for each row execute function private.touch();
create or replace trigger audit after insert or update or delete on public.user_conversations
  for each row execute function private.audit('log');
insert into public.state_transitions (table_name, from_state, to_state) values
  ('user_conversations', 'active', 'completed'),
  ('user_conversations', 'active', 'abandoned'),
  ('user_conversations', 'abandoned', 'active'),
  ('user_conversations', '', 'active')
on conflict do nothing;
create or replace trigger transition before insert or update of state on public.user_conversations
  for each row execute function private.enforce_transition();
create or replace trigger protect before update on public.user_conversations for each row
  execute function private.protect_columns('admin', 'user_id', 'flow_id', 'started_at', 'summary', 'sentiment');

create table if not exists public.conversation_responses (
  id bigint generated always as identity primary key,
  conversation_id uuid not null references public.user_conversations (id) on delete cascade,
  question_id uuid references public.conversation_questions (id) on delete set null,
  position integer not null check (position >= 1),
  prompt text not null check (char_length(prompt) between 1 and 1000),
  answer text check (char_length(answer) <= 5000),
  extracted jsonb not null default '{}' check (jsonb_typeof(extracted) = 'object'),
  asked_at timestamptz not null default now(),
  answered_at timestamptz check (answered_at >= asked_at),
  updated_at timestamptz not null default now(),
  unique (conversation_id, position)
);
create index if not exists conversation_responses_asked_idx on public.conversation_responses (asked_at desc, id desc);
create index if not exists conversation_responses_question_idx on public.conversation_responses (question_id);
alter table public.conversation_responses enable row level security;
revoke all on public.conversation_responses from anon, authenticated, service_role;
revoke all on sequence public.conversation_responses_id_seq from anon, authenticated, service_role;
grant select, insert on public.conversation_responses to authenticated;
grant select, insert, update, delete on public.conversation_responses to service_role;
drop policy if exists "conversation_responses select" on public.conversation_responses;
create policy "conversation_responses select" on public.conversation_responses for select to authenticated
  using ((exists (select from public.user_conversations c where c.id = conversation_id and c.user_id = (select auth.uid())))
  or (select private.has_role('moderator')));
drop policy if exists "conversation_responses insert" on public.conversation_responses;
create policy "conversation_responses insert" on public.conversation_responses for insert to authenticated
  with check ((exists (select from public.user_conversations c where c.id = conversation_id and c.user_id = (select auth.uid()))));
create or replace trigger touch before update on public.conversation_responses
  for each row execute function private.touch();
create or replace trigger audit after insert or update or delete on public.conversation_responses
  for each row execute function private.audit('log');

insert into private.audit_readers (table_name, roles) values
  ('conversation_questions', '{moderator,growth,finance}'),
  ('conversation_flows', '{moderator,growth,finance}'),
  ('user_conversations', '{moderator}'),
  ('conversation_responses', '{moderator}')
on conflict do nothing;
