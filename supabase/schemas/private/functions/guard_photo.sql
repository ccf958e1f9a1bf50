-- Written by `npm run schema` from the migrations: change those, not this.

CREATE OR REPLACE FUNCTION private.guard_photo()
 RETURNS trigger
 LANGUAGE plpgsql
 SET search_path TO ''
AS $function$
begin
  if tg_op = 'INSERT' then
    if new.state <> 'pending' and (current_user in ('authenticated', 'service_role', 'anon') or auth.uid() is not null) then
      raise exception 'A photo begins as pending.' using errcode = '42501', detail = '{"field": "state"}';
    end if;
  elsif (new.state, new.rejection_reason) is distinct from (old.state, old.rejection_reason)
    and (current_user in ('authenticated', 'service_role', 'anon')
      or auth.uid() is not null and coalesce(private.context('photo'), '') <> new.id::text) then
    raise exception 'A photo is approved and rejected in the photo queue, by somebody who sees it.'
      using errcode = '42501', detail = '{"field": "state"}', hint = 'Call moderate_photos with the checksum of the picture.';
  elsif (new.storage_path, old.checksum, old.phash) is distinct from (old.storage_path, coalesce(new.checksum, ''), new.phash) and old.checksum is not null
    -- What was noted of another file is forgotten, and the photo waits.
    and not (new.storage_path = old.storage_path and new.state = 'pending' and num_nonnulls(new.checksum, new.phash) = 0
      and current_user not in ('authenticated', 'service_role', 'anon') and private.context('photo') = new.id::text) then
    raise exception 'What was noted of a photo does not change.' using errcode = '42501', detail = '{"field": "checksum"}';
  end if;
  return new;
end
$function$;

comment on function private.guard_photo() is 'Trigger: a photo begins as pending, its state changes only by the function of decisions, and what was noted of its file stays.';
