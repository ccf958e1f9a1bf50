-- 016 bot_system
-- The AI bots: how each of them is, and everything that they did.

create table if not exists public.ai_bot_health (
  id uuid primary key default gen_random_uuid(),
  name text not null unique check (name ~ '^[a-z][a-z0-9_-]{1,60}$'),
  label text not null check (char_length(label) between 1 and 120),
  purpose text check (char_length(purpose) <= 500),
  state text not null default 'healthy' check (state in ('healthy', 'degraded', 'down')),
  state_since timestamptz not null default now(),
  heartbeat_at timestamptz,
  heartbeat_every_seconds integer not null default 60 check (heartbeat_every_seconds between 1 and 86400),
  latency_ms integer check (latency_ms >= 0),
  error_rate numeric(5, 4) not null default 0 check (error_rate between 0 and 1),
  queue_depth integer not null default 0 check (queue_depth >= 0),
  version text check (char_length(version) <= 60),
  model text check (char_length(model) <= 80),
  message text check (char_length(message) <= 500),
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now()
);
comment on column public.ai_bot_health.error_rate is 'Share of actions that failed in the last hour, 0 to 1.';
comment on column public.ai_bot_health.latency_ms is 'Median of the last hour in milliseconds.';
create index if not exists ai_bot_health_label_idx on public.ai_bot_health (label, id);
alter table public.ai_bot_health enable row level security;
revoke all on public.ai_bot_health from anon, authenticated, service_role;
grant select, insert, update, delete on public.ai_bot_health to authenticated;
grant select, insert, update, delete on public.ai_bot_health to service_role;
drop policy if exists "ai_bot_health select" on public.ai_bot_health;
create policy "ai_bot_health select" on public.ai_bot_health for select to authenticated
  using ((select private.is_staff()));
drop policy if exists "ai_bot_health insert" on public.ai_bot_health;
create policy "ai_bot_health insert" on public.ai_bot_health for insert to authenticated
  with check ((select private.has_role('admin')));
drop policy if exists "ai_bot_health update" on public.ai_bot_health;
create policy "ai_bot_health update" on public.ai_bot_health for update to authenticated
  using ((select private.has_role('admin')))
  with check ((select private.has_role('admin')));
drop policy if exists "ai_bot_health delete" on public.ai_bot_health;
create policy "ai_bot_health delete" on public.ai_bot_health for delete to authenticated
  using ((select private.has_role('admin')));
create or replace trigger touch before update on public.ai_bot_health
  for each row execute function private.touch();
create or replace trigger audit after insert or update or delete on public.ai_bot_health
  for each row execute function private.audit('log');
insert into public.state_transitions (table_name, from_state, to_state) values
  ('ai_bot_health', 'healthy', 'degraded'),
  ('ai_bot_health', 'healthy', 'down'),
  ('ai_bot_health', 'degraded', 'healthy'),
  ('ai_bot_health', 'degraded', 'down'),
  ('ai_bot_health', 'down', 'healthy'),
  ('ai_bot_health', 'down', 'degraded'),
  ('ai_bot_health', '', 'healthy'),
  ('ai_bot_health', '', 'degraded'),
  ('ai_bot_health', '', 'down')
on conflict do nothing;
create or replace trigger transition before insert or update of state on public.ai_bot_health
  for each row execute function private.enforce_transition();

create or replace function private.stamp_bot_state() returns trigger
language plpgsql set search_path = '' as $$
begin
  if new.state <> old.state then
    new.state_since := clock_timestamp();
  end if;
  return new;
end
$$;
revoke all on function private.stamp_bot_state() from public, anon, authenticated;
create or replace trigger stamp_bot_state before update of state on public.ai_bot_health
  for each row execute function private.stamp_bot_state();

create table if not exists public.bot_actions_log (
  id bigint generated always as identity primary key,
  bot_id uuid not null references public.ai_bot_health (id) on delete restrict,
  action text not null check (char_length(action) between 1 and 80),
  target_table text check (char_length(target_table) <= 63),
  target_id text check (char_length(target_id) <= 64),
  input jsonb not null default '{}',
  output jsonb not null default '{}',
  confidence numeric(4, 3) check (confidence between 0 and 1),
  cost_micros bigint not null default 0 check (cost_micros >= 0),
  cost_currency text not null default 'USD' check (cost_currency ~ '^[A-Z]{3}$'),
  duration_ms integer check (duration_ms >= 0),
  outcome text not null check (outcome in ('succeeded', 'failed', 'skipped', 'escalated')),
  error_message text check (char_length(error_message) <= 2000),
  review text not null default 'unreviewed' check (review in ('unreviewed', 'confirmed', 'overturned', 'needs_attention')),
  review_note text check (char_length(review_note) <= 2000),
  reviewed_by uuid references public.staff_members (user_id) on delete set null,
  reviewed_at timestamptz,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  constraint bot_actions_log_error_message_required_check check (outcome <> 'failed' or error_message is not null),
  constraint bot_actions_log_reviewed_at_required_check check ((review = 'unreviewed') = (reviewed_at is null)),
  constraint bot_actions_log_review_note_required_check check (review <> 'overturned' or char_length(btrim(coalesce(review_note, ''))) > 0)
);
comment on column public.bot_actions_log.cost_micros is 'Millionths of the currency: one call costs far less than a minor unit.';
create index if not exists bot_actions_log_created_idx on public.bot_actions_log (created_at desc, id desc);
create index if not exists bot_actions_log_bot_idx on public.bot_actions_log (bot_id, created_at desc, id desc);
create index if not exists bot_actions_log_outcome_idx on public.bot_actions_log (outcome, created_at desc, id desc);
create index if not exists bot_actions_log_review_idx on public.bot_actions_log (review, created_at desc, id desc);
create index if not exists bot_actions_log_target_idx on public.bot_actions_log (target_table, target_id);
create index if not exists bot_actions_log_reviewed_by_idx on public.bot_actions_log (reviewed_by);
alter table public.bot_actions_log enable row level security;
revoke all on public.bot_actions_log from anon, authenticated, service_role;
revoke all on sequence public.bot_actions_log_id_seq from anon, authenticated, service_role;
grant select, update on public.bot_actions_log to authenticated;
grant select, insert, update, delete on public.bot_actions_log to service_role;
drop policy if exists "bot_actions_log select" on public.bot_actions_log;
create policy "bot_actions_log select" on public.bot_actions_log for select to authenticated
  using ((select private.is_staff()));
drop policy if exists "bot_actions_log update" on public.bot_actions_log;
create policy "bot_actions_log update" on public.bot_actions_log for update to authenticated
  using ((select private.has_any_role(array['moderator', 'growth'])))
  with check ((select private.has_any_role(array['moderator', 'growth'])));
create or replace trigger touch before update on public.bot_actions_log
  for each row execute function private.touch();
create or replace trigger audit after insert or update or delete on public.bot_actions_log
  for each row execute function private.audit('log');

-- What a bot did is a fact: people may add their review to it and nothing else.
create or replace function private.only_review() returns trigger
language plpgsql set search_path = '' as $$
begin
  if to_jsonb(new) - array['review', 'review_note', 'reviewed_by', 'reviewed_at', 'updated_at']
    is distinct from to_jsonb(old) - array['review', 'review_note', 'reviewed_by', 'reviewed_at', 'updated_at'] then
    raise exception 'What a bot did cannot be changed; only its review can.' using errcode = '42501';
  end if;
  if new.review is distinct from old.review and auth.uid() is not null then
    new.reviewed_by := case when new.review = 'unreviewed' then null else auth.uid() end;
    new.reviewed_at := case when new.review = 'unreviewed' then null else clock_timestamp() end;
  end if;
  return new;
end
$$;
revoke all on function private.only_review() from public, anon, authenticated;
create or replace trigger only_review before update on public.bot_actions_log
  for each row execute function private.only_review();

insert into private.audit_readers (table_name, roles) values
  ('ai_bot_health', '{moderator,growth,finance}'),
  ('bot_actions_log', '{moderator,growth,finance}')
on conflict do nothing;
