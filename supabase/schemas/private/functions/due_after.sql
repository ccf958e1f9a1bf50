-- Written by `npm run schema` from the migrations: change those, not this.

CREATE OR REPLACE FUNCTION private.due_after(sequence outreach_sequences, step integer, country text, from_time timestamp with time zone)
 RETURNS timestamp with time zone
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO ''
AS $function$
  select private.next_opening(sequence, private.lead_zone(country, sequence.time_zone), from_time + m.delay_days * interval '1 day')
  from public.sequence_emails m where m.sequence_id = sequence.id and m.active and m.position > step order by m.position limit 1
$function$;

comment on function private.due_after(sequence outreach_sequences, step integer, country text, from_time timestamp with time zone) is 'When the step after the one that was sent is due for a lead of this country; null after the last.';
