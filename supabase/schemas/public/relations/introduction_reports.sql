-- Written by `npm run schema` from the migrations: change those, not this.

create table public.introduction_reports (
  id uuid default gen_random_uuid() not null,
  match_id uuid not null,
  headline text not null,
  summary text not null,
  strengths jsonb default '[]'::jsonb not null,
  frictions jsonb default '[]'::jsonb not null,
  starters jsonb default '[]'::jsonb not null,
  model text not null,
  state text default 'draft'::text not null,
  delivered_at timestamp with time zone,
  created_at timestamp with time zone default now() not null,
  updated_at timestamp with time zone default now() not null,
  search text generated always as (private.folded(headline)) stored,
  folded jsonb generated always as (private.folded_texts('{headline,summary}'::text[], ARRAY[headline, summary])) stored,
  constraint introduction_reports_delivered_at_required_check CHECK (state <> 'delivered'::text OR delivered_at IS NOT NULL),
  constraint introduction_reports_finite CHECK (isfinite(delivered_at)),
  constraint introduction_reports_frictions_check CHECK (jsonb_typeof(frictions) = 'array'::text),
  constraint introduction_reports_frictions_depth_check CHECK (NOT jsonb_path_exists(frictions, '$.**{50}'::jsonpath)),
  constraint introduction_reports_frictions_elements_check CHECK (private.are_texts(frictions)),
  constraint introduction_reports_headline_check CHECK (char_length(headline) >= 1 AND char_length(headline) <= 200),
  constraint introduction_reports_headline_required_check CHECK (private.said(headline) IS NOT NULL),
  constraint introduction_reports_match_id_fkey FOREIGN KEY (match_id) REFERENCES matches(id) ON DELETE CASCADE,
  constraint introduction_reports_match_id_key UNIQUE (match_id),
  constraint introduction_reports_model_check CHECK (char_length(model) >= 1 AND char_length(model) <= 80),
  constraint introduction_reports_pkey PRIMARY KEY (id),
  constraint introduction_reports_starters_check CHECK (jsonb_typeof(starters) = 'array'::text),
  constraint introduction_reports_starters_depth_check CHECK (NOT jsonb_path_exists(starters, '$.**{50}'::jsonpath)),
  constraint introduction_reports_starters_elements_check CHECK (private.are_texts(starters)),
  constraint introduction_reports_state_check CHECK (state = ANY (ARRAY['draft'::text, 'ready'::text, 'delivered'::text, 'withdrawn'::text])),
  constraint introduction_reports_strengths_check CHECK (jsonb_typeof(strengths) = 'array'::text),
  constraint introduction_reports_strengths_depth_check CHECK (NOT jsonb_path_exists(strengths, '$.**{50}'::jsonpath)),
  constraint introduction_reports_strengths_elements_check CHECK (private.are_texts(strengths)),
  constraint introduction_reports_summary_check CHECK (char_length(summary) >= 1 AND char_length(summary) <= 4000),
  constraint introduction_reports_summary_required_check CHECK (private.said(summary) IS NOT NULL)
);

comment on table public.introduction_reports is 'The report that introduces the two people of a match.';

comment on column public.introduction_reports.starters is 'Questions to begin the first conversation with.';

-- From which state a row may come to which: rows of public.state_transitions.
--   delivered → withdrawn
--   draft → ready, withdrawn
--   ready → delivered, draft, withdrawn
--   withdrawn → draft

CREATE INDEX introduction_reports_created_idx ON public.introduction_reports USING btree (created_at DESC, id DESC);
CREATE INDEX introduction_reports_search_idx ON public.introduction_reports USING gin (search extensions.gin_trgm_ops);

CREATE TRIGGER a_arrival_of_delivered_at BEFORE INSERT OR UPDATE OF delivered_at ON introduction_reports FOR EACH ROW WHEN (new.delivered_at > clock_timestamp() AND new.delivered_at < '2201-01-01 00:00:00+00'::timestamp with time zone) EXECUTE FUNCTION private.count_from_arrival('delivered_at');
CREATE TRIGGER a_guard BEFORE UPDATE ON introduction_reports FOR EACH ROW EXECUTE FUNCTION private.guard_report();
CREATE TRIGGER a_moment_of_created_at BEFORE INSERT OR UPDATE OF created_at ON introduction_reports FOR EACH ROW WHEN (new.created_at < '1970-01-01 00:00:00+00'::timestamp with time zone OR new.created_at >= '2201-01-01 00:00:00+00'::timestamp with time zone) EXECUTE FUNCTION private.refuse_moment('created_at');
CREATE TRIGGER a_moment_of_delivered_at BEFORE INSERT OR UPDATE OF delivered_at ON introduction_reports FOR EACH ROW WHEN (new.delivered_at < '1970-01-01 00:00:00+00'::timestamp with time zone OR new.delivered_at >= '2201-01-01 00:00:00+00'::timestamp with time zone) EXECUTE FUNCTION private.refuse_moment('delivered_at');
CREATE TRIGGER a_suspended BEFORE UPDATE OF state ON introduction_reports FOR EACH ROW WHEN (new.state = 'delivered'::text AND old.state <> 'delivered'::text) EXECUTE FUNCTION private.refuse_suspended_introduction();
CREATE TRIGGER a_suspended_new BEFORE INSERT ON introduction_reports FOR EACH ROW WHEN (new.state = 'delivered'::text) EXECUTE FUNCTION private.refuse_suspended_introduction();
CREATE TRIGGER audit AFTER INSERT OR DELETE OR UPDATE ON introduction_reports FOR EACH ROW EXECUTE FUNCTION private.audit('log');
CREATE TRIGGER touch BEFORE UPDATE ON introduction_reports FOR EACH ROW EXECUTE FUNCTION private.touch();
CREATE TRIGGER transition BEFORE INSERT OR UPDATE OF state ON introduction_reports FOR EACH ROW EXECUTE FUNCTION private.enforce_transition();

alter table public.introduction_reports enable row level security;

create policy "introduction_reports select" on public.introduction_reports for select to authenticated
  using ((((state = 'delivered'::text) AND (EXISTS ( SELECT
   FROM matches m
  WHERE ((m.id = introduction_reports.match_id) AND ((( SELECT auth.uid() AS uid) = m.user_a) OR (( SELECT auth.uid() AS uid) = m.user_b)))))) OR ( SELECT private.has_role('moderator'::text) AS has_role)));
create policy "introduction_reports update" on public.introduction_reports for update to authenticated
  using (( SELECT private.has_role('moderator'::text) AS has_role))
  with check (( SELECT private.has_role('moderator'::text) AS has_role));

grant select on public.introduction_reports to authenticated;
grant delete, select on public.introduction_reports to service_role;

grant update (headline, summary, strengths, frictions, starters, state) on public.introduction_reports to authenticated;
grant insert (id, match_id, headline, summary, strengths, frictions, starters, model, state, delivered_at, created_at) on public.introduction_reports to service_role;
grant update (headline, summary, strengths, frictions, starters, model, state, delivered_at) on public.introduction_reports to service_role;
