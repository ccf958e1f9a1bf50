-- Written by `npm run schema` from the migrations: change those, not this.

create view public.moderation_history with (security_invoker=true) as
 SELECT d.id,
        CASE
            WHEN d.post_id IS NOT NULL THEN 'post'::text
            ELSE 'comment'::text
        END AS item_type,
    COALESCE(d.post_id, d.comment_id) AS item_id,
    COALESCE(d.post_id, c.post_id) AS post_id,
    COALESCE(p.title, t.title) AS title,
    private.excerpt(COALESCE(c.body, p.body)) AS excerpt,
    COALESCE(c.user_id, p.user_id) AS author_id,
    ( SELECT a.display_name
           FROM profiles a
          WHERE a.id =
                CASE
                    WHEN c.user_id IS NULL THEN p.user_id
                    ELSE c.user_id
                END) AS author_name,
    d.decision,
    d.reason_code,
    ( SELECT r.label
           FROM moderation_reasons r
          WHERE r.code = d.reason_code) AS reason_label,
    d.note,
    d.moderator_id,
    ( SELECT s.full_name
           FROM staff_members s
          WHERE s.user_id = d.moderator_id) AS moderator_name,
    d.version_seen,
    d.state_before,
    d.state_after,
    COALESCE(c.state, p.state) AS item_state,
    COALESCE(c.version, p.version) AS item_version,
    jsonb_array_length(d.reports_changed) AS reports_closed,
    d.waiting_since,
    round(EXTRACT(epoch FROM d.created_at - d.waiting_since)) AS seconds_to_decision,
    d.created_at,
    d.undoes_id,
    u.id AS undone_by_id,
    u.moderator_id AS undone_by,
    ( SELECT s.full_name
           FROM staff_members s
          WHERE s.user_id = u.moderator_id) AS undone_by_name,
    u.created_at AS undone_at,
    u.id IS NOT NULL OR v.id IS NOT NULL AS overturned,
    COALESCE(u.moderator_id, v.moderator_id) AS overturned_by,
    COALESCE(u.created_at, v.created_at) AS overturned_at,
    d.id = GREATEST(( SELECT max(e.id) AS max
           FROM moderation_decisions e
          WHERE e.post_id = d.post_id), ( SELECT max(e.id) AS max
           FROM moderation_decisions e
          WHERE e.comment_id = d.comment_id)) AS is_last,
    d.decision <> 'undo'::text AND COALESCE(c.state, p.state) = d.state_after AND COALESCE(c.pending_version, p.pending_version, c.version, p.version) = COALESCE(d.version_after, d.version_seen) AND d.id = GREATEST(( SELECT max(e.id) AS max
           FROM moderation_decisions e
          WHERE e.post_id = d.post_id), ( SELECT max(e.id) AS max
           FROM moderation_decisions e
          WHERE e.comment_id = d.comment_id)) AS may_undo,
    d.over_claim,
    d.assigned_to,
    ( SELECT s.full_name
           FROM staff_members s
          WHERE s.user_id = d.assigned_to) AS assigned_name,
    d.due_at,
    d.verdicts
   FROM moderation_decisions d
     LEFT JOIN community_posts p ON p.id = d.post_id
     LEFT JOIN post_comments c ON c.id = d.comment_id
     LEFT JOIN community_posts t ON t.id = c.post_id
     LEFT JOIN moderation_decisions u ON u.undoes_id = d.id
     LEFT JOIN LATERAL ( SELECT LEAST(( SELECT min(e.id) AS min
                   FROM moderation_decisions e
                  WHERE e.post_id = d.post_id AND e.id > d.id AND e.decision = 'restore'::text AND e.version_seen = d.version_seen AND NOT (EXISTS ( SELECT
                           FROM moderation_decisions x
                          WHERE x.undoes_id = e.id))), ( SELECT min(e.id) AS min
                   FROM moderation_decisions e
                  WHERE e.comment_id = d.comment_id AND e.id > d.id AND e.decision = 'restore'::text AND e.version_seen = d.version_seen AND NOT (EXISTS ( SELECT
                           FROM moderation_decisions x
                          WHERE x.undoes_id = e.id)))) AS id
          WHERE d.decision = ANY (ARRAY['hide'::text, 'remove'::text])
         OFFSET 0) w ON true
     LEFT JOIN moderation_decisions v ON v.id = w.id;

comment on view public.moderation_history is 'Decisions with what they were about and who took them.';

grant select on public.moderation_history to authenticated;
grant select on public.moderation_history to service_role;
