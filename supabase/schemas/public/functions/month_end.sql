-- Written by `npm run schema` from the migrations: change those, not this.

CREATE OR REPLACE FUNCTION public.month_end(month date)
 RETURNS jsonb
 LANGUAGE sql
 STABLE
 SET search_path TO ''
AS $function$ select private.month_end(private.bounded_day(month)) $function$;

comment on function public.month_end(month date) is 'What a month (UTC) is closed by, drawn at one moment: {"checks", "receivables", "books", "received", "terms", "version"}: the first three as month_checks, receivables_of_month and books_of_month have them, then the payments by the day that they came in, and how many changes of subscriptions are dated in it. close_month wants the version.';

grant execute on function public.month_end(month date) to authenticated;
grant execute on function public.month_end(month date) to service_role;
