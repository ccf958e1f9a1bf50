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
  room_net bigint;
  take bigint;
  left_over bigint;
  credited bigint := 0;
  drafted uuid;
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
    drafted := private.bill(sub, lines, (at at time zone sub.time_zone)::date, (before.current_period_end at time zone sub.time_zone)::date - 1);
    insert into private.billed_periods (invoice_id, subscription_id, starts_at) values (drafted, sub.id, before.current_period_start);
    return answer || jsonb_build_object('invoice_id', drafted);
  end if;
  -- The period may stand on several invoices, one for each change: what is given back is taken off all of them, drafts
  -- and the latest first. They are locked in one order, so that who pays several at once does not wait for us and we for them.
  left_over := -net;
  perform from public.invoices i where i.subscription_id = before.id and i.state <> 'void' order by i.id for update;
  for invoice in
    select i.* from public.invoices i left join private.billed_periods b on b.invoice_id = i.id
    where i.subscription_id = before.id and i.state <> 'void' and exists (select from public.invoice_line_items l where l.invoice_id = i.id and l.kind in ('plan', 'proration'))
      and case when b.invoice_id is null then i.period_start >= (before.current_period_start at time zone before.time_zone)::date and i.period_start < (before.current_period_end at time zone before.time_zone)::date
        else b.starts_at = before.current_period_start end
    order by i.state = 'draft' desc, i.created_at desc, i.id
  loop
    if invoice.state = 'draft' then
      take := least(left_over, invoice.subtotal_minor - invoice.discount_minor);
      if take > 0 then
        perform private.add_lines(invoice.id, before, jsonb_build_array(jsonb_build_object('kind', 'proration', 'unit_minor', -take, 'description', format('Not used, %s', span))));
        answer := answer || jsonb_build_object('invoice_id', invoice.id);
      end if;
    else
      select coalesce(sum(t.net_minor - t.credited_net_minor), 0), coalesce(sum(t.net_minor + t.tax_minor - t.credited_net_minor - t.credited_tax_minor), 0) into room_net, room
      from public.invoice_taxes t where t.invoice_id = invoice.id;
      take := least(left_over, room_net);
      if take > 0 then
        gross := case when take = room_net then room else round(take * room::numeric / room_net) end;
        note := private.credit(invoice, gross, why);
        credited := credited + gross;
        answer := answer || jsonb_build_object('credit_note', note.number, 'credit_minor', credited);
      end if;
    end if;
    left_over := left_over - greatest(take, 0);
    exit when left_over = 0;
  end loop;
  return answer;
end
$function$;

comment on function private.settle_change(before user_subscriptions, sub user_subscriptions, at timestamp with time zone, new_minor bigint, why text) is 'Bills or gives back what a change in the middle of a period comes to.';
