-- 020 staff_management
-- Who joins the staff and who leaves it: an admin makes an existing account staff by its email
-- address, and deactivates or reactivates it with a reason. That the last active admin stays is
-- the rule of 012.

-- Accounts lie in auth.users, which the API does not expose. Only admins may ask, one address at a time.
create or replace function private.account_by_email(wanted text) returns table (id uuid, email text)
language plpgsql stable security definer set search_path = '' as $$
begin
  if not (select private.has_role('admin')) then
    raise exception 'Only admins may look up accounts.' using errcode = '42501';
  end if;
  return query
    select u.id, u.email::text
    from auth.users u
    where lower(u.email) = lower(btrim(wanted)) and u.deleted_at is null
    order by u.created_at
    limit 1;
end
$$;
revoke all on function private.account_by_email(text) from public, anon, authenticated, service_role;
grant execute on function private.account_by_email(text) to authenticated;

create or replace function public.invite_staff(email text, full_name text, roles text[]) returns public.staff_members
language plpgsql security invoker set search_path = '' as $$
declare
  account record;
  member public.staff_members;
begin
  if not (select private.has_role('admin')) then
    raise exception 'Only admins may add staff.' using errcode = '42501';
  end if;
  -- Without a role a person is not let in: adding one would look done and not be.
  if coalesce(cardinality(invite_staff.roles), 0) = 0 then
    raise exception 'Choose at least one role.' using errcode = '23514', detail = '{"field": "roles"}';
  end if;
  select * into account from private.account_by_email(invite_staff.email);
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
    values (account.id, btrim(invite_staff.full_name), account.email, invite_staff.roles)
    returning * into member;
  exception when unique_violation then
    -- Two admins at the same moment, or an address that changed hands.
    raise exception 'This account or address is on the staff already.' using errcode = '23514', detail = '{"field": "email"}';
  end;
  return member;
end
$$;
comment on function public.invite_staff(text, text, text[]) is
  'Makes the account with this email address staff with these roles. Sends nothing.';

create or replace function public.set_staff_active(
  user_id uuid, version timestamptz, active boolean, reason text default null
) returns public.staff_members
language plpgsql security invoker set search_path = '' as $$
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
$$;

revoke all on function
  public.invite_staff(text, text, text[]),
  public.set_staff_active(uuid, timestamptz, boolean, text)
  from public, anon, authenticated, service_role;
grant execute on function
  public.invite_staff(text, text, text[]),
  public.set_staff_active(uuid, timestamptz, boolean, text)
  to authenticated;
