-- Written by `npm run schema` from the migrations: change those, not this.

create table public.leads (
  id uuid default gen_random_uuid() not null,
  source_id uuid,
  scrape_run_id uuid,
  full_name text not null,
  email text,
  phone text,
  handle text,
  profile_url text,
  headline text,
  city text,
  country text,
  interests text[] default '{}'::text[] not null,
  tags text[] default '{}'::text[] not null,
  score smallint default 0 not null,
  score_reasons jsonb default '[]'::jsonb not null,
  state text default 'new'::text not null,
  consent text default 'none'::text not null,
  rejected_reason text,
  owner_id uuid,
  converted_user_id uuid,
  notes text,
  found_at timestamp with time zone default now() not null,
  contacted_at timestamp with time zone,
  replied_at timestamp with time zone,
  converted_at timestamp with time zone,
  created_at timestamp with time zone default now() not null,
  updated_at timestamp with time zone default now() not null,
  looks_like text,
  search text generated always as (private.folded(((((((full_name || ' '::text) || COALESCE(email, ''::text)) || ' '::text) || COALESCE(handle, ''::text)) || ' '::text) || COALESCE(city, ''::text)))) stored,
  folded jsonb generated always as (private.folded_texts('{full_name,headline,city,notes,rejected_reason}'::text[], ARRAY[full_name, headline, city, notes, rejected_reason])) stored,
  sort_name text generated always as (private.folded(full_name)) stored not null,
  added_by uuid,
  notice_given_at timestamp with time zone,
  qualified_at timestamp with time zone,
  follow_up_on date,
  follow_up_note text,
  constraint leads_added_by_fkey FOREIGN KEY (added_by) REFERENCES staff_members(user_id) ON DELETE SET NULL,
  constraint leads_city_check CHECK (char_length(city) <= 120),
  constraint leads_consent_check CHECK (consent = ANY (ARRAY['none'::text, 'legitimate_interest'::text, 'consented'::text, 'objected'::text])),
  constraint leads_contact_check CHECK (num_nonnulls(email, phone, handle, profile_url) >= 1),
  constraint leads_converted_user_id_fkey FOREIGN KEY (converted_user_id) REFERENCES profiles(id) ON DELETE SET NULL,
  constraint leads_converted_user_id_listed_fkey FOREIGN KEY (converted_user_id) REFERENCES member_directory(id) ON DELETE SET NULL,
  constraint leads_country_check CHECK (country ~ '^[A-Z]{2}$'::text),
  constraint leads_email_check CHECK (email ~ '^[^[:space:]@]+@[^[:space:]@]+\.[^[:space:]@]+$'::text AND char_length(email) <= 254),
  constraint leads_email_key UNIQUE (email),
  constraint leads_finite CHECK (isfinite(found_at) AND isfinite(contacted_at) AND isfinite(replied_at) AND isfinite(converted_at) AND isfinite(notice_given_at) AND isfinite(qualified_at) AND isfinite(follow_up_on)),
  constraint leads_follow_up_note_check CHECK (char_length(follow_up_note) <= 300),
  constraint leads_full_name_check CHECK (char_length(full_name) >= 1 AND char_length(full_name) <= 160),
  constraint leads_full_name_required_check CHECK (private.said(full_name) IS NOT NULL),
  constraint leads_handle_check CHECK (char_length(handle) <= 120),
  constraint leads_headline_check CHECK (char_length(headline) <= 300),
  constraint leads_interests_length_check CHECK (private.is_text_list(interests, 100, 200)),
  constraint leads_notes_check CHECK (char_length(notes) <= 4000),
  constraint leads_owner_id_fkey FOREIGN KEY (owner_id) REFERENCES staff_members(user_id) ON DELETE SET NULL,
  constraint leads_phone_check CHECK (char_length(phone) <= 40),
  constraint leads_pkey PRIMARY KEY (id),
  constraint leads_profile_url_check CHECK (profile_url ~ '^https?://[^[:space:]]+$'::text),
  constraint leads_profile_url_length_check CHECK (char_length(profile_url) <= 2000 AND octet_length(profile_url) <= 2000),
  constraint leads_rejected_reason_check CHECK (char_length(rejected_reason) <= 300),
  constraint leads_rejected_reason_required_check CHECK (state <> 'rejected'::text OR private.said(rejected_reason) IS NOT NULL),
  constraint leads_score_check CHECK (score >= 0 AND score <= 100),
  constraint leads_score_reasons_check CHECK (jsonb_typeof(score_reasons) = 'array'::text),
  constraint leads_score_reasons_depth_check CHECK (NOT jsonb_path_exists(score_reasons, '$.**{50}'::jsonpath)),
  constraint leads_score_reasons_elements_check CHECK (NOT jsonb_path_exists(score_reasons, 'strict $[*]?(@.type() != "object")'::jsonpath) AND NOT jsonb_path_exists(score_reasons, '$[*]?((!(exists (@."reason")) || @."reason".type() != "string") || exists (@."points") && @."points".type() != "number")'::jsonpath)),
  constraint leads_scrape_run_id_fkey FOREIGN KEY (scrape_run_id) REFERENCES scrape_runs(id) ON DELETE SET NULL,
  constraint leads_source_id_fkey FOREIGN KEY (source_id) REFERENCES lead_sources(id) ON DELETE RESTRICT,
  constraint leads_state_check CHECK (state = ANY (ARRAY['new'::text, 'qualified'::text, 'contacted'::text, 'replied'::text, 'converted'::text, 'rejected'::text])),
  constraint leads_tags_length_check CHECK (private.is_text_list(tags, 100, 100))
);

comment on table public.leads is 'People who might become members.';

comment on column public.leads.email is 'Always lower case: the natural key of a lead.';
comment on column public.leads.looks_like is 'The address that this one can be mistaken for, where it has letters of another script. Kept by trigger.';
comment on column public.leads.added_by is 'Who added it by hand or from a file.';
comment on column public.leads.notice_given_at is 'GDPR Art. 14: when the person was told where their data is from; due within a month of being found.';
comment on column public.leads.qualified_at is 'When it was found good enough to be written to.';
comment on column public.leads.follow_up_on is 'The day on which somebody means to come back to them; a reply of "later" sets it.';

-- From which state a row may come to which: rows of public.state_transitions.
--   (new) → new, qualified
--   contacted → converted, qualified, rejected, replied
--   new → contacted, qualified, rejected
--   qualified → contacted, converted, new, rejected
--   rejected → new, qualified
--   replied → contacted, converted, rejected

CREATE INDEX leads_added_by_idx ON public.leads USING btree (added_by);
CREATE INDEX leads_consent_idx ON public.leads USING btree (consent, found_at DESC, id DESC);
CREATE INDEX leads_contacted_idx ON public.leads USING btree (contacted_at DESC) WHERE (contacted_at IS NOT NULL);
CREATE INDEX leads_converted_idx ON public.leads USING btree (converted_at DESC) WHERE (converted_at IS NOT NULL);
CREATE INDEX leads_converted_user_idx ON public.leads USING btree (converted_user_id);
CREATE INDEX leads_country_idx ON public.leads USING btree (country, found_at DESC, id DESC);
CREATE INDEX leads_created_idx ON public.leads USING btree (created_at DESC, id DESC);
CREATE INDEX leads_domain_idx ON public.leads USING btree (reverse(split_part(email, '@'::text, 2)) text_pattern_ops) WHERE (email IS NOT NULL);
CREATE INDEX leads_follow_up_idx ON public.leads USING btree (follow_up_on) WHERE (follow_up_on IS NOT NULL);
CREATE INDEX leads_found_idx ON public.leads USING btree (found_at DESC, id DESC);
CREATE INDEX leads_interests_idx ON public.leads USING gin (interests);
CREATE INDEX leads_looks_like_idx ON public.leads USING btree (looks_like) WHERE (looks_like IS NOT NULL);
CREATE INDEX leads_notice_idx ON public.leads USING btree (notice_given_at DESC) WHERE (notice_given_at IS NOT NULL);
CREATE INDEX leads_owner_idx ON public.leads USING btree (owner_id);
CREATE INDEX leads_qualified_idx ON public.leads USING btree (qualified_at DESC) WHERE (qualified_at IS NOT NULL);
CREATE INDEX leads_replied_idx ON public.leads USING btree (replied_at DESC) WHERE (replied_at IS NOT NULL);
CREATE INDEX leads_run_idx ON public.leads USING btree (scrape_run_id);
CREATE INDEX leads_score_idx ON public.leads USING btree (score DESC, id DESC);
CREATE INDEX leads_search_idx ON public.leads USING gin (search extensions.gin_trgm_ops);
CREATE INDEX leads_sort_name_idx ON public.leads USING btree (sort_name, id);
CREATE INDEX leads_source_idx ON public.leads USING btree (source_id, found_at DESC);
CREATE INDEX leads_state_idx ON public.leads USING btree (state, found_at DESC, id DESC);
CREATE INDEX leads_tags_idx ON public.leads USING gin (tags);
CREATE INDEX leads_twin_idx ON public.leads USING btree (lower(city), "left"(sort_name, 3));

CREATE TRIGGER a_arrival_of_found_at BEFORE INSERT OR UPDATE OF found_at ON leads FOR EACH ROW WHEN (new.found_at > clock_timestamp() AND new.found_at < '2201-01-01 00:00:00+00'::timestamp with time zone) EXECUTE FUNCTION private.count_from_arrival('found_at');
CREATE TRIGGER a_keys_added AFTER INSERT ON leads FOR EACH ROW EXECUTE FUNCTION private.keep_lead_keys();
CREATE TRIGGER a_keys_changed AFTER UPDATE OF email, phone, handle, profile_url, country ON leads FOR EACH ROW WHEN (new.email IS DISTINCT FROM old.email OR new.phone IS DISTINCT FROM old.phone OR new.handle IS DISTINCT FROM old.handle OR new.profile_url IS DISTINCT FROM old.profile_url OR new.country IS DISTINCT FROM old.country) EXECUTE FUNCTION private.keep_lead_keys();
CREATE TRIGGER a_moment_of_follow_up_on BEFORE INSERT OR UPDATE OF follow_up_on ON leads FOR EACH ROW WHEN (new.follow_up_on < '1970-01-01'::date OR new.follow_up_on >= '2201-01-01'::date) EXECUTE FUNCTION private.refuse_moment('follow_up_on');
CREATE TRIGGER a_moment_of_found_at BEFORE INSERT OR UPDATE OF found_at ON leads FOR EACH ROW WHEN (new.found_at < '1970-01-01 00:00:00+00'::timestamp with time zone OR new.found_at >= '2201-01-01 00:00:00+00'::timestamp with time zone) EXECUTE FUNCTION private.refuse_moment('found_at');
CREATE TRIGGER a_team BEFORE INSERT ON leads FOR EACH STATEMENT EXECUTE FUNCTION private.only_team('growth');
CREATE TRIGGER apply_objection AFTER INSERT ON leads FOR EACH ROW WHEN (new.consent = 'objected'::text) EXECUTE FUNCTION private.apply_objection();
CREATE TRIGGER apply_objection_later AFTER UPDATE OF consent, email, phone, handle, profile_url ON leads FOR EACH ROW WHEN (new.consent = 'objected'::text AND COALESCE(private.context('suppressing'::text), ''::text) <> 'on'::text AND (new.consent IS DISTINCT FROM old.consent OR new.email IS DISTINCT FROM old.email OR new.phone IS DISTINCT FROM old.phone OR new.handle IS DISTINCT FROM old.handle OR new.profile_url IS DISTINCT FROM old.profile_url)) EXECUTE FUNCTION private.apply_objection();
CREATE TRIGGER audit AFTER INSERT OR DELETE OR UPDATE ON leads FOR EACH ROW EXECUTE FUNCTION private.audit('log');
CREATE TRIGGER clean_names BEFORE INSERT OR UPDATE OF full_name, city ON leads FOR EACH ROW EXECUTE FUNCTION private.clean_names();
CREATE TRIGGER end_enrollments AFTER UPDATE OF email, state, consent ON leads FOR EACH ROW WHEN (COALESCE(private.context('suppressing'::text), ''::text) <> 'on'::text AND (new.email IS DISTINCT FROM old.email OR new.state IS DISTINCT FROM old.state OR new.consent IS DISTINCT FROM old.consent)) EXECUTE FUNCTION private.end_enrollments_of_lead();
CREATE TRIGGER lead_departs BEFORE DELETE ON leads FOR EACH ROW EXECUTE FUNCTION private.lead_departs();
CREATE TRIGGER normalise_email BEFORE INSERT OR UPDATE OF email, looks_like ON leads FOR EACH ROW EXECUTE FUNCTION private.normalise_email();
CREATE TRIGGER o_keep_objection BEFORE INSERT OR UPDATE ON leads FOR EACH ROW EXECUTE FUNCTION private.keep_objection();
CREATE TRIGGER p_keep_evidence BEFORE INSERT OR UPDATE ON leads FOR EACH ROW EXECUTE FUNCTION private.keep_lead_evidence();
CREATE TRIGGER touch BEFORE UPDATE ON leads FOR EACH ROW EXECUTE FUNCTION private.touch();
CREATE TRIGGER transition BEFORE INSERT OR UPDATE OF state ON leads FOR EACH ROW EXECUTE FUNCTION private.enforce_transition();
CREATE TRIGGER z_lead_returns AFTER INSERT ON leads FOR EACH ROW EXECUTE FUNCTION private.lead_returns();

alter table public.leads enable row level security;

create policy "leads delete" on public.leads for delete to authenticated
  using (( SELECT private.has_role('growth'::text) AS has_role));
create policy "leads insert" on public.leads for insert to authenticated
  with check (( SELECT private.has_role('growth'::text) AS has_role));
create policy "leads select" on public.leads for select to authenticated
  using (( SELECT private.has_role('growth'::text) AS has_role));
create policy "leads update" on public.leads for update to authenticated
  using (( SELECT private.has_role('growth'::text) AS has_role))
  with check (( SELECT private.has_role('growth'::text) AS has_role));

grant delete, select on public.leads to authenticated;
grant delete, select on public.leads to service_role;

grant insert (id, source_id, full_name, email, phone, handle, profile_url, headline, city, country, interests, tags, score, state, consent, rejected_reason, owner_id, notes, follow_up_on, follow_up_note) on public.leads to authenticated;
grant update (source_id, full_name, email, phone, handle, profile_url, headline, city, country, interests, tags, score, state, consent, rejected_reason, owner_id, converted_user_id, notes, follow_up_on, follow_up_note) on public.leads to authenticated;
grant insert (id, source_id, scrape_run_id, full_name, email, phone, handle, profile_url, headline, city, country, interests, tags, score, score_reasons, found_at) on public.leads to service_role;
grant update (full_name, email, phone, handle, profile_url, headline, city, country, interests, tags, score, score_reasons) on public.leads to service_role;
