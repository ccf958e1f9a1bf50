-- Written by `npm run schema` from the migrations: change those, not this.

CREATE OR REPLACE FUNCTION private.is_running(sanction member_sanctions)
 RETURNS boolean
 LANGUAGE sql
 STABLE
 SET search_path TO ''
AS $function$
  select sanction.kind <> 'warn' and sanction.lifted_at is null and sanction.starts_at <= now() and (sanction.ends_at is null or sanction.ends_at > now())
$function$;

comment on function private.is_running(sanction member_sanctions) is 'Whether a mute or suspension holds now.';

grant execute on function private.is_running(sanction member_sanctions) to authenticated;
