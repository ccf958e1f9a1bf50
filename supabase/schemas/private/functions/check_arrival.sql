-- Written by `npm run schema` from the migrations: change those, not this.

CREATE OR REPLACE FUNCTION private.check_arrival()
 RETURNS trigger
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO ''
AS $function$
begin
  if new.paid_at > clock_timestamp() + interval '5 minutes' then
    perform private.refuse_invoice('The day of the payment lies in the future.', 'paid_at');
  elsif new.paid_at < '2000-01-01' then
    perform private.refuse_invoice('The day of the payment lies too far back.', 'paid_at');
  elsif (new.allocated_minor, new.refunded_minor) <> (0, 0) then
    perform private.refuse_invoice('What was allocated follows from the allocations.', 'allocated_minor');
  end if;
  perform private.refuse_closed(new.paid_at, 'paid_at');
  return new;
end
$function$;

comment on function private.check_arrival() is 'Trigger: a new payment is dated from 2000 to now, in a month that is not closed, and begins with nothing allocated or refunded.';
