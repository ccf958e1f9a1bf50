-- Written by `npm run schema` from the migrations: change those, not this.

CREATE OR REPLACE FUNCTION private.put_back_post(post uuid)
 RETURNS void
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO ''
AS $function$
declare
  p public.community_posts;
  words record;
  number integer;
begin
  select * into p from public.community_posts c where c.id = post for update;
  select * into words from private.version_text(p.id, null, coalesce(p.pending_version, p.version));
  select greatest(p.version, max(v.version)) + 1 into number from public.content_versions v where v.post_id = post;
  if p.state = 'published' then
    -- The words stand meanwhile; the picture is not shown.
    update public.content_versions v set state = 'superseded' where v.post_id = post and v.state = 'waiting';
    insert into public.content_versions (post_id, author_id, version, title, body, image_path, state, written_at)
    values (post, p.user_id, number, words.title, words.body, words.image_path, 'waiting', clock_timestamp());
    update public.community_posts c set pending_version = number where c.id = post;
  else
    insert into public.content_versions (post_id, author_id, version, title, body, image_path, state, written_at)
    values (post, p.user_id, p.version, p.title, p.body, p.image_path, 'replaced', coalesce(p.edited_at, p.created_at))
    on conflict (post_id, version) do update set state = 'replaced';
    update public.community_posts c set version = number, edited_at = clock_timestamp() where c.id = post;
  end if;
end
$function$;

comment on function private.put_back_post(post uuid) is 'The same words as a version of their own, to be judged: their picture is another.';
