-- Written by `npm run schema` from the migrations: change those, not this.

CREATE OR REPLACE FUNCTION private.books_of_month(of_month date, rolled jsonb)
 RETURNS TABLE(currency text, document text, lines bigint, net_minor bigint, tax_minor bigint, gross_minor bigint, receivable_minor bigint)
 LANGUAGE plpgsql
 STABLE
 SET search_path TO ''
 SET plan_cache_mode TO 'force_custom_plan'
 SET jit TO 'off'
AS $function$
declare
  first constant timestamptz := date_trunc('month', private.bounded_day(of_month)::timestamp) at time zone 'UTC';
  next constant timestamptz := (date_trunc('month', of_month::timestamp) + interval '1 month') at time zone 'UTC';
begin
  return query
  with booked as (
    select e.currency, e.document, count(*) as lines, sum(e.net_minor)::bigint as net, sum(e.tax_minor)::bigint as tax, sum(e.net_minor + e.tax_minor)::bigint as gross
    from private.booked(first, next) e group by 1, 2
  ), moved as (
    select r.currency, k.document, k.amount
    from jsonb_to_recordset(rolled) r (currency text, invoiced_minor bigint, voided_minor bigint, credited_minor bigint, paid_minor bigint, refunded_minor bigint, written_off_minor bigint)
    cross join lateral (values
      ('invoice', r.invoiced_minor), ('void', -r.voided_minor), ('credit_note', -r.credited_minor), ('payment', r.paid_minor - r.refunded_minor), ('write_off', r.written_off_minor)
    ) k (document, amount) where k.amount <> 0
  )
  select s.currency, s.document, coalesce(b.lines, 0), coalesce(b.net, 0), coalesce(b.tax, 0), coalesce(b.gross, 0), coalesce(m.amount, 0)
  from (select b.currency, b.document from booked b union select m.currency, m.document from moved m) s
  left join booked b on b.currency = s.currency and b.document = s.document left join moved m on m.currency = s.currency and m.document = s.document
  order by s.currency, array_position(array['invoice', 'void', 'credit_note', 'payment', 'refund', 'write_off'], s.document);
end
$function$;

comment on function private.books_of_month(of_month date, rolled jsonb) is 'The sums of the books of a month, beside the receivables that were drawn for it.';

grant execute on function private.books_of_month(of_month date, rolled jsonb) to authenticated;
grant execute on function private.books_of_month(of_month date, rolled jsonb) to service_role;
