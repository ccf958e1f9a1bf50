-- Written by `npm run schema` from the migrations: change those, not this.

CREATE OR REPLACE FUNCTION private.follow_sanctions(member uuid)
 RETURNS void
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO ''
AS $function$
declare
  now_state text;
  is_suspended boolean;
begin
  select p.state into now_state from public.profiles p where p.id = member for update;
  is_suspended := exists (select from public.member_sanctions s where s.member_id = member and s.kind = 'suspend' and private.is_running(s));
  if is_suspended and now_state in ('onboarding', 'active', 'paused') then
    update public.profiles p set state = 'suspended' where p.id = member;
  elsif not is_suspended and now_state = 'suspended' then
    update public.profiles p set state = coalesce(
      (select s.state_before from public.member_sanctions s where s.member_id = member and s.kind = 'suspend' order by s.starts_at desc limit 1), 'active')
    where p.id = member;
  end if;
end
$function$;

comment on function private.follow_sanctions(member uuid) is 'Makes a member''s profile suspended while a suspension holds, and what it was before when none does.';
