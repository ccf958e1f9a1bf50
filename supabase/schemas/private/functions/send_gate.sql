-- Written by `npm run schema` from the migrations: change those, not this.

CREATE OR REPLACE FUNCTION private.send_gate(e sequence_enrollments, at timestamp with time zone)
 RETURNS jsonb
 LANGUAGE plpgsql
 STABLE SECURITY DEFINER
 SET search_path TO ''
AS $function$
declare
  gate jsonb := private.enrollment_gate(e, at);
  block jsonb;
begin
  if gate ->> 'verdict' = 'due' then
    block := private.sequence_block((select s from public.outreach_sequences s where s.id = e.sequence_id), at);
  end if;
  return coalesce(block || '{"verdict": "blocked"}', gate);
end
$function$;

comment on function private.send_gate(e sequence_enrollments, at timestamp with time zone) is 'Whether the next mail of an enrollment may go at this moment, and if not, why. What claims ask and what why_not_sent answers.';
