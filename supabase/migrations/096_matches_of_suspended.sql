-- Whoever is suspended is shown to nobody, whichever way a match or an introduction comes about
-- Made as introduced, presented later, answered for them, or written as delivered: each was a door of its own.

create or replace function private.refuse_suspended_match() returns trigger
language plpgsql security definer set search_path = '' as $$
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
$$;
create or replace trigger a_suspended before insert on public.matches
  for each row when (new.state in ('suggested', 'presented', 'accepted', 'introduced')) execute function private.refuse_suspended_match();
create or replace trigger a_suspended_later before update of state, response_a, response_b on public.matches
  for each row when ((new.state, new.response_a, new.response_b) is distinct from (old.state, old.response_a, old.response_b)) execute function private.refuse_suspended_match();
create or replace trigger a_suspended_new before insert on public.introduction_reports
  for each row when (new.state = 'delivered') execute function private.refuse_suspended_introduction();
