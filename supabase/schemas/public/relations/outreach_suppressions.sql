-- Written by `npm run schema` from the migrations: change those, not this.

create table public.outreach_suppressions (
  id uuid default gen_random_uuid() not null,
  email text not null,
  reason text not null,
  channel text default 'email'::text not null,
  source text,
  note text,
  created_by uuid default auth.uid(),
  created_at timestamp with time zone default now() not null,
  updated_at timestamp with time zone default now() not null,
  search text generated always as (lower(((email || ' '::text) || COALESCE(note, ''::text)))) stored,
  constraint outreach_suppressions_channel_check CHECK (channel = 'email'::text),
  constraint outreach_suppressions_created_by_fkey FOREIGN KEY (created_by) REFERENCES staff_members(user_id) ON DELETE SET NULL,
  constraint outreach_suppressions_email_check CHECK (email ~ '^[^[:space:]@]+@[^[:space:]@]+\.[^[:space:]@]+$'::text AND char_length(email) <= 254),
  constraint outreach_suppressions_email_key UNIQUE (email),
  constraint outreach_suppressions_note_check CHECK (char_length(note) <= 1000),
  constraint outreach_suppressions_pkey PRIMARY KEY (id),
  constraint outreach_suppressions_reason_check CHECK (reason = ANY (ARRAY['unsubscribed'::text, 'objected'::text, 'complained'::text, 'hard_bounce'::text, 'legal'::text, 'manual'::text])),
  constraint outreach_suppressions_source_check CHECK (char_length(source) <= 200)
);

comment on table public.outreach_suppressions is 'Who must never be mailed (CAN-SPAM opt-out; GDPR Art. 21: an objection is absolute). Never deleted by growth; a new lead with this address stays suppressed.';

CREATE INDEX outreach_suppressions_created_by_idx ON public.outreach_suppressions USING btree (created_by);
CREATE INDEX outreach_suppressions_created_idx ON public.outreach_suppressions USING btree (created_at DESC, id DESC);
CREATE INDEX outreach_suppressions_search_idx ON public.outreach_suppressions USING gin (search extensions.gin_trgm_ops);

CREATE TRIGGER a_await BEFORE INSERT ON outreach_suppressions FOR EACH ROW EXECUTE FUNCTION private.await_suppression('suppress');
CREATE TRIGGER a_stamp BEFORE INSERT OR UPDATE ON outreach_suppressions FOR EACH ROW EXECUTE FUNCTION private.stamp_person('created_by');
CREATE TRIGGER apply_suppression AFTER INSERT ON outreach_suppressions FOR EACH ROW EXECUTE FUNCTION private.apply_suppression();
CREATE TRIGGER audit AFTER INSERT OR DELETE OR UPDATE ON outreach_suppressions FOR EACH ROW EXECUTE FUNCTION private.audit('all');
CREATE TRIGGER keep_suppression BEFORE DELETE OR UPDATE ON outreach_suppressions FOR EACH ROW EXECUTE FUNCTION private.keep_suppression();
CREATE TRIGGER normalise_email BEFORE INSERT OR UPDATE OF email ON outreach_suppressions FOR EACH ROW EXECUTE FUNCTION private.normalise_email();
CREATE TRIGGER touch BEFORE UPDATE ON outreach_suppressions FOR EACH ROW EXECUTE FUNCTION private.touch();

alter table public.outreach_suppressions enable row level security;

create policy "outreach_suppressions delete" on public.outreach_suppressions for delete to authenticated
  using (( SELECT private.has_role('admin'::text) AS has_role));
create policy "outreach_suppressions insert" on public.outreach_suppressions for insert to authenticated
  with check (( SELECT private.has_role('growth'::text) AS has_role));
create policy "outreach_suppressions select" on public.outreach_suppressions for select to authenticated
  using (( SELECT private.has_role('growth'::text) AS has_role));
create policy "outreach_suppressions update" on public.outreach_suppressions for update to authenticated
  using (( SELECT private.has_role('admin'::text) AS has_role))
  with check (( SELECT private.has_role('admin'::text) AS has_role));

grant delete, insert, select, update on public.outreach_suppressions to authenticated;
grant delete, insert, select, update on public.outreach_suppressions to service_role;
