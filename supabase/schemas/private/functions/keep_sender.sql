-- Written by `npm run schema` from the migrations: change those, not this.

CREATE OR REPLACE FUNCTION private.keep_sender()
 RETURNS trigger
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO ''
AS $function$
declare
  bare constant text := private.mail_address(new.from_email);
begin
  if bare is null then
    raise exception 'This is not one email address: %', left(new.from_email, 80) using errcode = '23514', detail = '{"field": "from_email"}';
  end if;
  new.from_email := bare;
  insert into public.outreach_senders (email, name) values (bare, new.from_name) on conflict do nothing;
  return new;
end
$function$;

comment on function private.keep_sender() is 'Trigger: the address of a sequence is one address in its canonical form, and a sender of it is added where there is none.';
