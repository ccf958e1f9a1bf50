-- Written by `npm run schema` from the migrations: change those, not this.

CREATE OR REPLACE FUNCTION private.unsubscribe(token uuid)
 RETURNS boolean
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO ''
AS $function$
declare
  lead public.leads;
  address text;
begin
  select s.to_email into address from public.email_sends s where s.unsubscribe_token = token;
  if not found then
    return false;
  end if;
  select l.* into lead from public.leads l join public.email_sends s on s.lead_id = l.id where s.unsubscribe_token = token;
  if lead.id is not null then
    perform private.suppress_person(lead, 'unsubscribed', 'link in the mail', null);
  end if;
  insert into public.outreach_suppressions (email, reason, source) values (address, 'unsubscribed', 'link in the mail') on conflict do nothing;
  return true;
end
$function$;

comment on function private.unsubscribe(token uuid) is 'Suppresses whoever the token of a mail belongs to; answers whether it was known. Behind the public function of its name.';

grant execute on function private.unsubscribe(token uuid) to service_role;
