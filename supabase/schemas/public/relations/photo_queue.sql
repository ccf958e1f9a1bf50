-- Written by `npm run schema` from the migrations: change those, not this.

create view public.photo_queue with (security_invoker=true) as
 SELECT i.id,
    'photo'::text AS item_type,
    i.id AS item_id,
    i.user_id AS member_id,
    p.display_name AS member_name,
    (p.display_name || ', photo '::text) || (i."position" + 1) AS title,
    i.storage_path,
    i.alt_text,
    i."position",
    i.is_primary,
    i.width,
    i.height,
    i.state,
    i.rejection_reason,
    i.checksum,
    i.phash::text AS phash,
    i.created_at,
    d.id AS decision_seen,
    w.waiting_since,
    array_remove(ARRAY[
        CASE
            WHEN w.escalated THEN 'escalated'::text
            ELSE NULL::text
        END,
        CASE
            WHEN w.edited THEN 'edited'::text
            ELSE NULL::text
        END,
        CASE
            WHEN w.pending THEN 'pending'::text
            ELSE NULL::text
        END], NULL::text) AS why,
    COALESCE(w.escalated, false) AS escalated,
        CASE
            WHEN w.escalated THEN d.note
            ELSE NULL::text
        END AS escalated_note,
        CASE
            WHEN w.escalated THEN ( SELECT s.full_name
               FROM staff_members s
              WHERE s.user_id = d.moderator_id)
            ELSE NULL::text
        END AS escalated_name,
    c.moderator_id AS claimed_by,
    ( SELECT s.full_name
           FROM staff_members s
          WHERE s.user_id = c.moderator_id) AS claimed_name,
    c.expires_at AS claim_expires_at,
    (( SELECT count(DISTINCT a.user_id) AS count
           FROM private.alike(i.id) a(id, user_id, distance)))::integer AS also_on,
    i.version
   FROM moderation_waiting w
     JOIN user_images i ON i.id = w.item_id
     JOIN profiles p ON p.id = i.user_id
     LEFT JOIN LATERAL ( SELECT d_1.id,
            d_1.image_id,
            d_1.member_id,
            d_1.decision,
            d_1.reason_code,
            d_1.note,
            d_1.moderator_id,
            d_1.checksum,
            d_1.decision_seen,
            d_1.state_before,
            d_1.state_after,
            d_1.rejection_before,
            d_1.undoes_id,
            d_1.client_key,
            d_1.over_claim,
            d_1.waiting_since,
            d_1.created_at
           FROM photo_decisions d_1
          WHERE d_1.image_id = i.id
          ORDER BY d_1.id DESC
         LIMIT 1) d ON true
     LEFT JOIN moderation_claims c ON c.image_id = i.id AND c.expires_at > now()
  WHERE w.item_type = 'photo'::text AND w.waiting_since IS NOT NULL AND ( SELECT private.has_role('moderator'::text) AS has_role);

comment on view public.photo_queue is 'Photos that wait for a decision; also_on: on how many other members'' profiles the same or nearly the same picture is.';

grant select on public.photo_queue to authenticated;
grant select on public.photo_queue to service_role;
