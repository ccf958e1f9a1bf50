-- Written by `npm run schema` from the migrations: change those, not this.

CREATE OR REPLACE FUNCTION private.suppress_person(lead leads, why text, came_by text, note text)
 RETURNS outreach_suppressions
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO ''
AS $function$
declare
  suppression public.outreach_suppressions;
begin
  insert into public.outreach_suppressions (email, kind, reason, source, note, lead_id)
  values (left(coalesce(lead.email, lead.phone, lead.handle, lead.profile_url), 300), 'person', why, came_by, note, lead.id)
  on conflict do nothing returning * into suppression;
  return suppression;
end
$function$;

comment on function private.suppress_person(lead leads, why text, came_by text, note text) is 'Suppresses a person by all of their keys.';
