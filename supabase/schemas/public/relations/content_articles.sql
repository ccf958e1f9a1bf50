-- Written by `npm run schema` from the migrations: change those, not this.

create table public.content_articles (
  id uuid default gen_random_uuid() not null,
  slug text not null,
  topic_id uuid not null,
  title text not null,
  summary text not null,
  body text not null,
  author_name text not null,
  reading_minutes smallint default 4 not null,
  tags text[] default '{}'::text[] not null,
  state text default 'draft'::text not null,
  published_at timestamp with time zone,
  created_at timestamp with time zone default now() not null,
  updated_at timestamp with time zone default now() not null,
  featured_until timestamp with time zone,
  feed_weight smallint default 0 not null,
  search text generated always as (private.folded(((title || ' '::text) || summary))) stored,
  folded jsonb generated always as (private.folded_texts('{title,author_name,summary,body}'::text[], ARRAY[title, author_name, summary, body])) stored,
  constraint content_articles_author_name_check CHECK (char_length(author_name) >= 1 AND char_length(author_name) <= 120),
  constraint content_articles_author_name_required_check CHECK (private.said(author_name) IS NOT NULL),
  constraint content_articles_body_check CHECK (char_length(body) >= 1 AND char_length(body) <= 100000),
  constraint content_articles_body_required_check CHECK (private.said(body) IS NOT NULL),
  constraint content_articles_feed_weight_check CHECK (feed_weight >= '-10'::integer AND feed_weight <= 10),
  constraint content_articles_finite CHECK (isfinite(published_at) AND isfinite(featured_until)),
  constraint content_articles_pkey PRIMARY KEY (id),
  constraint content_articles_published_at_required_check CHECK (state <> 'published'::text OR published_at IS NOT NULL),
  constraint content_articles_reading_minutes_check CHECK (reading_minutes >= 1 AND reading_minutes <= 120),
  constraint content_articles_slug_check CHECK (slug ~ '^[a-z0-9]+(-[a-z0-9]+)*$'::text),
  constraint content_articles_slug_key UNIQUE (slug),
  constraint content_articles_slug_length_check CHECK (char_length(slug) <= 200),
  constraint content_articles_state_check CHECK (state = ANY (ARRAY['draft'::text, 'published'::text, 'archived'::text])),
  constraint content_articles_summary_check CHECK (char_length(summary) >= 1 AND char_length(summary) <= 500),
  constraint content_articles_summary_required_check CHECK (private.said(summary) IS NOT NULL),
  constraint content_articles_tags_length_check CHECK (private.is_text_list(tags, 100, 100)),
  constraint content_articles_title_check CHECK (char_length(title) >= 1 AND char_length(title) <= 200),
  constraint content_articles_title_required_check CHECK (private.said(title) IS NOT NULL),
  constraint content_articles_topic_id_fkey FOREIGN KEY (topic_id) REFERENCES content_topics(id) ON DELETE RESTRICT
);

comment on table public.content_articles is 'Articles of the content feed.';

comment on column public.content_articles.body is 'Markdown.';
comment on column public.content_articles.feed_weight is 'Moves an article up or down the feed, in days of age.';

-- From which state a row may come to which: rows of public.state_transitions.
--   (new) → draft, published
--   archived → draft, published
--   draft → archived, published
--   published → archived, draft

CREATE INDEX content_articles_created_idx ON public.content_articles USING btree (created_at DESC, id DESC);
CREATE INDEX content_articles_featured_idx ON public.content_articles USING btree (featured_until DESC NULLS LAST);
CREATE INDEX content_articles_published_idx ON public.content_articles USING btree (published_at DESC NULLS LAST, id DESC);
CREATE INDEX content_articles_search_idx ON public.content_articles USING gin (search extensions.gin_trgm_ops);
CREATE INDEX content_articles_topic_idx ON public.content_articles USING btree (topic_id, published_at DESC);

CREATE TRIGGER a_moment_of_created_at BEFORE INSERT OR UPDATE OF created_at ON content_articles FOR EACH ROW WHEN (new.created_at < '1970-01-01 00:00:00+00'::timestamp with time zone OR new.created_at >= '2201-01-01 00:00:00+00'::timestamp with time zone) EXECUTE FUNCTION private.refuse_moment('created_at');
CREATE TRIGGER a_moment_of_featured_until BEFORE INSERT OR UPDATE OF featured_until ON content_articles FOR EACH ROW WHEN (new.featured_until < '1970-01-01 00:00:00+00'::timestamp with time zone OR new.featured_until >= '2201-01-01 00:00:00+00'::timestamp with time zone) EXECUTE FUNCTION private.refuse_moment('featured_until');
CREATE TRIGGER a_moment_of_published_at BEFORE INSERT OR UPDATE OF published_at ON content_articles FOR EACH ROW WHEN (new.published_at < '1970-01-01 00:00:00+00'::timestamp with time zone OR new.published_at >= '2201-01-01 00:00:00+00'::timestamp with time zone) EXECUTE FUNCTION private.refuse_moment('published_at');
CREATE TRIGGER audit AFTER INSERT OR DELETE OR UPDATE ON content_articles FOR EACH ROW EXECUTE FUNCTION private.audit('all');
CREATE TRIGGER published BEFORE INSERT OR UPDATE OF state ON content_articles FOR EACH ROW EXECUTE FUNCTION private.stamp_published();
CREATE TRIGGER touch BEFORE UPDATE ON content_articles FOR EACH ROW EXECUTE FUNCTION private.touch();
CREATE TRIGGER transition BEFORE INSERT OR UPDATE OF state ON content_articles FOR EACH ROW EXECUTE FUNCTION private.enforce_transition();

alter table public.content_articles enable row level security;

create policy "content_articles delete" on public.content_articles for delete to authenticated
  using (( SELECT private.has_role('moderator'::text) AS has_role));
create policy "content_articles insert" on public.content_articles for insert to authenticated
  with check (( SELECT private.has_role('moderator'::text) AS has_role));
create policy "content_articles select" on public.content_articles for select to authenticated
  using (((state = 'published'::text) OR ( SELECT private.is_staff() AS is_staff)));
create policy "content_articles update" on public.content_articles for update to authenticated
  using (( SELECT private.has_role('moderator'::text) AS has_role))
  with check (( SELECT private.has_role('moderator'::text) AS has_role));

grant delete, select on public.content_articles to authenticated;
grant delete, select on public.content_articles to service_role;

grant insert (id, slug, topic_id, title, summary, body, author_name, reading_minutes, tags, state, featured_until, feed_weight) on public.content_articles to authenticated;
grant update (slug, topic_id, title, summary, body, author_name, reading_minutes, tags, state, featured_until, feed_weight) on public.content_articles to authenticated;
grant insert (id, slug, topic_id, title, summary, body, author_name, reading_minutes, tags, state, published_at, created_at, featured_until, feed_weight) on public.content_articles to service_role;
grant update (slug, topic_id, title, summary, body, author_name, reading_minutes, tags, state, published_at, featured_until, feed_weight) on public.content_articles to service_role;
