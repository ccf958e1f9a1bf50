-- Written by `npm run schema` from the migrations: change those, not this.

CREATE OR REPLACE FUNCTION public.why_sent(enrollment sequence_enrollments)
 RETURNS boolean
 LANGUAGE sql
 STABLE COST 1e+06
RETURN (((enrollment).state = 'completed'::text) OR ((enrollment).id = ANY ((private.enrollments_told('sent'::text)).ids)));

comment on function public.why_sent(enrollment sequence_enrollments) is 'A computed column to filter by: whether why says sent of the enrollment. Those of which it does are found for all at once.';

grant execute on function public.why_sent(enrollment sequence_enrollments) to authenticated;
grant execute on function public.why_sent(enrollment sequence_enrollments) to service_role;
