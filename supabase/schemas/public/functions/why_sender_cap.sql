-- Written by `npm run schema` from the migrations: change those, not this.

CREATE OR REPLACE FUNCTION public.why_sender_cap(enrollment sequence_enrollments)
 RETURNS boolean
 LANGUAGE sql
 STABLE COST 1e+06
RETURN ((enrollment).id = ANY ((private.enrollments_told('sender_cap'::text)).ids));

comment on function public.why_sender_cap(enrollment sequence_enrollments) is 'A computed column to filter by: whether why says sender_cap of the enrollment. Those of which it does are found for all at once.';

grant execute on function public.why_sender_cap(enrollment sequence_enrollments) to authenticated;
grant execute on function public.why_sender_cap(enrollment sequence_enrollments) to service_role;
