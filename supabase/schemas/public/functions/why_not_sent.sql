-- Written by `npm run schema` from the migrations: change those, not this.

CREATE OR REPLACE FUNCTION public.why_not_sent(enrollment_id uuid)
 RETURNS jsonb
 LANGUAGE sql
 STABLE
 SET search_path TO ''
AS $function$ select private.why_not_sent(enrollment_id) $function$;

comment on function public.why_not_sent(enrollment_id uuid) is 'What the gate says of an enrollment now: {"verdict": due, waiting, blocked, reserved, sent or ended, "code", "words", "unblock", "due_at"}.';

grant execute on function public.why_not_sent(enrollment_id uuid) to authenticated;
grant execute on function public.why_not_sent(enrollment_id uuid) to service_role;
