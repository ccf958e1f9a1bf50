-- Written by `npm run schema` from the migrations: change those, not this.

CREATE OR REPLACE FUNCTION private.pictures_to_show(paths text[])
 RETURNS SETOF text
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO ''
AS $function$
begin
  if current_setting('transaction_read_only') = 'off' then
    perform private.recheck(pictures_to_show.paths);
  end if;
  return query select p.path from unnest(pictures_to_show.paths) p (path)
    where private.is_judged_file(p.path) and (
      exists (select from public.user_images i where i.storage_path = p.path and i.state = 'approved' and not private.is_suspended(i.user_id))
      or exists (select from public.community_posts c where c.image_path = p.path and c.state = 'published'));
end
$function$;

comment on function private.pictures_to_show(paths text[]) is 'Of these paths those whose picture members may see: approved or published, and still the file that was judged.';

grant execute on function private.pictures_to_show(paths text[]) to service_role;
