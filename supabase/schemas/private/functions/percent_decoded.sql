-- Written by `npm run schema` from the migrations: change those, not this.

CREATE OR REPLACE FUNCTION private.percent_decoded(written text)
 RETURNS text
 LANGUAGE plpgsql
 IMMUTABLE PARALLEL SAFE
 SET search_path TO ''
AS $function$
declare
  bytes text := '';
  place integer := 1;
begin
  while place <= length(written) loop
    if substr(written, place, 3) ~ '^%[0-9A-Fa-f]{2}$' then
      bytes := bytes || substr(written, place + 1, 2);
      place := place + 3;
    else
      bytes := bytes || encode(convert_to(substr(written, place, 1), 'UTF8'), 'hex');
      place := place + 1;
    end if;
  end loop;
  return convert_from(decode(bytes, 'hex'), 'UTF8');
exception when others then
  return written;
end
$function$;

comment on function private.percent_decoded(written text) is 'A text with its percent escapes decoded as UTF-8; as it is where they are none.';

grant execute on function private.percent_decoded(written text) to authenticated;
grant execute on function private.percent_decoded(written text) to service_role;
