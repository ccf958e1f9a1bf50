-- Written by `npm run schema` from the migrations: change those, not this.

create view public.content_feed with (security_invoker=true) as
 SELECT 'article'::text AS kind,
    a.id,
    a.title,
    a.summary,
    a.topic_id,
    a.published_at,
    a.featured_until > now() AS featured,
    EXTRACT(epoch FROM a.published_at) / 86400::numeric + a.feed_weight::numeric AS rank
   FROM content_articles a
  WHERE a.state = 'published'::text
UNION ALL
 SELECT 'post'::text AS kind,
    p.id,
    p.title,
    "left"(p.body, 280) AS summary,
    p.topic_id,
    p.published_at,
    p.pinned_until > now() AS featured,
    EXTRACT(epoch FROM p.published_at) / 86400::numeric + LEAST(5::numeric, (p.reaction_count + 2 * p.comment_count)::numeric / 20.0) AS rank
   FROM community_posts p
  WHERE p.state = 'published'::text;

grant select on public.content_feed to authenticated;
grant select on public.content_feed to service_role;
