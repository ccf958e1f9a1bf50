-- Written by `npm run schema` from the migrations: change those, not this.

CREATE OR REPLACE FUNCTION public.book_statement(lines jsonb, idempotency_key text DEFAULT NULL::text, dry_run boolean DEFAULT false)
 RETURNS jsonb
 LANGUAGE sql
 SET search_path TO ''
AS $function$
  -- Each line holds its invoice and its mark: two statements with lines in common could wait for each other.
  select private.one_at_a_time('book_statement');
  select private.book_lines(lines, idempotency_key, dry_run)
$function$;

comment on function public.book_statement(lines jsonb, idempotency_key text, dry_run boolean) is 'Books reviewed lines of a bank statement as payments, on the invoice that each names; a line that was booked before is told and left out.';

grant execute on function public.book_statement(lines jsonb, idempotency_key text, dry_run boolean) to authenticated;
grant execute on function public.book_statement(lines jsonb, idempotency_key text, dry_run boolean) to service_role;
