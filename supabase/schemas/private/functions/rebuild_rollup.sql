-- Written by `npm run schema` from the migrations: change those, not this.

CREATE OR REPLACE FUNCTION private.rebuild_rollup()
 RETURNS trigger
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO ''
AS $function$
begin
  if tg_table_name = 'usage_tracking' then
    perform private.rebuild_usage();
  else
    perform private.rebuild_activity();
  end if;
  return null;
end
$function$;
