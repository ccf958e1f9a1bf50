-- 002 engagement_games
-- What keeps members coming back: games with their questions, sessions and answers,
-- badges, and the daily engagement that the charts are made of.

create table if not exists public.games (
  id uuid primary key default gen_random_uuid(),
  slug text not null unique check (slug ~ '^[a-z0-9]+(-[a-z0-9]+)*$'),
  name text not null check (char_length(name) between 1 and 120),
  description text not null check (char_length(description) between 1 and 1000),
  kind text not null check (kind in ('this_or_that', 'would_you_rather', 'quiz', 'finish_sentence', 'scenario', 'ranking')),
  category text not null check (category in ('values', 'lifestyle', 'communication', 'humor', 'future', 'intimacy', 'conflict', 'curiosity')),
  minutes smallint not null default 5 check (minutes between 1 and 60),
  players smallint not null default 1 check (players between 1 and 2),
  scoring jsonb not null default '{}' check (jsonb_typeof(scoring) = 'object'),
  state text not null default 'draft' check (state in ('draft', 'active', 'retired')),
  position integer not null default 0,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  search text generated always as (lower(name || ' ' || description)) stored
);
create index if not exists games_position_idx on public.games (position, id);
create index if not exists games_search_idx on public.games using gin (search extensions.gin_trgm_ops);
alter table public.games enable row level security;
revoke all on public.games from anon, authenticated, service_role;
grant select, insert, update, delete on public.games to authenticated;
grant select, insert, update, delete on public.games to service_role;
drop policy if exists "games select" on public.games;
create policy "games select" on public.games for select to authenticated
  using (true);
drop policy if exists "games insert" on public.games;
create policy "games insert" on public.games for insert to authenticated
  with check ((select private.has_role('moderator')));
drop policy if exists "games update" on public.games;
create policy "games update" on public.games for update to authenticated
  using ((select private.has_role('moderator')))
  with check ((select private.has_role('moderator')));
drop policy if exists "games delete" on public.games;
create policy "games delete" on public.games for delete to authenticated
  using ((select private.has_role('moderator')));
create or replace trigger touch before update on public.games
  for each row execute function private.touch();
create or replace trigger audit after insert or update or delete on public.games
  for each row execute function private.audit('all');
insert into public.state_transitions (table_name, from_state, to_state) values
  ('games', 'draft', 'active'),
  ('games', 'draft', 'retired'),
  ('games', 'active', 'retired'),
  ('games', 'retired', 'active'),
  ('games', '', 'draft'),
  ('games', '', 'active')
on conflict do nothing;
create or replace trigger transition before insert or update of state on public.games
  for each row execute function private.enforce_transition();

create table if not exists public.game_questions (
  id uuid primary key default gen_random_uuid(),
  game_id uuid not null references public.games (id) on delete cascade,
  position integer not null check (position >= 1),
  prompt text not null check (char_length(prompt) between 1 and 500),
  kind text not null default 'choice' check (kind in ('choice', 'scale', 'text', 'ranking')),
  options jsonb not null default '[]' check (jsonb_typeof(options) = 'array'),
  dimension text not null check (char_length(dimension) between 1 and 60),
  weight numeric(4, 2) not null default 1 check (weight between 0 and 10),
  active boolean not null default true,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  unique (game_id, position)
);
comment on column public.game_questions.options is 'For choice and ranking: [{"label": "…", "value": "…"}]; for scale: the two end labels.';
create index if not exists game_questions_created_idx on public.game_questions (created_at desc, id desc);
alter table public.game_questions enable row level security;
revoke all on public.game_questions from anon, authenticated, service_role;
grant select, insert, update, delete on public.game_questions to authenticated;
grant select, insert, update, delete on public.game_questions to service_role;
drop policy if exists "game_questions select" on public.game_questions;
create policy "game_questions select" on public.game_questions for select to authenticated
  using (true);
drop policy if exists "game_questions insert" on public.game_questions;
create policy "game_questions insert" on public.game_questions for insert to authenticated
  with check ((select private.has_role('moderator')));
drop policy if exists "game_questions update" on public.game_questions;
create policy "game_questions update" on public.game_questions for update to authenticated
  using ((select private.has_role('moderator')))
  with check ((select private.has_role('moderator')));
drop policy if exists "game_questions delete" on public.game_questions;
create policy "game_questions delete" on public.game_questions for delete to authenticated
  using ((select private.has_role('moderator')));
create or replace trigger touch before update on public.game_questions
  for each row execute function private.touch();
create or replace trigger audit after insert or update or delete on public.game_questions
  for each row execute function private.audit('all');

create table if not exists public.user_game_sessions (
  id uuid primary key default gen_random_uuid(),
  user_id uuid not null references public.profiles (id) on delete cascade,
  game_id uuid not null references public.games (id) on delete restrict,
  state text not null default 'active' check (state in ('active', 'completed', 'abandoned')),
  score numeric(6, 2),
  insights jsonb not null default '{}' check (jsonb_typeof(insights) = 'object'),
  started_at timestamptz not null default now(),
  completed_at timestamptz check (completed_at >= started_at),
  updated_at timestamptz not null default now(),
  constraint user_game_sessions_completed_at_required_check check (state <> 'completed' or completed_at is not null)
);
create index if not exists user_game_sessions_started_idx on public.user_game_sessions (started_at desc, id desc);
create index if not exists user_game_sessions_user_idx on public.user_game_sessions (user_id, started_at desc);
create index if not exists user_game_sessions_game_idx on public.user_game_sessions (game_id, started_at desc);
alter table public.user_game_sessions enable row level security;
revoke all on public.user_game_sessions from anon, authenticated, service_role;
grant select, insert, update on public.user_game_sessions to authenticated;
grant select, insert, update, delete on public.user_game_sessions to service_role;
drop policy if exists "user_game_sessions select" on public.user_game_sessions;
create policy "user_game_sessions select" on public.user_game_sessions for select to authenticated
  using (user_id = (select auth.uid())
  or (select private.has_role('moderator')));
drop policy if exists "user_game_sessions insert" on public.user_game_sessions;
create policy "user_game_sessions insert" on public.user_game_sessions for insert to authenticated
  with check (user_id = (select auth.uid()));
drop policy if exists "user_game_sessions update" on public.user_game_sessions;
create policy "user_game_sessions update" on public.user_game_sessions for update to authenticated
  using (user_id = (select auth.uid()))
  with check (user_id = (select auth.uid()));
create or replace trigger touch before update on public.user_game_sessions
  for each row execute function private.touch();
create or replace trigger audit after insert or update or delete on public.user_game_sessions
  for each row execute function private.audit('log');
insert into public.state_transitions (table_name, from_state, to_state) values
  ('user_game_sessions', 'active', 'completed'),
  ('user_game_sessions', 'active', 'abandoned'),
  ('user_game_sessions', 'abandoned', 'active'),
  ('user_game_sessions', '', 'active')
on conflict do nothing;
create or replace trigger transition before insert or update of state on public.user_game_sessions
  for each row execute function private.enforce_transition();
create or replace trigger protect before update on public.user_game_sessions for each row
  execute function private.protect_columns('admin', 'user_id', 'game_id', 'started_at');

create table if not exists public.user_game_responses (
  id bigint generated always as identity primary key,
  session_id uuid not null references public.user_game_sessions (id) on delete cascade,
  question_id uuid not null references public.game_questions (id) on delete restrict,
  user_id uuid not null references public.profiles (id) on delete cascade,
  answer jsonb not null,
  response_ms integer check (response_ms >= 0),
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  unique (session_id, question_id)
);
comment on column public.user_game_responses.response_ms is 'Time to answer in milliseconds.';
create index if not exists user_game_responses_created_idx on public.user_game_responses (created_at desc, id desc);
create index if not exists user_game_responses_question_idx on public.user_game_responses (question_id);
create index if not exists user_game_responses_user_idx on public.user_game_responses (user_id);
alter table public.user_game_responses enable row level security;
revoke all on public.user_game_responses from anon, authenticated, service_role;
revoke all on sequence public.user_game_responses_id_seq from anon, authenticated, service_role;
grant select, insert on public.user_game_responses to authenticated;
grant select, insert, update, delete on public.user_game_responses to service_role;
drop policy if exists "user_game_responses select" on public.user_game_responses;
create policy "user_game_responses select" on public.user_game_responses for select to authenticated
  using (user_id = (select auth.uid())
  or (select private.has_role('moderator')));
drop policy if exists "user_game_responses insert" on public.user_game_responses;
create policy "user_game_responses insert" on public.user_game_responses for insert to authenticated
  with check ((user_id = (select auth.uid()) and exists (select from public.user_game_sessions s where s.id = session_id and s.user_id = (select auth.uid()))));
create or replace trigger touch before update on public.user_game_responses
  for each row execute function private.touch();
create or replace trigger audit after insert or update or delete on public.user_game_responses
  for each row execute function private.audit('log');

create table if not exists public.badges (
  id uuid primary key default gen_random_uuid(),
  code text not null unique check (code ~ '^[a-z][a-z0-9_]{1,60}$'),
  name text not null check (char_length(name) between 1 and 120),
  description text not null check (char_length(description) between 1 and 500),
  category text not null check (category in ('onboarding', 'games', 'community', 'content', 'matches', 'streak', 'trust')),
  tier text not null default 'bronze' check (tier in ('bronze', 'silver', 'gold', 'platinum')),
  icon text not null default 'star' check (char_length(icon) between 1 and 40),
  points integer not null default 10 check (points between 0 and 10000),
  criteria jsonb not null default '{}' check (jsonb_typeof(criteria) = 'object'),
  active boolean not null default true,
  position integer not null default 0,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now()
);
comment on column public.badges.criteria is 'What earns it: {"event": "…", "count": n} or {"streak_days": n}.';
create index if not exists badges_position_idx on public.badges (position, id);
alter table public.badges enable row level security;
revoke all on public.badges from anon, authenticated, service_role;
grant select, insert, update, delete on public.badges to authenticated;
grant select, insert, update, delete on public.badges to service_role;
drop policy if exists "badges select" on public.badges;
create policy "badges select" on public.badges for select to authenticated
  using (true);
drop policy if exists "badges insert" on public.badges;
create policy "badges insert" on public.badges for insert to authenticated
  with check ((select private.has_role('moderator')));
drop policy if exists "badges update" on public.badges;
create policy "badges update" on public.badges for update to authenticated
  using ((select private.has_role('moderator')))
  with check ((select private.has_role('moderator')));
drop policy if exists "badges delete" on public.badges;
create policy "badges delete" on public.badges for delete to authenticated
  using ((select private.has_role('moderator')));
create or replace trigger touch before update on public.badges
  for each row execute function private.touch();
create or replace trigger audit after insert or update or delete on public.badges
  for each row execute function private.audit('all');

create table if not exists public.user_badges (
  id uuid primary key default gen_random_uuid(),
  user_id uuid not null references public.profiles (id) on delete cascade,
  badge_id uuid not null references public.badges (id) on delete restrict,
  reason text check (char_length(reason) <= 300),
  awarded_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  unique (user_id, badge_id)
);
create index if not exists user_badges_awarded_idx on public.user_badges (awarded_at desc, id desc);
create index if not exists user_badges_badge_idx on public.user_badges (badge_id);
alter table public.user_badges enable row level security;
revoke all on public.user_badges from anon, authenticated, service_role;
grant select, insert, update, delete on public.user_badges to authenticated;
grant select, insert, update, delete on public.user_badges to service_role;
drop policy if exists "user_badges select" on public.user_badges;
create policy "user_badges select" on public.user_badges for select to authenticated
  using (user_id = (select auth.uid())
  or (select private.has_role('moderator')));
drop policy if exists "user_badges insert" on public.user_badges;
create policy "user_badges insert" on public.user_badges for insert to authenticated
  with check ((select private.has_role('moderator')));
drop policy if exists "user_badges update" on public.user_badges;
create policy "user_badges update" on public.user_badges for update to authenticated
  using ((select private.has_role('moderator')))
  with check ((select private.has_role('moderator')));
drop policy if exists "user_badges delete" on public.user_badges;
create policy "user_badges delete" on public.user_badges for delete to authenticated
  using ((select private.has_role('moderator')));
create or replace trigger touch before update on public.user_badges
  for each row execute function private.touch();
create or replace trigger audit after insert or update or delete on public.user_badges
  for each row execute function private.audit('log');

create table if not exists public.engagement_sessions (
  id bigint generated always as identity primary key,
  user_id uuid not null references public.profiles (id) on delete cascade,
  started_at timestamptz not null,
  ended_at timestamptz,
  seconds integer not null default 0 check (seconds between 0 and 86400),
  platform text not null default 'ios' check (platform in ('ios', 'android', 'web')),
  actions integer not null default 0 check (actions >= 0),
  updated_at timestamptz not null default now(),
  constraint engagement_sessions_ended_at_check check (ended_at >= started_at)
);
comment on column public.engagement_sessions.seconds is 'Time in the app, in seconds.';
create index if not exists engagement_sessions_started_idx on public.engagement_sessions (started_at desc, id desc);
create index if not exists engagement_sessions_user_idx on public.engagement_sessions (user_id, started_at desc);
alter table public.engagement_sessions enable row level security;
revoke all on public.engagement_sessions from anon, authenticated, service_role;
revoke all on sequence public.engagement_sessions_id_seq from anon, authenticated, service_role;
grant select on public.engagement_sessions to authenticated;
grant select, insert, update, delete on public.engagement_sessions to service_role;
drop policy if exists "engagement_sessions select" on public.engagement_sessions;
create policy "engagement_sessions select" on public.engagement_sessions for select to authenticated
  using (user_id = (select auth.uid())
  or (select private.is_staff()));
create or replace trigger touch before update on public.engagement_sessions
  for each row execute function private.touch();
create or replace trigger audit after insert or update or delete on public.engagement_sessions
  for each row execute function private.audit('log');

insert into private.audit_readers (table_name, roles) values
  ('games', '{moderator,growth,finance}'),
  ('game_questions', '{moderator,growth,finance}'),
  ('user_game_sessions', '{moderator}'),
  ('user_game_responses', '{moderator}'),
  ('badges', '{moderator,growth,finance}'),
  ('user_badges', '{moderator}'),
  ('engagement_sessions', '{moderator,growth,finance}')
on conflict do nothing;
