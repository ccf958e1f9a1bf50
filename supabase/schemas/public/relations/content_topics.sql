-- Written by `npm run schema` from the migrations: change those, not this.

create table public.content_topics (
  id uuid default gen_random_uuid() not null,
  slug text not null,
  name text not null,
  description text,
  "position" integer default 0 not null,
  active boolean default true not null,
  created_at timestamp with time zone default now() not null,
  updated_at timestamp with time zone default now() not null,
  search text generated always as (private.folded(((name || ' '::text) || COALESCE(description, ''::text)))) stored,
  folded jsonb generated always as (private.folded_texts('{name,description}'::text[], ARRAY[name, description])) stored,
  constraint content_topics_description_check CHECK (char_length(description) <= 500),
  constraint content_topics_name_check CHECK (char_length(name) >= 1 AND char_length(name) <= 80),
  constraint content_topics_name_required_check CHECK (private.said(name) IS NOT NULL),
  constraint content_topics_pkey PRIMARY KEY (id),
  constraint content_topics_slug_check CHECK (slug ~ '^[a-z0-9]+(-[a-z0-9]+)*$'::text),
  constraint content_topics_slug_key UNIQUE (slug),
  constraint content_topics_slug_length_check CHECK (char_length(slug) <= 200)
);

comment on table public.content_topics is 'Topics of articles and posts.';

CREATE INDEX content_topics_position_idx ON public.content_topics USING btree ("position", id);
CREATE INDEX content_topics_search_idx ON public.content_topics USING gin (search extensions.gin_trgm_ops);

CREATE TRIGGER a_moment_of_created_at BEFORE INSERT OR UPDATE OF created_at ON content_topics FOR EACH ROW WHEN (new.created_at < '1970-01-01 00:00:00+00'::timestamp with time zone OR new.created_at >= '2201-01-01 00:00:00+00'::timestamp with time zone) EXECUTE FUNCTION private.refuse_moment('created_at');
CREATE TRIGGER audit AFTER INSERT OR DELETE OR UPDATE ON content_topics FOR EACH ROW EXECUTE FUNCTION private.audit('all');
CREATE TRIGGER touch BEFORE UPDATE ON content_topics FOR EACH ROW EXECUTE FUNCTION private.touch();

alter table public.content_topics enable row level security;

create policy "content_topics delete" on public.content_topics for delete to authenticated
  using (( SELECT private.has_role('moderator'::text) AS has_role));
create policy "content_topics insert" on public.content_topics for insert to authenticated
  with check (( SELECT private.has_role('moderator'::text) AS has_role));
create policy "content_topics select" on public.content_topics for select to authenticated
  using (true);
create policy "content_topics update" on public.content_topics for update to authenticated
  using (( SELECT private.has_role('moderator'::text) AS has_role))
  with check (( SELECT private.has_role('moderator'::text) AS has_role));

grant delete, select on public.content_topics to authenticated;
grant delete, select on public.content_topics to service_role;

grant insert (id, slug, name, description, "position", active) on public.content_topics to authenticated;
grant update (slug, name, description, "position", active) on public.content_topics to authenticated;
grant insert (id, slug, name, description, "position", active, created_at) on public.content_topics to service_role;
grant update (slug, name, description, "position", active) on public.content_topics to service_role;
