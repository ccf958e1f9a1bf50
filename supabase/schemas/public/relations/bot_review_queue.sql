-- Written by `npm run schema` from the migrations: change those, not this.

create view public.bot_review_queue with (security_invoker=true) as
 SELECT l.id,
    'action'::text AS item_type,
    l.id::text AS item_id,
    (b.label || ': '::text) || replace(l.action, '_'::text, ' '::text) AS title,
    l.bot_id,
    b.label AS bot_label,
    l.action,
    l.target_table,
    l.target_id,
    l.input,
    l.output,
    l.changed,
    l.confidence,
    l.outcome,
    l.cost_micros,
    l.cost_currency,
    l.duration_ms,
    l.review,
    l.review_note,
    l.created_at,
    l.updated_at,
    d.id AS decision_seen,
    m.full_name AS marked_name,
        CASE
            WHEN l.review = 'needs_attention'::text THEN '-1'::integer::numeric
            ELSE l.confidence
        END AS urgency
   FROM ai_bot_health b
     CROSS JOIN LATERAL ( SELECT u.id,
            u.bot_id,
            u.action,
            u.target_table,
            u.target_id,
            u.input,
            u.output,
            u.confidence,
            u.cost_micros,
            u.cost_currency,
            u.duration_ms,
            u.outcome,
            u.error_message,
            u.review,
            u.review_note,
            u.reviewed_by,
            u.reviewed_at,
            u.created_at,
            u.updated_at,
            u.search,
            u.folded,
            u.error_group,
            u.changed,
            u.reverted_at
           FROM bot_actions_log u
          WHERE u.bot_id = b.id AND u.review = 'unreviewed'::text AND u.confidence < b.review_below
        UNION ALL
         SELECT a.id,
            a.bot_id,
            a.action,
            a.target_table,
            a.target_id,
            a.input,
            a.output,
            a.confidence,
            a.cost_micros,
            a.cost_currency,
            a.duration_ms,
            a.outcome,
            a.error_message,
            a.review,
            a.review_note,
            a.reviewed_by,
            a.reviewed_at,
            a.created_at,
            a.updated_at,
            a.search,
            a.folded,
            a.error_group,
            a.changed,
            a.reverted_at
           FROM bot_actions_log a
          WHERE a.bot_id = b.id AND a.review = 'needs_attention'::text) l
     LEFT JOIN staff_members m ON m.user_id = l.reviewed_by
     LEFT JOIN LATERAL ( SELECT r.id
           FROM bot_reviews r
          WHERE r.action_id = l.id
          ORDER BY r.id DESC
         LIMIT 1) d ON true;

comment on view public.bot_review_queue is 'What bots did with less confidence than their line and nobody judged yet, and what somebody marked.';

grant select on public.bot_review_queue to authenticated;
grant select on public.bot_review_queue to service_role;
