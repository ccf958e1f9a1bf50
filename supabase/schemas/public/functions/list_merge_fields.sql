-- Written by `npm run schema` from the migrations: change those, not this.

CREATE OR REPLACE FUNCTION public.list_merge_fields()
 RETURNS TABLE(name text, about text, of_lead boolean)
 LANGUAGE sql
 STABLE
 SET search_path TO ''
AS $function$ select * from private.list_merge_fields() $function$;

comment on function public.list_merge_fields() is 'What may stand in double braces in a mail, and which of it a lead may lack.';

grant execute on function public.list_merge_fields() to authenticated;
