-- Written by `npm run schema` from the migrations: change those, not this.

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

comment on function private.recall(of_function text, of_key text, request jsonb) is 'The answer that was given under an idempotency key before; null where there is none, and refused where the request was another.';
