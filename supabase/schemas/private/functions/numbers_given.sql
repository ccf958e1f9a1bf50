-- Written by `npm run schema` from the migrations: change those, not this.

CREATE OR REPLACE FUNCTION private.numbers_given()
 RETURNS bigint
 LANGUAGE plpgsql
 STABLE SECURITY DEFINER
 SET search_path TO ''
AS $function$
begin
  perform private.require_finance();
  return (select coalesce(sum(c.last - c.first + 1), 0) from private.document_counters c);
end
$function$;

comment on function private.numbers_given() is 'How many numbers were given to documents.';

grant execute on function private.numbers_given() to authenticated;
grant execute on function private.numbers_given() to service_role;
