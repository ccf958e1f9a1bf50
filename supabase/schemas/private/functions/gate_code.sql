-- Written by `npm run schema` from the migrations: change those, not this.

CREATE OR REPLACE FUNCTION private.gate_code(e sequence_enrollments)
 RETURNS text
 LANGUAGE plpgsql
 STABLE SECURITY DEFINER COST 10000
 SET search_path TO ''
AS $function$
declare
  gate record;
  sequence public.outreach_sequences;
  place text;
  kept text[];
  -- Asked once a statement, not for each of its rows: who asks, and below what a sequence may still send.
  moment text := concat_ws(' ', statement_timestamp(), current_setting('request.jwt.claims', true), current_setting('request.jwt.claim.sub', true));
begin
  if private.context('gate_asker') is distinct from moment then
    if not (select private.has_role('growth')) then
      return null;
    end if;
    perform private.set_context('gate_asker', moment);
  end if;
  gate := private.gate_of(e, now());
  if gate.code <> 'ready' then
    return gate.code;
  end if;
  -- Of these mails only: the next statement may find others sent.
  moment := statement_timestamp()::text || ' ' || coalesce((select max(s.id) from public.email_sends s), 0);
  place := format('gate_%s_%s', replace(e.sequence_id::text, '-', ''), gate.country);
  kept := string_to_array(private.context(place), '|');
  if kept[1] is distinct from moment then
    select * into sequence from public.outreach_sequences s where s.id = e.sequence_id;
    kept := array[moment, case when private.next_opening(sequence, private.lead_zone(gate.country, sequence.time_zone), now()) > now() then 'window'
      else coalesce(private.sequence_block(sequence, now()) ->> 'code', 'due') end];
    perform private.set_context(place, array_to_string(kept, '|'));
  end if;
  return kept[2];
end
$function$;

comment on function private.gate_code(e sequence_enrollments) is 'What the gate says of an enrollment in one word, for lists; cached for the statement that asks.';

grant execute on function private.gate_code(e sequence_enrollments) to authenticated;
