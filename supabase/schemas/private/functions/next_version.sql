-- Written by `npm run schema` from the migrations: change those, not this.

CREATE OR REPLACE FUNCTION private.next_version(post uuid, comment uuid, standing integer)
 RETURNS integer
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO ''
AS $function$
  select greatest(standing, (select max(v.version) from public.content_versions v where v.post_id = post),
    (select max(v.version) from public.content_versions v where v.comment_id = comment)) + 1
$function$;

grant execute on function private.next_version(post uuid, comment uuid, standing integer) to authenticated;
grant execute on function private.next_version(post uuid, comment uuid, standing integer) to service_role;
