-- Written by `npm run schema` from the migrations: change those, not this.

CREATE OR REPLACE FUNCTION private.rebuild_steps()
 RETURNS bigint
 LANGUAGE sql
 SECURITY DEFINER
 SET search_path TO ''
AS $function$
  select private.follow_steps(array(select u.user_id from public.user_conversations u union select m.user_a from public.matches m union select m.user_b from public.matches m union select s.user_id from private.member_steps s));
  select count(*) from private.member_steps
$function$;

comment on function private.rebuild_steps() is 'Works out anew how far all members have got; answers with how many there are beyond signing up.';

grant execute on function private.rebuild_steps() to service_role;
