-- Written by `npm run schema` from the migrations: change those, not this.

CREATE OR REPLACE FUNCTION private.note_run()
 RETURNS trigger
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO ''
AS $function$
begin
  update public.lead_sources set last_run_at = greatest(last_run_at, new.started_at) where id = new.source_id;
  return null;
end
$function$;
