-- Written by `npm run schema` from the migrations: change those, not this.

CREATE OR REPLACE FUNCTION public.match_statement(lines jsonb)
 RETURNS TABLE(line integer, booked_before boolean, like_payment uuid, invoice_id uuid, number text, billing_name text, due_minor bigint, why text, score integer)
 LANGUAGE plpgsql
 STABLE
 SET search_path TO ''
 SET plan_cache_mode TO 'force_custom_plan'
 SET jit TO 'off'
AS $function$
begin
  perform private.need(lines is null or jsonb_typeof(lines) = 'array', 'There are no lines to match.', 'lines');
  return query
  with asked as materialized (
    select (e ->> 'line')::integer as line, e ->> 'currency' as currency, (e ->> 'amount_minor')::bigint as amount, (e ->> 'day')::date as day,
      concat_ws(' ', e ->> 'reference', e ->> 'name') as words, private.line_booked_as(e) as booked_as
    from jsonb_array_elements(lines) e
  ), placed as (
    select a.*, row_number() over (partition by a.booked_as is null, a.currency, a.amount, a.day order by a.line) - 1 as place,
      array(select o.booked_as from asked o where o.booked_as is not null and o.amount = a.amount) as others
    from asked a
  )
  select l.line, l.booked_as is not null,
    -- Of as many lines that are alike, each is like another transfer.
    (select p.id from public.payments p where p.method = 'bank_transfer' and p.amount_minor = l.amount and p.currency = l.currency
      and p.paid_at >= l.day::timestamp at time zone 'UTC' - interval '1 day' and p.paid_at < l.day::timestamp at time zone 'UTC' + interval '2 days'
      and not (coalesce(p.provider, '') = 'bank' and p.provider_reference is not null and p.provider_reference = any (l.others))
      order by p.paid_at, p.id offset l.place limit 1),
    s.invoice_id, s.number, s.billing_name, s.due_minor, s.why, s.score
  from placed l
  left join lateral (select * from private.suggest(l.currency, l.amount, l.words, null) x where x.score >= 40 limit 1) s on true
  order by 1;
exception when data_exception then
  perform private.need(false, 'A line of this statement cannot be read.', 'lines');
end
$function$;

comment on function public.match_statement(lines jsonb) is 'For each line of a bank statement: whether it was booked before, a transfer of the same amount about that day, and the invoice it is likeliest for. Writes nothing.';

grant execute on function public.match_statement(lines jsonb) to authenticated;
grant execute on function public.match_statement(lines jsonb) to service_role;
