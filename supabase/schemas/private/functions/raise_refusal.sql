-- Written by `npm run schema` from the migrations: change those, not this.

CREATE OR REPLACE FUNCTION private.raise_refusal(why text, field text)
 RETURNS void
 LANGUAGE plpgsql
 SET search_path TO ''
AS $function$
begin
  raise exception '%', why using errcode = '23514', detail = jsonb_build_object('field', field)::text;
end
$function$;

grant execute on function private.raise_refusal(why text, field text) to authenticated;
