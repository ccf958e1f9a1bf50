-- Written by `npm run schema` from the migrations: change those, not this.

CREATE OR REPLACE FUNCTION private.end_sanctions()
 RETURNS integer
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO ''
AS $function$
declare
  ended integer;
begin
  perform private.follow_sanctions(p.id) from public.profiles p
  where p.state = 'suspended' and not exists (
    select from public.member_sanctions s where s.member_id = p.id and s.kind = 'suspend' and private.is_running(s));
  get diagnostics ended = row_count;
  return ended;
end
$function$;

grant execute on function private.end_sanctions() to authenticated;
grant execute on function private.end_sanctions() to service_role;
