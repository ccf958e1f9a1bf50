-- Written by `npm run schema` from the migrations: change those, not this.

CREATE OR REPLACE FUNCTION private.recheck_pictures()
 RETURNS integer
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO ''
AS $function$
declare
  photo record;
  sent_back integer := 0;
begin
  for photo in
    select i.id, i.storage_path from public.user_images i join private.judged_files f on f.path = i.storage_path
    where (i.state = 'approved' or i.state = 'pending' and i.checksum is not null) and f.file is distinct from private.file_at(f.path) for update of i
  loop
    perform set_config('app.photo', photo.id::text, true), set_config('app.reason', 'Its file is another than the one that was seen', true);
    delete from private.judged_files f where f.path = photo.storage_path;
    update public.user_images i set state = 'pending', checksum = null, phash = null where i.id = photo.id;
    sent_back := sent_back + 1;
  end loop;
  perform set_config('app.photo', '', true), set_config('app.reason', '', true);
  return sent_back;
end
$function$;

comment on function private.recheck_pictures() is 'Lets photos wait anew, seen by nobody, whose file is another than the one that was seen or judged; says how many.';

grant execute on function private.recheck_pictures() to service_role;
