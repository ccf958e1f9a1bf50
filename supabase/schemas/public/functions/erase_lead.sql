-- Written by `npm run schema` from the migrations: change those, not this.

CREATE OR REPLACE FUNCTION public.erase_lead(lead_id uuid, reason text)
 RETURNS jsonb
 LANGUAGE sql
 SET search_path TO ''
 SET statement_timeout TO '60s'
AS $function$ select private.erase_lead(lead_id, reason) $function$;

comment on function public.erase_lead(lead_id uuid, reason text) is 'GDPR Art. 17: removes a person from leads, mails, replies, consents, comments, bot actions, imports and the history. What stays are counts, and hashes by which they are never mailed again. Cannot be taken back.';

grant execute on function public.erase_lead(lead_id uuid, reason text) to authenticated;
