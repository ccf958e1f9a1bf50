-- Written by `npm run schema` from the migrations: change those, not this.

CREATE OR REPLACE FUNCTION private.keep_staff()
 RETURNS trigger
 LANGUAGE plpgsql
 SET search_path TO ''
AS $function$
begin
  raise exception 'Staff are deactivated, not deleted: what they did keeps their name.' using errcode = '42501',
    hint = 'Deactivate them instead; they are not let in any more.';
end
$function$;

comment on function private.keep_staff() is 'Row trigger: nobody deletes an entry of the staff.';
