-- Written by `npm run schema` from the migrations: change those, not this.

CREATE OR REPLACE FUNCTION private.end_enrollments_of_sequence()
 RETURNS trigger
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO ''
AS $function$
begin
  update public.sequence_enrollments set state = 'stopped', stop_reason = 'The sequence was archived'
  where sequence_id = new.id and state in ('active', 'paused');
  return null;
end
$function$;
