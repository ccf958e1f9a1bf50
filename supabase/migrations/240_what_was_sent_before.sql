-- Who changes an amount after a lost answer and sends it again, hears what became of the first: the key meant nothing to them.

CREATE OR REPLACE FUNCTION private.recall(of_function text, of_key text, request jsonb)
 RETURNS jsonb
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO ''
AS $function$
declare
  done private.idempotency_keys;
begin
  if of_key is null then
    return null;
  end if;
  perform pg_advisory_xact_lock(hashtextextended(of_function || ' ' || of_key, 7303));
  select * into done from private.idempotency_keys k where k.function_name = of_function and k.key = of_key;
  if found and done.request <> request || jsonb_build_object('by', auth.uid()) then
    raise exception 'What was sent before under this key was done, and this is something else. Nothing was changed now: look at the record, then begin anew.' using errcode = 'PT409';
  end if;
  return done.response;
end
$function$;

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
