-- Written by `npm run schema` from the migrations: change those, not this.

CREATE OR REPLACE FUNCTION private.guard_match()
 RETURNS trigger
 LANGUAGE plpgsql
 SET search_path TO ''
AS $function$
begin
  if current_user not in ('authenticated', 'service_role') then
    return new;
  end if;
  if tg_op = 'INSERT' and (new.state not in ('suggested', 'presented') or num_nonnulls(new.response_a, new.response_b) > 0) then
    raise exception 'A match begins as suggested or presented, before its people have answered.' using errcode = '23514', detail = '{"field": "state"}';
  elsif tg_op = 'UPDATE' and (new.response_a, new.response_b) is distinct from (old.response_a, old.response_b) and old.state not in ('suggested', 'presented') then
    raise exception 'This match is % by now: nobody answers it any more.', old.state using errcode = '23514', detail = '{"field": "state"}';
  elsif tg_op = 'UPDATE' and new.state <> old.state and (
    new.state in ('accepted', 'introduced') and not (coalesce(new.response_a, '') = 'accepted' and coalesce(new.response_b, '') = 'accepted')
    or new.state = 'declined' and 'declined' <> all (array[coalesce(new.response_a, ''), coalesce(new.response_b, '')])) then
    raise exception 'Its people have not answered so.' using errcode = '23514', detail = '{"field": "state"}';
  end if;
  return new;
end
$function$;

comment on function private.guard_match() is 'Row trigger: a match is accepted, declined and introduced by what its two people answered, and answered once.';
