-- Written by `npm run schema` from the migrations: change those, not this.

create table public.games (
  id uuid default gen_random_uuid() not null,
  slug text not null,
  name text not null,
  description text not null,
  kind text not null,
  category text not null,
  minutes smallint default 5 not null,
  players smallint default 1 not null,
  scoring jsonb default '{}'::jsonb not null,
  state text default 'draft'::text not null,
  "position" integer default 0 not null,
  created_at timestamp with time zone default now() not null,
  updated_at timestamp with time zone default now() not null,
  search text generated always as (private.folded(((name || ' '::text) || description))) stored,
  folded jsonb generated always as (private.folded_texts('{name,description}'::text[], ARRAY[name, description])) stored,
  constraint games_category_check CHECK (category = ANY (ARRAY['values'::text, 'lifestyle'::text, 'communication'::text, 'humor'::text, 'future'::text, 'intimacy'::text, 'conflict'::text, 'curiosity'::text])),
  constraint games_description_check CHECK (char_length(description) >= 1 AND char_length(description) <= 1000),
  constraint games_description_required_check CHECK (private.said(description) IS NOT NULL),
  constraint games_kind_check CHECK (kind = ANY (ARRAY['this_or_that'::text, 'would_you_rather'::text, 'quiz'::text, 'finish_sentence'::text, 'scenario'::text, 'ranking'::text])),
  constraint games_minutes_check CHECK (minutes >= 1 AND minutes <= 60),
  constraint games_name_check CHECK (char_length(name) >= 1 AND char_length(name) <= 120),
  constraint games_name_required_check CHECK (private.said(name) IS NOT NULL),
  constraint games_pkey PRIMARY KEY (id),
  constraint games_players_check CHECK (players >= 1 AND players <= 2),
  constraint games_scoring_check CHECK (jsonb_typeof(scoring) = 'object'::text),
  constraint games_scoring_depth_check CHECK (NOT jsonb_path_exists(scoring, '$.**{50}'::jsonpath)),
  constraint games_scoring_elements_check CHECK (NOT jsonb_path_exists(scoring, 'strict $.keyvalue()?(@."value".type() == "object" || @."value".type() == "array")'::jsonpath)),
  constraint games_slug_check CHECK (slug ~ '^[a-z0-9]+(-[a-z0-9]+)*$'::text),
  constraint games_slug_key UNIQUE (slug),
  constraint games_slug_length_check CHECK (char_length(slug) <= 200),
  constraint games_state_check CHECK (state = ANY (ARRAY['draft'::text, 'active'::text, 'retired'::text]))
);

comment on table public.games is 'Games that members play.';

-- From which state a row may come to which: rows of public.state_transitions.
--   (new) → active, draft
--   active → retired
--   draft → active, retired
--   retired → active

CREATE INDEX games_position_idx ON public.games USING btree ("position", id);
CREATE INDEX games_search_idx ON public.games USING gin (search extensions.gin_trgm_ops);

CREATE TRIGGER a_moment_of_created_at BEFORE INSERT OR UPDATE OF created_at ON games FOR EACH ROW WHEN (new.created_at < '1970-01-01 00:00:00+00'::timestamp with time zone OR new.created_at >= '2201-01-01 00:00:00+00'::timestamp with time zone) EXECUTE FUNCTION private.refuse_moment('created_at');
CREATE TRIGGER audit AFTER INSERT OR DELETE OR UPDATE ON games FOR EACH ROW EXECUTE FUNCTION private.audit('all');
CREATE TRIGGER touch BEFORE UPDATE ON games FOR EACH ROW EXECUTE FUNCTION private.touch();
CREATE TRIGGER transition BEFORE INSERT OR UPDATE OF state ON games FOR EACH ROW EXECUTE FUNCTION private.enforce_transition();

alter table public.games enable row level security;

create policy "games delete" on public.games for delete to authenticated
  using (( SELECT private.has_role('moderator'::text) AS has_role));
create policy "games insert" on public.games for insert to authenticated
  with check (( SELECT private.has_role('moderator'::text) AS has_role));
create policy "games select" on public.games for select to authenticated
  using (true);
create policy "games update" on public.games for update to authenticated
  using (( SELECT private.has_role('moderator'::text) AS has_role))
  with check (( SELECT private.has_role('moderator'::text) AS has_role));

grant delete, select on public.games to authenticated;
grant delete, select on public.games to service_role;

grant insert (id, slug, name, description, kind, category, minutes, players, scoring, state, "position") on public.games to authenticated;
grant update (name, description, kind, category, minutes, players, scoring, state, "position") on public.games to authenticated;
grant insert (id, slug, name, description, kind, category, minutes, players, scoring, state, "position", created_at) on public.games to service_role;
grant update (slug, name, description, kind, category, minutes, players, scoring, state, "position") on public.games to service_role;
