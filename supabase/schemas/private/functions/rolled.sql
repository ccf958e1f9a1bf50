-- Written by `npm run schema` from the migrations: change those, not this.

CREATE OR REPLACE FUNCTION private.rolled(of_month date)
 RETURNS jsonb
 LANGUAGE sql
 STABLE
 SET search_path TO ''
AS $function$ select coalesce(jsonb_agg(to_jsonb(r)), '[]') from public.receivables_of_month(of_month) r $function$;

comment on function private.rolled(of_month date) is 'What receivables_of_month answers, as one value.';

grant execute on function private.rolled(of_month date) to authenticated;
grant execute on function private.rolled(of_month date) to service_role;
