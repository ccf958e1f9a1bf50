-- Written by `npm run schema` from the migrations: change those, not this.

create table public.conversation_questions (
  id uuid default gen_random_uuid() not null,
  slug text not null,
  prompt text not null,
  kind text default 'open'::text not null,
  dimension text not null,
  options jsonb default '[]'::jsonb not null,
  guidance text,
  "position" integer default 0 not null,
  active boolean default true not null,
  created_at timestamp with time zone default now() not null,
  updated_at timestamp with time zone default now() not null,
  search text generated always as (private.folded(prompt)) stored,
  folded jsonb generated always as (private.folded_texts('{prompt,guidance,dimension}'::text[], ARRAY[prompt, guidance, dimension])) stored,
  constraint conversation_questions_dimension_check CHECK (char_length(dimension) >= 1 AND char_length(dimension) <= 60),
  constraint conversation_questions_dimension_required_check CHECK (private.said(dimension) IS NOT NULL),
  constraint conversation_questions_guidance_check CHECK (char_length(guidance) <= 1000),
  constraint conversation_questions_kind_check CHECK (kind = ANY (ARRAY['open'::text, 'choice'::text, 'scale'::text, 'follow_up'::text])),
  constraint conversation_questions_options_check CHECK (jsonb_typeof(options) = 'array'::text),
  constraint conversation_questions_options_depth_check CHECK (NOT jsonb_path_exists(options, '$.**{50}'::jsonpath)),
  constraint conversation_questions_options_elements_check CHECK (private.are_choices(options)),
  constraint conversation_questions_pkey PRIMARY KEY (id),
  constraint conversation_questions_prompt_check CHECK (char_length(prompt) >= 1 AND char_length(prompt) <= 500),
  constraint conversation_questions_prompt_required_check CHECK (private.said(prompt) IS NOT NULL),
  constraint conversation_questions_slug_check CHECK (slug ~ '^[a-z0-9]+(-[a-z0-9]+)*$'::text),
  constraint conversation_questions_slug_key UNIQUE (slug),
  constraint conversation_questions_slug_length_check CHECK (char_length(slug) <= 200)
);

comment on table public.conversation_questions is 'Questions that onboarding conversations ask.';

comment on column public.conversation_questions.guidance is 'For the bot: what to listen for and when to follow up.';

CREATE INDEX conversation_questions_position_idx ON public.conversation_questions USING btree ("position", id);
CREATE INDEX conversation_questions_search_idx ON public.conversation_questions USING gin (search extensions.gin_trgm_ops);

CREATE TRIGGER a_moment_of_created_at BEFORE INSERT OR UPDATE OF created_at ON conversation_questions FOR EACH ROW WHEN (new.created_at < '1970-01-01 00:00:00+00'::timestamp with time zone OR new.created_at >= '2201-01-01 00:00:00+00'::timestamp with time zone) EXECUTE FUNCTION private.refuse_moment('created_at');
CREATE TRIGGER audit AFTER INSERT OR DELETE OR UPDATE ON conversation_questions FOR EACH ROW EXECUTE FUNCTION private.audit('all');
CREATE TRIGGER touch BEFORE UPDATE ON conversation_questions FOR EACH ROW EXECUTE FUNCTION private.touch();

alter table public.conversation_questions enable row level security;

create policy "conversation_questions delete" on public.conversation_questions for delete to authenticated
  using (( SELECT private.has_role('moderator'::text) AS has_role));
create policy "conversation_questions insert" on public.conversation_questions for insert to authenticated
  with check (( SELECT private.has_role('moderator'::text) AS has_role));
create policy "conversation_questions select" on public.conversation_questions for select to authenticated
  using (true);
create policy "conversation_questions update" on public.conversation_questions for update to authenticated
  using (( SELECT private.has_role('moderator'::text) AS has_role))
  with check (( SELECT private.has_role('moderator'::text) AS has_role));

grant delete, select on public.conversation_questions to authenticated;
grant delete, select on public.conversation_questions to service_role;

grant insert (id, slug, prompt, kind, dimension, options, guidance, "position", active) on public.conversation_questions to authenticated;
grant update (slug, prompt, kind, dimension, options, guidance, "position", active) on public.conversation_questions to authenticated;
grant insert (id, slug, prompt, kind, dimension, options, guidance, "position", active, created_at) on public.conversation_questions to service_role;
grant update (slug, prompt, kind, dimension, options, guidance, "position", active) on public.conversation_questions to service_role;
