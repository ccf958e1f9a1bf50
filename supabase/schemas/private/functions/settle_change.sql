-- Written by `npm run schema` from the migrations: change those, not this.

CREATE OR REPLACE FUNCTION private.settle_change(before user_subscriptions, sub user_subscriptions, at timestamp with time zone, new_minor bigint, why text)
 RETURNS jsonb
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO ''
AS $function$
declare
  invoice public.invoices := private.period_invoice(before);
  old_minor constant bigint := case when invoice.id is not null and before.state in ('active', 'past_due') then before.recurring_minor else 0 end;
  part record;
  lines jsonb := '[]';
  answer jsonb := '{}';
  net bigint;
  gross bigint;
  room bigint;
  span text;
  note public.credit_notes;
begin
  select * into part from private.proration(old_minor, new_minor, before.current_period_start, before.current_period_end, at);
  -- On a draft that somebody made cheaper no more is given back than stands on it.
  if invoice.state = 'draft' then
    part.unused_minor := least(part.unused_minor, invoice.subtotal_minor - invoice.discount_minor + part.charged_minor);
  end if;
  span := format('%s to %s', private.day_text(at, before.time_zone), private.day_text(before.current_period_end, before.time_zone));
  if part.charged_minor > 0 then
    lines := lines || jsonb_build_object('kind', 'proration', 'unit_minor', part.charged_minor,
      'description', format('%s × %s, %s', sub.quantity, (select p.name from public.subscription_plans p where p.id = sub.plan_id), span));
  end if;
  if part.unused_minor > 0 then
    lines := lines || jsonb_build_object('kind', 'proration', 'unit_minor', -part.unused_minor,
      'description', format('Not used: %s × %s, %s', before.quantity, (select p.name from public.subscription_plans p where p.id = before.plan_id), span));
  end if;
  net := part.charged_minor - part.unused_minor;
  answer := jsonb_build_object('lines', lines, 'currency', before.currency, 'net_minor', net, 'period_minor', old_minor, 'used_minor', old_minor - part.unused_minor);
  if lines = '[]' then
    return answer;
  elsif invoice.state = 'draft' then
    perform private.add_lines(invoice.id, sub, lines);
    return answer || jsonb_build_object('invoice_id', invoice.id);
  elsif net > 0 then
    return answer || jsonb_build_object('invoice_id', private.bill(sub, lines, (at at time zone sub.time_zone)::date, (before.current_period_end at time zone sub.time_zone)::date - 1));
  elsif net < 0 then
    select * into invoice from public.invoices i where i.id = invoice.id for update;
    select coalesce(sum(t.net_minor + t.tax_minor - t.credited_net_minor - t.credited_tax_minor), 0) into room from public.invoice_taxes t where t.invoice_id = invoice.id;
    gross := least(room, -net + round(-net * before.tax_rate / 100)::bigint);
    if gross > 0 then
      note := private.credit(invoice, gross, why);
      answer := answer || jsonb_build_object('credit_note', note.number, 'credit_minor', gross);
    end if;
  end if;
  return answer;
end
$function$;
