-- That an invoice was reminded of today already, or is not overdue, stood beside “Level”. Another level does not help:
-- it is said of the reminder as a whole, with the day from which there can be another.

create or replace function private.one_reminder_a_day() returns trigger language plpgsql security definer set search_path = '' as $$
begin
  -- The invoice is locked by whoever reminds, so that two at once see each other.
  if exists (select from public.invoice_reminders r where r.invoice_id = new.invoice_id and (r.sent_at at time zone 'UTC')::date = (new.sent_at at time zone 'UTC')::date) then
    perform private.refuse_invoice(format('Somebody was reminded of this invoice today already. The next reminder can be of %s.', to_char((new.sent_at at time zone 'UTC')::date + 1, 'FMDD Mon YYYY')));
  end if;
  return new;
end
$$;

create or replace function private.remind(of_invoice uuid, version timestamp with time zone, args jsonb, key text, dry_run boolean)
 RETURNS invoices
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO ''
AS $function$
declare
  invoice public.invoices;
  answer jsonb;
  request constant jsonb := jsonb_build_object('invoice', of_invoice) || args;
  level constant smallint := (args ->> 'level')::smallint;
  today constant date := (clock_timestamp() at time zone 'UTC')::date;
begin
  perform private.require_finance();
  if not dry_run then
    answer := private.recall('remind_invoice', key, request);
    if answer is not null then
      return jsonb_populate_record(null::public.invoices, answer);
    end if;
  end if;
  begin
    invoice := private.take_invoice(of_invoice, version);
    if invoice.state <> 'open' or invoice.due_on >= today then
      perform private.refuse_invoice('Only an overdue invoice is reminded of.');
    elsif level is null or level not between greatest(1, invoice.reminder_level) and least(3, invoice.reminder_level + 1) then
      perform private.refuse_invoice(format('The next reminder is of level %s.', least(3, invoice.reminder_level + 1)), 'level');
    elsif (args ->> 'promised_on')::date not between today and today + 366 then
      perform private.refuse_invoice('Payment is promised for a day within a year from now.', 'promised_on');
    end if;
    insert into public.invoice_reminders (invoice_id, level, promised_on, note, due_minor, currency, recorded_by)
    values (invoice.id, level, (args ->> 'promised_on')::date, nullif(btrim(args ->> 'note'), ''), invoice.due_minor, invoice.currency, private.staff_id());
    update public.invoices i set reminder_level = level, promised_on = (args ->> 'promised_on')::date where i.id = invoice.id returning * into invoice;
    if dry_run then
      raise exception using errcode = 'DRYRN', message = to_jsonb(invoice)::text;
    end if;
  exception when sqlstate 'DRYRN' then
    return jsonb_populate_record(null::public.invoices, sqlerrm::jsonb);
  end;
  perform private.remember('remind_invoice', key, request, to_jsonb(invoice));
  return invoice;
end
$function$;
