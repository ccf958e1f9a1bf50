-- Written by `npm run schema` from the migrations: change those, not this.

CREATE OR REPLACE FUNCTION private.by_api()
 RETURNS boolean
 LANGUAGE plpgsql
 STABLE
 SET search_path TO ''
AS $function$
begin
  return auth.uid() is not null or coalesce(auth.role(), '') in ('service_role', 'authenticated', 'anon');
end
$function$;

comment on function private.by_api() is 'Whether the request comes through the API, by a person or a worker: a definer function runs as its owner, so the role does not tell.';
