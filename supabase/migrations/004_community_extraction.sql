-- 004 community_extraction
-- The community: posts, comments, reactions, reports and the decisions of moderators;
-- and what is extracted from members' writing for their compatibility profile.

create table if not exists public.community_posts (
  id uuid primary key default gen_random_uuid(),
  user_id uuid not null references public.profiles (id) on delete cascade,
  topic_id uuid references public.content_topics (id) on delete set null,
  kind text not null default 'question' check (kind in ('question', 'story', 'advice', 'meetup', 'photo')),
  title text not null check (char_length(title) between 1 and 200),
  body text not null check (char_length(body) between 1 and 10000),
  image_path text check (char_length(image_path) <= 500),
  state text not null default 'pending' check (state in ('pending', 'published', 'hidden', 'removed')),
  version integer not null default 1 check (version >= 1),
  bot_score numeric(4, 3) check (bot_score between 0 and 1),
  bot_category text check (bot_category in ('spam', 'scam', 'harassment', 'contact_details', 'sexual_content', 'hate', 'self_harm', 'underage', 'off_topic')),
  view_count integer not null default 0 check (view_count >= 0),
  comment_count integer not null default 0 check (comment_count >= 0),
  reaction_count integer not null default 0 check (reaction_count >= 0),
  report_count integer not null default 0 check (report_count >= 0),
  published_at timestamptz,
  edited_at timestamptz,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  search text generated always as (lower(title || ' ' || left(body, 2000))) stored
);
comment on column public.community_posts.version is 'Counts the texts of this post: an edit by its author makes the next one.';
comment on column public.community_posts.bot_score is 'How sure the bot is that this breaks a rule, 0 to 1.';
create index if not exists community_posts_created_idx on public.community_posts (created_at desc, id desc);
create index if not exists community_posts_user_idx on public.community_posts (user_id, created_at desc);
create index if not exists community_posts_topic_idx on public.community_posts (topic_id, created_at desc);
create index if not exists community_posts_state_idx on public.community_posts (state, created_at desc, id desc);
create index if not exists community_posts_search_idx on public.community_posts using gin (search extensions.gin_trgm_ops);
alter table public.community_posts enable row level security;
revoke all on public.community_posts from anon, authenticated, service_role;
-- By column: what moderation and the counters go by is not the author's to set.
grant select, update, insert (id, user_id, topic_id, kind, title, body, image_path) on public.community_posts to authenticated;
grant select, insert, update, delete on public.community_posts to service_role;
drop policy if exists "community_posts select" on public.community_posts;
create policy "community_posts select" on public.community_posts for select to authenticated
  using ((state = 'published')
  or user_id = (select auth.uid())
  or (select private.is_staff()));
drop policy if exists "community_posts insert" on public.community_posts;
create policy "community_posts insert" on public.community_posts for insert to authenticated
  with check ((user_id = (select auth.uid()) and state = 'pending'));
drop policy if exists "community_posts update" on public.community_posts;
create policy "community_posts update" on public.community_posts for update to authenticated
  using (user_id = (select auth.uid())
  or (select private.has_role('moderator')))
  with check (user_id = (select auth.uid())
  or (select private.has_role('moderator')));
create or replace trigger touch before update on public.community_posts
  for each row execute function private.touch();
create or replace trigger audit after insert or update or delete on public.community_posts
  for each row execute function private.audit('log');
insert into public.state_transitions (table_name, from_state, to_state) values
  ('community_posts', 'pending', 'published'),
  ('community_posts', 'pending', 'hidden'),
  ('community_posts', 'pending', 'removed'),
  ('community_posts', 'published', 'hidden'),
  ('community_posts', 'published', 'removed'),
  ('community_posts', 'hidden', 'published'),
  ('community_posts', 'hidden', 'removed'),
  ('community_posts', 'removed', 'published'),
  ('community_posts', 'removed', 'hidden'),
  ('community_posts', '', 'pending')
on conflict do nothing;
create or replace trigger transition before insert or update of state on public.community_posts
  for each row execute function private.enforce_transition();

create table if not exists public.post_comments (
  id uuid primary key default gen_random_uuid(),
  post_id uuid not null references public.community_posts (id) on delete cascade,
  parent_id uuid references public.post_comments (id) on delete cascade,
  user_id uuid not null references public.profiles (id) on delete cascade,
  body text not null check (char_length(body) between 1 and 5000),
  state text not null default 'pending' check (state in ('pending', 'published', 'hidden', 'removed')),
  version integer not null default 1 check (version >= 1),
  bot_score numeric(4, 3) check (bot_score between 0 and 1),
  bot_category text check (bot_category in ('spam', 'scam', 'harassment', 'contact_details', 'sexual_content', 'hate', 'self_harm', 'underage', 'off_topic')),
  report_count integer not null default 0 check (report_count >= 0),
  edited_at timestamptz,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  search text generated always as (lower(left(body, 2000))) stored
);
create index if not exists post_comments_created_idx on public.post_comments (created_at desc, id desc);
create index if not exists post_comments_post_idx on public.post_comments (post_id, created_at);
create index if not exists post_comments_parent_idx on public.post_comments (parent_id);
create index if not exists post_comments_user_idx on public.post_comments (user_id, created_at desc);
create index if not exists post_comments_state_idx on public.post_comments (state, created_at desc, id desc);
create index if not exists post_comments_search_idx on public.post_comments using gin (search extensions.gin_trgm_ops);
alter table public.post_comments enable row level security;
revoke all on public.post_comments from anon, authenticated, service_role;
grant select, update, insert (id, post_id, parent_id, user_id, body) on public.post_comments to authenticated;
grant select, insert, update, delete on public.post_comments to service_role;
drop policy if exists "post_comments select" on public.post_comments;
create policy "post_comments select" on public.post_comments for select to authenticated
  using ((state = 'published')
  or user_id = (select auth.uid())
  or (select private.is_staff()));
drop policy if exists "post_comments insert" on public.post_comments;
create policy "post_comments insert" on public.post_comments for insert to authenticated
  with check ((user_id = (select auth.uid()) and state = 'pending'));
drop policy if exists "post_comments update" on public.post_comments;
create policy "post_comments update" on public.post_comments for update to authenticated
  using (user_id = (select auth.uid())
  or (select private.has_role('moderator')))
  with check (user_id = (select auth.uid())
  or (select private.has_role('moderator')));
create or replace trigger touch before update on public.post_comments
  for each row execute function private.touch();
create or replace trigger audit after insert or update or delete on public.post_comments
  for each row execute function private.audit('log');
insert into public.state_transitions (table_name, from_state, to_state) values
  ('post_comments', 'pending', 'published'),
  ('post_comments', 'pending', 'hidden'),
  ('post_comments', 'pending', 'removed'),
  ('post_comments', 'published', 'hidden'),
  ('post_comments', 'published', 'removed'),
  ('post_comments', 'hidden', 'published'),
  ('post_comments', 'hidden', 'removed'),
  ('post_comments', 'removed', 'published'),
  ('post_comments', 'removed', 'hidden'),
  ('post_comments', '', 'pending')
on conflict do nothing;
create or replace trigger transition before insert or update of state on public.post_comments
  for each row execute function private.enforce_transition();

create table if not exists public.post_reactions (
  id uuid primary key default gen_random_uuid(),
  post_id uuid not null references public.community_posts (id) on delete cascade,
  user_id uuid not null references public.profiles (id) on delete cascade,
  kind text not null default 'like' check (kind in ('like', 'heart', 'insightful', 'support', 'funny')),
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  unique (post_id, user_id, kind)
);
create index if not exists post_reactions_created_idx on public.post_reactions (created_at desc, id desc);
create index if not exists post_reactions_user_idx on public.post_reactions (user_id);
alter table public.post_reactions enable row level security;
revoke all on public.post_reactions from anon, authenticated, service_role;
grant select, insert, delete on public.post_reactions to authenticated;
grant select, insert, update, delete on public.post_reactions to service_role;
drop policy if exists "post_reactions select" on public.post_reactions;
create policy "post_reactions select" on public.post_reactions for select to authenticated
  using (user_id = (select auth.uid())
  or (select private.is_staff()));
drop policy if exists "post_reactions insert" on public.post_reactions;
create policy "post_reactions insert" on public.post_reactions for insert to authenticated
  with check (user_id = (select auth.uid()));
drop policy if exists "post_reactions delete" on public.post_reactions;
create policy "post_reactions delete" on public.post_reactions for delete to authenticated
  using (user_id = (select auth.uid()));
create or replace trigger touch before update on public.post_reactions
  for each row execute function private.touch();
create or replace trigger audit after insert or update or delete on public.post_reactions
  for each row execute function private.audit('log');

create table if not exists public.content_reports (
  id uuid primary key default gen_random_uuid(),
  post_id uuid references public.community_posts (id) on delete cascade,
  comment_id uuid references public.post_comments (id) on delete cascade,
  reporter_id uuid not null references public.profiles (id) on delete cascade,
  category text not null check (category in ('spam', 'scam', 'harassment', 'contact_details', 'sexual_content', 'hate', 'self_harm', 'underage', 'off_topic', 'other')),
  note text check (char_length(note) <= 1000),
  item_version integer not null default 1 check (item_version >= 1),
  state text not null default 'open' check (state in ('open', 'upheld', 'dismissed')),
  decided_by uuid references public.staff_members (user_id) on delete set null,
  decided_at timestamptz,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  constraint content_reports_one_item_check check (num_nonnulls(post_id, comment_id) = 1),
  constraint content_reports_decided_at_required_check check ((state = 'open') = (decided_at is null)),
  unique (reporter_id, post_id, item_version),
  unique (reporter_id, comment_id, item_version)
);
create index if not exists content_reports_created_idx on public.content_reports (created_at desc, id desc);
create index if not exists content_reports_post_idx on public.content_reports (post_id, state);
create index if not exists content_reports_comment_idx on public.content_reports (comment_id, state);
create index if not exists content_reports_decided_by_idx on public.content_reports (decided_by);
alter table public.content_reports enable row level security;
revoke all on public.content_reports from anon, authenticated, service_role;
grant select, update, insert (id, post_id, comment_id, reporter_id, category, note, item_version) on public.content_reports to authenticated;
grant select, insert, update, delete on public.content_reports to service_role;
drop policy if exists "content_reports select" on public.content_reports;
create policy "content_reports select" on public.content_reports for select to authenticated
  using (reporter_id = (select auth.uid())
  or (select private.has_role('moderator')));
drop policy if exists "content_reports insert" on public.content_reports;
create policy "content_reports insert" on public.content_reports for insert to authenticated
  with check ((reporter_id = (select auth.uid()) and state = 'open'));
drop policy if exists "content_reports update" on public.content_reports;
create policy "content_reports update" on public.content_reports for update to authenticated
  using ((select private.has_role('moderator')))
  with check ((select private.has_role('moderator')));
create or replace trigger touch before update on public.content_reports
  for each row execute function private.touch();
create or replace trigger audit after insert or update or delete on public.content_reports
  for each row execute function private.audit('log');
insert into public.state_transitions (table_name, from_state, to_state) values
  ('content_reports', 'open', 'upheld'),
  ('content_reports', 'open', 'dismissed'),
  ('content_reports', 'dismissed', 'upheld'),
  ('content_reports', 'upheld', 'dismissed'),
  ('content_reports', '', 'open')
on conflict do nothing;
create or replace trigger transition before insert or update of state on public.content_reports
  for each row execute function private.enforce_transition();

create table if not exists public.moderation_decisions (
  id bigint generated always as identity primary key,
  post_id uuid references public.community_posts (id) on delete restrict,
  comment_id uuid references public.post_comments (id) on delete restrict,
  decision text not null check (decision in ('approve', 'hide', 'remove', 'restore', 'dismiss_reports', 'escalate', 'undo')),
  reason_code text check (char_length(reason_code) <= 60),
  note text check (char_length(note) <= 2000),
  moderator_id uuid not null references public.staff_members (user_id) on delete restrict,
  version_seen integer not null check (version_seen >= 1),
  state_before text not null,
  state_after text not null,
  undoes_id bigint unique references public.moderation_decisions (id) on delete restrict,
  created_at timestamptz not null default now(),
  constraint moderation_decisions_one_item_check check (num_nonnulls(post_id, comment_id) = 1),
  constraint moderation_decisions_undo_check check ((decision = 'undo') = (undoes_id is not null))
);
create index if not exists moderation_decisions_created_idx on public.moderation_decisions (created_at desc, id desc);
create index if not exists moderation_decisions_post_idx on public.moderation_decisions (post_id, created_at desc);
create index if not exists moderation_decisions_comment_idx on public.moderation_decisions (comment_id, created_at desc);
create index if not exists moderation_decisions_moderator_idx on public.moderation_decisions (moderator_id, created_at desc);
alter table public.moderation_decisions enable row level security;
revoke all on public.moderation_decisions from anon, authenticated, service_role;
revoke all on sequence public.moderation_decisions_id_seq from anon, authenticated, service_role;
grant select, insert on public.moderation_decisions to authenticated;
grant select, insert on public.moderation_decisions to service_role;
drop policy if exists "moderation_decisions select" on public.moderation_decisions;
create policy "moderation_decisions select" on public.moderation_decisions for select to authenticated
  using ((select private.is_staff()));
drop policy if exists "moderation_decisions insert" on public.moderation_decisions;
create policy "moderation_decisions insert" on public.moderation_decisions for insert to authenticated
  with check ((moderator_id = (select auth.uid()) and (select private.has_role('moderator'))));
create or replace trigger audit after insert or update or delete on public.moderation_decisions
  for each row execute function private.audit('log');
create or replace trigger append_only before update or delete on public.moderation_decisions
  for each row execute function private.refuse_change();
create or replace trigger append_only_truncate before truncate on public.moderation_decisions
  for each statement execute function private.refuse_change();
alter table public.moderation_decisions enable always trigger append_only;
alter table public.moderation_decisions enable always trigger append_only_truncate;

create table if not exists public.post_extractions (
  id uuid primary key default gen_random_uuid(),
  post_id uuid not null references public.community_posts (id) on delete cascade,
  user_id uuid not null references public.profiles (id) on delete cascade,
  kind text not null check (kind in ('value', 'interest', 'goal', 'boundary', 'humor', 'attachment')),
  value text not null check (char_length(value) between 1 and 200),
  confidence numeric(4, 3) not null check (confidence between 0 and 1),
  model text not null check (char_length(model) between 1 and 80),
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  unique (post_id, kind, value)
);
create index if not exists post_extractions_created_idx on public.post_extractions (created_at desc, id desc);
create index if not exists post_extractions_user_idx on public.post_extractions (user_id);
alter table public.post_extractions enable row level security;
revoke all on public.post_extractions from anon, authenticated, service_role;
grant select, delete on public.post_extractions to authenticated;
grant select, insert, update, delete on public.post_extractions to service_role;
drop policy if exists "post_extractions select" on public.post_extractions;
create policy "post_extractions select" on public.post_extractions for select to authenticated
  using (user_id = (select auth.uid())
  or (select private.has_role('moderator')));
drop policy if exists "post_extractions delete" on public.post_extractions;
create policy "post_extractions delete" on public.post_extractions for delete to authenticated
  using ((select private.has_role('moderator')));
create or replace trigger touch before update on public.post_extractions
  for each row execute function private.touch();
create or replace trigger audit after insert or update or delete on public.post_extractions
  for each row execute function private.audit('log');

-- The author's edit makes a new version; the author never touches what moderation decides by.
create or replace function private.count_version() returns trigger
language plpgsql set search_path = '' as $$
begin
  if to_jsonb(new) -> 'title' is distinct from to_jsonb(old) -> 'title' or new.body is distinct from old.body
    or to_jsonb(new) -> 'image_path' is distinct from to_jsonb(old) -> 'image_path' then
    new.version := old.version + 1;
    new.edited_at := clock_timestamp();
  end if;
  return new;
end
$$;

-- Counters on a post, kept here because the member who comments may not update the post.
create or replace function private.count_on_post() returns trigger
language plpgsql security definer set search_path = '' as $$
declare
  step integer := case when tg_op = 'INSERT' then 1 else -1 end;
  row_now record := case when tg_op = 'INSERT' then new else old end;
begin
  case tg_argv[0]
    when 'comment' then
      update public.community_posts set comment_count = greatest(0, comment_count + step) where id = row_now.post_id;
    when 'reaction' then
      update public.community_posts set reaction_count = greatest(0, reaction_count + step) where id = row_now.post_id;
    when 'report' then
      update public.community_posts set report_count = greatest(0, report_count + step) where id = row_now.post_id;
      update public.post_comments set report_count = greatest(0, report_count + step) where id = row_now.comment_id;
  end case;
  return null;
end
$$;
revoke all on function private.count_version(), private.count_on_post() from public, anon, authenticated;

create or replace trigger protect before update on public.community_posts for each row
  execute function private.protect_columns('moderator', 'user_id', 'state', 'version', 'bot_score', 'bot_category',
    'view_count', 'comment_count', 'reaction_count', 'report_count', 'published_at', 'pinned_until', 'edited_at', 'created_at');
create or replace trigger protect before update on public.post_comments for each row
  execute function private.protect_columns('moderator', 'user_id', 'post_id', 'parent_id', 'state', 'version', 'bot_score',
    'bot_category', 'report_count', 'edited_at', 'created_at');
create or replace trigger published before insert or update of state on public.community_posts
  for each row execute function private.stamp_published();
create or replace trigger version before update on public.community_posts
  for each row execute function private.count_version();
create or replace trigger version before update on public.post_comments
  for each row execute function private.count_version();
create or replace trigger count_on_post after insert or delete on public.post_comments
  for each row execute function private.count_on_post('comment');
create or replace trigger count_on_post after insert or delete on public.post_reactions
  for each row execute function private.count_on_post('reaction');
create or replace trigger count_on_post after insert or delete on public.content_reports
  for each row execute function private.count_on_post('report');

insert into private.audit_readers (table_name, roles) values
  ('community_posts', '{moderator,growth,finance}'),
  ('post_comments', '{moderator,growth,finance}'),
  ('post_reactions', '{moderator,growth,finance}'),
  ('content_reports', '{moderator}'),
  ('moderation_decisions', '{moderator,growth,finance}'),
  ('post_extractions', '{moderator}')
on conflict do nothing;
