-- What is counted over time is read from an index that holds all that is asked of a row: the cost grows with the days that are
-- shown, and no row itself has to be fetched.
drop index if exists public.community_posts_created_idx;
create index community_posts_created_idx on public.community_posts (created_at desc, id desc) include (user_id);
drop index if exists public.post_comments_created_idx;
create index post_comments_created_idx on public.post_comments (created_at desc, id desc) include (user_id);
drop index if exists public.matches_created_idx;
create index matches_created_idx on public.matches (created_at desc, id desc) include (state);
drop index if exists public.user_game_sessions_started_idx;
create index user_game_sessions_started_idx on public.user_game_sessions (started_at desc, id desc) include (game_id, user_id, state);
drop index if exists public.user_content_interactions_created_idx;
create index user_content_interactions_created_idx on public.user_content_interactions (created_at desc, id desc) include (article_id, user_id, kind);
