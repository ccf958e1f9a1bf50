-- Written by `npm run schema` from the migrations: change those, not this.

CREATE OR REPLACE FUNCTION private.shows_judged_picture(path text)
 RETURNS boolean
 LANGUAGE plpgsql
 STABLE SECURITY DEFINER
 SET search_path TO ''
AS $function$
declare
  owner constant uuid := case when path ~ '^(profiles|posts)/[0-9a-f-]{36}/' then split_part(path, '/', 2)::uuid end;
begin
  return exists (select from public.user_images i where i.user_id = owner and i.storage_path = path and i.state <> 'pending')
    or exists (select from public.community_posts p where p.user_id = owner and p.image_path = path and p.state <> 'pending')
    or exists (select from public.content_versions v where v.author_id = owner and v.image_path = path and v.state <> 'waiting');
end
$function$;

comment on function private.shows_judged_picture(path text) is 'Whether something that was judged shows the picture of this path.';
