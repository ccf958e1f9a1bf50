-- Written by `npm run schema` from the migrations: change those, not this.

CREATE OR REPLACE FUNCTION private.gate_code(e sequence_enrollments)
 RETURNS text
 LANGUAGE plpgsql
 STABLE SECURITY DEFINER COST 10000
 SET search_path TO ''
AS $function$
declare
  gate jsonb;
  place constant text := 'app.gate_' || replace(e.sequence_id::text, '-', '');
  -- Of this statement only, and of these mails: the next may find others sent.
  moment constant text := statement_timestamp()::text || ' ' || coalesce((select max(s.id) from public.email_sends s), 0);
  kept text[];
begin
  if not (select private.has_role('growth')) then
    return null;
  elsif e.state not in ('active', 'paused') then
    return case e.state when 'completed' then 'sent' else 'ended' end;
  end if;
  gate := private.enrollment_gate(e, now());
  if gate ->> 'verdict' is distinct from 'due' then
    return coalesce(gate ->> 'code', gate ->> 'verdict');
  end if;
  kept := string_to_array(current_setting(place, true), '|');
  if kept[1] is distinct from moment then
    kept := array[moment, coalesce(private.sequence_block((select s from public.outreach_sequences s where s.id = e.sequence_id), now()) ->> 'code', 'due')];
    perform set_config(place, array_to_string(kept, '|'), true);
  end if;
  return kept[2];
end
$function$;

grant execute on function private.gate_code(e sequence_enrollments) to authenticated;
