-- 003 puzzles_content
-- Puzzles of the day, topics, articles, and what members read of them.

create table if not exists public.puzzles (
  id uuid primary key default gen_random_uuid(),
  slug text not null unique check (slug ~ '^[a-z0-9]+(-[a-z0-9]+)*$'),
  title text not null check (char_length(title) between 1 and 160),
  kind text not null check (kind in ('riddle', 'logic', 'word', 'lateral', 'number', 'emoji')),
  prompt text not null check (char_length(prompt) between 1 and 2000),
  hint text check (char_length(hint) <= 500),
  answer text not null check (char_length(answer) between 1 and 500),
  explanation text check (char_length(explanation) <= 2000),
  difficulty smallint not null default 2 check (difficulty between 1 and 5),
  state text not null default 'draft' check (state in ('draft', 'published', 'retired')),
  publish_on date,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  search text generated always as (lower(title || ' ' || prompt)) stored
);
create index if not exists puzzles_created_idx on public.puzzles (created_at desc, id desc);
create index if not exists puzzles_publish_idx on public.puzzles (publish_on desc nulls last, id desc);
create index if not exists puzzles_search_idx on public.puzzles using gin (search extensions.gin_trgm_ops);
alter table public.puzzles enable row level security;
revoke all on public.puzzles from anon, authenticated, service_role;
grant select, insert, update, delete on public.puzzles to authenticated;
grant select, insert, update, delete on public.puzzles to service_role;
drop policy if exists "puzzles select" on public.puzzles;
create policy "puzzles select" on public.puzzles for select to authenticated
  using ((state = 'published')
  or (select private.is_staff()));
drop policy if exists "puzzles insert" on public.puzzles;
create policy "puzzles insert" on public.puzzles for insert to authenticated
  with check ((select private.has_role('moderator')));
drop policy if exists "puzzles update" on public.puzzles;
create policy "puzzles update" on public.puzzles for update to authenticated
  using ((select private.has_role('moderator')))
  with check ((select private.has_role('moderator')));
drop policy if exists "puzzles delete" on public.puzzles;
create policy "puzzles delete" on public.puzzles for delete to authenticated
  using ((select private.has_role('moderator')));
create or replace trigger touch before update on public.puzzles
  for each row execute function private.touch();
create or replace trigger audit after insert or update or delete on public.puzzles
  for each row execute function private.audit('all');
insert into public.state_transitions (table_name, from_state, to_state) values
  ('puzzles', 'draft', 'published'),
  ('puzzles', 'draft', 'retired'),
  ('puzzles', 'published', 'retired'),
  ('puzzles', 'published', 'draft'),
  ('puzzles', 'retired', 'published'),
  ('puzzles', '', 'draft'),
  ('puzzles', '', 'published')
on conflict do nothing;
create or replace trigger transition before insert or update of state on public.puzzles
  for each row execute function private.enforce_transition();

create table if not exists public.content_topics (
  id uuid primary key default gen_random_uuid(),
  slug text not null unique check (slug ~ '^[a-z0-9]+(-[a-z0-9]+)*$'),
  name text not null check (char_length(name) between 1 and 80),
  description text check (char_length(description) <= 500),
  position integer not null default 0,
  active boolean not null default true,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now()
);
create index if not exists content_topics_position_idx on public.content_topics (position, id);
alter table public.content_topics enable row level security;
revoke all on public.content_topics from anon, authenticated, service_role;
grant select, insert, update, delete on public.content_topics to authenticated;
grant select, insert, update, delete on public.content_topics to service_role;
drop policy if exists "content_topics select" on public.content_topics;
create policy "content_topics select" on public.content_topics for select to authenticated
  using (true);
drop policy if exists "content_topics insert" on public.content_topics;
create policy "content_topics insert" on public.content_topics for insert to authenticated
  with check ((select private.has_role('moderator')));
drop policy if exists "content_topics update" on public.content_topics;
create policy "content_topics update" on public.content_topics for update to authenticated
  using ((select private.has_role('moderator')))
  with check ((select private.has_role('moderator')));
drop policy if exists "content_topics delete" on public.content_topics;
create policy "content_topics delete" on public.content_topics for delete to authenticated
  using ((select private.has_role('moderator')));
create or replace trigger touch before update on public.content_topics
  for each row execute function private.touch();
create or replace trigger audit after insert or update or delete on public.content_topics
  for each row execute function private.audit('all');

create table if not exists public.content_articles (
  id uuid primary key default gen_random_uuid(),
  slug text not null unique check (slug ~ '^[a-z0-9]+(-[a-z0-9]+)*$'),
  topic_id uuid not null references public.content_topics (id) on delete restrict,
  title text not null check (char_length(title) between 1 and 200),
  summary text not null check (char_length(summary) between 1 and 500),
  body text not null check (char_length(body) between 1 and 100000),
  author_name text not null check (char_length(author_name) between 1 and 120),
  reading_minutes smallint not null default 4 check (reading_minutes between 1 and 120),
  tags text[] not null default '{}',
  state text not null default 'draft' check (state in ('draft', 'published', 'archived')),
  published_at timestamptz,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  search text generated always as (lower(title || ' ' || summary)) stored,
  constraint content_articles_published_at_required_check check (state <> 'published' or published_at is not null)
);
comment on column public.content_articles.body is 'Markdown.';
create index if not exists content_articles_created_idx on public.content_articles (created_at desc, id desc);
create index if not exists content_articles_published_idx on public.content_articles (published_at desc nulls last, id desc);
create index if not exists content_articles_topic_idx on public.content_articles (topic_id, published_at desc);
create index if not exists content_articles_search_idx on public.content_articles using gin (search extensions.gin_trgm_ops);
alter table public.content_articles enable row level security;
revoke all on public.content_articles from anon, authenticated, service_role;
grant select, insert, update, delete on public.content_articles to authenticated;
grant select, insert, update, delete on public.content_articles to service_role;
drop policy if exists "content_articles select" on public.content_articles;
create policy "content_articles select" on public.content_articles for select to authenticated
  using ((state = 'published')
  or (select private.is_staff()));
drop policy if exists "content_articles insert" on public.content_articles;
create policy "content_articles insert" on public.content_articles for insert to authenticated
  with check ((select private.has_role('moderator')));
drop policy if exists "content_articles update" on public.content_articles;
create policy "content_articles update" on public.content_articles for update to authenticated
  using ((select private.has_role('moderator')))
  with check ((select private.has_role('moderator')));
drop policy if exists "content_articles delete" on public.content_articles;
create policy "content_articles delete" on public.content_articles for delete to authenticated
  using ((select private.has_role('moderator')));
create or replace trigger touch before update on public.content_articles
  for each row execute function private.touch();
create or replace trigger audit after insert or update or delete on public.content_articles
  for each row execute function private.audit('all');
insert into public.state_transitions (table_name, from_state, to_state) values
  ('content_articles', 'draft', 'published'),
  ('content_articles', 'draft', 'archived'),
  ('content_articles', 'published', 'archived'),
  ('content_articles', 'published', 'draft'),
  ('content_articles', 'archived', 'draft'),
  ('content_articles', 'archived', 'published'),
  ('content_articles', '', 'draft'),
  ('content_articles', '', 'published')
on conflict do nothing;
create or replace trigger transition before insert or update of state on public.content_articles
  for each row execute function private.enforce_transition();

create or replace function private.stamp_published() returns trigger
language plpgsql set search_path = '' as $$
begin
  if new.state = 'published' and new.published_at is null then
    new.published_at := clock_timestamp();
  end if;
  return new;
end
$$;
revoke all on function private.stamp_published() from public, anon, authenticated;
create or replace trigger published before insert or update of state on public.content_articles
  for each row execute function private.stamp_published();

create table if not exists public.user_content_interactions (
  id bigint generated always as identity primary key,
  user_id uuid not null references public.profiles (id) on delete cascade,
  article_id uuid not null references public.content_articles (id) on delete cascade,
  kind text not null check (kind in ('viewed', 'read', 'liked', 'saved', 'shared')),
  progress smallint not null default 0 check (progress between 0 and 100),
  seconds integer not null default 0 check (seconds >= 0),
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  unique (user_id, article_id, kind)
);
comment on column public.user_content_interactions.progress is 'Per cent of the article read.';
create index if not exists user_content_interactions_created_idx on public.user_content_interactions (created_at desc, id desc);
create index if not exists user_content_interactions_article_idx on public.user_content_interactions (article_id, created_at desc);
alter table public.user_content_interactions enable row level security;
revoke all on public.user_content_interactions from anon, authenticated, service_role;
revoke all on sequence public.user_content_interactions_id_seq from anon, authenticated, service_role;
grant select, insert, update on public.user_content_interactions to authenticated;
grant select, insert, update, delete on public.user_content_interactions to service_role;
drop policy if exists "user_content_interactions select" on public.user_content_interactions;
create policy "user_content_interactions select" on public.user_content_interactions for select to authenticated
  using (user_id = (select auth.uid())
  or (select private.has_role('moderator')));
drop policy if exists "user_content_interactions insert" on public.user_content_interactions;
create policy "user_content_interactions insert" on public.user_content_interactions for insert to authenticated
  with check (user_id = (select auth.uid()));
drop policy if exists "user_content_interactions update" on public.user_content_interactions;
create policy "user_content_interactions update" on public.user_content_interactions for update to authenticated
  using (user_id = (select auth.uid()))
  with check (user_id = (select auth.uid()));
create or replace trigger touch before update on public.user_content_interactions
  for each row execute function private.touch();
create or replace trigger audit after insert or update or delete on public.user_content_interactions
  for each row execute function private.audit('log');

insert into private.audit_readers (table_name, roles) values
  ('puzzles', '{moderator,growth,finance}'),
  ('content_topics', '{moderator,growth,finance}'),
  ('content_articles', '{moderator,growth,finance}'),
  ('user_content_interactions', '{moderator}')
on conflict do nothing;
