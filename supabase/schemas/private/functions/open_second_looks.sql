-- Written by `npm run schema` from the migrations: change those, not this.

CREATE OR REPLACE FUNCTION private.open_second_looks()
 RETURNS TABLE(id uuid, decision_id bigint, post_id uuid, comment_id uuid, version_seen integer)
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO ''
AS $function$
  select l.id, d.id, d.post_id, d.comment_id, d.version_seen
  from public.second_looks l join public.moderation_decisions d on d.id = l.decision_id
  where l.looked_at is null and d.moderator_id <> auth.uid() and (select private.has_role('moderator'))
    and d.created_at > now() - interval '30 days' and not exists (select from public.moderation_decisions u where u.undoes_id = d.id)
  order by l.created_at, d.id
$function$;

comment on function private.open_second_looks() is 'The decisions of the last 30 days that this moderator may judge again, the oldest first: not judged yet, not their own, and not undone.';
