-- Written by `npm run schema` from the migrations: change those, not this.

CREATE OR REPLACE FUNCTION private.lock_item(post uuid, comment uuid)
 RETURNS TABLE(author uuid, state text, version integer, created_at timestamp with time zone, published_at timestamp with time zone, edited_at timestamp with time zone)
 LANGUAGE plpgsql
 SET search_path TO ''
AS $function$
begin
  if post is not null then
    return query select p.user_id, p.state, p.version, p.created_at, p.published_at, p.edited_at
      from public.community_posts p where p.id = post for update;
  else
    return query select c.user_id, c.state, c.version, c.created_at, c.created_at, c.edited_at
      from public.post_comments c where c.id = comment for update;
  end if;
end
$function$;

comment on function private.lock_item(post uuid, comment uuid) is 'Locks a post or comment and returns what moderation needs of it.';

grant execute on function private.lock_item(post uuid, comment uuid) to authenticated;
