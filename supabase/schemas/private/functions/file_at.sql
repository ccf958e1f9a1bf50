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
  -- Versions of Storage have more or fewer columns.
  execute $q$select concat_ws(' ', f ->> 'id', f ->> 'version', f #>> '{metadata,eTag}', f #>> '{metadata,size}')
    from (select to_jsonb(o) as f from storage.objects o where o.bucket_id = 'pictures' and o.name = $1) o$q$ into found_file using path;
  return found_file;
end
$function$;

comment on function private.file_at(path text) is 'The file that lies at this path of the bucket of pictures now, by what Storage says of it.';
