-- Written by `npm run schema` from the migrations: change those, not this.

create table public.puzzles (
  id uuid default gen_random_uuid() not null,
  slug text not null,
  title text not null,
  kind text not null,
  prompt text not null,
  hint text,
  answer text not null,
  explanation text,
  difficulty smallint default 2 not null,
  state text default 'draft'::text not null,
  publish_on date,
  created_at timestamp with time zone default now() not null,
  updated_at timestamp with time zone default now() not null,
  search text generated always as (private.folded(((title || ' '::text) || prompt))) stored,
  folded jsonb generated always as (private.folded_texts('{title,prompt,answer,explanation,hint}'::text[], ARRAY[title, prompt, answer, explanation, hint])) stored,
  constraint puzzles_answer_check CHECK (char_length(answer) >= 1 AND char_length(answer) <= 500),
  constraint puzzles_answer_required_check CHECK (private.said(answer) IS NOT NULL),
  constraint puzzles_difficulty_check CHECK (difficulty >= 1 AND difficulty <= 5),
  constraint puzzles_explanation_check CHECK (char_length(explanation) <= 2000),
  constraint puzzles_finite CHECK (isfinite(publish_on)),
  constraint puzzles_hint_check CHECK (char_length(hint) <= 500),
  constraint puzzles_kind_check CHECK (kind = ANY (ARRAY['riddle'::text, 'logic'::text, 'word'::text, 'lateral'::text, 'number'::text, 'emoji'::text])),
  constraint puzzles_pkey PRIMARY KEY (id),
  constraint puzzles_prompt_check CHECK (char_length(prompt) >= 1 AND char_length(prompt) <= 2000),
  constraint puzzles_prompt_required_check CHECK (private.said(prompt) IS NOT NULL),
  constraint puzzles_slug_check CHECK (slug ~ '^[a-z0-9]+(-[a-z0-9]+)*$'::text),
  constraint puzzles_slug_key UNIQUE (slug),
  constraint puzzles_slug_length_check CHECK (char_length(slug) <= 200),
  constraint puzzles_state_check CHECK (state = ANY (ARRAY['draft'::text, 'published'::text, 'retired'::text])),
  constraint puzzles_title_check CHECK (char_length(title) >= 1 AND char_length(title) <= 160),
  constraint puzzles_title_required_check CHECK (private.said(title) IS NOT NULL)
);

comment on table public.puzzles is 'Puzzles for members.';

-- From which state a row may come to which: rows of public.state_transitions.
--   (new) → draft, published
--   draft → published, retired
--   published → draft, retired
--   retired → published

CREATE INDEX puzzles_created_idx ON public.puzzles USING btree (created_at DESC, id DESC);
CREATE INDEX puzzles_publish_idx ON public.puzzles USING btree (publish_on DESC NULLS LAST, id DESC);
CREATE INDEX puzzles_search_idx ON public.puzzles USING gin (search extensions.gin_trgm_ops);

CREATE TRIGGER a_moment_of_created_at BEFORE INSERT OR UPDATE OF created_at ON puzzles FOR EACH ROW WHEN (new.created_at < '1970-01-01 00:00:00+00'::timestamp with time zone OR new.created_at >= '2201-01-01 00:00:00+00'::timestamp with time zone) EXECUTE FUNCTION private.refuse_moment('created_at');
CREATE TRIGGER a_moment_of_publish_on BEFORE INSERT OR UPDATE OF publish_on ON puzzles FOR EACH ROW WHEN (new.publish_on < '1970-01-01'::date OR new.publish_on >= '2201-01-01'::date) EXECUTE FUNCTION private.refuse_moment('publish_on');
CREATE TRIGGER audit AFTER INSERT OR DELETE OR UPDATE ON puzzles FOR EACH ROW EXECUTE FUNCTION private.audit('all');
CREATE TRIGGER touch BEFORE UPDATE ON puzzles FOR EACH ROW EXECUTE FUNCTION private.touch();
CREATE TRIGGER transition BEFORE INSERT OR UPDATE OF state ON puzzles FOR EACH ROW EXECUTE FUNCTION private.enforce_transition();

alter table public.puzzles enable row level security;

create policy "puzzles delete" on public.puzzles for delete to authenticated
  using (( SELECT private.has_role('moderator'::text) AS has_role));
create policy "puzzles insert" on public.puzzles for insert to authenticated
  with check (( SELECT private.has_role('moderator'::text) AS has_role));
create policy "puzzles select" on public.puzzles for select to authenticated
  using (((state = 'published'::text) OR ( SELECT private.is_staff() AS is_staff)));
create policy "puzzles update" on public.puzzles for update to authenticated
  using (( SELECT private.has_role('moderator'::text) AS has_role))
  with check (( SELECT private.has_role('moderator'::text) AS has_role));

grant delete, select on public.puzzles to authenticated;
grant delete, select on public.puzzles to service_role;

grant insert (id, slug, title, kind, prompt, hint, answer, explanation, difficulty, state, publish_on) on public.puzzles to authenticated;
grant update (slug, title, kind, prompt, hint, answer, explanation, difficulty, state, publish_on) on public.puzzles to authenticated;
grant insert (id, slug, title, kind, prompt, hint, answer, explanation, difficulty, state, publish_on, created_at) on public.puzzles to service_role;
grant update (slug, title, kind, prompt, hint, answer, explanation, difficulty, state, publish_on) on public.puzzles to service_role;
