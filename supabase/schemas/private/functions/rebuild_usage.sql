-- Written by `npm run schema` from the migrations: change those, not this.

CREATE OR REPLACE FUNCTION private.rebuild_usage()
 RETURNS bigint
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO ''
AS $function$
begin
  perform private.hold_counted();
  delete from private.usage_sums where true;
  delete from private.usage_spread where true;
  execute private.adding_use('select u.*, 1 as sign from public.usage_tracking u');
  return (select coalesce(sum(s.members), 0) from private.usage_sums s);
end
$function$;

comment on function private.rebuild_usage() is 'Counts all use anew for the charts; answers with how many rows there are.';

grant execute on function private.rebuild_usage() to service_role;
