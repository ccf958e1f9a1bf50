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
    raise exception 'This sequence does not exist any more.' using errcode = 'P0002';
  end if;
  return private.sequence_problems(sequence);
end
$function$;

grant execute on function private.check_sequence(sequence_id uuid) to authenticated;
