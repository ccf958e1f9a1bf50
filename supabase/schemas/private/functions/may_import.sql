-- Written by `npm run schema` from the migrations: change those, not this.

CREATE OR REPLACE FUNCTION private.may_import(target text)
 RETURNS boolean
 LANGUAGE plpgsql
 STABLE SECURITY DEFINER
 SET search_path TO ''
AS $function$
begin
  return exists (select from private.import_rules r where r.table_name = target and private.has_any_role(r.roles));
end
$function$;

comment on function private.may_import(target text) is 'Whether the signed-in person may import into a table.';

grant execute on function private.may_import(target text) to authenticated;
