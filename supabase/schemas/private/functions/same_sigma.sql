-- Written by `npm run schema` from the migrations: change those, not this.

CREATE OR REPLACE FUNCTION private.same_sigma(domain text)
 RETURNS text
 LANGUAGE plpgsql
 IMMUTABLE PARALLEL SAFE
 SET search_path TO ''
AS $function$
begin
  return case when domain like '%xn--%' then coalesce(private.mail_domain(replace(private.shown_domain(domain), 'ς', 'σ')), domain) else domain end;
end
$function$;

comment on function private.same_sigma(domain text) is 'A domain as it is compared: the sigma at the end of a word is the same letter, as it is when the domain is written large.';
