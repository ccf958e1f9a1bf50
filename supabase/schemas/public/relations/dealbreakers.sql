-- Written by `npm run schema` from the migrations: change those, not this.

create table public.dealbreakers (
  id uuid default gen_random_uuid() not null,
  code text not null,
  name text not null,
  category text not null,
  description text not null,
  question text not null,
  severity smallint default 2 not null,
  "position" integer default 0 not null,
  active boolean default true not null,
  created_at timestamp with time zone default now() not null,
  updated_at timestamp with time zone default now() not null,
  search text generated always as (private.folded(((name || ' '::text) || question))) stored,
  folded jsonb generated always as (private.folded_texts('{name,question,description}'::text[], ARRAY[name, question, description])) stored,
  constraint dealbreakers_category_check CHECK (category = ANY (ARRAY['lifestyle'::text, 'family'::text, 'values'::text, 'habits'::text, 'location'::text, 'health'::text, 'money'::text, 'communication'::text])),
  constraint dealbreakers_code_check CHECK (code ~ '^[a-z][a-z0-9_]{1,60}$'::text),
  constraint dealbreakers_code_key UNIQUE (code),
  constraint dealbreakers_description_check CHECK (char_length(description) >= 1 AND char_length(description) <= 1000),
  constraint dealbreakers_description_required_check CHECK (private.said(description) IS NOT NULL),
  constraint dealbreakers_name_check CHECK (char_length(name) >= 1 AND char_length(name) <= 120),
  constraint dealbreakers_name_required_check CHECK (private.said(name) IS NOT NULL),
  constraint dealbreakers_pkey PRIMARY KEY (id),
  constraint dealbreakers_question_check CHECK (char_length(question) >= 1 AND char_length(question) <= 300),
  constraint dealbreakers_question_required_check CHECK (private.said(question) IS NOT NULL),
  constraint dealbreakers_severity_check CHECK (severity >= 1 AND severity <= 3)
);

comment on table public.dealbreakers is 'What members can rule out in a match.';

CREATE INDEX dealbreakers_position_idx ON public.dealbreakers USING btree ("position", id);
CREATE INDEX dealbreakers_search_idx ON public.dealbreakers USING gin (search extensions.gin_trgm_ops);

CREATE TRIGGER a_moment_of_created_at BEFORE INSERT OR UPDATE OF created_at ON dealbreakers FOR EACH ROW WHEN (new.created_at < '1970-01-01 00:00:00+00'::timestamp with time zone OR new.created_at >= '2201-01-01 00:00:00+00'::timestamp with time zone) EXECUTE FUNCTION private.refuse_moment('created_at');
CREATE TRIGGER audit AFTER INSERT OR DELETE OR UPDATE ON dealbreakers FOR EACH ROW EXECUTE FUNCTION private.audit('all');
CREATE TRIGGER touch BEFORE UPDATE ON dealbreakers FOR EACH ROW EXECUTE FUNCTION private.touch();

alter table public.dealbreakers enable row level security;

create policy "dealbreakers delete" on public.dealbreakers for delete to authenticated
  using (( SELECT private.has_role('moderator'::text) AS has_role));
create policy "dealbreakers insert" on public.dealbreakers for insert to authenticated
  with check (( SELECT private.has_role('moderator'::text) AS has_role));
create policy "dealbreakers select" on public.dealbreakers for select to authenticated
  using (true);
create policy "dealbreakers update" on public.dealbreakers for update to authenticated
  using (( SELECT private.has_role('moderator'::text) AS has_role))
  with check (( SELECT private.has_role('moderator'::text) AS has_role));

grant delete, select on public.dealbreakers to authenticated;
grant delete, select on public.dealbreakers to service_role;

grant insert (id, code, name, category, description, question, severity, "position", active) on public.dealbreakers to authenticated;
grant update (name, category, description, question, severity, "position", active) on public.dealbreakers to authenticated;
grant insert (id, code, name, category, description, question, severity, "position", active, created_at) on public.dealbreakers to service_role;
grant update (code, name, category, description, question, severity, "position", active) on public.dealbreakers to service_role;
