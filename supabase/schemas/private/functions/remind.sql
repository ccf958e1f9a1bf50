-- Written by `npm run schema` from the migrations: change those, not this.

CREATE OR REPLACE FUNCTION private.remind(of_invoice uuid, version timestamp with time zone, args jsonb, key text, dry_run boolean)
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

comment on function private.remind(of_invoice uuid, version timestamp with time zone, args jsonb, key text, dry_run boolean) is 'Records a reminder of an invoice, of the next level, with what was promised. Behind remind_invoice.';

grant execute on function private.remind(of_invoice uuid, version timestamp with time zone, args jsonb, key text, dry_run boolean) to authenticated;
grant execute on function private.remind(of_invoice uuid, version timestamp with time zone, args jsonb, key text, dry_run boolean) to service_role;
