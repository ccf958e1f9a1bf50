-- Written by `npm run schema` from the migrations: change those, not this.

CREATE OR REPLACE FUNCTION private.judged_before(notice uuid, person uuid)
 RETURNS boolean
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO ''
AS $function$
  select exists (
    select from public.member_notices n
    left join public.moderation_decisions d on d.id = n.decision_id
    left join public.member_sanctions s on s.id = n.sanction_id
    left join public.photo_decisions o on o.id = n.photo_decision_id
    left join public.member_reports r on r.id = n.member_report_id
    left join private.profile_removals w on w.notice_id = n.id
    where n.id = notice and (
      person in (n.member_id, d.moderator_id, s.created_by, s.confirmed_by, o.moderator_id, r.decided_by, r.member_id, w.moderator_id)
      -- The same text, in a decision of the same kind that stands, or at a second look.
      or exists (select from public.moderation_decisions e where e.moderator_id = person and (e.post_id = d.post_id or e.comment_id = d.comment_id)
        and e.version_seen = d.version_seen and case n.kind when 'report' then e.decision in ('approve', 'restore', 'dismiss_reports') else e.decision in ('hide', 'remove', 'decline_edit') end
        and not exists (select from public.moderation_decisions u where u.undoes_id = e.id))
      or exists (select from public.second_looks l where l.decision_id = d.id and l.looked_by = person)
      or exists (select from public.photo_decisions e where e.moderator_id = person and e.image_id = o.image_id and e.checksum = o.checksum and e.decision = 'reject'
        and not exists (select from public.photo_decisions u where u.undoes_id = e.id))
      or exists (select from public.content_reports c where c.reporter_id = person and (c.post_id = d.post_id or c.comment_id = d.comment_id))))
$function$;

comment on function private.judged_before(notice uuid, person uuid) is 'Whether this person has decided what a notice tells, has judged the same before, has reported it, or is whom it is about.';
