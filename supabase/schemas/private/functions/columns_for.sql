-- Written by `npm run schema` from the migrations: change those, not this.

CREATE OR REPLACE FUNCTION private.columns_for(target text, own_row boolean)
 RETURNS text[]
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO ''
AS $function$
  select coalesce(array_agg(c), '{}')
  from private.column_rules r, unnest(r.columns) c
  where r.table_name = target and r.verb = 'update'
    and case r.who when 'member' then own_row else private.has_role(r.who) end
$function$;

comment on function private.columns_for(target text, own_row boolean) is 'What the signed-in person may change in a row that is theirs, or is not.';

grant execute on function private.columns_for(target text, own_row boolean) to authenticated;
grant execute on function private.columns_for(target text, own_row boolean) to service_role;
