-- 039 suppression_keys
-- Who must never be mailed, whatever the spelling. A suppression holds keys of an address, a domain, a person (all that is
-- known to be theirs) or of somebody erased. Every reason is kept; nobody changes or removes one; an admin lifts one with
-- a word on why, and it stays to be seen.

create table if not exists private.lead_keys (
  key text not null,
  lead_id uuid not null references public.leads (id) on delete cascade,
  primary key (key, lead_id)
);
comment on table private.lead_keys is 'By which keys a lead is known. Kept by trigger.';
create index if not exists lead_keys_lead_idx on private.lead_keys (lead_id);
alter table private.lead_keys enable row level security;
revoke all on private.lead_keys from anon, authenticated, service_role;

create table if not exists private.pepper (
  one boolean primary key default true check (one),
  secret text not null default encode(extensions.gen_random_bytes(32), 'hex')
);
comment on table private.pepper is 'What makes the hashed keys of the erased worthless without this database.';
alter table private.pepper enable row level security;
revoke all on private.pepper from anon, authenticated, service_role;
insert into private.pepper default values on conflict do nothing;

create or replace function private.hashed_key(key text) returns text
language sql stable security definer set search_path = '' as $$
  select 'hash:' || encode(extensions.hmac(key, p.secret, 'sha256'), 'hex') from private.pepper p
$$;

alter table public.outreach_suppressions
  add column if not exists kind text not null default 'address',
  add column if not exists subdomains boolean not null default false,
  add column if not exists lead_id uuid,
  add column if not exists lifted_at timestamptz,
  add column if not exists lifted_by uuid references public.staff_members (user_id) on delete set null,
  add column if not exists lift_reason text;
create index if not exists outreach_suppressions_lifted_by_idx on public.outreach_suppressions (lifted_by);
comment on column public.outreach_suppressions.kind is 'What is suppressed: an address, a domain, a person with all that is known to be theirs, or somebody erased, of whom only hashes are left.';
comment on column public.outreach_suppressions.email is 'The address, or the domain; of a person without an address the phone, handle or profile.';
comment on column public.outreach_suppressions.lead_id is 'The lead that was suppressed as a person; it may be gone.';
alter table public.outreach_suppressions drop constraint if exists outreach_suppressions_email_key;
alter table public.outreach_suppressions drop constraint if exists outreach_suppressions_email_check;
alter table public.outreach_suppressions drop constraint if exists outreach_suppressions_kind_check;
alter table public.outreach_suppressions add constraint outreach_suppressions_kind_check check (kind in ('address', 'domain', 'person', 'hash'));
alter table public.outreach_suppressions drop constraint if exists outreach_suppressions_what_check;
alter table public.outreach_suppressions add constraint outreach_suppressions_what_check
  check (char_length(email) between 1 and 300 and (kind <> 'address' or email ~ '^[^[:space:]@]+@[^[:space:]@]+\.[^[:space:]@]+$'));
alter table public.outreach_suppressions drop constraint if exists outreach_suppressions_lifted_check;
alter table public.outreach_suppressions add constraint outreach_suppressions_lifted_check
  check ((lifted_at is null) = (lift_reason is null) and char_length(lift_reason) <= 1000);

create table if not exists private.suppressed_keys (
  key text not null,
  suppression_id uuid not null references public.outreach_suppressions (id) on delete cascade,
  primary key (key, suppression_id)
);
comment on table private.suppressed_keys is 'The keys of the suppressions in force: who has one of them is not mailed. Kept by trigger.';
create index if not exists suppressed_keys_suppression_idx on private.suppressed_keys (suppression_id);
alter table private.suppressed_keys enable row level security;
revoke all on private.suppressed_keys from anon, authenticated, service_role;

-- All keys under which somebody with these may be suppressed: their own, their domain's, and their hashes.
create or replace function private.lookup_keys(keys text[], address text) returns text[]
language plpgsql stable security definer set search_path = '' as $$
declare
  domain text := split_part(address, '@', 2);
  result text[] := keys;
begin
  if domain <> '' then
    result := result || ('domain:' || domain);
    while position('.' in domain) > 0 loop
      result := result || ('domain:.' || domain);
      domain := substr(domain, position('.' in domain) + 1);
    end loop;
  end if;
  if exists (select from private.suppressed_keys k where k.key >= 'hash:' and k.key < 'hash;') then
    result := result || array(select private.hashed_key(k) from unnest(keys) k);
  end if;
  return result;
end
$$;

-- The suppressions in force for somebody with these keys.
create or replace function private.suppressions_of(keys text[], address text) returns setof public.outreach_suppressions
language plpgsql stable security definer set search_path = '' rows 1 as $$
declare
  wanted constant text[] := private.lookup_keys(keys, address);
begin
  return query select s.* from public.outreach_suppressions s
    where s.id in (select k.suppression_id from private.suppressed_keys k where k.key = any (wanted));
end
$$;

create or replace function private.is_suppressed(address text) returns boolean
language plpgsql stable security definer set search_path = '' as $$
declare
  bare constant text := private.mail_address(address);
  wanted text[];
begin
  -- What cannot be read as one address cannot be compared either.
  if bare is null then
    return true;
  end if;
  wanted := private.lookup_keys(array['mail:' || private.mail_key(bare)], bare);
  return exists (select from private.suppressed_keys k where k.key = any (wanted));
end
$$;

create or replace function private.is_lead_suppressed(lead public.leads) returns boolean
language plpgsql stable security definer set search_path = '' as $$
declare
  wanted constant text[] := private.lookup_keys(array(select k.key from private.lead_keys k where k.lead_id = lead.id), lead.email);
begin
  return exists (select from private.suppressed_keys k where k.key = any (wanted));
end
$$;

-- ---------------------------------------------------------------------------------------
-- Leads

alter table public.leads add column if not exists looks_like text;
comment on column public.leads.looks_like is 'The address that this one can be mistaken for, where it has letters of another script. Kept by trigger.';

create or replace function private.normalise_email() returns trigger
language plpgsql security definer set search_path = '' as $$
declare
  bare constant text := private.mail_address(new.email);
begin
  if bare is null and private.visible_text(new.email) <> '' then
    raise exception 'This is not one email address: %', left(new.email, 80) using errcode = '23514', detail = '{"field": "email"}';
  end if;
  new.email := bare;
  new.looks_like := private.look_alike(bare);
  return new;
end
$$;
create or replace trigger normalise_email before insert or update of email, looks_like on public.leads
  for each row execute function private.normalise_email();

create or replace function private.keep_lead_keys() returns trigger
language plpgsql security definer set search_path = '' as $$
declare
  keys constant text[] := private.contact_keys(new.email, new.phone, new.handle, new.profile_url, new.country);
begin
  if tg_op = 'UPDATE' then
    delete from private.lead_keys k where k.lead_id = new.id and k.key <> all (keys);
  end if;
  insert into private.lead_keys (key, lead_id) select k, new.id from unnest(keys) k on conflict do nothing;
  return null;
end
$$;
-- Before the triggers that look for these keys: triggers go by their names.
create or replace trigger a_keys_added after insert on public.leads
  for each row execute function private.keep_lead_keys();
create or replace trigger a_keys_changed after update of email, phone, handle, profile_url, country on public.leads
  for each row when ((new.email, new.phone, new.handle, new.profile_url, new.country) is distinct from (old.email, old.phone, old.handle, old.profile_url, old.country))
  execute function private.keep_lead_keys();

-- GDPR Art. 21 (3): whoever objects is not written to any more. Nothing by which the lead is made anew, read again,
-- imported or brought back takes that back.
create or replace function private.keep_objection() returns trigger
language plpgsql security definer set search_path = '' as $$
begin
  if tg_op = 'UPDATE' and old.consent = 'objected' and new.consent <> 'objected' and coalesce(current_setting('app.door', true), '') <> 'consent' then
    if coalesce(current_setting('app.import', true), '') = '' then
      raise exception 'This person has objected to being written to. Only consent that they give anew takes that back, once the suppression is lifted.'
        using errcode = '23514', detail = '{"field": "consent"}';
    end if;
    new.consent := 'objected';
  end if;
  if tg_op = 'UPDATE' and coalesce(current_setting('app.import', true), '') <> '' then
    new.state := old.state;
  end if;
  if new.consent <> 'objected' and (tg_op = 'INSERT'
      or (new.email, new.phone, new.handle, new.profile_url, new.consent) is distinct from (old.email, old.phone, old.handle, old.profile_url, old.consent))
    and exists (
      select from private.suppressions_of(private.contact_keys(new.email, new.phone, new.handle, new.profile_url, new.country), new.email) s
      where s.reason in ('unsubscribed', 'objected', 'complained', 'legal') and s.kind <> 'domain'
    ) then
    new.consent := 'objected';
  end if;
  return new;
end
$$;
drop trigger if exists keep_objection on public.leads;
-- After normalise_email, whose address it looks up.
create or replace trigger o_keep_objection before insert or update on public.leads
  for each row execute function private.keep_objection();

-- Somebody who objects is suppressed as a person: by all that is known to be theirs, then and later.
create or replace function private.apply_objection() returns trigger
language plpgsql security definer set search_path = '' as $$
declare
  keys constant text[] := private.contact_keys(new.email, new.phone, new.handle, new.profile_url, new.country);
  known uuid;
begin
  select s.id into known from private.suppressions_of(keys, new.email) s
  where s.reason in ('unsubscribed', 'objected', 'complained', 'legal') and s.kind <> 'domain'
  order by s.kind = 'person' desc, s.created_at limit 1;
  if known is not null then
    insert into private.suppressed_keys (key, suppression_id) select k, known from unnest(keys) k on conflict do nothing;
  elsif keys <> '{}' then
    insert into public.outreach_suppressions (email, kind, reason, source, lead_id)
    values (coalesce(new.email, new.phone, new.handle, new.profile_url), 'person', 'objected', 'lead', new.id)
    on conflict do nothing;
  end if;
  return null;
end
$$;
create or replace trigger apply_objection after insert on public.leads
  for each row when (new.consent = 'objected') execute function private.apply_objection();
create or replace trigger apply_objection_later after update of consent, email, phone, handle, profile_url on public.leads
  for each row when (new.consent = 'objected' and (new.consent, new.email, new.phone, new.handle, new.profile_url)
    is distinct from (old.consent, old.email, old.phone, old.handle, old.profile_url)) execute function private.apply_objection();

-- ---------------------------------------------------------------------------------------
-- A suppression is read, kept and applied

create or replace function private.read_suppression() returns trigger
language plpgsql set search_path = '' as $$
declare
  bare text;
begin
  -- Persons and the erased come by their functions, which run as the owner.
  if new.kind in ('person', 'hash') and current_user in ('authenticated', 'service_role') then
    raise exception 'A person is suppressed from their lead.' using errcode = '42501';
  end if;
  if new.kind = 'address' then
    bare := private.mail_address(new.email);
    if bare is null then
      raise exception 'This is not one email address: %', left(new.email, 80) using errcode = '23514', detail = '{"field": "email"}';
    end if;
    new.email := bare;
  elsif new.kind = 'domain' then
    bare := private.mail_domain(private.visible_text(regexp_replace(private.visible_text(new.email), '^(\*\.|\*?@|https?://)|/.*$', '', 'g')));
    if bare is null then
      raise exception 'This is not a domain: %', left(new.email, 80) using errcode = '23514', detail = '{"field": "email"}';
    end if;
    new.email := bare;
  end if;
  return new;
end
$$;
drop trigger if exists normalise_email on public.outreach_suppressions;
create or replace trigger read_suppression before insert on public.outreach_suppressions
  for each row execute function private.read_suppression();

create or replace function private.keys_of_suppression(s public.outreach_suppressions) returns text[]
language sql stable security definer set search_path = '' as $$
  select case s.kind
    when 'address' then array['mail:' || private.mail_key(s.email)]
    when 'domain' then array['domain:' || case when s.subdomains then '.' else '' end || s.email]
    when 'person' then array(select k.key from private.lead_keys k where k.lead_id = s.lead_id)
    else '{}' end
$$;

-- A new suppression stops what is under way. It waits for those who are just about to mail one of its leads, and they for
-- it, by the rows of those leads: nobody else is kept waiting.
create or replace function private.apply_suppression() returns trigger
language plpgsql security definer set search_path = '' as $$
declare
  keys constant text[] := private.keys_of_suppression(new);
  objection constant boolean := new.reason in ('unsubscribed', 'objected', 'complained', 'legal') and new.kind <> 'domain';
  affected uuid[];
begin
  insert into private.suppressed_keys (key, suppression_id) select k, new.id from unnest(keys) k on conflict do nothing;
  if new.kind = 'domain' then
    affected := array(
      select l.id from public.leads l where l.email is not null and reverse(split_part(l.email, '@', 2)) = reverse(new.email)
      union
      select l.id from public.leads l where new.subdomains and l.email is not null
        and reverse(split_part(l.email, '@', 2)) like replace(reverse('.' || new.email), '_', '\_') || '%');
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
$$;
create index if not exists leads_domain_idx on public.leads (reverse(split_part(email, '@', 2)) text_pattern_ops) where email is not null;

-- Nobody changes or removes a suppression, the owner of the tables included. Lifting one, and making one of somebody
-- erased nameless, come by their functions.
create or replace function private.keep_suppression() returns trigger
language plpgsql set search_path = '' as $$
declare
  door constant text := coalesce(current_setting('app.door', true), '');
  free text[] := array['updated_at', 'search'];
begin
  if tg_op = 'UPDATE' then
    -- Who leaves the staff for good leaves no name behind.
    if new.created_by is null then free := free || array['created_by']; end if;
    if new.lifted_by is null and old.lifted_by is not null then free := free || array['lifted_by']; end if;
    if door = 'lift' and old.lifted_at is null then free := free || array['lifted_at', 'lifted_by', 'lift_reason']; end if;
    if door = 'erase' then free := free || array['email', 'kind', 'lead_id', 'note', 'lift_reason']; end if;
    if to_jsonb(new) - free = to_jsonb(old) - free then
      return new;
    end if;
  end if;
  raise exception 'A suppression is never changed or removed. An admin can lift it, with a reason.' using errcode = '42501';
end
$$;
drop trigger if exists keep_suppression on public.outreach_suppressions;
create or replace trigger a_keep before update or delete on public.outreach_suppressions
  for each row execute function private.keep_suppression();
create or replace trigger a_keep_all before truncate on public.outreach_suppressions
  for each statement execute function private.keep_suppression();
alter table public.outreach_suppressions enable always trigger a_keep;
alter table public.outreach_suppressions enable always trigger a_keep_all;

create or replace function private.lift_suppression(suppression uuid, why text) returns public.outreach_suppressions
language plpgsql security definer set search_path = '' as $$
declare
  lifted public.outreach_suppressions;
begin
  if not (select private.has_role('admin')) then
    raise exception 'Only admins may lift a suppression.' using errcode = '42501';
  elsif char_length(btrim(coalesce(why, ''))) < 3 then
    raise exception 'Say why it is lifted.' using errcode = '23514', detail = '{"field": "reason"}';
  end if;
  select * into lifted from public.outreach_suppressions s where s.id = suppression for update;
  if not found then
    raise exception 'This suppression does not exist.' using errcode = 'P0002';
  elsif lifted.lifted_at is not null then
    raise exception 'This suppression was lifted already.' using errcode = 'PT409';
  end if;
  perform set_config('app.door', 'lift', true), set_config('app.reason', btrim(why), true);
  update public.outreach_suppressions s set lifted_at = clock_timestamp(), lifted_by = auth.uid(), lift_reason = left(btrim(why), 1000)
  where s.id = suppression returning s.* into lifted;
  perform set_config('app.door', '', true);
  delete from private.suppressed_keys k where k.suppression_id = suppression;
  return lifted;
end
$$;
create or replace function public.lift_suppression(id uuid, reason text) returns public.outreach_suppressions
language sql security invoker set search_path = '' as $$
  select private.lift_suppression(id, reason)
$$;
comment on function public.lift_suppression(uuid, text) is
  'Admins only: this suppression counts no more. It stays as it was, with who lifted it, when and why; a lead that objected stays so until consent is given anew.';

-- The person behind a lead, by all that is known to be theirs.
create or replace function private.suppress_person(lead public.leads, why text, came_by text, note text) returns public.outreach_suppressions
language plpgsql security definer set search_path = '' as $$
declare
  suppression public.outreach_suppressions;
begin
  insert into public.outreach_suppressions (email, kind, reason, source, note, lead_id)
  values (coalesce(lead.email, lead.phone, lead.handle, lead.profile_url), 'person', why, came_by, note, lead.id)
  on conflict do nothing returning * into suppression;
  return suppression;
end
$$;

create or replace function private.suppress_lead(lead_id uuid, kind text, note text) returns public.outreach_suppressions
language plpgsql security definer set search_path = '' as $$
declare
  lead public.leads;
  keys text[];
  suppression public.outreach_suppressions;
begin
  if not (select private.has_role('growth')) then
    raise exception 'Only growth may suppress a lead.' using errcode = '42501';
  end if;
  select * into lead from public.leads l where l.id = suppress_lead.lead_id;
  if not found then
    raise exception 'This lead does not exist any more.' using errcode = 'P0002';
  end if;
  keys := array(select k.key from private.lead_keys k where k.lead_id = lead.id);
  if keys = '{}' then
    raise exception 'There is nothing to suppress: no email address, no phone, handle or profile.' using errcode = '23514';
  elsif exists (select from private.suppressions_of(keys, lead.email) s where s.reason = suppress_lead.kind and s.kind <> 'domain') then
    raise exception 'This person is suppressed already, for the same reason.' using errcode = '23514';
  end if;
  suppression := private.suppress_person(lead, kind, 'lead', note);
  if suppression.id is null then
    raise exception 'This person is suppressed already, for the same reason.' using errcode = '23514';
  end if;
  return suppression;
end
$$;
create or replace function public.suppress_lead(lead_id uuid, kind text default 'manual', note text default null) returns public.outreach_suppressions
language sql security invoker set search_path = '' as $$
  select private.suppress_lead(lead_id, kind, note)
$$;
comment on function public.suppress_lead(uuid, text, text) is
  'Never mail the person behind this lead again, by any address, phone, handle or profile that is known to be theirs; what is under way for them stops.';

-- ---------------------------------------------------------------------------------------
-- No lock for all any more: whoever enrols or mails a lead holds that lead.

drop trigger if exists a_await on public.outreach_suppressions;
drop trigger if exists a_await on public.sequence_enrollments;
drop trigger if exists a_await on public.email_sends;
drop trigger if exists a_await_suppression on public.email_sends;
drop function if exists private.await_suppression();

create or replace function private.normalise_to_email() returns trigger
language plpgsql security definer set search_path = '' as $$
declare
  bare constant text := private.mail_address(new.to_email);
begin
  if bare is null then
    raise exception 'A mail goes to one bare address, not to "%".', left(new.to_email, 80) using errcode = '23514', detail = '{"field": "to_email"}';
  end if;
  new.to_email := bare;
  return new;
end
$$;

create or replace function private.check_send() returns trigger
language plpgsql security definer set search_path = '' as $$
declare
  lead public.leads;
begin
  if new.state in ('queued', 'sent')
    and (tg_op = 'INSERT' or new.state <> old.state or (new.state = 'queued' and new.to_email <> old.to_email)) then
    select * into lead from public.leads l where l.id = new.lead_id for share;
    if private.is_suppressed(new.to_email) or private.is_lead_suppressed(lead) then
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

-- Nobody who is suppressed is enrolled, whoever asks.
create or replace function private.check_enrollment() returns trigger
language plpgsql security definer set search_path = '' as $$
declare
  lead public.leads;
  sequence_state text;
begin
  if tg_op = 'UPDATE' and (new.lead_id, new.sequence_id) is distinct from (old.lead_id, old.sequence_id) then
    raise exception 'An enrollment stays with its lead and its sequence.' using errcode = '23514';
  end if;
  if new.state not in ('active', 'paused') or (tg_op = 'UPDATE' and new.state = old.state) then
    if tg_op = 'UPDATE' and new.state <> old.state then
      new.ended_at := coalesce(new.ended_at, clock_timestamp());
      new.next_send_at := null;
    end if;
    return new;
  end if;
  -- Held until the end: a suppression of this moment waits, and finds the enrollment.
  select * into lead from public.leads l where l.id = new.lead_id for share;
  select s.state into sequence_state from public.outreach_sequences s where s.id = new.sequence_id;
  if lead.email is null then
    raise exception 'This lead has no email address, so it cannot be enrolled.' using errcode = '23514', detail = '{"field": "lead_id"}';
  elsif lead.consent = 'objected' or private.is_lead_suppressed(lead) then
    raise exception 'This lead must not be mailed: the address is suppressed.' using errcode = '23514', detail = '{"field": "lead_id"}';
  elsif lead.state in ('rejected', 'converted') then
    raise exception 'This lead is %, so it cannot be enrolled.', lead.state using errcode = '23514', detail = '{"field": "lead_id"}';
  elsif sequence_state = 'archived' then
    raise exception 'This sequence is archived, so nobody can be enrolled in it.' using errcode = '23514', detail = '{"field": "sequence_id"}';
  end if;
  return new;
end
$$;

-- A complaint is an objection. A bounce means that nobody is there, unless the server says that it is for now. Told by a
-- new row or by a changed one, it counts the same.
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
$$;
create or replace trigger apply_feedback_told after insert on public.email_sends
  for each row when (new.state in ('bounced', 'complained')) execute function private.apply_feedback();

create or replace function private.apply_response() returns trigger
language plpgsql security definer set search_path = '' as $$
declare
  lead public.leads;
begin
  if new.intent = 'out_of_office' or (tg_op = 'UPDATE' and new.intent = old.intent) then
    return null;
  end if;
  if new.intent = 'unsubscribe' then
    select * into lead from public.leads l where l.id = new.lead_id;
    if exists (select from private.lead_keys k where k.lead_id = lead.id) then
      perform private.suppress_person(lead, 'unsubscribed', 'reply', null);
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

create or replace function private.end_enrollments_of_lead() returns trigger
language plpgsql security definer set search_path = '' as $$
declare
  why constant text := case
    when new.consent = 'objected' then 'The lead objected'
    when new.email is null then 'The lead has no email address any more'
    when new.state in ('rejected', 'converted') then 'The lead is ' || new.state
    when private.is_lead_suppressed(new) then 'The new address is suppressed' end;
begin
  if why is not null then
    update public.sequence_enrollments set state = 'stopped', stop_reason = why
    where lead_id = new.id and state in ('active', 'paused');
  end if;
  return null;
end
$$;
drop function if exists private.plain_address(text);

-- ---------------------------------------------------------------------------------------
-- Rows that are there

update public.leads l set email = l.email
  where l.email is not null and private.mail_address(l.email) is not null and l.email <> private.mail_address(l.email)
    and not exists (select from public.leads o where o.email = private.mail_address(l.email));
update public.leads l set looks_like = private.look_alike(l.email) where l.email is not null and l.looks_like is distinct from private.look_alike(l.email);
insert into private.lead_keys (key, lead_id)
  select k, l.id from public.leads l, unnest(private.contact_keys(l.email, l.phone, l.handle, l.profile_url, l.country)) k
  on conflict do nothing;
insert into private.suppressed_keys (key, suppression_id)
  select k, s.id from public.outreach_suppressions s, unnest(private.keys_of_suppression(s)) k where s.lifted_at is null
  on conflict do nothing;
insert into private.suppressed_keys (key, suppression_id)
  select distinct k.key, t.suppression_id
  from private.suppressed_keys t join private.lead_keys o on o.key = t.key join private.lead_keys k on k.lead_id = o.lead_id
  join public.outreach_suppressions s on s.id = t.suppression_id
  where s.reason in ('unsubscribed', 'objected', 'complained', 'legal') and s.kind <> 'domain'
  on conflict do nothing;
create unique index if not exists outreach_suppressions_reason_idx on public.outreach_suppressions (kind, email, reason) where lifted_at is null;

-- A file may give another reason for an address that is there.
update private.import_rules set key = '{email,reason}' where table_name = 'outreach_suppressions';

revoke all on public.outreach_suppressions from anon, authenticated, service_role;
grant select on public.outreach_suppressions to authenticated, service_role;
grant insert (email, kind, subdomains, reason, source, note) on public.outreach_suppressions to authenticated, service_role;
drop policy if exists "outreach_suppressions update" on public.outreach_suppressions;
drop policy if exists "outreach_suppressions delete" on public.outreach_suppressions;

revoke all on function private.hashed_key(text), private.lookup_keys(text[], text),
  private.suppressions_of(text[], text), private.is_suppressed(text), private.is_lead_suppressed(public.leads), private.keep_lead_keys(),
  private.read_suppression(), private.keys_of_suppression(public.outreach_suppressions), private.keep_suppression(), private.lift_suppression(uuid, text),
  public.lift_suppression(uuid, text), private.suppress_person(public.leads, text, text, text), private.suppress_lead(uuid, text, text),
  public.suppress_lead(uuid, text, text), private.apply_objection(), private.apply_suppression(), private.normalise_to_email(), private.normalise_email()
  from public, anon, authenticated, service_role;
grant execute on function private.lift_suppression(uuid, text), public.lift_suppression(uuid, text), private.suppress_lead(uuid, text, text),
  public.suppress_lead(uuid, text, text) to authenticated;
