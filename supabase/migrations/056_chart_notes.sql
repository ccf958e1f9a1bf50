-- 052 chart notes
-- What staff write on the time axis of charts (a release, a campaign), and which charts stand on a person's home page.

create table if not exists public.chart_annotations (
  id uuid primary key default gen_random_uuid(),
  on_day date not null,
  until_day date check (until_day >= on_day),
  label text not null check (char_length(btrim(label)) between 1 and 80),
  kind text not null default 'other' check (kind in ('release', 'campaign', 'incident', 'other')),
  created_by uuid default auth.uid() references public.staff_members (user_id) on delete set null,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now()
);
comment on table public.chart_annotations is 'What happened on a day, written by staff onto the time axis of every chart.';
create index if not exists chart_annotations_day_idx on public.chart_annotations (on_day desc, id desc);
create index if not exists chart_annotations_person_idx on public.chart_annotations (created_by);
alter table public.chart_annotations enable row level security;
revoke all on public.chart_annotations from anon, authenticated, service_role;
grant select, delete on public.chart_annotations to authenticated;
grant insert (on_day, until_day, label, kind), update (on_day, until_day, label, kind) on public.chart_annotations to authenticated;
grant select on public.chart_annotations to service_role;
drop policy if exists "chart_annotations select" on public.chart_annotations;
create policy "chart_annotations select" on public.chart_annotations for select to authenticated
  using ((select private.is_staff()));
drop policy if exists "chart_annotations insert" on public.chart_annotations;
create policy "chart_annotations insert" on public.chart_annotations for insert to authenticated
  with check ((select private.is_staff()) and created_by = (select auth.uid()));
drop policy if exists "chart_annotations update" on public.chart_annotations;
create policy "chart_annotations update" on public.chart_annotations for update to authenticated
  using ((created_by = (select auth.uid()) and (select private.is_staff())) or (select private.has_role('admin')))
  with check ((select private.is_staff()));
drop policy if exists "chart_annotations delete" on public.chart_annotations;
create policy "chart_annotations delete" on public.chart_annotations for delete to authenticated
  using ((created_by = (select auth.uid()) and (select private.is_staff())) or (select private.has_role('admin')));
create or replace trigger touch before update on public.chart_annotations for each row execute function private.touch();
create or replace trigger audit after insert or update or delete on public.chart_annotations for each row execute function private.audit('all');

create table if not exists public.chart_pins (
  id uuid primary key default gen_random_uuid(),
  user_id uuid not null default auth.uid() references public.staff_members (user_id) on delete cascade,
  chart text not null check (chart ~ '^[a-z][a-z0-9-]{1,60}$'),
  address text not null default '' check (char_length(address) <= 2000),
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  unique (user_id, chart)
);
comment on table public.chart_pins is 'The charts on a person''s home page, each as they had arranged it.';
alter table public.chart_pins enable row level security;
revoke all on public.chart_pins from anon, authenticated, service_role;
grant select, delete on public.chart_pins to authenticated;
grant insert (user_id, chart, address), update (address) on public.chart_pins to authenticated;
grant select on public.chart_pins to service_role;
drop policy if exists "chart_pins select" on public.chart_pins;
create policy "chart_pins select" on public.chart_pins for select to authenticated using (user_id = (select auth.uid()));
drop policy if exists "chart_pins insert" on public.chart_pins;
create policy "chart_pins insert" on public.chart_pins for insert to authenticated
  with check (user_id = (select auth.uid()) and (select private.is_staff()));
drop policy if exists "chart_pins update" on public.chart_pins;
create policy "chart_pins update" on public.chart_pins for update to authenticated
  using (user_id = (select auth.uid())) with check (user_id = (select auth.uid()) and (select private.is_staff()));
drop policy if exists "chart_pins delete" on public.chart_pins;
create policy "chart_pins delete" on public.chart_pins for delete to authenticated using (user_id = (select auth.uid()));
create or replace trigger touch before update on public.chart_pins for each row execute function private.touch();
create or replace trigger audit after insert or update or delete on public.chart_pins for each row execute function private.audit('all');

insert into private.audit_readers (table_name, roles) values
  ('chart_annotations', '{moderator,growth,finance}'), ('chart_pins', '{admin}')
on conflict do nothing;

-- ---------------------------------------------------------------------------------------
-- Alerts as data: a line on a figure. What crosses it stands on the home page of the team; a worker may mail it.

create table if not exists public.chart_lines (
  id uuid primary key default gen_random_uuid(),
  figure text not null check (figure in ('active_members', 'sessions', 'sign_ups', 'failed_runs', 'bounced_mails', 'bot_failures', 'bot_cost', 'bot_incidents', 'reports', 'failed_payments')),
  direction text not null default 'above' check (direction in ('above', 'below')),
  threshold numeric(14, 2) not null check (threshold >= 0),
  period text not null default 'day' check (period in ('day', 'week')),
  team text not null check (team in ('moderator', 'growth', 'finance', 'admin')),
  active boolean not null default true,
  created_by uuid default auth.uid() references public.staff_members (user_id) on delete set null,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now()
);
comment on table public.chart_lines is 'Lines on figures: what lies above or below one in the last 24 hours or 7 days appears on the home page of the team.';
create index if not exists chart_lines_created_idx on public.chart_lines (created_at desc, id desc);
create index if not exists chart_lines_person_idx on public.chart_lines (created_by);
alter table public.chart_lines enable row level security;
revoke all on public.chart_lines from anon, authenticated, service_role;
grant select, delete on public.chart_lines to authenticated;
grant insert (figure, direction, threshold, period, team, active), update (figure, direction, threshold, period, team, active) on public.chart_lines to authenticated;
grant select on public.chart_lines to service_role;
drop policy if exists "chart_lines select" on public.chart_lines;
create policy "chart_lines select" on public.chart_lines for select to authenticated using ((select private.is_staff()));
drop policy if exists "chart_lines insert" on public.chart_lines;
create policy "chart_lines insert" on public.chart_lines for insert to authenticated
  with check (created_by = (select auth.uid()) and team = any ((select private.own_roles())::text[]));
drop policy if exists "chart_lines update" on public.chart_lines;
create policy "chart_lines update" on public.chart_lines for update to authenticated
  using (team = any ((select private.own_roles())::text[])) with check (team = any ((select private.own_roles())::text[]));
drop policy if exists "chart_lines delete" on public.chart_lines;
create policy "chart_lines delete" on public.chart_lines for delete to authenticated using (team = any ((select private.own_roles())::text[]));
create or replace trigger touch before update on public.chart_lines for each row execute function private.touch();
create or replace trigger audit after insert or update or delete on public.chart_lines for each row execute function private.audit('all');
insert into private.audit_readers (table_name, roles) values ('chart_lines', '{moderator,growth,finance}') on conflict do nothing;

-- What a figure is between two moments; called for staff and workers only.
create or replace function private.figure_value(figure text, since timestamptz, until timestamptz) returns numeric
language plpgsql stable security definer set search_path = '' as $$
begin
  return case figure
    when 'active_members' then (select count(distinct s.user_id) from public.engagement_sessions s where s.started_at >= since and s.started_at < until)
    when 'sessions' then (select count(*) from public.engagement_sessions s where s.started_at >= since and s.started_at < until)
    when 'sign_ups' then (select count(*) from public.profiles p where p.created_at >= since and p.created_at < until)
    when 'failed_runs' then (select count(*) from public.scrape_runs r where r.state = 'failed' and r.queued_at >= since and r.queued_at < until)
    when 'bounced_mails' then (select count(*) from public.email_sends s where s.state = 'bounced' and s.queued_at >= since and s.queued_at < until)
    when 'bot_failures' then (select count(*) from public.bot_actions_log b where b.outcome = 'failed' and b.created_at >= since and b.created_at < until)
    when 'bot_cost' then (select coalesce(sum(b.cost_micros), 0) / 1000000.0 from public.bot_actions_log b where b.created_at >= since and b.created_at < until)
    when 'bot_incidents' then (select count(*) from public.bot_incidents i where i.opened_at >= since and i.opened_at < until)
    when 'reports' then (select count(*) from public.content_reports r where r.created_at >= since and r.created_at < until)
    when 'failed_payments' then (select count(*) from public.user_subscriptions s where s.state in ('past_due', 'unpaid'))
  end;
end
$$;

create or replace function private.crossed_lines() returns table (id uuid, figure text, team text, direction text, threshold numeric, period text, value numeric)
language plpgsql stable security definer set search_path = '' as $$
declare
  teams text[] := case when auth.role() = 'service_role' then array['moderator', 'growth', 'finance', 'admin'] else private.own_roles() end;
begin
  if not private.is_staff() and coalesce(auth.role(), '') <> 'service_role' then
    return;
  end if;
  return query
  select l.id, l.figure, l.team, l.direction, l.threshold, l.period, v.value
  from public.chart_lines l
  cross join lateral (
    select private.figure_value(l.figure, now() - case l.period when 'day' then interval '24 hours' else interval '7 days' end, now()) as value
  ) v
  where l.active and l.team = any (teams) and case l.direction when 'above' then v.value > l.threshold else v.value < l.threshold end
  order by l.created_at, l.id;
end
$$;

create or replace function public.crossed_lines() returns table (
  id uuid, figure text, label text, team text, direction text, threshold numeric, period text, value numeric, address text
)
language sql stable security invoker set search_path = '' as $$
  select c.id, c.figure, f.label, c.team, c.direction, c.threshold, c.period, c.value, f.path || '?' || concat_ws('&', nullif(f.filter, ''), f.moment || '=last:' || case c.period when 'day' then '24h' else '7d' end)
  from private.crossed_lines() c
  join (values
    ('active_members', 'active members', '/engagement-sessions', '', 'started_at'), ('sessions', 'sessions', '/engagement-sessions', '', 'started_at'),
    ('sign_ups', 'sign-ups', '/profiles', '', 'created_at'), ('failed_runs', 'failed runs', '/scrape-runs', 'state=any:failed', 'queued_at'),
    ('bounced_mails', 'bounced emails', '/email-sends', 'state=any:bounced', 'queued_at'), ('bot_failures', 'failed bot actions', '/bot-actions-log', 'outcome=any:failed', 'created_at'),
    ('bot_cost', 'dollars spent by bots', '/bot-actions-log', 'sort=-cost_micros', 'created_at'), ('bot_incidents', 'bot incidents', '/bot-incidents', '', 'opened_at'),
    ('reports', 'reports by members', '/content-reports', '', 'created_at'), ('failed_payments', 'subscriptions past due', '/user-subscriptions', 'state=any:past_due,unpaid', null)
  ) f (figure, label, path, filter, moment) on f.figure = c.figure
$$;
comment on function public.crossed_lines() is 'The lines of one''s teams that their figures have crossed, each with the address of the rows behind it; for a worker, of all teams.';
revoke all on function private.figure_value(text, timestamptz, timestamptz), private.crossed_lines(), public.crossed_lines()
  from public, anon, authenticated, service_role;
grant execute on function private.crossed_lines(), public.crossed_lines() to authenticated, service_role;
