-- Written by `npm run schema` from the migrations: change those, not this.

CREATE OR REPLACE FUNCTION private.plain_name(written text)
 RETURNS text
 LANGUAGE plpgsql
 IMMUTABLE STRICT
 SET search_path TO ''
AS $function$
declare
  unseen constant text := E'[\\u00ad\\u200b\\u200e\\u200f\\u202a-\\u202e\\u2060-\\u206f\\ufeff\\ufffc\\ufffd]+';
  spaces constant text := E'[\\s\\u0001-\\u001f\\u007f-\\u00a0\\u1680\\u2000-\\u200a\\u2028\\u2029\\u202f\\u205f\\u2800\\u3000]+';
  doubles constant text := E'["\\u201c\\u201d\\u201e\\u201f\\u00ab\\u00bb\\u2033\\u2036\\u275d\\u275e\\u301d-\\u301f\\uff02\\u300c-\\u300f\\u2039\\u203a]';
  singles constant text := E'[''`\\u00b4\\u2018-\\u201b\\uff07\\u275b\\u275c]';
  name text := btrim(regexp_replace(regexp_replace(written, unseen, '', 'g'), spaces, ' ', 'g'));
  inner_part text;
begin
  loop
    inner_part := btrim(regexp_replace(name, '^(' || doubles || '|\s)+|(' || doubles || '|\s)+$', '', 'g'));
    -- A nickname in quotes at either end is a part of the name.
    if inner_part = name or inner_part ~ doubles then
      inner_part := case when name ~ ('^' || singles || '.+' || singles || '$') then btrim(substr(name, 2, length(name) - 2)) else name end;
    end if;
    exit when inner_part is not distinct from name;
    name := inner_part;
  end loop;
  return name;
end
$function$;

comment on function private.plain_name(written text) is 'A name on one line, without spaces, signs that nobody sees, or quotes around the whole of it.';
