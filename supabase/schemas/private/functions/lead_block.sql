-- Written by `npm run schema` from the migrations: change those, not this.

CREATE OR REPLACE FUNCTION private.lead_block(lead leads)
 RETURNS jsonb
 LANGUAGE plpgsql
 STABLE SECURITY DEFINER
 SET search_path TO ''
AS $function$
declare
  code constant text := private.lead_code(lead, (select s.lawful_basis from public.lead_sources s where s.id = lead.source_id));
begin
  return jsonb_build_object('code', code) || case code
    when 'no_lead' then jsonb_build_object('words', 'The lead does not exist any more.', 'unblock', null)
    when 'no_address' then jsonb_build_object('words', 'This lead has no email address, so it cannot be enrolled.', 'unblock', 'Add an email address.')
    when 'suppressed' then case when lead.consent = 'objected' or private.is_lead_suppressed(lead)
      then jsonb_build_object('words', 'This lead must not be mailed: the address is suppressed.', 'unblock', 'An admin can lift the suppression, with a reason.')
      else jsonb_build_object('words', 'This lead must not be mailed: it is a member’s address that is sent nothing now.', 'unblock', 'Moderators decide when that ends.') end
    when 'wrong_state' then jsonb_build_object('words', format('This lead is %s, so it cannot be enrolled.', lead.state), 'unblock', 'Change the state of the lead.')
    when 'no_provenance' then case when lead.source_id is null and lead.added_by is null
      then jsonb_build_object('words', 'Nobody knows where this lead is from, so it cannot be enrolled.', 'unblock', 'Give its source.')
      else jsonb_build_object('words', 'Leads of this source are mailed with their consent only, and there is none on record.', 'unblock', 'Record the consent, with its evidence.') end
    end;
end
$function$;

comment on function private.lead_block(lead leads) is 'Why a lead may not be mailed at all, as {code, words, unblock}; null where nothing stands against it.';
