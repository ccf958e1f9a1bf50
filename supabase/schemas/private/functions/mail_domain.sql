-- Written by `npm run schema` from the migrations: change those, not this.

CREATE OR REPLACE FUNCTION private.mail_domain(written text)
 RETURNS text
 LANGUAGE plpgsql
 IMMUTABLE PARALLEL SAFE
 SET search_path TO ''
AS $function$
declare
  plain constant text := rtrim(translate(private.lower_case(written), '。｡．', '...'), '.');
  part text;
  letters text;
  parts text[] := '{}';
begin
  foreach part in array string_to_array(plain, '.') loop
    letters := case when part like 'xn--%' then coalesce(private.from_punycode(substr(part, 5)), part) else part end;
    letters := normalize(private.lower_case(normalize(letters, NFKC)), NFKC);
    part := case when letters ~ '[^\x01-\x7f]' then 'xn--' || private.punycode(letters) else letters end;
    if part is null or part !~ '^[a-z0-9_]([a-z0-9_-]*[a-z0-9_])?$' or length(part) > 63 then
      return null;
    end if;
    parts := parts || part;
  end loop;
  if cardinality(parts) < 2 or parts[cardinality(parts)] ~ '^[0-9]+$|_' then
    return null;
  end if;
  part := array_to_string(parts, '.');
  return case when length(part) <= 253 then part end;
end
$function$;

comment on function private.mail_domain(written text) is 'A domain in its one ASCII form (IDNA); null for what is none.';

grant execute on function private.mail_domain(written text) to authenticated;
grant execute on function private.mail_domain(written text) to service_role;
