-- Written by `npm run schema` from the migrations: change those, not this.

CREATE OR REPLACE FUNCTION private.apply_suppression()
 RETURNS trigger
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO ''
 SET plan_cache_mode TO 'force_generic_plan'
AS $function$
declare
  keys constant text[] := private.keys_of_suppression(new);
  objection constant boolean := new.reason in ('unsubscribed', 'objected', 'complained', 'legal') and new.kind <> 'domain';
  affected uuid[];
begin
  if new.kind = 'domain' then
    affected := array(
      select l.id from private.domains_of(new.email) d join public.leads l on l.email is not null and reverse(split_part(l.email, '@', 2)) = reverse(d.domain)
      union
      select l.id from private.domains_of(new.email) d join public.leads l on (new.subdomains or d.below) and l.email is not null
        and reverse(split_part(l.email, '@', 2)) like replace(reverse('.' || d.domain), '_', '\_') || '%');
  else
    affected := array(select distinct k.lead_id from private.lead_keys k where k.key = any (keys));
  end if;
  perform from public.leads l where l.id = any (affected) order by l.id for no key update;
  -- Read after the lock, so that an address which a lead was just given is among them.
  insert into private.suppressed_keys (key, suppression_id)
  select k, new.id from unnest(keys) k
  union select k.key, new.id from private.lead_keys k where objection and k.lead_id = any (affected)
  on conflict do nothing;
  -- Asked first: an update costs most of its time even where there is nothing to update.
  if exists (select from public.email_sends s where s.state = 'queued' and s.lead_id = any (affected)) then
    update public.email_sends s set state = 'skipped', reason = 'suppressed' where s.state = 'queued' and s.lead_id = any (affected);
  end if;
  if exists (select from public.email_sends s where s.state = 'queued' and lower(s.to_email) = new.email) then
    update public.email_sends s set state = 'skipped', reason = 'suppressed' where s.state = 'queued' and lower(s.to_email) = new.email;
  end if;
  if exists (select from public.sequence_enrollments e where e.lead_id = any (affected) and e.state in ('active', 'paused')) then
    update public.sequence_enrollments e
    set state = case when new.reason = 'hard_bounce' then 'bounced' when new.reason = 'unsubscribed' then 'unsubscribed' else 'stopped' end,
        stop_reason = 'Suppressed: ' || replace(new.reason, '_', ' ')
    where e.lead_id = any (affected) and e.state in ('active', 'paused');
  end if;
  if objection then
    update public.leads l set consent = 'objected' where l.id = any (affected) and l.consent <> 'objected';
  end if;
  return null;
end
$function$;

comment on function private.apply_suppression() is 'Trigger: a suppression ends the enrollments of its leads.';
