-- Written by `npm run schema` from the migrations: change those, not this.

CREATE OR REPLACE FUNCTION private.check_credit()
 RETURNS trigger
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO ''
AS $function$
begin
  if new.user_id is null then
    perform private.refuse_invoice('Credit is held for a member.', 'user_id');
  end if;
  perform private.refuse_closed(new.booked_at, null);
  perform pg_advisory_xact_lock(hashtextextended(new.user_id || new.currency, 7304));
  if new.amount_minor < 0 and (select coalesce(sum(e.amount_minor), 0) from public.credit_entries e
      where e.user_id = new.user_id and e.currency = new.currency) + new.amount_minor < 0 then
    perform private.refuse_invoice('The member has less credit than that.', 'amount_minor');
  end if;
  return new;
end
$function$;

comment on function private.check_credit() is 'Trigger: an entry of credit belongs to a member, is dated in a month that is not closed, and leaves the member no balance below zero.';
