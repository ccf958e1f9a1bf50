-- Written by `npm run schema` from the migrations: change those, not this.

CREATE OR REPLACE FUNCTION private.note_file()
 RETURNS trigger
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO ''
AS $function$
declare
  path text;
begin
  if tg_table_name = 'user_images' then
    path := new.storage_path;
  elsif tg_table_name = 'photo_decisions' then
    select i.storage_path into path from public.user_images i where i.id = new.image_id;
    if new.state_after = 'approved' and not private.is_judged_file(path) then
      perform private.raise_conflict('edited', 'It is another picture than the one that was seen.', '{}');
    end if;
  else
    select v.image_path into path from private.version_text(new.post_id, new.comment_id, new.version_seen) v limit 1;
  end if;
  if path is not null then
    insert into private.judged_files (path, file) values (path, private.file_at(path)) on conflict do nothing;
  end if;
  return new;
end
$function$;

comment on function private.note_file() is 'Trigger: notes which file was seen or judged, the first time; nobody approves another.';
