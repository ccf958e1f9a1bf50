-- Written by `npm run schema` from the migrations: change those, not this.

CREATE OR REPLACE FUNCTION public.match_statement(lines jsonb)
 RETURNS TABLE(line integer, booked_before boolean, like_payment uuid, invoice_id uuid, number text, billing_name text, due_minor bigint, why text, score integer)
 LANGUAGE sql
 STABLE
 SET search_path TO ''
AS $function$
  select (l ->> 'line')::integer, exists (select from public.payments p where p.provider = 'bank' and p.provider_reference = l ->> 'bank_id'),
    (select p.id from public.payments p where p.method = 'bank_transfer' and p.currency = l ->> 'currency' and p.amount_minor = (l ->> 'amount_minor')::bigint
      and p.paid_at >= (l ->> 'day')::date::timestamp at time zone 'UTC' - interval '1 day' and p.paid_at < (l ->> 'day')::date::timestamp at time zone 'UTC' + interval '2 days' order by p.paid_at, p.id limit 1),
    s.invoice_id, s.number, s.billing_name, s.due_minor, s.why, s.score
  from jsonb_array_elements(lines) l
  left join lateral (select * from private.suggest(l ->> 'currency', (l ->> 'amount_minor')::bigint, concat_ws(' ', l ->> 'reference', l ->> 'name'), null) x where x.score >= 40 order by x.score desc limit 1) s on true
  order by 1
$function$;

comment on function public.match_statement(lines jsonb) is 'For each line of a bank statement: whether it was booked before, a transfer of the same amount about that day, and the invoice it is likeliest for. Writes nothing.';

grant execute on function public.match_statement(lines jsonb) to authenticated;
grant execute on function public.match_statement(lines jsonb) to service_role;
