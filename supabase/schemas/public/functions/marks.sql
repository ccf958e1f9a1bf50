-- Written by `npm run schema` from the migrations: change those, not this.

CREATE OR REPLACE FUNCTION public.marks(lead leads)
 RETURNS text[]
 LANGUAGE sql
 STABLE COST 10000
 SET search_path TO ''
AS $function$ select private.marks_of(lead) $function$;

comment on function public.marks(lead leads) is 'A computed column: suppressed, duplicate where another lead may be the same person, notice where nobody told them within the month where their data is from (GDPR Art. 14).';

grant execute on function public.marks(lead leads) to authenticated;
