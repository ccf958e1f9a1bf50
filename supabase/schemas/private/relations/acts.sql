-- Written by `npm run schema` from the migrations: change those, not this.

create view private.acts with (security_invoker=true) as
 SELECT 'session'::text AS what,
    ''::text AS part,
    s.user_id,
    s.started_at AS at,
    s.seconds::bigint AS amount
   FROM engagement_sessions s
UNION ALL
 SELECT 'writing'::text AS what,
    'post'::text AS part,
    p.user_id,
    p.created_at AS at,
    0::bigint AS amount
   FROM community_posts p
UNION ALL
 SELECT 'writing'::text AS what,
    'comment'::text AS part,
    c.user_id,
    c.created_at AS at,
    0::bigint AS amount
   FROM post_comments c
UNION ALL
 SELECT 'reaction'::text AS what,
    ''::text AS part,
    NULL::uuid AS user_id,
    r.created_at AS at,
    0::bigint AS amount
   FROM post_reactions r
UNION ALL
 SELECT 'match'::text AS what,
    m.state AS part,
    NULL::uuid AS user_id,
    m.created_at AS at,
    0::bigint AS amount
   FROM matches m
UNION ALL
 SELECT 'rating'::text AS what,
    ''::text AS part,
    NULL::uuid AS user_id,
    m.created_at AS at,
    f.rating::bigint AS amount
   FROM match_feedback f
     JOIN matches m ON m.id = f.match_id
UNION ALL
 SELECT 'game'::text AS what,
    g.game_id::text AS part,
    g.user_id,
    g.started_at AS at,
    (g.state = 'completed'::text)::integer::bigint AS amount
   FROM user_game_sessions g
UNION ALL
 SELECT 'article'::text AS what,
    i.article_id::text AS part,
    i.user_id,
    i.created_at AS at,
    0::bigint AS amount
   FROM user_content_interactions i
UNION ALL
 SELECT 'read'::text AS what,
    i.article_id::text AS part,
    i.user_id,
    i.created_at AS at,
    0::bigint AS amount
   FROM user_content_interactions i
  WHERE i.kind = 'read'::text;

comment on view private.acts is 'All that the sums of the charts count, a row each.';
