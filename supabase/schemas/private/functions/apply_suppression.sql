-- Written by `npm run schema` from the migrations: change those, not this.

CREATE OR REPLACE FUNCTION private.apply_suppression()
 RETURNS trigger
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO ''
AS $function$
begin
  update public.email_sends set state = 'skipped', reason = 'suppressed'
  where state = 'queued' and lower(to_email) = new.email;
  update public.sequence_enrollments e
  set state = case when new.reason = 'hard_bounce' then 'bounced' when new.reason = 'unsubscribed' then 'unsubscribed' else 'stopped' end,
      stop_reason = 'Suppressed: ' || replace(new.reason, '_', ' ')
  from public.leads l
  where l.id = e.lead_id and l.email = new.email and e.state in ('active', 'paused');
  update public.leads set consent = 'objected'
  where email = new.email and consent <> 'objected' and new.reason in ('unsubscribed', 'objected', 'complained', 'legal');
  return null;
end
$function$;
