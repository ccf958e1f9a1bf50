-- Written by `npm run schema` from the migrations: change those, not this.

CREATE OR REPLACE FUNCTION private.apply_feedback()
 RETURNS trigger
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO ''
AS $function$
declare
  passing constant boolean := new.state = 'bounced' and new.reason ~* '^\s*4\d\d|\m4\.\d{1,3}\.\d{1,3}\M|soft|temporar|full|quota|try again|greylist';
begin
  if passing then
    return null;
  end if;
  insert into public.outreach_suppressions (email, reason, source, created_by)
  values (new.to_email, case new.state when 'bounced' then 'hard_bounce' else 'complained' end,
    case new.state when 'bounced' then 'mail server' else 'feedback loop' end, null)
  on conflict (email) do update set reason = excluded.reason
    where excluded.reason = 'complained' and outreach_suppressions.reason in ('manual', 'hard_bounce');
  -- Also where the lead has another address by now.
  update public.sequence_enrollments e
  set state = case new.state when 'bounced' then 'bounced' else 'stopped' end,
    stop_reason = case new.state when 'bounced' then 'The mail bounced' else 'Complained about the mail' end
  where e.id = new.enrollment_id and e.state in ('active', 'paused');
  if new.state = 'complained' then
    update public.leads l set consent = 'objected' where l.id = new.lead_id and l.consent <> 'objected';
  end if;
  return null;
end
$function$;
