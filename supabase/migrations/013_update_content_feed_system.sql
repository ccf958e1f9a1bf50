-- 013 update_content_feed_system
-- The feed of the app: articles and posts in one order, with what is featured first.

alter table public.content_articles add column if not exists featured_until timestamptz;
alter table public.content_articles add column if not exists feed_weight smallint not null default 0
  check (feed_weight between -10 and 10);
comment on column public.content_articles.feed_weight is 'Moves an article up or down the feed, in days of age.';
create index if not exists content_articles_featured_idx on public.content_articles (featured_until desc nulls last);

alter table public.community_posts add column if not exists pinned_until timestamptz;
create index if not exists community_posts_pinned_idx on public.community_posts (pinned_until) where pinned_until is not null;

create or replace view public.content_feed with (security_invoker = true) as
select
  'article'::text as kind,
  a.id,
  a.title,
  a.summary,
  a.topic_id,
  a.published_at,
  a.featured_until > now() as featured,
  extract(epoch from a.published_at) / 86400 + a.feed_weight as rank
from public.content_articles a
where a.state = 'published'
union all
select
  'post',
  p.id,
  p.title,
  left(p.body, 280),
  p.topic_id,
  p.published_at,
  p.pinned_until > now(),
  extract(epoch from p.published_at) / 86400 + least(5, (p.reaction_count + 2 * p.comment_count) / 20.0)
from public.community_posts p
where p.state = 'published';
revoke all on public.content_feed from anon, authenticated, service_role;
grant select on public.content_feed to authenticated, service_role;
