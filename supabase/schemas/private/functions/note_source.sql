-- Written by `npm run schema` from the migrations: change those, not this.

CREATE OR REPLACE FUNCTION private.note_source()
 RETURNS trigger
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO ''
AS $function$
begin
  new.source_id := (select l.source_id from public.leads l where l.id = new.lead_id);
  return new;
end
$function$;

comment on function private.note_source() is 'Trigger: an enrollment keeps where its lead was from.';
