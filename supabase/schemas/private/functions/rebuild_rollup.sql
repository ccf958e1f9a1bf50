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
  end if;
  for n in 0 .. tg_nargs - 1 loop
    perform private.rebuild_activity(tg_argv[n]);
  end loop;
  return null;
end
$function$;

comment on function private.rebuild_rollup() is 'Trigger: works out anew, after a table was truncated, the sums of use or the rollups of the kinds of activity it is given.';
