-- Written by `npm run schema` from the migrations: change those, not this.

CREATE OR REPLACE FUNCTION private.decoded(written text)
 RETURNS text
 LANGUAGE plpgsql
 IMMUTABLE PARALLEL SAFE
 SET search_path TO ''
AS $function$
declare
  read_as text := written;
  found text;
  code integer;
begin
  -- Codes of codes are read, too (%2577).
  for round in 1..3 loop
    exit when read_as !~* '&#x?[0-9a-f]{2,6};?|%[0-9a-f]{2}|[\\]u\{?[0-9a-f]{2,6}|[\\]x[0-9a-f]{2}|&amp;|&(shy|zwnj|zwj|nbsp);';
    read_as := regexp_replace(replace(read_as, '&amp;', '&'), '&(shy|zwnj|zwj);', '', 'g');
    for found in
      select distinct m[1] from regexp_matches(read_as, '(&#[0-9]{2,7};?|&#x[0-9a-f]{2,6};?|(?:%[0-9a-f]{2})+|[\\]u\{[0-9a-f]{2,6}\}|[\\]u[0-9a-f]{4}|[\\]x[0-9a-f]{2})', 'gi') m limit 500
    loop
      if found like '\%%' then
        begin
          read_as := replace(read_as, found, convert_from(decode(replace(found, '%', ''), 'hex'), 'UTF8'));
        exception when others then
          -- Not the bytes of a text: it stays as it is written.
          null;
        end;
        continue;
      end if;
      code := case when found ~ '^&#[0-9]' then regexp_replace(found, '[^0-9]', '', 'g')::integer
        else ('x' || lpad(regexp_replace(regexp_replace(found, '^(&#|[\\])[xu]\{?', '', 'i'), '[;}]', '', 'g'), 8, '0'))::bit(32)::integer end;
      if code between 32 and 55295 or code between 57344 and 1114111 then
        read_as := replace(read_as, found, chr(code));
      end if;
    end loop;
  end loop;
  return read_as;
end
$function$;

comment on function private.decoded(written text) is 'A text with its letters written as codes of HTML, of addresses or of programs read as letters.';
