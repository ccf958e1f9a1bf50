-- Written by `npm run schema` from the migrations: change those, not this.

CREATE OR REPLACE FUNCTION private.check_sequence(sequence_id uuid)
 RETURNS jsonb
 LANGUAGE plpgsql
 STABLE SECURITY DEFINER
 SET search_path TO ''
AS $function$
declare
  sequence public.outreach_sequences;
begin
  if not (select private.has_role('growth')) then
    raise exception 'Only growth may look at sequences.' using errcode = '42501';
  end if;
  select * into sequence from public.outreach_sequences s where s.id = check_sequence.sequence_id;
  if not found then
    raise exception 'This sequence does not exist any more.' using errcode = 'PT404';
  end if;
  return private.sequence_problems(sequence);
end
$function$;

comment on function private.check_sequence(sequence_id uuid) is 'What keeps a sequence from being activated, as problems with the step they are about. Behind the public function of its name.';

grant execute on function private.check_sequence(sequence_id uuid) to authenticated;
