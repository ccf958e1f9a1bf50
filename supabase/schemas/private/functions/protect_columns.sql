-- Written by `npm run schema` from the migrations: change those, not this.

CREATE OR REPLACE FUNCTION private.protect_columns()
 RETURNS trigger
 LANGUAGE plpgsql
 SET search_path TO ''
AS $function$
declare
  column_name text;
begin
  -- Not definer: a counter kept by one of our own definer triggers runs as the owner and may pass.
  if current_user <> 'authenticated' or private.has_any_role(string_to_array(tg_argv[0], ',')) then
    return new;
  end if;
  foreach column_name in array tg_argv[1:] loop
    if to_jsonb(new) -> column_name is distinct from to_jsonb(old) -> column_name then
      raise exception 'You may not change "%" yourself.', replace(column_name, '_', ' ')
        using errcode = '42501', detail = jsonb_build_object('field', column_name)::text;
    end if;
  end loop;
  return new;
end
$function$;

comment on function private.protect_columns() is 'Row trigger. First argument: the roles that may, comma separated; then the protected columns.';
