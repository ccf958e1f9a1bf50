-- Written by `npm run schema` from the migrations: change those, not this.

CREATE OR REPLACE FUNCTION public.why(enrollment sequence_enrollments)
 RETURNS text
 LANGUAGE sql
 STABLE COST 10000
 SET search_path TO ''
AS $function$ select private.gate_code(enrollment) $function$;

comment on function public.why(enrollment sequence_enrollments) is 'A computed column: what the gate says of the enrollment at this moment, as one word. due where the next claim takes it, not_yet, window, sent and ended; else what stands against it. why_not_sent says it in full.';

grant execute on function public.why(enrollment sequence_enrollments) to authenticated;
