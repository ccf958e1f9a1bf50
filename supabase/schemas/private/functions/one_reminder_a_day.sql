-- Written by `npm run schema` from the migrations: change those, not this.

CREATE OR REPLACE FUNCTION private.one_reminder_a_day()
 RETURNS trigger
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO ''
AS $function$
begin
  -- The invoice is locked by whoever reminds, so that two at once see each other.
  if exists (select from public.invoice_reminders r where r.invoice_id = new.invoice_id and (r.sent_at at time zone 'UTC')::date = (new.sent_at at time zone 'UTC')::date) then
    perform private.refuse_invoice(format('Somebody was reminded of this invoice today already. The next reminder can be of %s.', to_char((new.sent_at at time zone 'UTC')::date + 1, 'FMDD Mon YYYY')));
  end if;
  return new;
end
$function$;

comment on function private.one_reminder_a_day() is 'Trigger: an invoice is reminded of at most once a day (in UTC).';
