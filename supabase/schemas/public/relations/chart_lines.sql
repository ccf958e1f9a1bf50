-- Written by `npm run schema` from the migrations: change those, not this.

create table public.chart_lines (
  id uuid default gen_random_uuid() not null,
  figure text not null,
  direction text default 'above'::text not null,
  threshold numeric not null,
  period text default 'day'::text not null,
  team text not null,
  active boolean default true not null,
  created_by uuid default auth.uid(),
  created_at timestamp with time zone default now() not null,
  updated_at timestamp with time zone default now() not null,
  subject text,
  constraint chart_lines_created_by_fkey FOREIGN KEY (created_by) REFERENCES staff_members(user_id) ON DELETE SET NULL,
  constraint chart_lines_direction_check CHECK (direction = ANY (ARRAY['above'::text, 'below'::text])),
  constraint chart_lines_finite CHECK (threshold < 'Infinity'::numeric),
  constraint chart_lines_period_check CHECK (period = ANY (ARRAY['day'::text, 'week'::text, 'month'::text])),
  constraint chart_lines_pkey PRIMARY KEY (id),
  constraint chart_lines_subject_check CHECK (char_length(btrim(subject)) >= 1 AND char_length(btrim(subject)) <= 120),
  constraint chart_lines_team_check CHECK (team = ANY (ARRAY['moderator'::text, 'growth'::text, 'finance'::text, 'admin'::text])),
  constraint chart_lines_threshold_check CHECK (threshold >= 0::numeric)
);

comment on table public.chart_lines is 'Lines on figures: what lies above or below one in the last 24 hours or 7 days appears on the home page of the team.';

comment on column public.chart_lines.subject is 'Of what the figure is, where it is of one thing: the feature that is used.';

CREATE INDEX chart_lines_created_idx ON public.chart_lines USING btree (created_at DESC, id DESC);
CREATE INDEX chart_lines_person_idx ON public.chart_lines USING btree (created_by);

CREATE TRIGGER audit AFTER INSERT OR DELETE OR UPDATE ON chart_lines FOR EACH ROW EXECUTE FUNCTION private.audit('all');
CREATE TRIGGER check_line BEFORE INSERT OR UPDATE OF figure, period, team, subject, threshold ON chart_lines FOR EACH ROW EXECUTE FUNCTION private.check_line();
CREATE TRIGGER touch BEFORE UPDATE ON chart_lines FOR EACH ROW EXECUTE FUNCTION private.touch();

alter table public.chart_lines enable row level security;

create policy "chart_lines delete" on public.chart_lines for delete to authenticated
  using ((team = ANY (( SELECT private.own_roles() AS own_roles)::text[])));
create policy "chart_lines insert" on public.chart_lines for insert to authenticated
  with check (((created_by = ( SELECT auth.uid() AS uid)) AND (team = ANY (( SELECT private.own_roles() AS own_roles)::text[]))));
create policy "chart_lines select" on public.chart_lines for select to authenticated
  using (( SELECT private.is_staff() AS is_staff));
create policy "chart_lines update" on public.chart_lines for update to authenticated
  using ((team = ANY (( SELECT private.own_roles() AS own_roles)::text[])))
  with check ((team = ANY (( SELECT private.own_roles() AS own_roles)::text[])));

grant delete, select on public.chart_lines to authenticated;
grant select on public.chart_lines to service_role;

grant insert (id, figure, direction, threshold, period, team, active, subject) on public.chart_lines to authenticated;
grant update (figure, direction, threshold, period, team, active, subject) on public.chart_lines to authenticated;
