-- Written by `npm run schema` from the migrations: change those, not this.

CREATE OR REPLACE FUNCTION private.normalise_to_email()
 RETURNS trigger
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO ''
AS $function$
declare
  bare constant text := private.mail_address(new.to_email);
begin
  if bare is null then
    raise exception 'A mail goes to one bare address, not to "%".', left(new.to_email, 80) using errcode = '23514', detail = '{"field": "to_email"}';
  end if;
  new.to_email := bare;
  return new;
end
$function$;

comment on function private.normalise_to_email() is 'Trigger: addresses of mails are kept in one form.';
