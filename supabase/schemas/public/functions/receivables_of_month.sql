-- Written by `npm run schema` from the migrations: change those, not this.

CREATE OR REPLACE FUNCTION public.receivables_of_month(month date)
 RETURNS TABLE(currency text, opening_minor bigint, invoiced_minor bigint, voided_minor bigint, credited_minor bigint, paid_minor bigint, refunded_minor bigint, written_off_minor bigint, closing_minor bigint, difference_minor bigint)
 LANGUAGE plpgsql
 STABLE
 SET search_path TO ''
 SET plan_cache_mode TO 'force_custom_plan'
 SET jit TO 'off'
 SET work_mem TO '32MB'
AS $function$
declare
  starts constant timestamptz := date_trunc('month', private.bounded_day(month)::timestamp) at time zone 'UTC';
  ends constant timestamptz := (date_trunc('month', month::timestamp) + interval '1 month') at time zone 'UTC';
begin
  return query
  with lost as materialized (
    select i.id, i.currency, i.total_minor, i.written_off_at from public.invoices i where i.written_off_at < ends
  ), movement as (
    select i.currency, 'invoiced' as kind, i.total_minor as amount from public.invoices i where i.issued_at >= starts and i.issued_at < ends
    union all
    select i.currency, 'voided', case when i.written_off_at < i.voided_at then 0 else i.total_minor end from public.invoices i where i.voided_at >= starts and i.voided_at < ends
    union all
    -- What comes in on an invoice after it was written off was not receivable any more: nothing changes.
    select p.currency, case when p.amount_minor > 0 then 'paid' else 'refunded' end, abs(p.amount_minor) from public.invoice_payments p
    where p.booked_at >= starts and p.booked_at < ends and not exists (select from lost l where l.id = p.invoice_id and l.written_off_at <= p.booked_at)
    union all
    select c.currency, 'credited', c.applied_minor from public.credit_notes c
    where c.issued_at >= starts and c.issued_at < ends and not exists (select from lost l where l.id = c.invoice_id and l.written_off_at <= c.issued_at)
    union all
    select l.currency, 'written_off', l.total_minor
        - coalesce((select sum(p.amount_minor) from public.invoice_payments p where p.invoice_id = l.id and p.booked_at < l.written_off_at), 0)
        - coalesce((select sum(c.applied_minor) from public.credit_notes c where c.invoice_id = l.id and c.issued_at < l.written_off_at), 0)
    from lost l where l.written_off_at >= starts
    union all
    select r.currency, 'opening', r.due_minor from public.receivables(starts - interval '1 microsecond') r
    union all
    select r.currency, 'closing', r.due_minor from public.receivables(ends - interval '1 microsecond') r
  ), summed as (
    select m.currency, coalesce(sum(amount) filter (where kind = 'opening'), 0)::bigint as opening, coalesce(sum(amount) filter (where kind = 'invoiced'), 0)::bigint as invoiced,
      coalesce(sum(amount) filter (where kind = 'voided'), 0)::bigint as voided, coalesce(sum(amount) filter (where kind = 'credited'), 0)::bigint as credited,
      coalesce(sum(amount) filter (where kind = 'paid'), 0)::bigint as paid, coalesce(sum(amount) filter (where kind = 'refunded'), 0)::bigint as refunded,
      coalesce(sum(amount) filter (where kind = 'written_off'), 0)::bigint as written_off, coalesce(sum(amount) filter (where kind = 'closing'), 0)::bigint as closing
    from movement m group by 1
  )
  select s.currency, opening, invoiced, voided, credited, paid, refunded, written_off, closing,
    opening + invoiced - voided - credited - paid + refunded - written_off - closing
  from summed s order by 1;
end
$function$;

comment on function public.receivables_of_month(month date) is 'Opening + invoiced − voided − credited − paid + refunded − written off = closing, per currency, for a month in UTC; difference is what does not add up: nothing.';

grant execute on function public.receivables_of_month(month date) to authenticated;
grant execute on function public.receivables_of_month(month date) to service_role;
