-- Written by `npm run schema` from the migrations: change those, not this.

CREATE OR REPLACE FUNCTION private.why_not_sent(enrollment uuid)
 RETURNS jsonb
 LANGUAGE plpgsql
 STABLE SECURITY DEFINER
 SET search_path TO ''
AS $function$
declare
  e public.sequence_enrollments;
begin
  if not (select private.has_role('growth')) and coalesce(auth.role(), '') <> 'service_role' then
    raise exception 'Only growth may ask.' using errcode = '42501';
  end if;
  select * into e from public.sequence_enrollments s where s.id = enrollment;
  if not found then
    raise exception 'This enrollment does not exist.' using errcode = 'PT404';
  end if;
  return private.send_gate(e, now());
end
$function$;

comment on function private.why_not_sent(enrollment uuid) is 'Whether the next mail of an enrollment may go now, and if not why and what helps, as send_gate says. Behind the public function of its name.';

grant execute on function private.why_not_sent(enrollment uuid) to authenticated;
grant execute on function private.why_not_sent(enrollment uuid) to service_role;
