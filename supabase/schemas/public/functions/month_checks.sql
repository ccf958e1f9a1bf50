-- Written by `npm run schema` from the migrations: change those, not this.

CREATE OR REPLACE FUNCTION public.month_checks(month date)
 RETURNS TABLE(check_key text, found bigint, is_fine boolean)
 LANGUAGE sql
 STABLE
 SET search_path TO ''
AS $function$ select * from private.month_checks(month, (select count(*) from public.receivables_of_month(month) r where r.difference_minor <> 0)) $function$;

comment on function public.month_checks(month date) is 'What to look at before a month is closed: how many of each, and whether that is fine.';

grant execute on function public.month_checks(month date) to authenticated;
grant execute on function public.month_checks(month date) to service_role;
