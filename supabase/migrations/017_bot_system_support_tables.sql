-- 017 bot_system_support_tables
-- The health of each bot over time, and its incidents.

create table if not exists public.bot_health_samples (
  id bigint generated always as identity primary key,
  bot_id uuid not null references public.ai_bot_health (id) on delete cascade,
  sampled_at timestamptz not null default now(),
  state text not null check (state in ('healthy', 'degraded', 'down')),
  latency_ms integer check (latency_ms >= 0),
  error_rate numeric(5, 4) not null default 0 check (error_rate between 0 and 1),
  queue_depth integer not null default 0 check (queue_depth >= 0)
);
create index if not exists bot_health_samples_sampled_idx on public.bot_health_samples (sampled_at desc, id desc);
create index if not exists bot_health_samples_bot_idx on public.bot_health_samples (bot_id, sampled_at desc);
alter table public.bot_health_samples enable row level security;
revoke all on public.bot_health_samples from anon, authenticated, service_role;
revoke all on sequence public.bot_health_samples_id_seq from anon, authenticated, service_role;
grant select on public.bot_health_samples to authenticated;
grant select, insert, update, delete on public.bot_health_samples to service_role;
drop policy if exists "bot_health_samples select" on public.bot_health_samples;
create policy "bot_health_samples select" on public.bot_health_samples for select to authenticated
  using ((select private.is_staff()));

create table if not exists public.bot_incidents (
  id uuid primary key default gen_random_uuid(),
  bot_id uuid not null references public.ai_bot_health (id) on delete cascade,
  severity text not null check (severity in ('degraded', 'down')),
  summary text not null check (char_length(summary) between 1 and 500),
  opened_at timestamptz not null default now(),
  acknowledged_by uuid references public.staff_members (user_id) on delete set null,
  acknowledged_at timestamptz,
  resolved_at timestamptz check (resolved_at >= opened_at),
  note text check (char_length(note) <= 2000),
  updated_at timestamptz not null default now()
);
create index if not exists bot_incidents_opened_idx on public.bot_incidents (opened_at desc, id desc);
create index if not exists bot_incidents_bot_idx on public.bot_incidents (bot_id, opened_at desc);
create index if not exists bot_incidents_acknowledged_by_idx on public.bot_incidents (acknowledged_by);
create unique index if not exists bot_incidents_one_open_idx on public.bot_incidents (bot_id) where resolved_at is null;
alter table public.bot_incidents enable row level security;
revoke all on public.bot_incidents from anon, authenticated, service_role;
grant select, update on public.bot_incidents to authenticated;
grant select, insert, update, delete on public.bot_incidents to service_role;
drop policy if exists "bot_incidents select" on public.bot_incidents;
create policy "bot_incidents select" on public.bot_incidents for select to authenticated
  using ((select private.is_staff()));
drop policy if exists "bot_incidents update" on public.bot_incidents;
create policy "bot_incidents update" on public.bot_incidents for update to authenticated
  using ((select private.has_any_role(array['moderator', 'growth'])))
  with check ((select private.has_any_role(array['moderator', 'growth'])));
create or replace trigger touch before update on public.bot_incidents
  for each row execute function private.touch();
create or replace trigger audit after insert or update or delete on public.bot_incidents
  for each row execute function private.audit('log');

-- A bot that gets worse opens an incident; one that is well again closes it.
create or replace function private.follow_bot_state() returns trigger
language plpgsql security definer set search_path = '' as $$
begin
  if new.state = 'healthy' then
    update public.bot_incidents set resolved_at = greatest(opened_at, clock_timestamp())
    where bot_id = new.id and resolved_at is null;
  else
    insert into public.bot_incidents (bot_id, severity, summary)
    values (new.id, new.state, coalesce(nullif(new.message, ''), new.label || ' is ' || new.state))
    on conflict (bot_id) where resolved_at is null do update set severity = excluded.severity;
  end if;
  return null;
end
$$;
revoke all on function private.follow_bot_state() from public, anon, authenticated;
create or replace trigger follow_bot_state after update of state on public.ai_bot_health
  for each row when (new.state is distinct from old.state) execute function private.follow_bot_state();

insert into private.audit_readers (table_name, roles) values
  ('bot_incidents', '{moderator,growth,finance}')
on conflict do nothing;
