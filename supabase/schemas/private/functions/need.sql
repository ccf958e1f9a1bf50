-- Written by `npm run schema` from the migrations: change those, not this.

CREATE OR REPLACE FUNCTION private.need(given boolean, message text, field text)
 RETURNS void
 LANGUAGE plpgsql
 IMMUTABLE
 SET search_path TO ''
AS $function$
begin
  if given is not true then
    raise exception '%', message using errcode = '23514', detail = jsonb_build_object('field', field)::text;
  end if;
end
$function$;

comment on function private.need(given boolean, message text, field text) is 'Refuses what was left out, naming the field.';

grant execute on function private.need(given boolean, message text, field text) to authenticated;
grant execute on function private.need(given boolean, message text, field text) to service_role;
