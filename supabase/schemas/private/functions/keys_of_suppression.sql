-- Written by `npm run schema` from the migrations: change those, not this.

CREATE OR REPLACE FUNCTION private.keys_of_suppression(s outreach_suppressions)
 RETURNS text[]
 LANGUAGE plpgsql
 STABLE SECURITY DEFINER
 SET search_path TO ''
AS $function$
begin
  return case s.kind
    when 'address' then array['mail:' || private.mail_key(s.email)]
    when 'domain' then array(select 'domain:' || case when s.subdomains or d.below then '.' else '' end || d.domain from private.domains_of(s.email) d)
    when 'person' then array(select k.key from private.lead_keys k where k.lead_id = s.lead_id)
    else '{}' end;
end
$function$;

comment on function private.keys_of_suppression(s outreach_suppressions) is 'The keys that a suppression is about, by its kind: address, domain or person.';
