-- Written by `npm run schema` from the migrations: change those, not this.

CREATE OR REPLACE FUNCTION private.add_staff(email text, full_name text, roles text[])
 RETURNS staff_members
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO ''
AS $function$
declare
  account record;
  member public.staff_members;
begin
  if not (select private.has_role('admin')) then
    raise exception 'Only admins may add staff.' using errcode = '42501';
  end if;
  -- Without a role a person is not let in: adding one would look done and not be.
  if coalesce(cardinality(add_staff.roles), 0) = 0 then
    raise exception 'Choose at least one role.' using errcode = '23514', detail = '{"field": "roles"}';
  end if;
  select * into account from private.account_by_email(add_staff.email);
  if not found then
    raise exception 'There is no account with this email address. Ask the person to sign up first.'
      using errcode = '23514', detail = '{"field": "email"}';
  end if;
  select * into member from public.staff_members s where s.user_id = account.id;
  if found then
    raise exception '%',
      case when member.active then format('%s is on the staff already.', member.full_name)
      else format('%s was on the staff before. Reactivate them instead.', member.full_name) end
      using errcode = '23514', detail = '{"field": "email"}';
  end if;
  begin
    insert into public.staff_members (user_id, full_name, email, roles)
    values (account.id, btrim(add_staff.full_name), account.email, add_staff.roles)
    returning * into member;
  exception when unique_violation then
    -- Two admins at the same moment, or an address that changed hands.
    raise exception 'This account or address is on the staff already.' using errcode = '23514', detail = '{"field": "email"}';
  end;
  return member;
end
$function$;

comment on function private.add_staff(email text, full_name text, roles text[]) is 'The writing half of invite_staff.';

grant execute on function private.add_staff(email text, full_name text, roles text[]) to authenticated;
