-- Written by `npm run schema` from the migrations: change those, not this.

CREATE OR REPLACE FUNCTION public.lead_twins(lead_id uuid)
 RETURNS TABLE(id uuid, why text)
 LANGUAGE sql
 STABLE
 SET search_path TO ''
AS $function$ select * from private.lead_twins(lead_id) $function$;

comment on function public.lead_twins(lead_id uuid) is 'Other leads that may be the same person: by mailbox, phone, handle or profile, or by nearly the same name in the same city.';

grant execute on function public.lead_twins(lead_id uuid) to authenticated;
