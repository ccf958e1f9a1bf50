-- Written by `npm run schema` from the migrations: change those, not this.

CREATE OR REPLACE FUNCTION private.normalise_email()
 RETURNS trigger
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO ''
AS $function$
declare
  bare constant text := private.mail_address(new.email);
begin
  if bare is null and private.visible_text(new.email) <> '' then
    raise exception 'This is not one email address: %', left(new.email, 80) using errcode = '23514', detail = '{"field": "email"}';
  end if;
  new.email := bare;
  new.looks_like := private.look_alike(bare);
  return new;
end
$function$;

comment on function private.normalise_email() is 'Trigger: addresses are kept in one form.';
