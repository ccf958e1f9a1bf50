-- Written by `npm run schema` from the migrations: change those, not this.

CREATE OR REPLACE FUNCTION private.apply_objection()
 RETURNS trigger
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO ''
AS $function$
declare
  keys text[];
  known public.outreach_suppressions;
begin
  -- Kept by the trigger before this one.
  keys := array(select k.key from private.lead_keys k where k.lead_id = new.id);
  select s.* into known from private.suppressions_of(keys, new.email) s
  where s.reason in ('unsubscribed', 'objected', 'complained', 'legal') and s.kind <> 'domain'
  order by s.kind = 'person' desc, s.created_at limit 1;
  if known.id is not null then
    insert into private.suppressed_keys (key, suppression_id)
    select case known.kind when 'hash' then private.hashed_key(k) else k end, known.id from unnest(keys) k on conflict do nothing;
  elsif keys <> '{}' then
    perform private.suppress_person(new, 'objected', 'lead', null);
  end if;
  return null;
end
$function$;

comment on function private.apply_objection() is 'Trigger: a lead that objects is suppressed.';
