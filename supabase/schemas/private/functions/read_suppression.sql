-- Written by `npm run schema` from the migrations: change those, not this.

CREATE OR REPLACE FUNCTION private.read_suppression()
 RETURNS trigger
 LANGUAGE plpgsql
 SET search_path TO ''
AS $function$
declare
  bare text;
begin
  -- Persons and the erased come by their functions, which run as the owner.
  if new.kind in ('person', 'hash') and current_user in ('authenticated', 'service_role') then
    raise exception 'A person is suppressed from their lead.' using errcode = '42501';
  end if;
  if new.kind = 'address' then
    bare := private.mail_address(new.email);
    if bare is null then
      raise exception 'This is not one email address: %', left(new.email, 80) using errcode = '23514', detail = '{"field": "email"}';
    end if;
    new.email := bare;
  elsif new.kind = 'domain' then
    bare := private.mail_domain(private.visible_text(regexp_replace(private.visible_text(new.email), '^(\*\.|\*?@|https?://)|/.*$', '', 'g')));
    if bare is null then
      raise exception 'This is not a domain: %', left(new.email, 80) using errcode = '23514', detail = '{"field": "email"}';
    end if;
    new.email := bare;
  end if;
  return new;
end
$function$;

comment on function private.read_suppression() is 'Trigger: writes the address or domain of a suppression in its canonical form, refuses what is none, and keeps people from adding a person''s by hand.';
