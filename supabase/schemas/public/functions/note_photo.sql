-- Written by `npm run schema` from the migrations: change those, not this.

CREATE OR REPLACE FUNCTION public.note_photo(image_id uuid, checksum text, phash bigint)
 RETURNS text
 LANGUAGE sql
 SET search_path TO ''
AS $function$ select private.note_photo(image_id, checksum, phash) $function$;

comment on function public.note_photo(image_id uuid, checksum text, phash bigint) is 'Notes the SHA-256 of a photo''s file and how it looks. Once: a different one later is a conflict.';

grant execute on function public.note_photo(image_id uuid, checksum text, phash bigint) to authenticated;
grant execute on function public.note_photo(image_id uuid, checksum text, phash bigint) to service_role;
