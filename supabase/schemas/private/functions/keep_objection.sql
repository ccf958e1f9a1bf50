-- Written by `npm run schema` from the migrations: change those, not this.

CREATE OR REPLACE FUNCTION private.keep_objection()
 RETURNS trigger
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO ''
AS $function$
declare
  keys text[];
  suppressions uuid[];
begin
  if tg_op = 'UPDATE' and old.consent = 'objected' and new.consent <> 'objected' and coalesce(private.context('door'), '') not in ('consent', 'merge') then
    if coalesce(private.context('import'), '') = '' then
      raise exception 'This person has objected to being written to. Only consent that they give anew takes that back, once the suppression is lifted.'
        using errcode = '23514', detail = '{"field": "consent"}';
    end if;
    new.consent := 'objected';
  end if;
  if tg_op = 'UPDATE' and coalesce(private.context('import'), '') <> '' then
    new.state := old.state;
  end if;
  if new.consent = 'objected' or tg_op = 'UPDATE'
    and (new.email, new.phone, new.handle, new.profile_url, new.consent) is not distinct from (old.email, old.phone, old.handle, old.profile_url, old.consent) then
    return new;
  end if;
  keys := private.lookup_keys(private.contact_keys(new.email, new.phone, new.handle, new.profile_url, new.country), new.email);
  suppressions := array(select k.suppression_id from private.suppressed_keys k where k.key = any (keys));
  if suppressions <> '{}' and exists (select from public.outreach_suppressions s
    where s.id = any (suppressions) and s.reason in ('unsubscribed', 'objected', 'complained', 'legal') and s.kind <> 'domain') then
    new.consent := 'objected';
  end if;
  return new;
end
$function$;

comment on function private.keep_objection() is 'Trigger: an objection outlives the lead.';
