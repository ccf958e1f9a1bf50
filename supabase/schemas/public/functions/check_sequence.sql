-- Written by `npm run schema` from the migrations: change those, not this.

CREATE OR REPLACE FUNCTION public.check_sequence(sequence_id uuid)
 RETURNS jsonb
 LANGUAGE sql
 STABLE
 SET search_path TO ''
AS $function$ select private.check_sequence(sequence_id) $function$;

comment on function public.check_sequence(sequence_id uuid) is 'What keeps a sequence from being activated: [{"code", "words", "email"}], empty where nothing does.';

grant execute on function public.check_sequence(sequence_id uuid) to authenticated;
