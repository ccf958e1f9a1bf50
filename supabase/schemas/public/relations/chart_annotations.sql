-- Written by `npm run schema` from the migrations: change those, not this.

create table public.chart_annotations (
  id uuid default gen_random_uuid() not null,
  on_day date not null,
  until_day date,
  label text not null,
  kind text default 'other'::text not null,
  created_by uuid default auth.uid(),
  created_at timestamp with time zone default now() not null,
  updated_at timestamp with time zone default now() not null,
  constraint chart_annotations_check CHECK (until_day >= on_day),
  constraint chart_annotations_created_by_fkey FOREIGN KEY (created_by) REFERENCES staff_members(user_id) ON DELETE SET NULL,
  constraint chart_annotations_days_check CHECK (on_day >= '1970-01-01'::date AND on_day <= '2200-01-01'::date AND until_day <= '2200-01-01'::date),
  constraint chart_annotations_finite CHECK (isfinite(on_day) AND isfinite(until_day)),
  constraint chart_annotations_kind_check CHECK (kind = ANY (ARRAY['release'::text, 'campaign'::text, 'incident'::text, 'other'::text])),
  constraint chart_annotations_label_check CHECK (char_length(btrim(label)) >= 1 AND char_length(btrim(label)) <= 80),
  constraint chart_annotations_label_required_check CHECK (private.said(label) IS NOT NULL),
  constraint chart_annotations_label_seen_check CHECK (private.visible_text(label) <> ''::text),
  constraint chart_annotations_pkey PRIMARY KEY (id)
);

comment on table public.chart_annotations is 'What happened on a day, written by staff onto the time axis of every chart.';

CREATE INDEX chart_annotations_day_idx ON public.chart_annotations USING btree (on_day DESC, id DESC);
CREATE INDEX chart_annotations_person_idx ON public.chart_annotations USING btree (created_by);

CREATE TRIGGER audit AFTER INSERT OR DELETE OR UPDATE ON chart_annotations FOR EACH ROW EXECUTE FUNCTION private.audit('all');
CREATE TRIGGER touch BEFORE UPDATE ON chart_annotations FOR EACH ROW EXECUTE FUNCTION private.touch();

alter table public.chart_annotations enable row level security;

create policy "chart_annotations delete" on public.chart_annotations for delete to authenticated
  using ((((created_by = ( SELECT auth.uid() AS uid)) AND ( SELECT private.is_staff() AS is_staff)) OR ( SELECT private.has_role('admin'::text) AS has_role)));
create policy "chart_annotations insert" on public.chart_annotations for insert to authenticated
  with check ((( SELECT private.is_staff() AS is_staff) AND (created_by = ( SELECT auth.uid() AS uid))));
create policy "chart_annotations select" on public.chart_annotations for select to authenticated
  using (( SELECT private.is_staff() AS is_staff));
create policy "chart_annotations update" on public.chart_annotations for update to authenticated
  using ((((created_by = ( SELECT auth.uid() AS uid)) AND ( SELECT private.is_staff() AS is_staff)) OR ( SELECT private.has_role('admin'::text) AS has_role)))
  with check (( SELECT private.is_staff() AS is_staff));

grant delete, select on public.chart_annotations to authenticated;
grant select on public.chart_annotations to service_role;

grant insert (id, on_day, until_day, label, kind) on public.chart_annotations to authenticated;
grant update (on_day, until_day, label, kind) on public.chart_annotations to authenticated;
