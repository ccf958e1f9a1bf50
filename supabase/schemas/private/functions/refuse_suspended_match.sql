-- Written by `npm run schema` from the migrations: change those, not this.

CREATE OR REPLACE FUNCTION private.refuse_suspended_match()
 RETURNS trigger
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO ''
AS $function$
begin
  -- History that the system brings along is taken as it is.
  if auth.role() in ('authenticated', 'service_role') then
    if tg_op = 'INSERT' or new.state <> old.state and new.state in ('suggested', 'presented', 'accepted', 'introduced') then
      if private.is_suspended(new.user_a) or private.is_suspended(new.user_b) then
        raise exception 'Who is suspended is matched with nobody.' using errcode = '23514';
      end if;
    elsif new.response_a is distinct from old.response_a and private.is_suspended(new.user_a) or new.response_b is distinct from old.response_b and private.is_suspended(new.user_b) then
      raise exception 'Who is suspended answers no match.' using errcode = '23514';
    end if;
    perform private.follow_sanctions(p.id) from public.profiles p where p.id in (new.user_a, new.user_b) and p.state = 'suspended';
  end if;
  return new;
end
$function$;

comment on function private.refuse_suspended_match() is 'Trigger: whoever is suspended gets no new match and answers none, whether a member or a worker writes it.';
