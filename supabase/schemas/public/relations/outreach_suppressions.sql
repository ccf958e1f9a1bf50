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
  kind text default 'address'::text not null,
  subdomains boolean default false not null,
  lead_id uuid,
  lifted_at timestamp with time zone,
  lifted_by uuid,
  lift_reason text,
  search text generated always as (private.folded(((email || ' '::text) || COALESCE(note, ''::text)))) stored,
  folded jsonb generated always as (private.folded_texts('{source,note}'::text[], ARRAY[source, note])) stored,
  constraint outreach_suppressions_channel_check CHECK (channel = 'email'::text),
  constraint outreach_suppressions_created_by_fkey FOREIGN KEY (created_by) REFERENCES staff_members(user_id) ON DELETE SET NULL,
  constraint outreach_suppressions_finite CHECK (isfinite(lifted_at)),
  constraint outreach_suppressions_kind_check CHECK (kind = ANY (ARRAY['address'::text, 'domain'::text, 'person'::text, 'hash'::text])),
  constraint outreach_suppressions_lifted_by_fkey FOREIGN KEY (lifted_by) REFERENCES staff_members(user_id) ON DELETE SET NULL,
  constraint outreach_suppressions_lifted_check CHECK ((lifted_at IS NULL) = (lift_reason IS NULL) AND char_length(lift_reason) <= 1000),
  constraint outreach_suppressions_note_check CHECK (char_length(note) <= 1000),
  constraint outreach_suppressions_pkey PRIMARY KEY (id),
  constraint outreach_suppressions_reason_check CHECK (reason = ANY (ARRAY['unsubscribed'::text, 'objected'::text, 'complained'::text, 'hard_bounce'::text, 'legal'::text, 'manual'::text])),
  constraint outreach_suppressions_source_check CHECK (char_length(source) <= 200),
  constraint outreach_suppressions_what_check CHECK (char_length(email) >= 1 AND char_length(email) <= 300 AND (kind <> 'address'::text OR email ~ '^[^[:space:]@]+@[^[:space:]@]+\.[^[:space:]@]+$'::text))
);

comment on table public.outreach_suppressions is 'Who must never be mailed (CAN-SPAM opt-out; GDPR Art. 21: an objection is absolute). Never deleted by growth; a new lead with this address stays suppressed.';

comment on column public.outreach_suppressions.email is 'The address, or the domain; of a person without an address the phone, handle or profile.';
comment on column public.outreach_suppressions.kind is 'What is suppressed: an address, a domain, a person with all that is known to be theirs, or somebody erased, of whom only hashes are left.';
comment on column public.outreach_suppressions.lead_id is 'The lead that was suppressed as a person; it may be gone.';

CREATE INDEX outreach_suppressions_created_by_idx ON public.outreach_suppressions USING btree (created_by);
CREATE INDEX outreach_suppressions_created_idx ON public.outreach_suppressions USING btree (created_at DESC, id DESC);
CREATE INDEX outreach_suppressions_lifted_by_idx ON public.outreach_suppressions USING btree (lifted_by);
CREATE UNIQUE INDEX outreach_suppressions_reason_idx ON public.outreach_suppressions USING btree (kind, email, reason) WHERE (lifted_at IS NULL);
CREATE INDEX outreach_suppressions_search_idx ON public.outreach_suppressions USING gin (search extensions.gin_trgm_ops);

CREATE TRIGGER a_keep BEFORE DELETE OR UPDATE ON outreach_suppressions FOR EACH ROW EXECUTE FUNCTION private.keep_suppression();
CREATE TRIGGER a_keep_all BEFORE TRUNCATE ON outreach_suppressions FOR EACH STATEMENT EXECUTE FUNCTION private.keep_suppression();
CREATE TRIGGER a_stamp BEFORE INSERT OR UPDATE ON outreach_suppressions FOR EACH ROW EXECUTE FUNCTION private.stamp_person('created_by');
CREATE TRIGGER a_team BEFORE INSERT ON outreach_suppressions FOR EACH STATEMENT EXECUTE FUNCTION private.only_team('growth');
CREATE TRIGGER apply_suppression AFTER INSERT ON outreach_suppressions REFERENCING NEW TABLE AS added FOR EACH STATEMENT EXECUTE FUNCTION private.apply_suppression();
CREATE TRIGGER audit AFTER INSERT OR DELETE OR UPDATE ON outreach_suppressions FOR EACH ROW EXECUTE FUNCTION private.audit('all');
CREATE TRIGGER read_suppression BEFORE INSERT ON outreach_suppressions FOR EACH ROW EXECUTE FUNCTION private.read_suppression();
CREATE TRIGGER touch BEFORE UPDATE ON outreach_suppressions FOR EACH ROW EXECUTE FUNCTION private.touch();

alter table public.outreach_suppressions enable row level security;

create policy "outreach_suppressions insert" on public.outreach_suppressions for insert to authenticated
  with check (( SELECT private.has_role('growth'::text) AS has_role));
create policy "outreach_suppressions select" on public.outreach_suppressions for select to authenticated
  using (( SELECT private.has_role('growth'::text) AS has_role));

grant select on public.outreach_suppressions to authenticated;
grant select on public.outreach_suppressions to service_role;

grant insert (id, email, reason, source, note, kind, subdomains) on public.outreach_suppressions to authenticated;
grant insert (email, reason, source, note, kind, subdomains) on public.outreach_suppressions to service_role;
