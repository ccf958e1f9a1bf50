-- A statement may be imported again whose entries the bank only counts: earlier versions took that count for a key. A line tells
-- the keys that it had then, and is the same where amount, day and payer are as they were booked. A second payment of the same
-- amount on the same day is one of its own: what another line of the statement was booked as says nothing about it.

create or replace function private.line_booked_as(line jsonb) returns text
language sql stable set search_path to '' as $function$
  select p.provider_reference from public.payments p
  where coalesce(p.provider, '') = 'bank'
    and (p.provider_reference = line ->> 'bank_id'
      or p.provider_reference = any (array(select k from jsonb_array_elements_text(case jsonb_typeof(line -> 'bank_ids_before') when 'array' then line -> 'bank_ids_before' else '[]' end) k))
        and p.currency = line ->> 'currency' and p.amount_minor = (line ->> 'amount_minor')::bigint
        and p.paid_at >= (line ->> 'day')::date::timestamp at time zone 'UTC' - interval '1 day' and p.paid_at < (line ->> 'day')::date::timestamp at time zone 'UTC' + interval '1 day'
        and starts_with(coalesce(p.reference, ''), left(coalesce(line ->> 'name', ''), 100)))
  limit 1
$function$;
comment on function private.line_booked_as(line jsonb) is 'The bank''s reference of the payment that a line of a statement was booked as, by its key or by one that earlier versions gave it.';
revoke execute on function private.line_booked_as(jsonb) from public;
grant execute on function private.line_booked_as(jsonb) to authenticated, service_role;

create or replace function public.match_statement(lines jsonb)
 returns table(line integer, booked_before boolean, like_payment uuid, invoice_id uuid, number text, billing_name text, due_minor bigint, why text, score integer)
 language plpgsql stable set search_path to '' set plan_cache_mode to 'force_custom_plan' set jit to 'off'
as $function$
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

CREATE OR REPLACE FUNCTION private.book_lines(lines jsonb, key text, dry_run boolean)
 RETURNS jsonb
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO ''
AS $function$
declare
  line jsonb;
  payment public.payments;
  invoice public.invoices;
  answer jsonb;
  problem text;
  amount bigint;
  broken text;
begin
  perform private.require_finance();
  perform private.need(jsonb_typeof(lines) = 'array', 'There are no lines to book.', 'lines');
  if jsonb_array_length(lines) > 2000 then
    perform private.refuse_invoice('At most 2,000 lines are booked at once.');
  end if;
  if not dry_run then
    answer := private.recall('book_statement', key, lines);
    if answer is not null then
      return answer;
    end if;
  end if;
  answer := '[]';
  begin
    for line in select l from jsonb_array_elements(lines) l order by (l ->> 'invoice_id'), (l -> 'line') loop
      problem := null;
      amount := null;
      payment := null;
      begin
        select * into invoice from public.invoices i where i.id = (line ->> 'invoice_id')::uuid for update;
        perform private.need(btrim(line ->> 'bank_id') <> '', 'This line has no key of the bank: it could be booked twice.', 'bank_id');
        if private.line_booked_as(line) is not null then
          raise unique_violation;
        end if;
        insert into public.payments (user_id, currency, amount_minor, method, provider, provider_reference, reference, paid_at, recorded_by)
        values (invoice.user_id, line ->> 'currency', (line ->> 'amount_minor')::bigint, 'bank_transfer', 'bank', line ->> 'bank_id',
          left(nullif(btrim(concat_ws(' · ', nullif(line ->> 'name', ''), nullif(line ->> 'reference', ''))), ''), 120), private.bank_moment((line ->> 'day')::date), private.staff_id())
        returning * into payment;
        if invoice.id is not null then
          amount := least(invoice.due_minor, payment.amount_minor);
          perform private.allocate(payment, invoice.id, amount);
        end if;
      exception
        when unique_violation then problem := 'This line was booked before.';
        when check_violation then
          get stacked diagnostics broken = constraint_name;
          -- What a rule of ours refuses says why; a constraint speaks to nobody.
          problem := case when broken = '' then sqlerrm else 'This line cannot be read.' end;
        when foreign_key_violation or not_null_violation or data_exception then problem := 'This line cannot be read.';
      end;
      answer := answer || jsonb_build_object('line', line -> 'line', 'payment_id', case when problem is null then payment.id end, 'number', invoice.number, 'allocated_minor', case when problem is null then amount end, 'problem', problem);
    end loop;
    if dry_run then
      raise exception using errcode = 'DRYRN', message = answer::text;
    end if;
  exception when sqlstate 'DRYRN' then
    return sqlerrm::jsonb;
  end;
  perform private.remember('book_statement', key, lines, answer);
  return answer;
end
$function$;
