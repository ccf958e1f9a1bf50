-- Written by `npm run schema` from the migrations: change those, not this.

CREATE OR REPLACE FUNCTION private.next_version(post uuid, comment uuid, standing integer)
 RETURNS integer
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO ''
AS $function$
  select greatest(standing, (select max(v.version) from public.content_versions v where v.post_id = post and v.author_id = w.author),
    (select max(v.version) from public.content_versions v where v.comment_id = comment and v.author_id = w.author)) + 1
  from (select case when auth.uid() is null or private.has_role('moderator')
    then coalesce((select p.user_id from public.community_posts p where p.id = post), (select c.user_id from public.post_comments c where c.id = comment))
    else auth.uid() end as author) w
$function$;

comment on function private.next_version(post uuid, comment uuid, standing integer) is 'The number of the next version of one''s own post or comment.';

grant execute on function private.next_version(post uuid, comment uuid, standing integer) to authenticated;
grant execute on function private.next_version(post uuid, comment uuid, standing integer) to service_role;
