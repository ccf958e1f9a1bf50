-- Written by `npm run schema` from the migrations: change those, not this.

CREATE OR REPLACE FUNCTION private.check_live_step()
 RETURNS trigger
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO ''
AS $function$
declare
  sequence public.outreach_sequences;
begin
  select * into sequence from public.outreach_sequences s where s.id = case when tg_op = 'DELETE' then old.sequence_id else new.sequence_id end;
  if sequence.state = 'active' and private.by_api() then
    perform private.refuse_problems(sequence);
  end if;
  return null;
end
$function$;

comment on function private.check_live_step() is 'Trigger: a change to a step of an active sequence is refused where it would keep the sequence from being activated.';
