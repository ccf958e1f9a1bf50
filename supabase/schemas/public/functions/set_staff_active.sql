-- Written by `npm run schema` from the migrations: change those, not this.

CREATE OR REPLACE FUNCTION public.set_staff_active(user_id uuid, version timestamp with time zone, active boolean, reason text DEFAULT NULL::text)
 RETURNS staff_members
 LANGUAGE plpgsql
 SET search_path TO ''
AS $function$
declare
  member public.staff_members;
begin
  if not (select private.has_role('admin')) then
    raise exception 'Only admins may change staff.' using errcode = '42501';
  end if;
  select * into member from public.staff_members s where s.user_id = set_staff_active.user_id for update;
  if not found then
    raise exception 'This person is not on the staff any more.' using errcode = 'P0002';
  elsif member.updated_at <> version then
    raise exception 'Somebody changed this person’s entry after you opened it.' using errcode = 'PT409',
      hint = 'Look at it again and repeat what you meant, if it still applies.';
  end if;
  perform set_config('app.reason', coalesce(reason, ''), true);
  update public.staff_members s set active = set_staff_active.active
  where s.user_id = member.user_id returning * into member;
  return member;
end
$function$;

grant execute on function public.set_staff_active(user_id uuid, version timestamp with time zone, active boolean, reason text) to authenticated;
