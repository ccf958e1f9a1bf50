-- Written by `npm run schema` from the migrations: change those, not this.

CREATE OR REPLACE FUNCTION private.file_at(path text)
 RETURNS text
 LANGUAGE plpgsql
 STABLE SECURITY DEFINER
 SET search_path TO ''
AS $function$
declare
  found_file text;
begin
  if to_regclass('storage.objects') is null then
    return null;
  end if;
  execute 'select private.file_facts(to_jsonb(o)) from storage.objects o where o.bucket_id = ''pictures'' and o.name = $1' into found_file using path;
  return found_file;
end
$function$;

comment on function private.file_at(path text) is 'The file that lies at this path of the bucket of pictures now, by what Storage says of it.';
