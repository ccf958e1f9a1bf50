-- Written by `npm run schema` from the migrations: change those, not this.

CREATE OR REPLACE FUNCTION public.claim_due_sends(n integer DEFAULT 50, worker text DEFAULT 'worker'::text)
 RETURNS jsonb
 LANGUAGE sql
 SET search_path TO ''
AS $function$ select private.claim_due_sends(n, worker) $function$;

comment on function public.claim_due_sends(n integer, worker text) is 'Workers only: reserves up to n mails that are due and answers them whole, as a list. What became of each is told by report_send.';

grant execute on function public.claim_due_sends(n integer, worker text) to service_role;
