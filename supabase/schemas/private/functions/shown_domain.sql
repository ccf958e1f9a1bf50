-- Written by `npm run schema` from the migrations: change those, not this.

CREATE OR REPLACE FUNCTION private.shown_domain(domain text)
 RETURNS text
 LANGUAGE plpgsql
 IMMUTABLE PARALLEL SAFE
 SET search_path TO ''
AS $function$
begin
  return case when domain like '%xn--%' then array_to_string(array(
    select case when p like 'xn--%' then coalesce(private.from_punycode(substr(p, 5)), p) else p end
    from string_to_table(domain, '.') with ordinality s (p, n) order by n), '.') else domain end;
end
$function$;

comment on function private.shown_domain(domain text) is 'A domain in its own letters, for comparing it with others by the eye.';
