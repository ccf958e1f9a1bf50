-- Suppressing one person wrote to tables where nothing was to be written, and worked the keys of the lead out again that are
-- kept already: with thousands at once that was a third of the time. What is written is what was.
create or replace function private.apply_suppression() returns trigger
language plpgsql security definer set search_path to '' set plan_cache_mode to force_generic_plan as $$
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
$$;

create or replace function private.end_enrollment() returns trigger
language plpgsql security definer set search_path to '' as $$
begin
  if exists (select from public.email_sends s where s.enrollment_id = new.id and s.state = 'queued') then
    update public.email_sends set state = 'skipped', reason = new.state where enrollment_id = new.id and state = 'queued';
  end if;
  return null;
end
$$;

create or replace function private.end_enrollments_of_lead() returns trigger
language plpgsql security definer set search_path to '' as $$
declare
  why text;
begin
  -- Looked up first: most leads are in no sequence, and whether an address is suppressed takes longer to tell.
  if not exists (select from public.sequence_enrollments e where e.lead_id = new.id and e.state in ('active', 'paused')) then
    return null;
  end if;
  why := case
    when new.consent = 'objected' then 'The lead objected'
    when new.email is null then 'The lead has no email address any more'
    when new.state in ('rejected', 'converted') then 'The lead is ' || new.state
    when private.is_lead_suppressed(new) then 'The new address is suppressed' end;
  if why is not null then
    update public.sequence_enrollments set state = 'stopped', stop_reason = why
    where lead_id = new.id and state in ('active', 'paused');
  end if;
  return null;
end
$$;

create or replace function private.apply_objection() returns trigger
language plpgsql security definer set search_path to '' as $$
declare
  keys text[];
  known public.outreach_suppressions;
begin
  -- Kept by the trigger before this one.
  keys := array(select k.key from private.lead_keys k where k.lead_id = new.id);
  select s.* into known from private.suppressions_of(keys, new.email) s
  where s.reason in ('unsubscribed', 'objected', 'complained', 'legal') and s.kind <> 'domain'
  order by s.kind = 'person' desc, s.created_at limit 1;
  if known.id is not null then
    insert into private.suppressed_keys (key, suppression_id)
    select case known.kind when 'hash' then private.hashed_key(k) else k end, known.id from unnest(keys) k on conflict do nothing;
  elsif keys <> '{}' then
    insert into public.outreach_suppressions (email, kind, reason, source, lead_id)
    values (coalesce(new.email, new.phone, new.handle, new.profile_url), 'person', 'objected', 'lead', new.id)
    on conflict do nothing;
  end if;
  return null;
end
$$;
