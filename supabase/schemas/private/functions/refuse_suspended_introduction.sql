-- Written by `npm run schema` from the migrations: change those, not this.

CREATE OR REPLACE FUNCTION private.refuse_suspended_introduction()
 RETURNS trigger
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO ''
AS $function$
begin
  if auth.role() in ('authenticated', 'service_role') and exists (
    select from public.matches m join public.profiles p on p.id in (m.user_a, m.user_b) where m.id = new.match_id and p.state = 'suspended') then
    raise exception 'Who is suspended is introduced to nobody.' using errcode = '23514';
  end if;
  return new;
end
$function$;
