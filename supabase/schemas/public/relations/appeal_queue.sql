-- Written by `npm run schema` from the migrations: change those, not this.

create view public.appeal_queue with (security_invoker=true) as
 SELECT a.id,
    a.state,
    a.text,
    a.member_id,
    p.display_name AS member_name,
    n.kind,
    n.what,
    n.rule_code,
    n.rule_text,
    n.facts,
    n.decision_id,
    n.sanction_id,
    n.created_at AS decided_at,
    COALESCE(d.moderator_id, s.created_by, o.moderator_id) AS decided_by,
    ( SELECT m.full_name
           FROM staff_members m
          WHERE m.user_id = COALESCE(d.moderator_id, s.created_by, o.moderator_id)) AS decided_by_name,
    (( SELECT auth.uid() AS uid)) <> ALL (array_remove(ARRAY[d.moderator_id, s.created_by, s.confirmed_by, o.moderator_id, a.member_id], NULL::uuid)) AS may_answer,
    a.answer,
    a.decided_at AS answered_at,
    a.decided_by AS answered_by,
    ( SELECT m.full_name
           FROM staff_members m
          WHERE m.user_id = a.decided_by) AS answered_by_name,
    a.created_at,
    a.updated_at,
        CASE
            WHEN d.post_id IS NOT NULL THEN 'post'::text
            WHEN d.comment_id IS NOT NULL THEN 'comment'::text
            WHEN o.id IS NOT NULL THEN 'photo'::text
            ELSE 'sanction'::text
        END AS item_type,
    COALESCE(d.post_id, d.comment_id, o.image_id) AS item_id,
    ( SELECT i.storage_path
           FROM user_images i
          WHERE i.id = o.image_id) AS storage_path,
    ( SELECT r.label
           FROM moderation_reasons r
          WHERE r.code = n.rule_code) AS rule_label,
    COALESCE(d.note, s.note, o.note) AS note,
    n.until,
    n.reversed_at
   FROM moderation_appeals a
     JOIN profiles p ON p.id = a.member_id
     JOIN member_notices n ON n.id = a.notice_id
     LEFT JOIN moderation_decisions d ON d.id = n.decision_id
     LEFT JOIN member_sanctions s ON s.id = n.sanction_id
     LEFT JOIN photo_decisions o ON o.id = n.photo_decision_id
  WHERE ( SELECT private.has_role('moderator'::text) AS has_role);

comment on view public.appeal_queue is 'Objections with what they are against; may_answer: the viewer did not decide it.';

grant select on public.appeal_queue to authenticated;
grant select on public.appeal_queue to service_role;
