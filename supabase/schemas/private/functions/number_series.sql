-- Written by `npm run schema` from the migrations: change those, not this.

CREATE OR REPLACE FUNCTION private.number_series()
 RETURNS TABLE(series text, year integer, first bigint, last bigint)
 LANGUAGE plpgsql
 STABLE SECURITY DEFINER
 SET search_path TO ''
AS $function$
begin
  perform private.require_finance();
  return query select c.series, c.year::integer, c.first, c.last from private.document_counters c;
end
$function$;

comment on function private.number_series() is 'Which numbers were given to documents, by series and year.';

grant execute on function private.number_series() to authenticated;
grant execute on function private.number_series() to service_role;
