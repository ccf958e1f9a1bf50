-- Written by `npm run schema` from the migrations: change those, not this.

CREATE OR REPLACE FUNCTION private.keep_debtor()
 RETURNS trigger
 LANGUAGE plpgsql
 SET search_path TO ''
AS $function$
begin
  if current_user in ('authenticated', 'service_role') then
    raise exception 'An issued invoice is not rewritten: whom it is for is fixed. Void it and issue another.' using errcode = '23514', detail = '{"field": "user_id"}';
  end if;
  return new;
end
$function$;

comment on function private.keep_debtor() is 'Trigger: only whoever deletes a member or a subscription forgets them on an issued invoice.';
