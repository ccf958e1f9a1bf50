-- Written by `npm run schema` from the migrations: change those, not this.

create view public.moderation_queue with (security_invoker=true) as
 SELECT w.item_id AS id,
    w.item_type,
    w.item_id,
    w.post_id,
    COALESCE(w.new_title, w.title) AS title,
    COALESCE(w.new_body, w.body) AS body,
    private.excerpt(COALESCE(w.new_body, w.body)) AS excerpt,
        CASE
            WHEN w.pending_version IS NULL THEN w.image_path
            ELSE w.new_image
        END AS image_path,
    w.user_id AS author_id,
    author.display_name AS author_name,
    w.state,
    COALESCE(w.pending_version, w.version) AS version,
    GREATEST(( SELECT max(d.id) AS max
           FROM moderation_decisions d
          WHERE d.post_id = w.item_id), ( SELECT max(d.id) AS max
           FROM moderation_decisions d
          WHERE d.comment_id = w.item_id)) AS decision_seen,
    w.created_at,
    w.edited_at,
    w.updated_at,
    w.waiting_since,
    array_remove(ARRAY[
        CASE
            WHEN w.escalated THEN 'escalated'::text
            ELSE NULL::text
        END,
        CASE
            WHEN w.counting > 0 THEN 'reported'::text
            ELSE NULL::text
        END,
        CASE
            WHEN w.by_bot THEN 'bot'::text
            ELSE NULL::text
        END,
        CASE
            WHEN w.edited THEN 'edited'::text
            ELSE NULL::text
        END,
        CASE
            WHEN w.watched THEN 'watched'::text
            ELSE NULL::text
        END,
        CASE
            WHEN w.pending THEN 'pending'::text
            ELSE NULL::text
        END], NULL::text) AS why,
    LEAST(100::numeric, w.for_reports + w.for_category + w.for_bot + w.for_author + w.for_age + w.for_reach + w.for_escalation + w.for_edit + w.for_pending + w.for_signals) AS priority,
    ( SELECT jsonb_agg(jsonb_build_object('factor', f.factor, 'label', f.label, 'value', f.value, 'points', f.points) ORDER BY f.points DESC, f.factor) AS jsonb_agg
           FROM ( VALUES ('reports'::text,
                        CASE w.counting
                            WHEN 1 THEN format('1 report, by a member who is right %s%% of the time'::text, round(100::numeric * w.accuracy))
                            ELSE format('%s reports, by members who are right %s%% of the time'::text, w.counting, round(100::numeric * w.accuracy))
                        END,round(w.weight, 2),w.for_reports), ('category'::text,format('%s: severity %s of 5'::text, w.category_label, w.severity),w.severity::numeric,w.for_category), ('bot'::text,format('The bot is %s%% sure%s'::text, round(100::numeric * w.bot_score), ': '::text || lower(replace(w.bot_category, '_'::text, ' '::text))),w.bot_score,w.for_bot), ('author'::text,concat_ws(', '::text,
                        CASE
                            WHEN w.removed > 0 THEN format('%s removed before'::text, w.removed)
                            ELSE NULL::text
                        END,
                        CASE
                            WHEN w.hidden > 0 THEN format('%s hidden before'::text, w.hidden)
                            ELSE NULL::text
                        END,
                        CASE w.sanction
                            WHEN 'mute'::text THEN 'muted now'::text
                            WHEN 'suspend'::text THEN 'suspended now'::text
                            ELSE NULL::text
                        END),(w.removed + w.hidden)::numeric,w.for_author), ('age'::text,
                        CASE
                            WHEN (now() - w.waiting_since) < '01:30:00'::interval THEN format('Has waited for %s minutes'::text, floor(EXTRACT(epoch FROM now() - w.waiting_since) / 60::numeric))
                            WHEN (now() - w.waiting_since) < '36:00:00'::interval THEN format('Has waited for %s hours'::text, round(EXTRACT(epoch FROM now() - w.waiting_since) / 3600::numeric))
                            ELSE format('Has waited for %s days'::text, round(EXTRACT(epoch FROM now() - w.waiting_since) / 86400::numeric))
                        END,round(EXTRACT(epoch FROM now() - w.waiting_since) / 3600::numeric, 1),w.for_age), ('reach'::text,format(
                        CASE w.item_type
                            WHEN 'post'::text THEN 'Seen %s times'::text
                            ELSE 'Under a post seen %s times'::text
                        END, w.view_count),w.view_count::numeric,w.for_reach), ('escalated'::text,format('Escalated by %s'::text, ( SELECT s.full_name
                           FROM staff_members s
                          WHERE s.user_id = w.held_by)),1,w.for_escalation), ('edited'::text,
                        CASE
                            WHEN w.signals @> '[{"factor": "new_file"}]'::jsonb THEN 'What was approved is to be judged again'::text
                            WHEN w.pending_version IS NULL THEN 'Its author has changed it since it was judged'::text
                            ELSE 'Its author wants to change what was approved'::text
                        END,w.version::numeric,w.for_edit), ('pending'::text,'Nobody sees it before it is approved'::text,1,w.for_pending)
                UNION ALL
                 SELECT s.factor,
                    s.label,
                    s.value,
                    s.points
                   FROM jsonb_to_recordset(w.signals) s(factor text, label text, value numeric, points numeric)) f(factor, label, value, points)
          WHERE f.points > 0::numeric) AS explanation,
    w.counting AS open_reports,
    w.set_aside AS set_aside_reports,
    w.category AS top_category,
    w.severity,
    w.bot_score,
    w.bot_category,
    w.removed::integer AS author_removed,
    w.hidden::integer AS author_hidden,
    w.sanction AS author_sanction,
    w.escalated,
        CASE
            WHEN w.escalated THEN w.held_by
            ELSE NULL::uuid
        END AS escalated_by,
        CASE
            WHEN w.escalated THEN ( SELECT s.full_name
               FROM staff_members s
              WHERE s.user_id = w.held_by)
            ELSE NULL::text
        END AS escalated_name,
        CASE
            WHEN w.escalated THEN w.held_at
            ELSE NULL::timestamp with time zone
        END AS escalated_at,
        CASE
            WHEN w.escalated THEN w.held_reason
            ELSE NULL::text
        END AS escalated_reason,
        CASE
            WHEN w.escalated THEN w.held_note
            ELSE NULL::text
        END AS escalated_note,
    w.claimed_by,
    ( SELECT s.full_name
           FROM staff_members s
          WHERE s.user_id = w.claimed_by) AS claimed_name,
    w.claim_expires_at,
    private.duplicate_key(concat_ws(' '::text, COALESCE(w.new_title,
        CASE w.item_type
            WHEN 'post'::text THEN w.title
            ELSE NULL::text
        END), COALESCE(w.new_body, w.body))) AS duplicate_key,
    w.view_count,
    w.comment_count,
    w.report_count,
    w.version AS shown_version,
        CASE
            WHEN w.pending_version IS NOT NULL THEN jsonb_build_object('version', w.version, 'title', w.title, 'body', w.body, 'image_path', w.image_path)
            ELSE NULL::jsonb
        END AS shown,
    w.earlier AS earlier_reports,
        CASE
            WHEN w.escalated THEN w.assigned_to
            ELSE NULL::uuid
        END AS assigned_to,
        CASE
            WHEN w.escalated THEN ( SELECT s.full_name
               FROM staff_members s
              WHERE s.user_id = w.assigned_to)
            ELSE NULL::text
        END AS assigned_name,
        CASE
            WHEN w.escalated THEN w.due_at
            ELSE NULL::timestamp with time zone
        END AS due_at,
    w.changed_at
   FROM ( SELECT j.item_id,
            j.item_type,
            j.waiting_since,
            j.pending,
            j.edited,
            j.by_bot,
            j.escalated,
            j.counting,
            j.set_aside,
            j.earlier,
            j.held_id,
            j.changed_at,
            j.signals,
            j.watched,
            j.post_id,
            j.title,
            j.body,
            j.image_path,
            j.user_id,
            j.state,
            j.version,
            j.pending_version,
            j.bot_score,
            j.bot_category,
            j.view_count,
            j.comment_count,
            j.report_count,
            j.created_at,
            j.edited_at,
            j.updated_at,
            j.weight,
            j.accuracy,
            j.claimed_by,
            j.claim_expires_at,
            j.held_by,
            j.held_at,
            j.held_reason,
            j.held_note,
            j.assigned_to,
            j.due_at,
            j.new_title,
            j.new_body,
            j.new_image,
            j.removed,
            j.hidden,
            j.sanction,
            j.category,
            COALESCE(m.severity::integer, 0)::smallint AS severity,
            m.label AS category_label,
            round(LEAST(40::numeric, 12::numeric * COALESCE(j.weight, 0::numeric)), 1) AS for_reports,
            round(COALESCE(m.severity::integer, 0)::numeric * 4.0, 1) AS for_category,
            COALESCE(round(
                CASE
                    WHEN j.bot_score >= 0.3 THEN 20::numeric * j.bot_score
                    ELSE NULL::numeric
                END, 1), 0::numeric) AS for_bot,
            round(LEAST(12::numeric, (3 * j.removed)::numeric + 1.5 * j.hidden::numeric) +
                CASE
                    WHEN j.sanction IS NULL THEN 0
                    ELSE 4
                END::numeric, 1) AS for_author,
            round(LEAST(12::numeric, EXTRACT(epoch FROM now() - j.waiting_since) / 7200::numeric), 1) AS for_age,
                CASE
                    WHEN j.state = 'published'::text THEN round(LEAST(10::numeric, (2.5::double precision * ln(1.0::double precision + j.view_count::double precision) / ln(10.0::double precision))::numeric), 1)
                    ELSE 0.0
                END AS for_reach,
                CASE
                    WHEN j.escalated THEN 30.0
                    ELSE 0.0
                END AS for_escalation,
                CASE
                    WHEN j.edited THEN 6.0
                    ELSE 0.0
                END AS for_edit,
                CASE
                    WHEN j.pending THEN 5.0
                    ELSE 0.0
                END AS for_pending,
            ( SELECT COALESCE(sum((s.value ->> 'points'::text)::numeric), 0.0) AS "coalesce"
                   FROM jsonb_array_elements(j.signals) s(value)) AS for_signals
           FROM ( SELECT i.item_id,
                    i.item_type,
                    i.waiting_since,
                    i.pending,
                    i.edited,
                    i.by_bot,
                    i.escalated,
                    i.counting,
                    i.set_aside,
                    i.earlier,
                    i.held_id,
                    i.changed_at,
                    i.signals,
                    i.watched,
                    i.post_id,
                    i.title,
                    i.body,
                    i.image_path,
                    i.user_id,
                    i.state,
                    i.version,
                    i.pending_version,
                    i.bot_score,
                    i.bot_category,
                    i.view_count,
                    i.comment_count,
                    i.report_count,
                    i.created_at,
                    i.edited_at,
                    i.updated_at,
                    r.weight,
                    r.accuracy,
                    k.moderator_id AS claimed_by,
                    k.expires_at AS claim_expires_at,
                    h.moderator_id AS held_by,
                    h.created_at AS held_at,
                    h.reason_code AS held_reason,
                    h.note AS held_note,
                    h.assigned_to,
                    h.due_at,
                    v.title AS new_title,
                    v.body AS new_body,
                    v.image_path AS new_image,
                    COALESCE(o.removed, 0::bigint) - (i.state = 'removed'::text)::integer AS removed,
                    COALESCE(o.hidden, 0::bigint) - (i.state = 'hidden'::text)::integer AS hidden,
                    s.kind AS sanction,
                    COALESCE(r.category,
                        CASE
                            WHEN i.bot_score >= 0.5 THEN i.bot_category
                            ELSE NULL::text
                        END) AS category
                   FROM ( SELECT q.item_id,
                            q.item_type,
                            q.waiting_since,
                            q.pending,
                            q.edited,
                            q.by_bot,
                            q.escalated,
                            q.counting,
                            q.set_aside,
                            q.earlier,
                            q.held_id,
                            q.changed_at,
                            q.signals,
                            q.watched,
                            p.id AS post_id,
                            p.title,
                            p.body,
                            p.image_path,
                            p.user_id,
                            p.state,
                            p.version,
                            p.pending_version,
                            g.bot_score,
                            g.bot_category,
                            p.view_count,
                            p.comment_count,
                            g.report_count,
                            p.created_at,
                            p.edited_at,
                            p.updated_at
                           FROM moderation_waiting q
                             JOIN community_posts p ON p.id = q.item_id
                             JOIN content_signals g ON g.id = q.item_id
                          WHERE q.waiting_since IS NOT NULL AND q.item_type = 'post'::text
                        UNION ALL
                         SELECT q.item_id,
                            q.item_type,
                            q.waiting_since,
                            q.pending,
                            q.edited,
                            q.by_bot,
                            q.escalated,
                            q.counting,
                            q.set_aside,
                            q.earlier,
                            q.held_id,
                            q.changed_at,
                            q.signals,
                            q.watched,
                            c.post_id,
                            p.title,
                            c.body,
                            NULL::text AS text,
                            c.user_id,
                            c.state,
                            c.version,
                            c.pending_version,
                            g.bot_score,
                            g.bot_category,
                            p.view_count,
                            0,
                            g.report_count,
                            c.created_at,
                            c.edited_at,
                            c.updated_at
                           FROM moderation_waiting q
                             JOIN post_comments c ON c.id = q.item_id
                             JOIN community_posts p ON p.id = c.post_id
                             JOIN content_signals g ON g.id = q.item_id
                          WHERE q.waiting_since IS NOT NULL AND q.item_type = 'comment'::text) i
                     LEFT JOIN moderation_decisions h ON h.id = i.held_id
                     LEFT JOIN content_versions v ON i.pending_version IS NOT NULL AND v.version = i.pending_version AND (v.post_id = i.item_id OR v.comment_id = i.item_id)
                     LEFT JOIN ( WITH reporters AS MATERIALIZED (
                                 SELECT y.reporter_id,
                                    round((count(*) FILTER (WHERE y.state = 'upheld'::text) + 2)::numeric / (count(*) FILTER (WHERE y.state <> 'open'::text) + 4)::numeric, 3) AS accuracy,
                                    round((count(*) FILTER (WHERE y.state = 'upheld'::text) + 2)::numeric / (count(*) FILTER (WHERE y.state <> 'open'::text) + 4)::numeric * 2::numeric, 3) AS weight
                                   FROM content_reports y
                                  WHERE (y.reporter_id IN ( SELECT o_1.reporter_id
   FROM content_reports o_1
  WHERE o_1.state = 'open'::text))
                                  GROUP BY y.reporter_id
                                )
                         SELECT q.item_id,
                            sum(a.weight) AS weight,
                            avg(a.accuracy) AS accuracy,
                            (array_agg(r_1.category ORDER BY (COALESCE(m_1.severity::integer, 1)) DESC, r_1.created_at))[1] AS category
                           FROM moderation_waiting q
                             JOIN content_reports r_1 ON COALESCE(r_1.post_id, r_1.comment_id) = q.item_id AND r_1.state = 'open'::text
                             JOIN reporters a ON a.reporter_id = r_1.reporter_id
                             LEFT JOIN moderation_reasons m_1 ON m_1.code = r_1.category
                          WHERE q.waiting_since IS NOT NULL AND q.counting > 0 AND (q.set_aside = 0 OR private.report_counts(r_1.*))
                          GROUP BY q.item_id) r ON r.item_id = i.item_id
                     LEFT JOIN ( WITH authors AS MATERIALIZED (
                                 SELECT p.user_id
                                   FROM moderation_waiting q
                                     JOIN community_posts p ON p.id = q.item_id
                                  WHERE q.waiting_since IS NOT NULL AND q.item_type = 'post'::text
                                UNION
                                 SELECT c.user_id
                                   FROM moderation_waiting q
                                     JOIN post_comments c ON c.id = q.item_id
                                  WHERE q.waiting_since IS NOT NULL AND q.item_type = 'comment'::text
                                )
                         SELECT s_1.user_id,
                            count(*) FILTER (WHERE s_1.state = 'removed'::text) AS removed,
                            count(*) FILTER (WHERE s_1.state = 'hidden'::text) AS hidden
                           FROM ( SELECT p.user_id,
                                    p.state
                                   FROM authors a
                                     JOIN community_posts p ON p.user_id = a.user_id AND (p.state = ANY (ARRAY['hidden'::text, 'removed'::text]))
                                UNION ALL
                                 SELECT c.user_id,
                                    c.state
                                   FROM authors a
                                     JOIN post_comments c ON c.user_id = a.user_id AND (c.state = ANY (ARRAY['hidden'::text, 'removed'::text]))) s_1
                          GROUP BY s_1.user_id) o ON o.user_id = i.user_id
                     LEFT JOIN ( SELECT s_1.member_id,
                            max(s_1.kind) AS kind
                           FROM member_sanctions s_1
                          WHERE s_1.kind <> 'warn'::text AND s_1.lifted_at IS NULL AND s_1.starts_at <= now() AND (s_1.ends_at IS NULL OR s_1.ends_at > now())
                          GROUP BY s_1.member_id) s ON s.member_id = i.user_id
                     LEFT JOIN moderation_claims k ON COALESCE(k.post_id, k.comment_id) = i.item_id AND k.expires_at > now()) j
             LEFT JOIN moderation_reasons m ON m.code = j.category) w
     JOIN profiles author ON author.id = w.user_id
  WHERE ( SELECT private.has_role('moderator'::text) AS has_role);

comment on view public.moderation_queue is 'Posts and comments that need a decision. The points of explanation add up to the priority, which ends at 100. Title, text and version are those to be judged; `shown` is what members read meanwhile.';

grant select on public.moderation_queue to authenticated;
grant select on public.moderation_queue to service_role;
