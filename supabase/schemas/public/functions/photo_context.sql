-- Written by `npm run schema` from the migrations: change those, not this.

CREATE OR REPLACE FUNCTION public.photo_context(image_id uuid)
 RETURNS jsonb
 LANGUAGE plpgsql
 STABLE
 SET search_path TO ''
AS $function$
begin
  if not (select private.has_role('moderator')) then
    raise exception 'Only moderators see this.' using errcode = '42501';
  end if;
  return (
    select jsonb_build_object(
      'state', i.state, 'rejection_reason', i.rejection_reason,
      'decision_seen', (private.last_photo_decision(i.id, false)).id,
      'others', (select coalesce(jsonb_agg(jsonb_build_object('id', o.id, 'storage_path', o.storage_path, 'state', o.state, 'position', o.position, 'alt_text', o.alt_text) order by o.position), '[]')
        from public.user_images o where o.user_id = i.user_id and o.id <> i.id),
      'also_on', (select coalesce(jsonb_agg(jsonb_build_object('id', o.id, 'member_id', o.user_id, 'member_name', p.display_name, 'member_state', p.state, 'storage_path', o.storage_path,
          'state', o.state, 'distance', a.distance) order by a.distance, o.created_at), '[]')
        from private.alike(i.id) a join public.user_images o on o.id = a.id join public.profiles p on p.id = o.user_id),
      'decisions', (select coalesce(jsonb_agg(jsonb_build_object('id', d.id, 'decision', d.decision, 'reason_label', r.label, 'note', d.note, 'moderator_name', s.full_name, 'created_at', d.created_at,
          'of_another', d.image_id <> i.id, 'undone', exists (select from public.photo_decisions u where u.undoes_id = d.id)) order by d.id desc), '[]')
        from public.photo_decisions d left join public.moderation_reasons r on r.code = d.reason_code join public.staff_members s on s.user_id = d.moderator_id
        where d.image_id = i.id or d.checksum = i.checksum),
      'author', (select to_jsonb(m) from public.author_moderation_record m where m.user_id = i.user_id))
    from public.user_images i where i.id = photo_context.image_id);
end
$function$;

comment on function public.photo_context(image_id uuid) is 'What a moderator needs beside one photo: the member''s others, where else it is, what was decided, and the member''s record.';

grant execute on function public.photo_context(image_id uuid) to authenticated;
