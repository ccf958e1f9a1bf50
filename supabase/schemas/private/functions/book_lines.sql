-- Written by `npm run schema` from the migrations: change those, not this.

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

comment on function private.book_lines(lines jsonb, key text, dry_run boolean) is 'Books the lines of a bank statement, each by itself: what was refused is told by line. Behind book_statement.';

grant execute on function private.book_lines(lines jsonb, key text, dry_run boolean) to authenticated;
grant execute on function private.book_lines(lines jsonb, key text, dry_run boolean) to service_role;
