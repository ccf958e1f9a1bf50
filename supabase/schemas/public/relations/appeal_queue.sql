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
    COALESCE(d.moderator_id, s.created_by, o.moderator_id, w.moderator_id, r.decided_by) AS decided_by,
    ( SELECT m.full_name
           FROM staff_members m
          WHERE m.user_id = COALESCE(d.moderator_id, s.created_by, o.moderator_id, w.moderator_id, r.decided_by)) AS decided_by_name,
    private.may_answer(n.id) AS may_answer,
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
            WHEN r.id IS NOT NULL THEN 'report'::text
            WHEN n.what = 'remove_words'::text THEN 'profile'::text
            ELSE 'sanction'::text
        END AS item_type,
    COALESCE(d.post_id, d.comment_id, o.image_id, r.id,
        CASE
            WHEN n.what = 'remove_words'::text THEN n.member_id
            ELSE NULL::uuid
        END) AS item_id,
    ( SELECT i.storage_path
           FROM user_images i
          WHERE i.id = o.image_id) AS storage_path,
    ( SELECT m.label
           FROM moderation_reasons m
          WHERE m.code = n.rule_code) AS rule_label,
    COALESCE(d.note, s.note, o.note, w.note, r.answer) AS note,
    n.until,
    n.reversed_at,
    COALESCE(( SELECT c.note
           FROM content_reports c
          WHERE c.id = n.report_id), r.note) AS report_note,
    w.words AS removed_words,
    h.moderator_id AS claimed_by,
    ( SELECT m.full_name
           FROM staff_members m
          WHERE m.user_id = h.moderator_id) AS claimed_name,
    h.expires_at AS claim_expires_at
   FROM moderation_appeals a
     JOIN profiles p ON p.id = a.member_id
     JOIN member_notices n ON n.id = a.notice_id
     LEFT JOIN moderation_decisions d ON d.id = n.decision_id
     LEFT JOIN member_sanctions s ON s.id = n.sanction_id
     LEFT JOIN photo_decisions o ON o.id = n.photo_decision_id
     LEFT JOIN member_reports r ON r.id = n.member_report_id
     LEFT JOIN LATERAL private.profile_removal(n.id) w(moderator_id, words, note) ON n.what = 'remove_words'::text
     LEFT JOIN moderation_claims h ON h.appeal_id = a.id AND h.expires_at > now()
  WHERE ( SELECT private.has_role('moderator'::text) AS has_role);

comment on view public.appeal_queue is 'Objections with what they are against; may_answer: the viewer did not decide it.';

grant select on public.appeal_queue to authenticated;
grant select on public.appeal_queue to service_role;
