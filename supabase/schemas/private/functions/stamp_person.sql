-- Written by `npm run schema` from the migrations: change those, not this.

CREATE OR REPLACE FUNCTION private.stamp_person()
 RETURNS trigger
 LANGUAGE plpgsql
 SET search_path TO ''
AS $function$
begin
  if current_user <> 'authenticated' then
    return new;
  end if;
  return jsonb_populate_record(new, jsonb_build_object(tg_argv[0],
    case tg_op when 'INSERT' then to_jsonb(auth.uid()) else to_jsonb(old) -> tg_argv[0] end));
end
$function$;
