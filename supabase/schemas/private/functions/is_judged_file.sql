-- Written by `npm run schema` from the migrations: change those, not this.

CREATE OR REPLACE FUNCTION private.is_judged_file(path text)
 RETURNS boolean
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO ''
AS $function$
  select coalesce((select f.file is not distinct from private.file_at(f.path) from private.judged_files f where f.path = is_judged_file.path), true)
$function$;

comment on function private.is_judged_file(path text) is 'Whether the file at this path is the one that was seen and judged, or none was judged yet.';
