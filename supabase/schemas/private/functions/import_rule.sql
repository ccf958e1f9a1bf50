-- Written by `npm run schema` from the migrations: change those, not this.

CREATE OR REPLACE FUNCTION private.import_rule(target text)
 RETURNS private.import_rules
 LANGUAGE plpgsql
 STABLE SECURITY DEFINER
 SET search_path TO ''
AS $function$
declare
  rule private.import_rules;
begin
  select * into rule from private.import_rules r where r.table_name = target;
  if not found then
    raise exception 'There is no import into "%".', target using errcode = '22023';
  elsif not private.has_any_role(rule.roles) then
    raise exception 'Your role does not allow imports here.' using errcode = '42501';
  end if;
  return rule;
end
$function$;

grant execute on function private.import_rule(target text) to authenticated;
