-- Written by `npm run schema` from the migrations: change those, not this.

CREATE OR REPLACE FUNCTION public.record_response(lead_id uuid DEFAULT NULL::uuid, send_id bigint DEFAULT NULL::bigint, from_email text DEFAULT NULL::text, channel text DEFAULT 'email'::text, subject text DEFAULT NULL::text, body text DEFAULT NULL::text, intent text DEFAULT 'other'::text, sentiment text DEFAULT 'neutral'::text, at timestamp with time zone DEFAULT NULL::timestamp with time zone, back_on date DEFAULT NULL::date)
 RETURNS outreach_responses
 LANGUAGE plpgsql
 SET search_path TO ''
AS $function$
begin
  -- A program tells what came: a mail that only asks for no more has often no words.
  perform private.need(btrim(body) <> '' or auth.uid() is null, 'Say what they wrote.', 'body'), private.need(back_on is null or isfinite(back_on), 'Say on which day they are back.', 'back_on');
  return private.record_response(lead_id, send_id, from_email, channel, subject, body, intent, sentiment, at, back_on);
end
$function$;

comment on function public.record_response(lead_id uuid, send_id bigint, from_email text, channel text, subject text, body text, intent text, sentiment text, at timestamp with time zone, back_on date) is 'A reply, of a lead that is named, or found by the mail that it answers or by the address it came from. It stops what is under way; an absence note delays it to the day it names, else by a week.';

grant execute on function public.record_response(lead_id uuid, send_id bigint, from_email text, channel text, subject text, body text, intent text, sentiment text, at timestamp with time zone, back_on date) to authenticated;
grant execute on function public.record_response(lead_id uuid, send_id bigint, from_email text, channel text, subject text, body text, intent text, sentiment text, at timestamp with time zone, back_on date) to service_role;
