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
    u.urgency
   FROM private.unsure_actions() u(action_id, urgency)
     JOIN bot_actions_log l ON l.id = u.action_id
     JOIN ai_bot_health b ON b.id = l.bot_id
     LEFT JOIN staff_members m ON m.user_id = l.reviewed_by
     LEFT JOIN LATERAL ( SELECT r.id
           FROM bot_reviews r
          WHERE r.action_id = l.id
          ORDER BY r.id DESC
         LIMIT 1) d ON true;

comment on view public.bot_review_queue is 'What bots did with less confidence than their line and nobody judged yet, and what somebody marked.';

grant select on public.bot_review_queue to authenticated;
grant select on public.bot_review_queue to service_role;
