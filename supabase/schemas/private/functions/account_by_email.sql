-- Written by `npm run schema` from the migrations: change those, not this.

CREATE OR REPLACE FUNCTION private.account_by_email(wanted text)
 RETURNS TABLE(id uuid, email text)
 LANGUAGE plpgsql
 STABLE SECURITY DEFINER
 SET search_path TO ''
AS $function$
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
$function$;

grant execute on function private.account_by_email(wanted text) to authenticated;
