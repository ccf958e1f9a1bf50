-- What the books get of a month and the balance of its receivables stand side by side: a payment that is not allocated
-- is in one of them only, so their sums differ by what is named here.

create or replace function public.books_of_month(month date)
  returns table (currency text, document text, lines bigint, net_minor bigint, tax_minor bigint, gross_minor bigint, receivable_minor bigint)
  language plpgsql stable set search_path = '' set plan_cache_mode = 'force_custom_plan' set jit = off
as $$
declare
  first constant date := date_trunc('month', private.bounded_day(month)::timestamp)::date;
begin
  return query
  with booked as (
    select e.currency, e.document, count(*) as lines, sum(e.net_minor)::bigint as net, sum(e.tax_minor)::bigint as tax, sum(e.gross_minor)::bigint as gross
    from public.accounting_entries(first, (first + interval '1 month - 1 day')::date) e group by 1, 2
  ), moved as (
    select r.currency, k.document, k.amount from public.receivables_of_month(first) r cross join lateral (values
      ('invoice', r.invoiced_minor), ('void', -r.voided_minor), ('credit_note', -r.credited_minor), ('payment', r.paid_minor - r.refunded_minor), ('write_off', r.written_off_minor)
    ) k (document, amount) where k.amount <> 0
  )
  select s.currency, s.document, coalesce(b.lines, 0), coalesce(b.net, 0), coalesce(b.tax, 0), coalesce(b.gross, 0), coalesce(m.amount, 0)
  from (select b.currency, b.document from booked b union select m.currency, m.document from moved m) s
  left join booked b on b.currency = s.currency and b.document = s.document left join moved m on m.currency = s.currency and m.document = s.document
  order by s.currency, array_position(array['invoice', 'void', 'credit_note', 'payment', 'refund', 'write_off'], s.document);
end
$$;

comment on function public.books_of_month(month date) is 'The sums of accounting_entries of a month (UTC) by currency and document, and beside them what moved the receivables: as receivables_of_month has it, with the sign of the books.';
revoke execute on function public.books_of_month from public, anon;
grant execute on function public.books_of_month to authenticated, service_role;
