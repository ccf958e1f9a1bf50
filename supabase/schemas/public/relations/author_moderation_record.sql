-- Written by `npm run schema` from the migrations: change those, not this.

create view public.author_moderation_record with (security_invoker=true) as
 SELECT p.id AS user_id,
    p.display_name,
    p.created_at AS member_since,
    p.state AS member_state,
    w.posts,
    w.comments,
    w.pending,
    w.published,
    w.hidden,
    w.removed,
    d.decisions,
    d.last_decision,
    d.last_decision_at,
    s.warnings,
    s.mutes,
    s.suspensions,
    a.kind AS sanction,
    a.ends_at AS sanction_ends_at,
    a.id AS sanction_id,
    b.reports_about,
    b.reports_about_upheld,
    COALESCE(r.reports, 0::bigint) AS reports_made,
    COALESCE(r.upheld, 0::bigint) AS reports_made_upheld,
    COALESCE(r.dismissed, 0::bigint) AS reports_made_dismissed,
    COALESCE(r.accuracy, 0.5) AS report_accuracy
   FROM profiles p
     CROSS JOIN LATERAL ( SELECT count(*) FILTER (WHERE i.post) AS posts,
            count(*) FILTER (WHERE NOT i.post) AS comments,
            count(*) FILTER (WHERE i.state = 'pending'::text) AS pending,
            count(*) FILTER (WHERE i.state = 'published'::text) AS published,
            count(*) FILTER (WHERE i.state = 'hidden'::text) AS hidden,
            count(*) FILTER (WHERE i.state = 'removed'::text) AS removed
           FROM ( SELECT true AS post,
                    c.state
                   FROM community_posts c
                  WHERE c.user_id = p.id
                UNION ALL
                 SELECT false,
                    c.state
                   FROM post_comments c
                  WHERE c.user_id = p.id) i) w
     CROSS JOIN LATERAL ( SELECT count(*) AS decisions,
            (array_agg(e.decision ORDER BY e.id DESC))[1] AS last_decision,
            max(e.created_at) AS last_decision_at
           FROM ( SELECT e_1.id,
                    e_1.decision,
                    e_1.created_at
                   FROM community_posts c
                     JOIN moderation_decisions e_1 ON e_1.post_id = c.id
                  WHERE c.user_id = p.id
                UNION ALL
                 SELECT e_1.id,
                    e_1.decision,
                    e_1.created_at
                   FROM post_comments c
                     JOIN moderation_decisions e_1 ON e_1.comment_id = c.id
                  WHERE c.user_id = p.id) e) d
     CROSS JOIN LATERAL ( SELECT count(*) FILTER (WHERE s_1.kind = 'warn'::text) AS warnings,
            count(*) FILTER (WHERE s_1.kind = 'mute'::text) AS mutes,
            count(*) FILTER (WHERE s_1.kind = 'suspend'::text) AS suspensions
           FROM member_sanctions s_1
          WHERE s_1.member_id = p.id) s
     LEFT JOIN LATERAL ( SELECT s_1.kind,
            s_1.ends_at,
            s_1.id
           FROM member_sanctions s_1
          WHERE s_1.member_id = p.id AND s_1.kind <> 'warn'::text AND s_1.lifted_at IS NULL AND s_1.starts_at <= now() AND (s_1.ends_at IS NULL OR s_1.ends_at > now())
          ORDER BY s_1.kind DESC, s_1.ends_at DESC
         LIMIT 1) a ON true
     CROSS JOIN LATERAL ( SELECT count(*) AS reports_about,
            count(*) FILTER (WHERE i.state = 'upheld'::text) AS reports_about_upheld
           FROM ( SELECT r_1.state
                   FROM community_posts c
                     JOIN content_reports r_1 ON r_1.post_id = c.id
                  WHERE c.user_id = p.id
                UNION ALL
                 SELECT r_1.state
                   FROM post_comments c
                     JOIN content_reports r_1 ON r_1.comment_id = c.id
                  WHERE c.user_id = p.id) i) b
     LEFT JOIN LATERAL ( SELECT count(*) AS reports,
            count(*) FILTER (WHERE m.state = 'upheld'::text) AS upheld,
            count(*) FILTER (WHERE m.state = 'dismissed'::text) AS dismissed,
            round((count(*) FILTER (WHERE m.state = 'upheld'::text) + 2)::numeric / (count(*) FILTER (WHERE m.state <> 'open'::text) + 4)::numeric, 3) AS accuracy
           FROM content_reports m
          WHERE m.reporter_id = p.id) r ON true
  WHERE ( SELECT private.has_role('moderator'::text) AS has_role);

grant select on public.author_moderation_record to authenticated;
grant select on public.author_moderation_record to service_role;
