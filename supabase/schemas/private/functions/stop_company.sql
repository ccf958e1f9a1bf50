-- Written by `npm run schema` from the migrations: change those, not this.

CREATE OR REPLACE FUNCTION private.stop_company()
 RETURNS trigger
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO ''
AS $function$
declare
  domain text;
begin
  if not (select s.stop_company from public.outreach_sequences s where s.id = new.sequence_id) then
    return null;
  end if;
  select split_part(l.email, '@', 2) into domain from public.leads l where l.id = new.lead_id;
  -- Whoever shares a mail provider shares no company.
  if coalesce(domain, '') = '' or exists (select from private.mail_providers p where p.domain = split_part((select l.email from public.leads l where l.id = new.lead_id), '@', 2)) then
    return null;
  end if;
  update public.sequence_enrollments e set state = 'stopped', stop_reason = 'Somebody of the same company answered'
  from public.leads l
  where l.id = e.lead_id and e.sequence_id = new.sequence_id and e.id <> new.id and e.state in ('active', 'paused')
    and l.email is not null and reverse(split_part(l.email, '@', 2)) = reverse(domain);
  return null;
end
$function$;

comment on function private.stop_company() is 'Trigger: stops the enrollments of a company''s other people when one of them has answered, refused or joined, where the sequence says so.';
