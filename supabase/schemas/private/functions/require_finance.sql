-- Written by `npm run schema` from the migrations: change those, not this.

CREATE OR REPLACE FUNCTION private.require_finance()
 RETURNS void
 LANGUAGE plpgsql
 STABLE
 SET search_path TO ''
AS $function$
begin
  -- The role that asks, also inside functions that run with the owner's rights; none: the owner's own jobs.
  if coalesce(current_setting('role', true), 'none') in ('none', 'service_role') then
    return;
  elsif not (select private.has_role('finance')) then
    raise exception 'Only finance may change invoices.' using errcode = '42501';
  end if;
end
$function$;

comment on function private.require_finance() is 'Refuses whoever is neither finance nor a worker.';
