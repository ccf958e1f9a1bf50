-- Written by `npm run schema` from the migrations: change those, not this.

CREATE OR REPLACE FUNCTION private.bound_payment()
 RETURNS trigger
 LANGUAGE plpgsql
 SET search_path TO ''
AS $function$
begin
  if current_user = 'authenticated' and new.paid_at > now() + interval '1 day' then
    raise exception 'The day of the payment lies in the future.' using errcode = '23514', detail = '{"field": "paid_at"}';
  end if;
  return new;
end
$function$;
