-- Written by `npm run schema` from the migrations: change those, not this.

CREATE OR REPLACE FUNCTION private.lead_block(lead leads)
 RETURNS jsonb
 LANGUAGE plpgsql
 STABLE SECURITY DEFINER
 SET search_path TO ''
AS $function$
begin
  return case
    when lead.id is null then jsonb_build_object('code', 'no_lead', 'words', 'The lead does not exist any more.', 'unblock', null)
    when lead.email is null then jsonb_build_object('code', 'no_address', 'words', 'This lead has no email address, so it cannot be enrolled.', 'unblock', 'Add an email address.')
    when lead.consent = 'objected' or private.is_lead_suppressed(lead)
      then jsonb_build_object('code', 'suppressed', 'words', 'This lead must not be mailed: the address is suppressed.', 'unblock', 'An admin can lift the suppression, with a reason.')
    when lead.state in ('rejected', 'converted')
      then jsonb_build_object('code', 'wrong_state', 'words', format('This lead is %s, so it cannot be enrolled.', lead.state), 'unblock', 'Change the state of the lead.')
    when lead.source_id is null and lead.added_by is null
      then jsonb_build_object('code', 'no_provenance', 'words', 'Nobody knows where this lead is from, so it cannot be enrolled.', 'unblock', 'Give its source.')
    when lead.consent <> 'consented' and (select s.lawful_basis from public.lead_sources s where s.id = lead.source_id) = 'consent'
      then jsonb_build_object('code', 'no_provenance', 'words', 'Leads of this source are mailed with their consent only, and there is none on record.', 'unblock', 'Record the consent, with its evidence.')
    end;
end
$function$;
