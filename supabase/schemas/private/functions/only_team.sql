-- Written by `npm run schema` from the migrations: change those, not this.

CREATE OR REPLACE FUNCTION private.only_team()
 RETURNS trigger
 LANGUAGE plpgsql
 SET search_path TO ''
AS $function$
begin
  if current_user = 'authenticated' and not (tg_argv[0] = 'staff' and private.is_staff()
    or private.has_any_role(array[tg_argv[0]])) then
    raise exception 'Your role does not allow this change.' using errcode = '42501';
  end if;
  return null;
end
$function$;

comment on function private.only_team() is 'Statement trigger: refuses before the triggers of rows, whose messages tell of other rows, are run for whom they do not concern.';
