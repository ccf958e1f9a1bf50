-- Written by `npm run schema` from the migrations: change those, not this.

CREATE OR REPLACE FUNCTION private.is_suspended(member uuid)
 RETURNS boolean
 LANGUAGE plpgsql
 STABLE SECURITY DEFINER
 SET search_path TO ''
AS $function$
begin
  return exists (select from public.member_sanctions s where s.member_id = member and s.kind = 'suspend' and private.is_running(s));
end
$function$;

comment on function private.is_suspended(member uuid) is 'Whether a suspension of this member runs at this moment; the state of the profile follows it a little later.';
