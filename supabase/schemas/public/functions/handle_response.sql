-- Written by `npm run schema` from the migrations: change those, not this.

CREATE OR REPLACE FUNCTION public.handle_response(response_id uuid, note text DEFAULT NULL::text)
 RETURNS outreach_responses
 LANGUAGE sql
 SET search_path TO ''
AS $function$ select private.handle_response(response_id, note) $function$;

comment on function public.handle_response(response_id uuid, note text) is 'Marks a reply as handled, by whoever calls and now. Once.';

grant execute on function public.handle_response(response_id uuid, note text) to authenticated;
