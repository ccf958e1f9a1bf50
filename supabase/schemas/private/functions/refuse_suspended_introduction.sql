-- Written by `npm run schema` from the migrations: change those, not this.

CREATE OR REPLACE FUNCTION private.refuse_suspended_introduction()
 RETURNS trigger
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO ''
AS $function$
begin
  if auth.role() in ('authenticated', 'service_role') and exists (
    select from public.matches m where m.id = new.match_id and (private.is_suspended(m.user_a) or private.is_suspended(m.user_b))) then
    raise exception 'Who is suspended is introduced to nobody.' using errcode = '23514';
  end if;
  return new;
end
$function$;

comment on function private.refuse_suspended_introduction() is 'Trigger: no introduction is delivered of a match with somebody who is suspended.';
