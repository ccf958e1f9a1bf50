-- Written by `npm run schema` from the migrations: change those, not this.

CREATE OR REPLACE FUNCTION private.rebuild_rollup()
 RETURNS trigger
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO ''
AS $function$
begin
  case tg_table_name
    when 'usage_tracking' then perform private.rebuild_usage();
    when 'email_sends' then perform private.rebuild_send_sums();
    else null;
  end case;
  for n in 0 .. tg_nargs - 1 loop
    perform private.rebuild_activity(tg_argv[n]);
  end loop;
  return null;
end
$function$;

comment on function private.rebuild_rollup() is 'Trigger: works out anew, after a table was truncated, the sums of use, of mails, or of the kinds of activity it is given.';
