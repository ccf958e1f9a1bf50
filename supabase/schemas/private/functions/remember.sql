-- Written by `npm run schema` from the migrations: change those, not this.

CREATE OR REPLACE FUNCTION private.remember(of_function text, of_key text, request jsonb, response jsonb)
 RETURNS void
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO ''
AS $function$
begin
  if of_key is not null then
    insert into private.idempotency_keys (function_name, key, request, response)
    values (of_function, of_key, request || jsonb_build_object('by', auth.uid()), response);
  end if;
end
$function$;
