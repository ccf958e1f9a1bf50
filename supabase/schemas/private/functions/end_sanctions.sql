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
  if auth.uid() is not null and not (select private.has_role('moderator')) then
    raise exception 'Only moderators and workers may do that.' using errcode = '42501';
  end if;
  perform private.follow_sanctions(p.id) from public.profiles p
  where p.state = 'suspended' and not exists (
    select from public.member_sanctions s where s.member_id = p.id and s.kind = 'suspend' and private.is_running(s));
  get diagnostics ended = row_count;
  return ended;
end
$function$;

comment on function private.end_sanctions() is 'The writing half of end_sanctions.';

grant execute on function private.end_sanctions() to authenticated;
grant execute on function private.end_sanctions() to service_role;
