-- Written by `npm run schema` from the migrations: change those, not this.

CREATE OR REPLACE FUNCTION public.accounting_entries(from_day date, until_day date, skip integer DEFAULT 0)
 RETURNS TABLE(day date, document text, number text, member text, account text, tax_rate numeric, net_minor bigint, tax_minor bigint, gross_minor bigint, currency text)
 LANGUAGE plpgsql
 STABLE
 SET search_path TO ''
 SET plan_cache_mode TO 'force_custom_plan'
 SET jit TO 'off'
 SET work_mem TO '32MB'
AS $function$
declare
  starts constant timestamptz := private.bounded_day(from_day)::timestamp at time zone 'UTC';
  ends constant timestamptz := (private.bounded_day(until_day) + 1)::timestamp at time zone 'UTC';
begin
  perform private.need(from_day <= until_day, 'The first day must not lie after the last.', 'until_day');
  return query
  select (e.at at time zone 'UTC')::date, e.document, e.number, coalesce(e.buyer, m.display_name), e.account, e.rate, e.net_minor, e.tax_minor, e.net_minor + e.tax_minor, e.currency
  from private.booked(starts, ends) e left join public.member_directory m on m.id = e.user_id
  order by e.at, e.document, e.number, e.rate, e.id, e.net_minor
  offset greatest(skip, 0);
end
$function$;

comment on function public.accounting_entries(from_day date, until_day date, skip integer) is 'What the books need of those days (UTC): each document by tax rate with its account; payments, refunds and write-offs in whole. Its sums are those of the month end. The first entries may be skipped: answers are cut at a thousand rows.';

grant execute on function public.accounting_entries(from_day date, until_day date, skip integer) to authenticated;
grant execute on function public.accounting_entries(from_day date, until_day date, skip integer) to service_role;
