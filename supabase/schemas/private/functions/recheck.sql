-- Written by `npm run schema` from the migrations: change those, not this.

CREATE OR REPLACE FUNCTION private.recheck(paths text[])
 RETURNS integer
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO ''
AS $function$
declare
  other record;
  shows record;
  put_back integer := 0;
  reason text := coalesce(private.context('reason'), '');
begin
  -- What was brought along as judged is what lies there when somebody first asks.
  insert into private.judged_files (path, file)
  select p.path, private.file_at(p.path) from (
    select i.storage_path from public.user_images i where i.state = 'approved' and (paths is null or i.storage_path = any (paths))
    union select c.image_path from public.community_posts c where c.state = 'published' and c.image_path is not null and (paths is null or c.image_path = any (paths))) p (path)
  where not exists (select from private.judged_files f where f.path = p.path) and private.file_at(p.path) is not null
  on conflict do nothing;
  perform private.set_context('reason', 'Its file is another than the one that was seen');
  for other in select * from private.other_files(paths) loop
    for shows in
      select i.id from public.user_images i where i.storage_path = other.path and (i.state = 'approved' or i.state = 'pending' and i.checksum is not null) order by i.id for update
    loop
      perform private.set_context('photo', shows.id::text);
      update private.judged_files f set found = coalesce(other.file, ''), noted_at = now() where f.path = other.path;
      update public.user_images i set state = 'pending', checksum = null, phash = null where i.id = shows.id;
      perform private.refresh_waiting('photo', shows.id);
      put_back := put_back + 1;
    end loop;
    perform private.set_context('photo', '');
    -- Where nothing lies any more there is nothing to judge.
    continue when other.file is null;
    for shows in
      select p.id from public.community_posts p
      where (p.image_path = other.path and p.pending_version is null or exists (
          select from public.content_versions v where v.post_id = p.id and v.version = p.pending_version and v.image_path = other.path))
        and (p.state in ('pending', 'published') or paths is not null) order by p.id for update
    loop
      update private.judged_files f set found = other.file, noted_at = now() where f.path = other.path;
      perform private.put_back_post(shows.id);
      put_back := put_back + 1;
    end loop;
  end loop;
  perform private.set_context('reason', reason);
  return put_back;
end
$function$;

comment on function private.recheck(paths text[]) is 'Puts back what shows one of these pictures, or any, whose file is another than the one that was seen or judged; says how many.';
