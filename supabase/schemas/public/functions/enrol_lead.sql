-- Written by `npm run schema` from the migrations: change those, not this.

CREATE OR REPLACE FUNCTION public.enrol_lead(lead_id uuid, sequence_id uuid)
 RETURNS sequence_enrollments
 LANGUAGE plpgsql
 SET search_path TO ''
AS $function$
declare
  enrollment public.sequence_enrollments;
begin
  insert into public.sequence_enrollments (sequence_id, lead_id) values (enrol_lead.sequence_id, enrol_lead.lead_id) returning * into enrollment;
  return enrollment;
exception when not_null_violation or foreign_key_violation then
  raise exception 'This lead or sequence does not exist any more.' using errcode = 'PT404';
when unique_violation then
  raise exception 'This lead is or was in this sequence already.' using errcode = '23514';
end
$function$;

comment on function public.enrol_lead(lead_id uuid, sequence_id uuid) is 'Enrols one lead; refused with the reason where it may not be mailed.';

grant execute on function public.enrol_lead(lead_id uuid, sequence_id uuid) to authenticated;
