-- Written by `npm run schema` from the migrations: change those, not this.

CREATE OR REPLACE FUNCTION private.mark_silent_bots()
 RETURNS integer
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO ''
AS $function$
declare
  marked integer;
  claims text := current_setting('request.jwt.claims', true);
  sub text := current_setting('request.jwt.claim.sub', true);
  role text := current_setting('request.jwt.claim.role', true);
begin
  if not private.is_staff() and coalesce(auth.role(), '') <> 'service_role' then
    raise exception 'Only staff and workers may do that.' using errcode = '42501';
  end if;
  -- Nobody did it: the audit log says so.
  perform set_config('request.jwt.claims', '', true), set_config('request.jwt.claim.sub', '', true), set_config('request.jwt.claim.role', '', true);
  update public.ai_bot_health b set state = 'down',
    message = coalesce('No heartbeat since ' || to_char(b.heartbeat_at at time zone 'UTC', 'YYYY-MM-DD HH24:MI') || ' UTC.', 'No heartbeat ever came.')
  where b.state <> 'down' and coalesce(b.heartbeat_at, b.created_at) < now() - greatest(b.heartbeat_every_seconds * 3, 60) * interval '1 second';
  get diagnostics marked = row_count;
  perform set_config('request.jwt.claims', coalesce(claims, ''), true), set_config('request.jwt.claim.sub', coalesce(sub, ''), true),
    set_config('request.jwt.claim.role', coalesce(role, ''), true);
  return marked;
end
$function$;

comment on function private.mark_silent_bots() is 'Records as down every bot that missed more than three heartbeats; answers how many. Behind the public function of its name.';

grant execute on function private.mark_silent_bots() to authenticated;
grant execute on function private.mark_silent_bots() to service_role;
