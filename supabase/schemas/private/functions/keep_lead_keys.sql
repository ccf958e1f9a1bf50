-- Written by `npm run schema` from the migrations: change those, not this.

CREATE OR REPLACE FUNCTION private.keep_lead_keys()
 RETURNS trigger
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO ''
AS $function$
declare
  keys constant text[] := private.contact_keys(new.email, new.phone, new.handle, new.profile_url, new.country);
begin
  if tg_op = 'UPDATE' then
    delete from private.lead_keys k where k.lead_id = new.id and k.key <> all (keys);
  end if;
  insert into private.lead_keys (key, lead_id) select k, new.id from unnest(keys) k on conflict do nothing;
  return null;
end
$function$;

comment on function private.keep_lead_keys() is 'Trigger: keeps the contact keys of a lead in lead_keys when it is added or changed.';
