-- Written by `npm run schema` from the migrations: change those, not this.

CREATE OR REPLACE FUNCTION private.keep_suspended_keys(member uuid)
 RETURNS void
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO ''
AS $function$
begin
  delete from private.suspended_keys k where k.member_id = member;
  -- Their account may have another address than their profile.
  insert into private.suspended_keys (key, member_id)
  select distinct 'mail:' || private.mail_key(a.email), p.id
  from public.profiles p cross join lateral (values (p.email), ((select u.email from auth.users u where u.id = p.id))) a (email)
  where p.id = member and p.state = 'suspended' and private.mail_key(a.email) is not null;
  update public.email_sends s set state = 'skipped', reason = 'suppressed'
  where s.state = 'queued' and s.lead_id in (
    select l.lead_id from private.suspended_keys k join private.lead_keys l on l.key = k.key where k.member_id = member);
end
$function$;

comment on function private.keep_suspended_keys(member uuid) is 'Keeps the mailbox of a member while they are suspended, and takes back what is queued to it.';
