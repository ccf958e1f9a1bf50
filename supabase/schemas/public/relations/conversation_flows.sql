-- Written by `npm run schema` from the migrations: change those, not this.

create table public.conversation_flows (
  id uuid default gen_random_uuid() not null,
  slug text not null,
  name text not null,
  description text,
  goal text not null,
  steps jsonb default '[]'::jsonb not null,
  state text default 'draft'::text not null,
  created_at timestamp with time zone default now() not null,
  updated_at timestamp with time zone default now() not null,
  search text generated always as (private.folded(((name || ' '::text) || goal))) stored,
  folded jsonb generated always as (private.folded_texts('{name,goal,description}'::text[], ARRAY[name, goal, description])) stored,
  sort_name text generated always as (private.folded(name)) stored not null,
  constraint conversation_flows_description_check CHECK (char_length(description) <= 1000),
  constraint conversation_flows_goal_check CHECK (char_length(goal) >= 1 AND char_length(goal) <= 300),
  constraint conversation_flows_goal_required_check CHECK (private.said(goal) IS NOT NULL),
  constraint conversation_flows_name_check CHECK (char_length(name) >= 1 AND char_length(name) <= 120),
  constraint conversation_flows_name_required_check CHECK (private.said(name) IS NOT NULL),
  constraint conversation_flows_pkey PRIMARY KEY (id),
  constraint conversation_flows_slug_check CHECK (slug ~ '^[a-z0-9]+(-[a-z0-9]+)*$'::text),
  constraint conversation_flows_slug_key UNIQUE (slug),
  constraint conversation_flows_slug_length_check CHECK (char_length(slug) <= 200),
  constraint conversation_flows_state_check CHECK (state = ANY (ARRAY['draft'::text, 'active'::text, 'retired'::text])),
  constraint conversation_flows_steps_check CHECK (jsonb_typeof(steps) = 'array'::text),
  constraint conversation_flows_steps_depth_check CHECK (NOT jsonb_path_exists(steps, '$.**{50}'::jsonpath)),
  constraint conversation_flows_steps_elements_check CHECK (private.are_steps(steps))
);

comment on table public.conversation_flows is 'Onboarding conversations: their goal and steps.';

comment on column public.conversation_flows.steps is 'In order: [{"id": "…", "question": "<question slug>", "next": [{"when": "…", "to": "<step id>"}]}]; a step without next ends the flow.';

-- From which state a row may come to which: rows of public.state_transitions.
--   (new) → draft
--   active → draft, retired
--   draft → active, retired
--   retired → active

CREATE INDEX conversation_flows_search_idx ON public.conversation_flows USING gin (search extensions.gin_trgm_ops);
CREATE INDEX conversation_flows_sort_name_idx ON public.conversation_flows USING btree (sort_name, id);

CREATE TRIGGER a_moment_of_created_at BEFORE INSERT OR UPDATE OF created_at ON conversation_flows FOR EACH ROW WHEN (new.created_at < '1970-01-01 00:00:00+00'::timestamp with time zone OR new.created_at >= '2201-01-01 00:00:00+00'::timestamp with time zone) EXECUTE FUNCTION private.refuse_moment('created_at');
CREATE TRIGGER audit AFTER INSERT OR DELETE OR UPDATE ON conversation_flows FOR EACH ROW EXECUTE FUNCTION private.audit('all');
CREATE TRIGGER touch BEFORE UPDATE ON conversation_flows FOR EACH ROW EXECUTE FUNCTION private.touch();
CREATE TRIGGER transition BEFORE INSERT OR UPDATE OF state ON conversation_flows FOR EACH ROW EXECUTE FUNCTION private.enforce_transition();

alter table public.conversation_flows enable row level security;

create policy "conversation_flows delete" on public.conversation_flows for delete to authenticated
  using (( SELECT private.has_role('moderator'::text) AS has_role));
create policy "conversation_flows insert" on public.conversation_flows for insert to authenticated
  with check (( SELECT private.has_role('moderator'::text) AS has_role));
create policy "conversation_flows select" on public.conversation_flows for select to authenticated
  using (true);
create policy "conversation_flows update" on public.conversation_flows for update to authenticated
  using (( SELECT private.has_role('moderator'::text) AS has_role))
  with check (( SELECT private.has_role('moderator'::text) AS has_role));

grant delete, select on public.conversation_flows to authenticated;
grant delete, select on public.conversation_flows to service_role;

grant insert (id, slug, name, description, goal, steps, state) on public.conversation_flows to authenticated;
grant update (slug, name, description, goal, steps, state) on public.conversation_flows to authenticated;
grant insert (id, slug, name, description, goal, steps, state, created_at) on public.conversation_flows to service_role;
grant update (slug, name, description, goal, steps, state) on public.conversation_flows to service_role;
