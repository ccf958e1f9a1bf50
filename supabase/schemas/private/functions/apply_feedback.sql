-- Written by `npm run schema` from the migrations: change those, not this.

CREATE OR REPLACE FUNCTION private.apply_feedback()
 RETURNS trigger
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO ''
AS $function$
declare
  passing constant boolean := new.state = 'bounced' and private.passes(new.reason);
begin
  if passing then
    return null;
  end if;
  insert into public.outreach_suppressions (email, reason, source, created_by)
  values (new.to_email, case new.state when 'bounced' then 'hard_bounce' else 'complained' end,
    case new.state when 'bounced' then 'mail server' else 'feedback loop' end, null)
  on conflict do nothing;
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

comment on function private.apply_feedback() is 'Trigger: a complaint or hard bounce that is reported suppresses the address.';
