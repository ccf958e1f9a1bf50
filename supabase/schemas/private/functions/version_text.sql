-- Written by `npm run schema` from the migrations: change those, not this.

CREATE OR REPLACE FUNCTION private.version_text(post uuid, comment uuid, wanted integer)
 RETURNS TABLE(title text, body text, image_path text)
 LANGUAGE sql
 STABLE
 SET search_path TO ''
AS $function$
  select p.title, p.body, p.image_path from public.community_posts p where p.id = post and p.version = wanted
  union all
  select null, c.body, null from public.post_comments c where c.id = comment and c.version = wanted
  union all
  select v.title, v.body, v.image_path from public.content_versions v
  where (v.post_id = post and not exists (select from public.community_posts p where p.id = post and p.version = wanted)
    or v.comment_id = comment and not exists (select from public.post_comments c where c.id = comment and c.version = wanted))
    and v.version = wanted
$function$;

comment on function private.version_text(post uuid, comment uuid, wanted integer) is 'One text of an item by its version, from its row or from what is kept.';

grant execute on function private.version_text(post uuid, comment uuid, wanted integer) to authenticated;
grant execute on function private.version_text(post uuid, comment uuid, wanted integer) to service_role;
