-- Written by `npm run schema` from the migrations: change those, not this.

CREATE OR REPLACE FUNCTION private.setting(wanted text)
 RETURNS numeric
 LANGUAGE plpgsql
 STABLE SECURITY DEFINER
 SET search_path TO ''
AS $function$
begin
  return (
    select s.value from public.moderation_settings s where s.code = wanted);
end
$function$;

comment on function private.setting(wanted text) is 'The value of one moderation setting.';

grant execute on function private.setting(wanted text) to authenticated;
grant execute on function private.setting(wanted text) to service_role;
