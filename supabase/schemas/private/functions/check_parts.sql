-- Written by `npm run schema` from the migrations: change those, not this.

CREATE OR REPLACE FUNCTION private.check_parts(parts jsonb)
 RETURNS void
 LANGUAGE plpgsql
 STABLE
 SET search_path TO ''
AS $function$
begin
  perform (p ->> 'invoice_id')::uuid, (p ->> 'version')::timestamptz, (p ->> 'amount_minor')::bigint from jsonb_array_elements(parts) p;
exception when data_exception then
  perform private.need(false, 'Each part names its invoice, the version that you saw of it, and a whole number of the smallest unit.', 'parts');
end
$function$;

comment on function private.check_parts(parts jsonb) is 'Refuses parts of a payment that cannot be read.';

grant execute on function private.check_parts(parts jsonb) to authenticated;
grant execute on function private.check_parts(parts jsonb) to service_role;
