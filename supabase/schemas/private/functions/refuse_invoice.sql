-- Written by `npm run schema` from the migrations: change those, not this.

CREATE OR REPLACE FUNCTION private.refuse_invoice(message text, field text DEFAULT NULL::text)
 RETURNS void
 LANGUAGE plpgsql
 SET search_path TO ''
AS $function$
begin
  raise exception '%', message using errcode = '23514', detail = coalesce(jsonb_build_object('field', field)::text, '');
end
$function$;

comment on function private.refuse_invoice(message text, field text) is 'Raises a refusal in billing with the given message, beside the field where one is named.';
