-- Written by `npm run schema` from the migrations: change those, not this.

CREATE OR REPLACE FUNCTION private.end_enrollment()
 RETURNS trigger
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO ''
AS $function$
begin
  if exists (select from public.email_sends s where s.enrollment_id = new.id and s.state = 'queued') then
    update public.email_sends set state = 'skipped', reason = new.state where enrollment_id = new.id and state = 'queued';
  end if;
  return null;
end
$function$;

comment on function private.end_enrollment() is 'Trigger: an enrollment that ends has no next mail.';
