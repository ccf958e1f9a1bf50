-- Written by `npm run schema` from the migrations: change those, not this.

create table public.lead_sources (
  id uuid default gen_random_uuid() not null,
  slug text not null,
  name text not null,
  kind text not null,
  url text not null,
  category text not null,
  country text,
  language text default 'en'::text not null,
  schedule text default 'weekly'::text not null,
  config jsonb default '{}'::jsonb not null,
  state text default 'active'::text not null,
  quality smallint default 50 not null,
  requests_per_minute smallint default 10 not null,
  respects_robots boolean default true not null,
  lawful_basis text default 'legitimate_interest'::text not null,
  last_run_at timestamp with time zone,
  next_run_at timestamp with time zone,
  notes text,
  created_at timestamp with time zone default now() not null,
  updated_at timestamp with time zone default now() not null,
  search text generated always as (private.folded(((((name || ' '::text) || url) || ' '::text) || category))) stored,
  folded jsonb generated always as (private.folded_texts('{name,category,notes}'::text[], ARRAY[name, category, notes])) stored,
  sort_name text generated always as (private.folded(name)) stored not null,
  terms_state text default 'unreviewed'::text not null,
  terms_reviewed_by uuid,
  terms_reviewed_at timestamp with time zone,
  terms_note text,
  silent_after_minutes integer default 15 not null,
  constraint lead_sources_category_check CHECK (char_length(category) >= 1 AND char_length(category) <= 60),
  constraint lead_sources_category_required_check CHECK (private.said(category) IS NOT NULL),
  constraint lead_sources_config_check CHECK (jsonb_typeof(config) = 'object'::text),
  constraint lead_sources_config_depth_check CHECK (NOT jsonb_path_exists(config, '$.**{50}'::jsonpath)),
  constraint lead_sources_config_elements_check CHECK (NOT jsonb_path_exists(config, 'strict $.keyvalue()?(@."value".type() != "null" && ((((@."key" == "path" || @."key" == "format") && @."value".type() != "string" || (@."key" == "max_pages" || @."key" == "since_days") && @."value".type() != "number") || @."key" == "double_opt_in" && @."value".type() != "boolean") || (@."key" == "keywords" || @."key" == "fields") && (@."value".type() != "array" || exists (@."value"[*]?(@.type() != "string")))))'::jsonpath)),
  constraint lead_sources_country_check CHECK (country ~ '^[A-Z]{2}$'::text),
  constraint lead_sources_finite CHECK (isfinite(last_run_at) AND isfinite(next_run_at) AND isfinite(terms_reviewed_at)),
  constraint lead_sources_kind_check CHECK (kind = ANY (ARRAY['forum'::text, 'subreddit'::text, 'meetup'::text, 'club'::text, 'alumni'::text, 'directory'::text, 'event'::text, 'newsletter'::text, 'podcast'::text, 'blog'::text, 'social'::text, 'partner'::text, 'volunteering'::text, 'course'::text])),
  constraint lead_sources_language_check CHECK (language ~ '^[a-z]{2}$'::text),
  constraint lead_sources_lawful_basis_check CHECK (lawful_basis = ANY (ARRAY['legitimate_interest'::text, 'consent'::text])),
  constraint lead_sources_name_check CHECK (char_length(name) >= 1 AND char_length(name) <= 120),
  constraint lead_sources_name_required_check CHECK (private.said(name) IS NOT NULL),
  constraint lead_sources_notes_check CHECK (char_length(notes) <= 2000),
  constraint lead_sources_pkey PRIMARY KEY (id),
  constraint lead_sources_quality_check CHECK (quality >= 0 AND quality <= 100),
  constraint lead_sources_requests_per_minute_check CHECK (requests_per_minute >= 1 AND requests_per_minute <= 120),
  constraint lead_sources_schedule_check CHECK (schedule = ANY (ARRAY['hourly'::text, 'daily'::text, 'weekly'::text, 'monthly'::text, 'manual'::text])),
  constraint lead_sources_silent_after_minutes_check CHECK (silent_after_minutes >= 1 AND silent_after_minutes <= 1440),
  constraint lead_sources_slug_check CHECK (slug ~ '^[a-z0-9]+(-[a-z0-9]+)*$'::text),
  constraint lead_sources_slug_key UNIQUE (slug),
  constraint lead_sources_slug_length_check CHECK (char_length(slug) <= 200),
  constraint lead_sources_state_check CHECK (state = ANY (ARRAY['active'::text, 'paused'::text, 'blocked'::text, 'retired'::text])),
  constraint lead_sources_terms_note_check CHECK (char_length(terms_note) <= 1000),
  constraint lead_sources_terms_reviewed_by_fkey FOREIGN KEY (terms_reviewed_by) REFERENCES staff_members(user_id) ON DELETE SET NULL,
  constraint lead_sources_terms_state_check CHECK (terms_state = ANY (ARRAY['unreviewed'::text, 'allowed'::text, 'refused'::text])),
  constraint lead_sources_url_check CHECK (url ~ '^https?://[^[:space:]]+$'::text),
  constraint lead_sources_url_length_check CHECK (char_length(url) <= 2000)
);

comment on table public.lead_sources is 'Where leads are found, with the terms of use.';

comment on column public.lead_sources.quality is 'How good its leads have been, 0 to 100.';
comment on column public.lead_sources.lawful_basis is 'GDPR Art. 6: on what ground this personal data is processed.';
comment on column public.lead_sources.terms_state is 'Whether somebody read the site''s terms of use and robots.txt, and whether they let us read it. Only then it is run.';

-- From which state a row may come to which: rows of public.state_transitions.
--   (new) → active, paused
--   active → blocked, paused, retired
--   blocked → active, paused, retired
--   paused → active, retired
--   retired → active

CREATE INDEX lead_sources_created_idx ON public.lead_sources USING btree (created_at DESC, id DESC);
CREATE INDEX lead_sources_last_run_idx ON public.lead_sources USING btree (last_run_at DESC NULLS LAST, id DESC);
CREATE INDEX lead_sources_search_idx ON public.lead_sources USING gin (search extensions.gin_trgm_ops);
CREATE INDEX lead_sources_sort_name_idx ON public.lead_sources USING btree (sort_name, id);
CREATE INDEX lead_sources_terms_idx ON public.lead_sources USING btree (terms_state) WHERE (terms_state = 'unreviewed'::text);
CREATE INDEX lead_sources_terms_reviewed_by_idx ON public.lead_sources USING btree (terms_reviewed_by);

CREATE TRIGGER a_moment_of_next_run_at BEFORE INSERT OR UPDATE OF next_run_at ON lead_sources FOR EACH ROW WHEN (new.next_run_at < '1970-01-01 00:00:00+00'::timestamp with time zone OR new.next_run_at >= '2201-01-01 00:00:00+00'::timestamp with time zone) EXECUTE FUNCTION private.refuse_moment('next_run_at');
CREATE TRIGGER a_team BEFORE INSERT ON lead_sources FOR EACH STATEMENT EXECUTE FUNCTION private.only_team('growth');
CREATE TRIGGER audit AFTER INSERT OR DELETE OR UPDATE ON lead_sources FOR EACH ROW EXECUTE FUNCTION private.audit('all');
CREATE TRIGGER touch BEFORE UPDATE ON lead_sources FOR EACH ROW EXECUTE FUNCTION private.touch();
CREATE TRIGGER transition BEFORE INSERT OR UPDATE OF state ON lead_sources FOR EACH ROW EXECUTE FUNCTION private.enforce_transition();

alter table public.lead_sources enable row level security;

create policy "lead_sources delete" on public.lead_sources for delete to authenticated
  using (( SELECT private.has_role('growth'::text) AS has_role));
create policy "lead_sources insert" on public.lead_sources for insert to authenticated
  with check (( SELECT private.has_role('growth'::text) AS has_role));
create policy "lead_sources select" on public.lead_sources for select to authenticated
  using (( SELECT private.has_role('growth'::text) AS has_role));
create policy "lead_sources update" on public.lead_sources for update to authenticated
  using (( SELECT private.has_role('growth'::text) AS has_role))
  with check (( SELECT private.has_role('growth'::text) AS has_role));

grant delete, select on public.lead_sources to authenticated;
grant select on public.lead_sources to service_role;

grant insert (id, slug, name, kind, url, category, country, language, schedule, config, state, quality, requests_per_minute, respects_robots, lawful_basis, next_run_at, notes, silent_after_minutes) on public.lead_sources to authenticated;
grant update (slug, name, kind, url, category, country, language, schedule, config, state, quality, requests_per_minute, respects_robots, lawful_basis, next_run_at, notes, silent_after_minutes) on public.lead_sources to authenticated;
grant update (next_run_at) on public.lead_sources to service_role;
