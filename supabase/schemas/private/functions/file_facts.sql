-- Written by `npm run schema` from the migrations: change those, not this.

CREATE OR REPLACE FUNCTION private.file_facts(object jsonb)
 RETURNS text
 LANGUAGE sql
 STABLE
 SET search_path TO ''
AS $function$
  -- Versions of Storage have more or fewer columns.
  select concat_ws(' ', object ->> 'id', object ->> 'version', object #>> '{metadata,eTag}', object #>> '{metadata,size}')
$function$;

comment on function private.file_facts(object jsonb) is 'What Storage says of a file, which is another for any other file.';
