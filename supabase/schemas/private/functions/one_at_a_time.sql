-- Written by `npm run schema` from the migrations: change those, not this.

CREATE OR REPLACE FUNCTION private.one_at_a_time(what text)
 RETURNS void
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO ''
AS $function$
begin
  perform private.require_finance();
  perform pg_advisory_xact_lock(hashtextextended(what, 7305));
end
$function$;

comment on function private.one_at_a_time(what text) is 'Waits until whoever of finance does the same at this moment is done.';

grant execute on function private.one_at_a_time(what text) to authenticated;
grant execute on function private.one_at_a_time(what text) to service_role;
