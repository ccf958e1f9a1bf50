-- Written by `npm run schema` from the migrations: change those, not this.

CREATE OR REPLACE FUNCTION private.spellings(written text)
 RETURNS text
 LANGUAGE plpgsql
 IMMUTABLE PARALLEL SAFE
 SET search_path TO ''
AS $function$
declare
  plain constant text := private.plain_text(written);
  read_as text := plain;
begin
  if written ~ '[a-z]I' then
    read_as := read_as || private.plain_text(regexp_replace(written, '(?<=[a-z])I', 'l', 'g'));
  end if;
  if plain ~ '[a-z][013457]|[013457][a-z]' then
    read_as := read_as || translate(plain, '013457', 'oleast') || translate(plain, '013457', 'oieast');
  end if;
  if plain ~ ' [a-z] [a-z] [a-z] [a-z] ' then
    read_as := read_as || regexp_replace(plain, '(?<= [a-z]) (?=[a-z] )', '', 'g');
  end if;
  return read_as;
end
$function$;

comment on function private.spellings(written text) is 'A text as watched words are looked for in it, followed by how else it can be read: a capital I as l, digits as letters, letters set apart as one word.';
