-- Written by `npm run schema` from the migrations: change those, not this.

CREATE OR REPLACE FUNCTION public.try_sequence(sequence_id uuid)
 RETURNS jsonb
 LANGUAGE sql
 SET search_path TO ''
AS $function$ select private.try_sequence(sequence_id) $function$;

comment on function public.try_sequence(sequence_id uuid) is 'Renders a sequence for 50 random leads of those enrolled and tells which merge fields would be empty for whom.';

grant execute on function public.try_sequence(sequence_id uuid) to authenticated;
