-- Written by `npm run schema` from the migrations: change those, not this.

CREATE OR REPLACE FUNCTION private.gate_code(e sequence_enrollments)
 RETURNS text
 LANGUAGE plpgsql
 STABLE SECURITY DEFINER COST 10000
 SET search_path TO ''
AS $function$
declare
  gate jsonb;
begin
  if not (select private.has_role('growth')) then
    return null;
  elsif e.state not in ('active', 'paused') then
    return case e.state when 'completed' then 'sent' else 'ended' end;
  end if;
  gate := private.send_gate(e, now());
  return coalesce(gate ->> 'code', gate ->> 'verdict');
end
$function$;

grant execute on function private.gate_code(e sequence_enrollments) to authenticated;
