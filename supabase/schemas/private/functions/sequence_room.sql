-- Written by `npm run schema` from the migrations: change those, not this.

CREATE OR REPLACE FUNCTION private.sequence_room(sequence outreach_sequences, at timestamp with time zone)
 RETURNS integer
 LANGUAGE plpgsql
 STABLE SECURITY DEFINER
 SET search_path TO ''
 SET plan_cache_mode TO 'force_custom_plan'
 SET jit TO 'off'
AS $function$
declare
  today constant timestamptz := private.first_moment((at at time zone sequence.time_zone)::date, sequence.time_zone);
begin
  return sequence.daily_cap - (select count(*) from public.email_sends s where s.sequence_id = sequence.id and s.queued_at >= today and s.state <> 'skipped');
end
$function$;

comment on function private.sequence_room(sequence outreach_sequences, at timestamp with time zone) is 'How many mails a sequence may still send today, by its own clock.';
