-- Written by `npm run schema` from the migrations: change those, not this.

CREATE OR REPLACE FUNCTION private.picture_path(folder text, owner uuid, path text)
 RETURNS text
 LANGUAGE sql
 IMMUTABLE
 SET search_path TO ''
AS $function$
  select case
    when path ~ ('^' || folder || '/' || owner::text || '/[A-Za-z0-9][A-Za-z0-9_-]{0,79}\.(jpg|jpeg|png|webp)$') then path
    when path ~* '\.(jpg|jpeg|png|webp)$' and path !~ '[:?#\\]' then
      folder || '/' || owner::text || '/' || left('p' || regexp_replace(regexp_replace(path, '^.*/|\.[A-Za-z]+$', '', 'g'), '[^A-Za-z0-9_-]+', '-', 'g'), 80)
        || lower(substring(path from '\.[A-Za-z]+$'))
  end
$function$;

comment on function private.picture_path(folder text, owner uuid, path text) is 'The path of a picture in its bucket; null for what is none, such as an address elsewhere.';
