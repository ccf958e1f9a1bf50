-- Written by `npm run schema` from the migrations: change those, not this.

CREATE OR REPLACE FUNCTION private.check_live_variant()
 RETURNS trigger
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO ''
AS $function$
declare
  sequence public.outreach_sequences;
begin
  select s.* into sequence from public.outreach_sequences s join public.sequence_emails e on e.sequence_id = s.id where e.id = new.sequence_email_id;
  if sequence.state = 'active' and private.by_api() then
    perform private.refuse_problems(sequence);
  end if;
  return null;
end
$function$;

comment on function private.check_live_variant() is 'Trigger: a change to a variant in an active sequence is refused where it would keep the sequence from being activated.';
