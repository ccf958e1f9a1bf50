-- Written by `npm run schema` from the migrations: change those, not this.

CREATE OR REPLACE FUNCTION private.apply_suppression()
 RETURNS trigger
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO ''
AS $function$
declare
  keys constant text[] := private.keys_of_suppression(new);
  objection constant boolean := new.reason in ('unsubscribed', 'objected', 'complained', 'legal') and new.kind <> 'domain';
  affected uuid[];
begin
  insert into private.suppressed_keys (key, suppression_id) select k, new.id from unnest(keys) k on conflict do nothing;
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
  if objection then
    insert into private.suppressed_keys (key, suppression_id)
    select distinct k.key, new.id from private.lead_keys k where k.lead_id = any (affected) on conflict do nothing;
  end if;
  update public.email_sends s set state = 'skipped', reason = 'suppressed' where s.state = 'queued' and s.lead_id = any (affected);
  update public.email_sends s set state = 'skipped', reason = 'suppressed' where s.state = 'queued' and lower(s.to_email) = new.email;
  update public.sequence_enrollments e
  set state = case when new.reason = 'hard_bounce' then 'bounced' when new.reason = 'unsubscribed' then 'unsubscribed' else 'stopped' end,
      stop_reason = 'Suppressed: ' || replace(new.reason, '_', ' ')
  where e.lead_id = any (affected) and e.state in ('active', 'paused');
  if objection then
    update public.leads l set consent = 'objected' where l.id = any (affected) and l.consent <> 'objected';
  end if;
  return null;
end
$function$;

comment on function private.apply_suppression() is 'Trigger: a suppression ends the enrollments of its leads.';
