-- Written by `npm run schema` from the migrations: change those, not this.

CREATE OR REPLACE FUNCTION private.check_activation()
 RETURNS trigger
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO ''
AS $function$
begin
  if new.state = 'active' and old.state <> 'active' then
    if not exists (select from public.sequence_emails e where e.sequence_id = new.id and e.active) then
      raise exception 'Write at least one email before activating this sequence.' using errcode = '23514', detail = '{"field": "state"}';
    end if;
    new.activated_at := coalesce(new.activated_at, clock_timestamp());
  end if;
  return new;
end
$function$;
