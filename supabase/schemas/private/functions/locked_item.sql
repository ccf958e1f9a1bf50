-- Written by `npm run schema` from the migrations: change those, not this.

CREATE OR REPLACE FUNCTION private.locked_item(post uuid, comment uuid)
 RETURNS TABLE(author uuid, state text, version integer, shown_version integer, pending_version integer, created_at timestamp with time zone, published_at timestamp with time zone, edited_at timestamp with time zone)
 LANGUAGE plpgsql
 SET search_path TO ''
AS $function$
begin
  if post is not null then
    return query select p.user_id, p.state, coalesce(p.pending_version, p.version), p.version, p.pending_version, p.created_at, p.published_at, p.edited_at
      from public.community_posts p where p.id = post for update;
  else
    return query select c.user_id, c.state, coalesce(c.pending_version, c.version), c.version, c.pending_version, c.created_at, c.created_at, c.edited_at
      from public.post_comments c where c.id = comment for update;
  end if;
end
$function$;

comment on function private.locked_item(post uuid, comment uuid) is 'Locks a post or comment. `version` is the newest there is: the edit that waits, or what stands there.';

grant execute on function private.locked_item(post uuid, comment uuid) to authenticated;
