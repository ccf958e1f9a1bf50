-- Written by `npm run schema` from the migrations: change those, not this.

CREATE OR REPLACE FUNCTION private.note_file()
 RETURNS trigger
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO ''
AS $function$
declare
  place text;
  here text;
  noted private.judged_files;
begin
  -- History that the system brings along comes before its files.
  if auth.uid() is null and tg_table_name <> 'user_images' then
    return new;
  elsif tg_table_name = 'user_images' then
    place := new.storage_path;
  elsif tg_table_name = 'photo_decisions' then
    select i.storage_path into place from public.user_images i where i.id = new.image_id;
  else
    select v.image_path into place from private.version_text(new.post_id, new.comment_id, new.version_seen) v limit 1;
  end if;
  if place is null then
    return new;
  end if;
  here := private.file_at(place);
  insert into private.judged_files (path, file) values (place, here) on conflict do nothing;
  select * into noted from private.judged_files f where f.path = place for update;
  if tg_table_name = 'user_images' then
    update private.judged_files f set file = here where f.path = place and f.found is not null;
  elsif tg_table_name = 'photo_decisions' then
    if new.state_after = 'approved' and noted.file is distinct from here then
      perform private.raise_conflict('edited', 'It is another picture than the one that was seen.', jsonb_build_object('picture', place));
    elsif new.decision in ('approve', 'reject') then
      update private.judged_files f set found = null where f.path = place and f.found is not null;
    end if;
  elsif new.decision in ('approve', 'restore') and here is not null and noted.file is distinct from here then
    if noted.found is distinct from here then
      perform private.raise_conflict('edited', 'It is another picture than the one that was seen.', jsonb_build_object('picture', place));
    end if;
    update private.judged_files f set file = here, found = null where f.path = place;
  end if;
  return new;
end
$function$;

comment on function private.note_file() is 'Trigger: notes which file was seen or judged, the first time and when another is approved; nobody approves one that was not seen.';
