-- Written by `npm run schema` from the migrations: change those, not this.

CREATE OR REPLACE FUNCTION private.hidden_by(sanction uuid)
 RETURNS TABLE(decision_id bigint, post_id uuid, comment_id uuid, title text, excerpt text)
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO ''
AS $function$
  select d.id, d.post_id, d.comment_id, coalesce(p.title, t.title), private.excerpt(coalesce(c.body, p.body))
  from public.moderation_decisions d
  left join public.community_posts p on p.id = d.post_id
  left join public.post_comments c on c.id = d.comment_id
  left join public.community_posts t on t.id = c.post_id
  where d.sanction_id = hidden_by.sanction and (select private.has_role('moderator'))
    and (private.last_decision(d.post_id, d.comment_id, false)).id = d.id
    and coalesce(p.state, c.state) = d.state_after
    and coalesce(p.pending_version, c.pending_version, p.version, c.version) = coalesce(d.version_after, d.version_seen)
$function$;

comment on function private.hidden_by(sanction uuid) is 'The posts and comments that a sanction hid and that are still hidden by it.';

grant execute on function private.hidden_by(sanction uuid) to authenticated;
