-- Written by `npm run schema` from the migrations: change those, not this.

CREATE OR REPLACE FUNCTION public.receivables(as_of timestamp with time zone DEFAULT now(), time_zone text DEFAULT 'UTC'::text, of_currency text DEFAULT NULL::text, of_bucket text DEFAULT NULL::text)
 RETURNS TABLE(invoice_id uuid, number text, billing_name text, currency text, due_on date, days_late integer, bucket text, due_minor bigint)
 LANGUAGE plpgsql
 STABLE
 SET search_path TO ''
 SET plan_cache_mode TO 'force_custom_plan'
 SET jit TO 'off'
 SET work_mem TO '32MB'
AS $function$
declare
  today constant date := (private.bounded(as_of) at time zone private.known_zone(time_zone))::date;
  -- Of a moment after which nothing was booked, what is due now was due then. What came after a recent one is summed once;
  -- after one long ago it is looked for by invoice, as few of those were open then.
  paid_since constant boolean := exists (select from public.invoice_payments p where p.booked_at > as_of);
  is_recent constant boolean := not exists (select from public.invoice_payments p where p.booked_at > as_of order by p.booked_at offset 150000 limit 1);
  credited_since constant boolean := exists (select from public.credit_notes c where c.issued_at > as_of);
begin
  return query
  with moved_later as materialized (
    select distinct on (c.invoice_id) c.invoice_id, c.due_before from public.invoice_due_changes c where c.at > as_of order by c.invoice_id, c.at, c.id
  ), paid_later as materialized (
    select p.invoice_id, sum(p.amount_minor)::bigint as amount from public.invoice_payments p where paid_since and is_recent and p.booked_at > as_of group by 1
  ), standing as (
    select i.id, i.number, i.billing_name, i.currency, i.due_on, i.due_minor as due
    from public.invoices i where i.state = 'open' and i.issued_at <= as_of and (of_currency is null or i.currency = of_currency)
    union all
    select i.id, i.number, i.billing_name, i.currency, i.due_on, i.total_minor - i.paid_minor - i.credited_minor
    from public.invoices i
    where i.state in ('paid', 'void', 'uncollectible') and i.updated_at > as_of and i.issued_at <= as_of and (of_currency is null or i.currency = of_currency)
      and (i.voided_at is null or i.voided_at > as_of) and (i.written_off_at is null or i.written_off_at > as_of)
  ), known as materialized (
    select s.id, s.number, s.billing_name, s.currency, s.due_on, s.due + coalesce(l.amount, 0)
      + case when paid_since and not is_recent then coalesce((select sum(p.amount_minor) from public.invoice_payments p where p.invoice_id = s.id and p.booked_at > as_of), 0)::bigint else 0 end
      + case when credited_since then coalesce((select sum(c.applied_minor) from public.credit_notes c where c.invoice_id = s.id and c.issued_at > as_of), 0)::bigint else 0 end as due
    from standing s left join paid_later l on l.invoice_id = s.id
  ), aged as (
    select k.id, k.number, k.billing_name, k.currency, coalesce(m.due_before, k.due_on) as due_on, k.due, greatest(0, today - coalesce(m.due_before, k.due_on)) as late
    from known k left join moved_later m on m.invoice_id = k.id where k.due <> 0
  ), placed as (
    select a.*, case when late = 0 then 'not_due' when late <= 30 then '1_30' when late <= 60 then '31_60' when late <= 90 then '61_90' else 'over_90' end as bucket
    from aged a
  )
  select p.id, p.number, p.billing_name, p.currency, p.due_on, p.late, p.bucket, p.due from placed p
  where of_bucket is null or p.bucket = of_bucket
  order by p.due_on, p.number, p.id;
end
$function$;

comment on function public.receivables(as_of timestamp with time zone, time_zone text, of_currency text, of_bucket text) is 'What was owed at that moment, invoice by invoice: by the due dates, payments and credits booked until then. Days late are counted in the zone.';

grant execute on function public.receivables(as_of timestamp with time zone, time_zone text, of_currency text, of_bucket text) to authenticated;
grant execute on function public.receivables(as_of timestamp with time zone, time_zone text, of_currency text, of_bucket text) to service_role;
