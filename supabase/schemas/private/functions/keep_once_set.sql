-- Written by `npm run schema` from the migrations: change those, not this.

CREATE OR REPLACE FUNCTION private.keep_once_set()
 RETURNS trigger
 LANGUAGE plpgsql
 SET search_path TO ''
AS $function$
declare
  column_name text;
begin
  -- What our own functions write passes.
  if current_user not in ('authenticated', 'service_role') then
    return new;
  end if;
  foreach column_name in array tg_argv loop
    if to_jsonb(old) ->> column_name is not null and to_jsonb(new) -> column_name is distinct from to_jsonb(old) -> column_name then
      raise exception '“%” stays as it was noted.', replace(column_name, '_', ' ') using errcode = '42501', detail = jsonb_build_object('field', column_name)::text;
    end if;
  end loop;
  return new;
end
$function$;

comment on function private.keep_once_set() is 'Row trigger. Arguments: columns that nobody changes once they are noted.';
