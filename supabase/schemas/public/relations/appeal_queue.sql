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
    COALESCE(d.moderator_id, s.created_by, o.moderator_id) IS DISTINCT FROM (( SELECT auth.uid() AS uid)) AS may_answer,
    a.answer,
    a.decided_at AS answered_at,
    a.decided_by AS answered_by,
    ( SELECT m.full_name
           FROM staff_members m
          WHERE m.user_id = a.decided_by) AS answered_by_name,
    a.created_at,
    a.updated_at
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
