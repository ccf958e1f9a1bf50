-- 035 outreach rules
-- Who must never be mailed, without the gaps that were left: a complaint and a bounce suppress, an objection is kept
-- whatever else is known of the person, an enrollment ends with the reason it was allowed for, a suppression and a
-- mail of the same moment wait for each other, and signs that nobody sees do not make another address.

-- An address as it is compared: lower case, no space around it, none of the signs that look like a space or like nothing.
create or replace function private.plain_address(address text) returns text
language sql immutable set search_path = '' as $$
  select nullif(btrim(lower(regexp_replace(address,
    '[\u0085\u00a0\u00ad\u1680\u180e\u2000-\u200f\u2028-\u202f\u205f\u2060\u3000\ufeff]', '', 'g')), E' \t\n\r\f\v'), '')
$$;

create or replace function private.normalise_email() returns trigger
language plpgsql set search_path = '' as $$
begin
  new.email := private.plain_address(new.email);
  return new;
end
$$;
create or replace function private.normalise_to_email() returns trigger
language plpgsql set search_path = '' as $$
begin
  new.to_email := coalesce(private.plain_address(new.to_email), '');
  return new;
end
$$;
create or replace function private.is_suppressed(address text) returns boolean
language sql stable security definer set search_path = '' as $$
  select exists (select from public.outreach_suppressions s where s.email = private.plain_address(address))
$$;

-- Triggers go by their names: these before all others of their tables.
create or replace trigger a_normalise before insert or update of to_email on public.email_sends
  for each row execute function private.normalise_to_email();
update public.email_sends set to_email = to_email where to_email is distinct from private.plain_address(to_email);
update public.outreach_suppressions s set email = s.email
  where s.email is distinct from private.plain_address(s.email)
    and not exists (select from public.outreach_suppressions o where o.email = private.plain_address(s.email));
update public.leads l set email = l.email
  where l.email is distinct from private.plain_address(l.email)
    and not exists (select from public.leads o where o.email = private.plain_address(l.email));

-- Whoever suppresses an address waits for those who are about to mail, and they for them; else each would not see what
-- the other has not committed yet. One lock for all addresses: one each would fill the table of locks in a large import.
create or replace function private.await_suppression() returns trigger
language plpgsql set search_path = '' as $$
begin
  if tg_argv[0] = 'suppress' then
    perform pg_catalog.pg_advisory_xact_lock(7301);
  else
    perform pg_catalog.pg_advisory_xact_lock_shared(7301);
  end if;
  return new;
end
$$;
create or replace trigger a_await before insert on public.outreach_suppressions
  for each row execute function private.await_suppression('suppress');
create or replace trigger a_await before insert or update of state on public.sequence_enrollments
  for each row when (new.state in ('active', 'paused')) execute function private.await_suppression('mail');
create or replace trigger a_await before insert or update of state, to_email on public.email_sends
  for each row when (new.state in ('queued', 'sent')) execute function private.await_suppression('mail');
-- These will suppress: to wait for the stronger lock while holding the weaker one could wait for ever.
create or replace trigger a_await_suppression before update of state on public.email_sends
  for each row when (new.state in ('bounced', 'complained')) execute function private.await_suppression('suppress');

create or replace trigger check_send before insert or update of state, to_email on public.email_sends
  for each row execute function private.check_send();
create or replace function private.check_send() returns trigger
language plpgsql security definer set search_path = '' as $$
begin
  if new.state in ('queued', 'sent')
    and (tg_op = 'INSERT' or new.state <> old.state or (new.state = 'queued' and new.to_email <> old.to_email)) then
    if private.is_suppressed(new.to_email) then
      if tg_op = 'UPDATE' and new.state = 'sent' then
        raise exception 'This mail must not be sent: the address is suppressed.' using errcode = '23514';
      end if;
      new.state := 'skipped';
      new.reason := 'suppressed';
    end if;
  end if;
  return new;
end
$$;

-- A complaint is an objection. A bounce means that nobody is there, unless the server says that it is for now.
create or replace function private.apply_feedback() returns trigger
language plpgsql security definer set search_path = '' as $$
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
$$;
create or replace trigger apply_feedback after update of state on public.email_sends
  for each row when (new.state in ('bounced', 'complained') and new.state <> old.state) execute function private.apply_feedback();

-- As in 008, but that an objection is written down where no address is known, and where the address was suppressed for
-- a weaker reason.
create or replace function private.apply_response() returns trigger
language plpgsql security definer set search_path = '' as $$
declare
  address text;
begin
  if new.intent = 'out_of_office' or (tg_op = 'UPDATE' and new.intent = old.intent) then
    return null;
  end if;
  if new.intent = 'unsubscribe' then
    select email into address from public.leads where id = new.lead_id;
    if address is not null then
      insert into public.outreach_suppressions (email, reason, source, created_by)
      values (address, 'unsubscribed', 'reply', null)
      on conflict (email) do update set reason = excluded.reason, source = excluded.source
        where outreach_suppressions.reason in ('manual', 'hard_bounce');
    end if;
    update public.leads set consent = 'objected' where id = new.lead_id and consent <> 'objected';
  end if;
  update public.sequence_enrollments set state = 'replied', stop_reason = 'The lead answered'
  where lead_id = new.lead_id and state in ('active', 'paused');
  update public.leads set state = 'replied', replied_at = coalesce(replied_at, new.received_at)
  where id = new.lead_id and state = 'contacted';
  return null;
end
$$;

-- GDPR Art. 21 (3): whoever objects is not written to any more. Not one edit, nor a file, takes that back.
create or replace function private.keep_objection() returns trigger
language plpgsql security definer set search_path = '' as $$
begin
  if coalesce(current_setting('app.import', true), '') = '' then
    if tg_op = 'UPDATE' and old.consent = 'objected' and new.consent <> 'objected'
      and auth.uid() is not null and not (select private.has_role('admin')) then
      raise exception 'This person has objected to being written to. Only an admin takes that back.'
        using errcode = '23514', detail = '{"field": "consent"}';
    end if;
    return new;
  end if;
  if tg_op = 'UPDATE' then
    new.state := old.state;
  end if;
  if (tg_op = 'UPDATE' and old.consent = 'objected') or exists (
    select from public.outreach_suppressions s
    where s.email = private.plain_address(new.email) and s.reason in ('unsubscribed', 'objected', 'complained', 'legal')
  ) then
    new.consent := 'objected';
  end if;
  return new;
end
$$;

-- What check_enrollment asks at the beginning holds until the end.
create or replace function private.end_enrollments_of_lead() returns trigger
language plpgsql security definer set search_path = '' as $$
declare
  why constant text := case
    when new.consent = 'objected' then 'The lead objected'
    when new.email is null then 'The lead has no email address any more'
    when new.state in ('rejected', 'converted') then 'The lead is ' || new.state
    when private.is_suppressed(new.email) then 'The new address is suppressed' end;
begin
  if why is not null then
    update public.sequence_enrollments set state = 'stopped', stop_reason = why
    where lead_id = new.id and state in ('active', 'paused');
  end if;
  return null;
end
$$;
-- After apply_objection, which says more exactly why; triggers go by their names.
create or replace trigger end_enrollments after update of email, state, consent on public.leads
  for each row when ((new.email, new.state, new.consent) is distinct from (old.email, old.state, old.consent))
  execute function private.end_enrollments_of_lead();

create or replace function private.end_enrollments_of_sequence() returns trigger
language plpgsql security definer set search_path = '' as $$
begin
  update public.sequence_enrollments set state = 'stopped', stop_reason = 'The sequence was archived'
  where sequence_id = new.id and state in ('active', 'paused');
  return null;
end
$$;
create or replace trigger end_enrollments after update of state on public.outreach_sequences
  for each row when (new.state = 'archived' and old.state <> 'archived') execute function private.end_enrollments_of_sequence();

revoke all on function private.plain_address(text), private.normalise_to_email(), private.await_suppression(), private.apply_feedback(),
  private.end_enrollments_of_lead(), private.end_enrollments_of_sequence()
  from public, anon, authenticated, service_role;
-- normalise_email runs as whoever writes.
grant execute on function private.plain_address(text) to authenticated, service_role;
