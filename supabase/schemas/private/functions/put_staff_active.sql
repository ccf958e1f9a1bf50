-- Written by `npm run schema` from the migrations: change those, not this.

CREATE OR REPLACE FUNCTION private.put_staff_active(user_id uuid, version timestamp with time zone, active boolean, reason text)
 RETURNS staff_members
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO ''
AS $function$
declare
  member public.staff_members;
begin
  if not (select private.has_role('admin')) then
    raise exception 'Only admins may change staff.' using errcode = '42501';
  elsif put_staff_active.active is null then
    raise exception 'Say whether the person is to be active.' using errcode = '22023';
  end if;
  select * into member from public.staff_members s where s.user_id = put_staff_active.user_id for update;
  if not found then
    raise exception 'This person is not on the staff any more.' using errcode = 'PT404';
  elsif member.updated_at is distinct from version then
    raise exception 'Somebody changed this person’s entry after you opened it.' using errcode = 'PT409',
      hint = 'Look at it again and repeat what you meant, if it still applies.';
  end if;
  perform private.set_context('reason', coalesce(private.said(reason), ''));
  update public.staff_members s set active = put_staff_active.active
  where s.user_id = member.user_id returning * into member;
  return member;
end
$function$;

comment on function private.put_staff_active(user_id uuid, version timestamp with time zone, active boolean, reason text) is 'The writing half of set_staff_active.';

grant execute on function private.put_staff_active(user_id uuid, version timestamp with time zone, active boolean, reason text) to authenticated;
