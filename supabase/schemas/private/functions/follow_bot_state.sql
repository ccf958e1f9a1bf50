-- Written by `npm run schema` from the migrations: change those, not this.

CREATE OR REPLACE FUNCTION private.follow_bot_state()
 RETURNS trigger
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO ''
AS $function$
begin
  if new.state = 'healthy' then
    update public.bot_incidents set resolved_at = greatest(opened_at, clock_timestamp())
    where bot_id = new.id and resolved_at is null;
  else
    insert into public.bot_incidents (bot_id, severity, summary)
    values (new.id, new.state, coalesce(nullif(new.message, ''), new.label || ' is ' || new.state))
    on conflict (bot_id) where resolved_at is null do update set severity = excluded.severity;
  end if;
  return null;
end
$function$;
