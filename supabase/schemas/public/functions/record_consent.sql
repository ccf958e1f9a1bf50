-- Written by `npm run schema` from the migrations: change those, not this.

CREATE OR REPLACE FUNCTION public.record_consent(lead_id uuid, given_at timestamp with time zone, how text, words text)
 RETURNS leads
 LANGUAGE sql
 SET search_path TO ''
AS $function$ select private.record_consent(lead_id, given_at, how, words) $function$;

comment on function public.record_consent(lead_id uuid, given_at timestamp with time zone, how text, words text) is 'That a lead agreed to be written to, with the evidence: when, how, and in which words.';

grant execute on function public.record_consent(lead_id uuid, given_at timestamp with time zone, how text, words text) to authenticated;
