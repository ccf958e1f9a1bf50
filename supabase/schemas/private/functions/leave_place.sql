-- Written by `npm run schema` from the migrations: change those, not this.

CREATE OR REPLACE FUNCTION private.leave_place()
 RETURNS trigger
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO ''
AS $function$
begin
  delete from private.activity_members m where m.user_id = old.id and not exists (select from public.profiles p where p.id = old.id);
  return null;
end
$function$;

comment on function private.leave_place() is 'Trigger: takes the place of a deleted member from the bits, at the end of the transaction.';
