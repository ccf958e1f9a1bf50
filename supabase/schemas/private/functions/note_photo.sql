-- Written by `npm run schema` from the migrations: change those, not this.

CREATE OR REPLACE FUNCTION private.note_photo(image_id uuid, checksum text, phash bigint)
 RETURNS text
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO ''
AS $function$
declare
  known text;
begin
  if current_setting('role', true) <> 'service_role' and not (select private.has_role('moderator')) then
    raise exception 'Only moderators and workers note what a picture is.' using errcode = '42501';
  end if;
  if checksum !~ '^[0-9a-f]{64}$' then
    raise exception 'A checksum is 64 signs of 0 to 9 and a to f.' using errcode = '22023';
  end if;
  update public.user_images i set checksum = note_photo.checksum, phash = note_photo.phash where i.id = note_photo.image_id and i.checksum is null;
  select i.checksum into known from public.user_images i where i.id = note_photo.image_id;
  if known <> note_photo.checksum then
    raise exception 'This file is another than the one that was noted.' using errcode = 'PT409', detail = '{"kind": "edited"}';
  end if;
  return known;
end
$function$;

comment on function private.note_photo(image_id uuid, checksum text, phash bigint) is 'Keeps what file a photo is (checksum and perceptual hash), once. Behind the public function of its name.';

grant execute on function private.note_photo(image_id uuid, checksum text, phash bigint) to authenticated;
grant execute on function private.note_photo(image_id uuid, checksum text, phash bigint) to service_role;
