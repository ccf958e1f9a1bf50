-- Written by `npm run schema` from the migrations: change those, not this.

create table public.sequence_emails (
  id uuid default gen_random_uuid() not null,
  sequence_id uuid not null,
  "position" smallint not null,
  delay_days smallint default 3 not null,
  subject text not null,
  preview_text text,
  body text not null,
  active boolean default true not null,
  created_at timestamp with time zone default now() not null,
  updated_at timestamp with time zone default now() not null,
  search text generated always as (private.folded(((subject || ' '::text) || COALESCE(preview_text, ''::text)))) stored,
  folded jsonb generated always as (private.folded_texts('{subject,preview_text,body}'::text[], ARRAY[subject, preview_text, body])) stored,
  version integer default 1 not null,
  constraint sequence_emails_body_check CHECK (char_length(body) >= 1 AND char_length(body) <= 20000),
  constraint sequence_emails_delay_days_check CHECK (delay_days >= 0 AND delay_days <= 90),
  constraint sequence_emails_pkey PRIMARY KEY (id),
  constraint sequence_emails_position_check CHECK ("position" >= 1 AND "position" <= 20),
  constraint sequence_emails_preview_text_check CHECK (char_length(preview_text) <= 200),
  constraint sequence_emails_sequence_id_fkey FOREIGN KEY (sequence_id) REFERENCES outreach_sequences(id) ON DELETE CASCADE,
  constraint sequence_emails_sequence_id_position_key UNIQUE (sequence_id, "position"),
  constraint sequence_emails_subject_check CHECK (char_length(subject) >= 1 AND char_length(subject) <= 200)
);

comment on table public.sequence_emails is 'The steps of a sequence.';

comment on column public.sequence_emails.delay_days is 'Days after the step before (or after enrolment, for the first).';
comment on column public.sequence_emails.version is 'Counts the changes of its text; a mail that was sent names the one it had.';

CREATE INDEX sequence_emails_created_idx ON public.sequence_emails USING btree (created_at DESC, id DESC);
CREATE INDEX sequence_emails_search_idx ON public.sequence_emails USING gin (search extensions.gin_trgm_ops);

CREATE TRIGGER a_team BEFORE INSERT ON sequence_emails FOR EACH STATEMENT EXECUTE FUNCTION private.only_team('growth');
CREATE TRIGGER audit AFTER INSERT OR DELETE OR UPDATE ON sequence_emails FOR EACH ROW EXECUTE FUNCTION private.audit('all');
CREATE TRIGGER check_live_step AFTER INSERT OR DELETE OR UPDATE ON sequence_emails FOR EACH ROW EXECUTE FUNCTION private.check_live_step();
CREATE TRIGGER keep_step BEFORE INSERT OR DELETE OR UPDATE ON sequence_emails FOR EACH ROW EXECUTE FUNCTION private.keep_step();
CREATE TRIGGER touch BEFORE UPDATE ON sequence_emails FOR EACH ROW EXECUTE FUNCTION private.touch();

alter table public.sequence_emails enable row level security;

create policy "sequence_emails delete" on public.sequence_emails for delete to authenticated
  using (( SELECT private.has_role('growth'::text) AS has_role));
create policy "sequence_emails insert" on public.sequence_emails for insert to authenticated
  with check (( SELECT private.has_role('growth'::text) AS has_role));
create policy "sequence_emails select" on public.sequence_emails for select to authenticated
  using (( SELECT private.has_role('growth'::text) AS has_role));
create policy "sequence_emails update" on public.sequence_emails for update to authenticated
  using (( SELECT private.has_role('growth'::text) AS has_role))
  with check (( SELECT private.has_role('growth'::text) AS has_role));

grant delete, select on public.sequence_emails to authenticated;
grant select on public.sequence_emails to service_role;

grant insert (id, sequence_id, "position", delay_days, subject, preview_text, body, active) on public.sequence_emails to authenticated;
grant update ("position", delay_days, subject, preview_text, body, active) on public.sequence_emails to authenticated;
