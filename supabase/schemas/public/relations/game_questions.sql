-- Written by `npm run schema` from the migrations: change those, not this.

create table public.game_questions (
  id uuid default gen_random_uuid() not null,
  game_id uuid not null,
  "position" integer not null,
  prompt text not null,
  kind text default 'choice'::text not null,
  options jsonb default '[]'::jsonb not null,
  dimension text not null,
  weight numeric(4,2) default 1 not null,
  active boolean default true not null,
  created_at timestamp with time zone default now() not null,
  updated_at timestamp with time zone default now() not null,
  search text generated always as (private.folded(prompt)) stored,
  folded jsonb generated always as (private.folded_texts('{prompt,dimension}'::text[], ARRAY[prompt, dimension])) stored,
  constraint game_questions_dimension_check CHECK (char_length(dimension) >= 1 AND char_length(dimension) <= 60),
  constraint game_questions_dimension_required_check CHECK (private.said(dimension) IS NOT NULL),
  constraint game_questions_finite CHECK (weight < 'Infinity'::numeric),
  constraint game_questions_game_id_fkey FOREIGN KEY (game_id) REFERENCES games(id) ON DELETE CASCADE,
  constraint game_questions_game_id_position_key UNIQUE (game_id, "position"),
  constraint game_questions_kind_check CHECK (kind = ANY (ARRAY['choice'::text, 'scale'::text, 'text'::text, 'ranking'::text])),
  constraint game_questions_options_check CHECK (jsonb_typeof(options) = 'array'::text),
  constraint game_questions_options_depth_check CHECK (NOT jsonb_path_exists(options, '$.**{50}'::jsonpath)),
  constraint game_questions_options_elements_check CHECK (private.are_choices(options)),
  constraint game_questions_pkey PRIMARY KEY (id),
  constraint game_questions_position_check CHECK ("position" >= 1),
  constraint game_questions_prompt_check CHECK (char_length(prompt) >= 1 AND char_length(prompt) <= 500),
  constraint game_questions_prompt_required_check CHECK (private.said(prompt) IS NOT NULL),
  constraint game_questions_weight_check CHECK (weight >= 0::numeric AND weight <= 10::numeric)
);

comment on table public.game_questions is 'Questions of the games.';

comment on column public.game_questions.options is 'For choice and ranking: [{"label": "…", "value": "…"}]; for scale: the two end labels.';

CREATE INDEX game_questions_created_idx ON public.game_questions USING btree (created_at DESC, id DESC);
CREATE INDEX game_questions_search_idx ON public.game_questions USING gin (search extensions.gin_trgm_ops);

CREATE TRIGGER a_moment_of_created_at BEFORE INSERT OR UPDATE OF created_at ON game_questions FOR EACH ROW WHEN (new.created_at < '1970-01-01 00:00:00+00'::timestamp with time zone OR new.created_at >= '2201-01-01 00:00:00+00'::timestamp with time zone) EXECUTE FUNCTION private.refuse_moment('created_at');
CREATE TRIGGER audit AFTER INSERT OR DELETE OR UPDATE ON game_questions FOR EACH ROW EXECUTE FUNCTION private.audit('all');
CREATE TRIGGER touch BEFORE UPDATE ON game_questions FOR EACH ROW EXECUTE FUNCTION private.touch();

alter table public.game_questions enable row level security;

create policy "game_questions delete" on public.game_questions for delete to authenticated
  using (( SELECT private.has_role('moderator'::text) AS has_role));
create policy "game_questions insert" on public.game_questions for insert to authenticated
  with check (( SELECT private.has_role('moderator'::text) AS has_role));
create policy "game_questions select" on public.game_questions for select to authenticated
  using (true);
create policy "game_questions update" on public.game_questions for update to authenticated
  using (( SELECT private.has_role('moderator'::text) AS has_role))
  with check (( SELECT private.has_role('moderator'::text) AS has_role));

grant delete, select on public.game_questions to authenticated;
grant delete, select on public.game_questions to service_role;

grant insert (id, game_id, "position", prompt, kind, options, dimension, weight, active) on public.game_questions to authenticated;
grant update ("position", prompt, kind, options, dimension, weight, active) on public.game_questions to authenticated;
grant insert (id, game_id, "position", prompt, kind, options, dimension, weight, active, created_at) on public.game_questions to service_role;
grant update (game_id, "position", prompt, kind, options, dimension, weight, active) on public.game_questions to service_role;
