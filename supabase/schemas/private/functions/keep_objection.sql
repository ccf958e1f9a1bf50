-- Written by `npm run schema` from the migrations: change those, not this.

CREATE OR REPLACE FUNCTION private.keep_objection()
 RETURNS trigger
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO ''
AS $function$
begin
  if tg_op = 'UPDATE' and old.consent = 'objected' and new.consent <> 'objected' and coalesce(current_setting('app.door', true), '') <> 'consent' then
    if coalesce(current_setting('app.import', true), '') = '' then
      raise exception 'This person has objected to being written to. Only consent that they give anew takes that back, once the suppression is lifted.'
        using errcode = '23514', detail = '{"field": "consent"}';
    end if;
    new.consent := 'objected';
  end if;
  if tg_op = 'UPDATE' and coalesce(current_setting('app.import', true), '') <> '' then
    new.state := old.state;
  end if;
  if new.consent <> 'objected' and (tg_op = 'INSERT'
      or (new.email, new.phone, new.handle, new.profile_url, new.consent) is distinct from (old.email, old.phone, old.handle, old.profile_url, old.consent))
    and exists (
      select from private.suppressions_of(private.contact_keys(new.email, new.phone, new.handle, new.profile_url, new.country), new.email) s
      where s.reason in ('unsubscribed', 'objected', 'complained', 'legal') and s.kind <> 'domain'
    ) then
    new.consent := 'objected';
  end if;
  return new;
end
$function$;
