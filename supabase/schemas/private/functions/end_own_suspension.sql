-- Written by `npm run schema` from the migrations: change those, not this.

CREATE OR REPLACE FUNCTION private.end_own_suspension()
 RETURNS void
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO ''
AS $function$
begin
  if exists (select from public.profiles p where p.id = auth.uid() and p.state = 'suspended') and not private.is_suspended(auth.uid()) then
    perform private.follow_sanctions(auth.uid());
  end if;
end
$function$;

comment on function private.end_own_suspension() is 'Makes the signed-in member active again, if their suspension is over.';

grant execute on function private.end_own_suspension() to authenticated;
