-- Written by `npm run schema` from the migrations: change those, not this.

CREATE OR REPLACE FUNCTION public.last_sequence(lead leads)
 RETURNS uuid
 LANGUAGE sql
 STABLE COST 1000
 SET search_path TO ''
AS $function$
  select e.sequence_id from public.sequence_enrollments e where e.lead_id = lead.id order by e.enrolled_at desc, e.id desc limit 1
$function$;

comment on function public.last_sequence(lead leads) is 'A computed column: the sequence that a lead was enrolled in last, which its conversion is counted for.';

grant execute on function public.last_sequence(lead leads) to authenticated;
