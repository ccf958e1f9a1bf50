-- Written by `npm run schema` from the migrations: change those, not this.

CREATE OR REPLACE FUNCTION public.receivables(as_of timestamp with time zone DEFAULT now(), time_zone text DEFAULT 'UTC'::text, of_currency text DEFAULT NULL::text, of_bucket text DEFAULT NULL::text)
 RETURNS TABLE(invoice_id uuid, number text, billing_name text, currency text, due_on date, days_late integer, bucket text, due_minor bigint)
 LANGUAGE sql
 STABLE
 SET search_path TO ''
AS $function$
  with known as (
    select i.id, i.number, i.billing_name, i.currency,
      coalesce(
        (select c.due_on from public.invoice_due_changes c where c.invoice_id = i.id and c.at <= as_of order by c.at desc, c.id limit 1),
        (select c.due_before from public.invoice_due_changes c where c.invoice_id = i.id order by c.at, c.id limit 1),
        i.due_on) as due_on,
      i.total_minor
        - coalesce((select sum(p.amount_minor) from public.invoice_payments p where p.invoice_id = i.id and p.booked_at <= as_of), 0)
        - coalesce((select sum(c.applied_minor) from public.credit_notes c where c.invoice_id = i.id and c.issued_at <= as_of), 0) as due
    from public.invoices i
    where i.state <> 'draft' and i.issued_at <= as_of and (of_currency is null or i.currency = of_currency)
      and (i.voided_at is null or i.voided_at > as_of) and (i.written_off_at is null or i.written_off_at > as_of)
      -- What is settled is settled: only bookings after that moment can make it due again.
      and (i.state in ('open', 'void', 'uncollectible') or i.updated_at > as_of)
  ), aged as (
    select k.*, greatest(0, (as_of at time zone time_zone)::date - k.due_on) as late from known k where k.due <> 0
  ), placed as (
    select a.*, case when late = 0 then 'not_due' when late <= 30 then '1_30' when late <= 60 then '31_60' when late <= 90 then '61_90' else 'over_90' end as bucket
    from aged a
  )
  select p.id, p.number, p.billing_name, p.currency, p.due_on, p.late, p.bucket, p.due::bigint
  from placed p where of_bucket is null or p.bucket = of_bucket
  order by p.due_on, p.number
$function$;

comment on function public.receivables(as_of timestamp with time zone, time_zone text, of_currency text, of_bucket text) is 'What was owed at that moment, invoice by invoice: by the due dates, payments and credits booked until then. Days late are counted in the zone.';

grant execute on function public.receivables(as_of timestamp with time zone, time_zone text, of_currency text, of_bucket text) to authenticated;
grant execute on function public.receivables(as_of timestamp with time zone, time_zone text, of_currency text, of_bucket text) to service_role;
