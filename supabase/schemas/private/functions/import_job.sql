-- Written by `npm run schema` from the migrations: change those, not this.

CREATE OR REPLACE FUNCTION private.import_job(import_id uuid)
 RETURNS imports
 LANGUAGE plpgsql
 SET search_path TO ''
AS $function$
declare
  job public.imports;
begin
  perform pg_advisory_xact_lock(hashtextextended(import_id::text, 23));
  select * into job from public.imports i where i.id = import_id and i.owner_id = auth.uid();
  if not found then
    raise exception 'This import does not exist, or is not yours.' using errcode = 'PT404';
  end if;
  return job;
end
$function$;

comment on function private.import_job(import_id uuid) is 'The import with this key, if it is the person''s own.';

grant execute on function private.import_job(import_id uuid) to authenticated;
