-- Written by `npm run schema` from the migrations: change those, not this.

CREATE OR REPLACE FUNCTION private.remember(of_function text, of_key text, request jsonb, response jsonb)
 RETURNS void
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO ''
AS $function$
begin
  if of_key is not null then
    perform private.need(char_length(of_key) between 1 and 200, 'The key of a request is 1 to 200 characters long.', 'idempotency_key');
    insert into private.idempotency_keys (function_name, key, request, response)
    values (of_function, of_key, request || jsonb_build_object('by', auth.uid()), response)
    on conflict do nothing;
    -- Who leaves open whether it is a dry run is not answered from before, and does nothing twice either.
    if not found then
      raise exception 'What was sent before under this key was done, and this is something else. Nothing was changed now: look at the record, then begin anew.' using errcode = 'PT409';
    end if;
  end if;
end
$function$;

comment on function private.remember(of_function text, of_key text, request jsonb, response jsonb) is 'Keeps the answer of a request under its idempotency key.';
