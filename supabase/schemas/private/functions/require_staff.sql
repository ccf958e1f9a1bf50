-- Written by `npm run schema` from the migrations: change those, not this.

CREATE OR REPLACE FUNCTION private.require_staff()
 RETURNS void
 LANGUAGE plpgsql
 STABLE
 SET search_path TO ''
AS $function$
begin
  if not private.is_staff() then
    raise exception 'Only staff see the numbers of all members.' using errcode = '42501';
  end if;
end
$function$;

comment on function private.require_staff() is 'Refuses whoever is not on the staff.';

grant execute on function private.require_staff() to authenticated;
