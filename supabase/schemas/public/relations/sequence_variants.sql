-- Written by `npm run schema` from the migrations: change those, not this.

create table public.sequence_variants (
  id uuid default gen_random_uuid() not null,
  sequence_email_id uuid not null,
  share integer default 50 not null,
  subject text not null,
  preview_text text,
  body text not null,
  active boolean default true not null,
  version integer default 1 not null,
  created_at timestamp with time zone default now() not null,
  updated_at timestamp with time zone default now() not null,
  folded jsonb generated always as (private.folded_texts('{subject,preview_text,body}'::text[], ARRAY[subject, preview_text, body])) stored,
  constraint sequence_variants_body_check CHECK (char_length(body) >= 1 AND char_length(body) <= 20000),
  constraint sequence_variants_pkey PRIMARY KEY (id),
  constraint sequence_variants_preview_text_check CHECK (char_length(preview_text) <= 200),
  constraint sequence_variants_sequence_email_id_fkey FOREIGN KEY (sequence_email_id) REFERENCES sequence_emails(id) ON DELETE CASCADE,
  constraint sequence_variants_share_check CHECK (share >= 1 AND share <= 99),
  constraint sequence_variants_subject_check CHECK (char_length(subject) >= 1 AND char_length(subject) <= 200)
);

comment on table public.sequence_variants is 'Further texts of a step, each for its share of those who get the step; the rest gets the text of the step itself.';

comment on column public.sequence_variants.share is 'Of a hundred who get the step, so many get this text.';

CREATE INDEX sequence_variants_created_idx ON public.sequence_variants USING btree (created_at DESC, id DESC);
CREATE INDEX sequence_variants_email_idx ON public.sequence_variants USING btree (sequence_email_id, created_at, id);

CREATE TRIGGER audit AFTER INSERT OR DELETE OR UPDATE ON sequence_variants FOR EACH ROW EXECUTE FUNCTION private.audit('all');
CREATE TRIGGER check_live_variant AFTER INSERT OR UPDATE ON sequence_variants FOR EACH ROW EXECUTE FUNCTION private.check_live_variant();
CREATE TRIGGER keep_variant BEFORE INSERT OR DELETE OR UPDATE ON sequence_variants FOR EACH ROW EXECUTE FUNCTION private.keep_variant();
CREATE TRIGGER touch BEFORE UPDATE ON sequence_variants FOR EACH ROW EXECUTE FUNCTION private.touch();

alter table public.sequence_variants enable row level security;

create policy "sequence_variants delete" on public.sequence_variants for delete to authenticated
  using (( SELECT private.has_role('growth'::text) AS has_role));
create policy "sequence_variants insert" on public.sequence_variants for insert to authenticated
  with check (( SELECT private.has_role('growth'::text) AS has_role));
create policy "sequence_variants select" on public.sequence_variants for select to authenticated
  using (( SELECT private.has_role('growth'::text) AS has_role));
create policy "sequence_variants update" on public.sequence_variants for update to authenticated
  using (( SELECT private.has_role('growth'::text) AS has_role))
  with check (( SELECT private.has_role('growth'::text) AS has_role));

grant delete, select on public.sequence_variants to authenticated;
grant select on public.sequence_variants to service_role;

grant insert (id, sequence_email_id, share, subject, preview_text, body, active) on public.sequence_variants to authenticated;
grant update (share, subject, preview_text, body, active) on public.sequence_variants to authenticated;
