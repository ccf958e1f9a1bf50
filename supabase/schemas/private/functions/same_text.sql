-- Written by `npm run schema` from the migrations: change those, not this.

CREATE OR REPLACE FUNCTION private.same_text(words text, author uuid)
 RETURNS TABLE(item_type text, item_id uuid, author_id uuid)
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO ''
AS $function$
  select 'post', p.id, p.user_id from public.community_posts p where private.duplicate_key(p.body) = private.duplicate_key(words) and p.user_id <> author and private.is_long(words)
  union
  select 'comment', c.id, c.user_id from public.post_comments c where private.duplicate_key(c.body) = private.duplicate_key(words) and c.user_id <> author and private.is_long(words)
  union
  select case when v.post_id is null then 'comment' else 'post' end, coalesce(v.post_id, v.comment_id), v.author_id from public.content_versions v
  where v.state = 'waiting' and private.duplicate_key(v.body) = private.duplicate_key(words) and v.author_id <> author and private.is_long(words)
$function$;

comment on function private.same_text(words text, author uuid) is 'Posts and comments of others with the same words, also as an edit that waits, where those are long enough to say something.';
