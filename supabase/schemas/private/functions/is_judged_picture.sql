-- Written by `npm run schema` from the migrations: change those, not this.

CREATE OR REPLACE FUNCTION private.is_judged_picture(path text)
 RETURNS boolean
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO ''
AS $function$
  select exists (select from public.user_images i where i.user_id = auth.uid() and i.storage_path = path and i.state <> 'pending')
    or exists (select from public.community_posts p where p.user_id = auth.uid() and p.image_path = path and p.state <> 'pending')
    or exists (select from public.content_versions v where v.author_id = auth.uid() and v.image_path = path and v.state <> 'waiting')
$function$;

comment on function private.is_judged_picture(path text) is 'Whether something of the signed-in member that was judged shows the picture of this path.';

grant execute on function private.is_judged_picture(path text) to authenticated;
