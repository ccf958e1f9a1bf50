-- Written by `npm run schema` from the migrations: change those, not this.

CREATE OR REPLACE FUNCTION private.domains_of(written text)
 RETURNS TABLE(domain text, below boolean)
 LANGUAGE plpgsql
 STABLE SECURITY DEFINER ROWS 2
 SET search_path TO ''
AS $function$
begin
  return query select written, coalesce((select p.by_subdomain from private.mail_providers p where p.domain = written), false)
    union select a.domain, a.by_subdomain from private.mail_providers p join private.mail_providers a on a.same_as = p.same_as where p.domain = written
    union select private.same_letters(written), false;
end
$function$;

comment on function private.domains_of(written text) is 'A domain and the others whose addresses reach the same mailboxes, with whether each of their addresses has a domain below it.';
