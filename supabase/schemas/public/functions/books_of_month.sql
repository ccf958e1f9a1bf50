-- Written by `npm run schema` from the migrations: change those, not this.

CREATE OR REPLACE FUNCTION public.books_of_month(month date)
 RETURNS TABLE(currency text, document text, lines bigint, net_minor bigint, tax_minor bigint, gross_minor bigint, receivable_minor bigint)
 LANGUAGE sql
 STABLE
 SET search_path TO ''
AS $function$ select * from private.books_of_month(month, private.rolled(month)) $function$;

comment on function public.books_of_month(month date) is 'The sums of accounting_entries of a month (UTC) by currency and document, and beside them what moved the receivables: as receivables_of_month has it, with the sign of the books.';

grant execute on function public.books_of_month(month date) to authenticated;
grant execute on function public.books_of_month(month date) to service_role;
