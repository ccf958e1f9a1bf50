-- Many who are suppressed at once are suppressed together: what each of them needed some twenty small statements for is written
-- by a few for all. What comes of it is what came of it before.
drop trigger if exists apply_suppression on public.outreach_suppressions;

-- The plans are made for few rows and go by indexes: one that was made for thousands would read whole tables for the next one.
create or replace function private.apply_suppression() returns trigger
language plpgsql security definer set search_path to ''
set plan_cache_mode to force_generic_plan set enable_seqscan to off set jit to off as $$
declare
  told public.outreach_suppressions[] := '{}';
  one public.outreach_suppressions;
  n integer := 0;
  objects boolean[] := '{}';
  objecting boolean := false;
  of_domains boolean := false;
  -- One entry a key, with which suppression it is of; then one a lead.
  key_of integer[] := '{}';
  keys text[] := '{}';
  key text;
  domain_of integer[];
  there uuid[];
  named_by integer[];
  named uuid[];
  affected uuid[];
  -- Asked first: an update costs most of its time even where there is nothing to update.
  queued boolean;
  queued_there boolean;
  under_way boolean;
begin
  for one in select * from added loop
    n := n + 1;
    told[n] := one;
    objects[n] := one.reason in ('unsubscribed', 'objected', 'complained', 'legal') and one.kind <> 'domain';
    objecting := objecting or objects[n];
    of_domains := of_domains or one.kind = 'domain';
    foreach key in array private.keys_of_suppression(one) loop
      key_of := key_of || n;
      keys := keys || key;
    end loop;
  end loop;
  if n = 0 then
    return null;
  end if;
  if of_domains then
    -- What is below a domain stands together in the index of domains, between its dot and the sign after the dot.
    select array_agg(x.n), array_agg(x.id) into domain_of, there
    from (
      select i as n, l.id from generate_subscripts(told, 1) i cross join lateral private.domains_of(told[i].email) d
        join public.leads l on l.email is not null and reverse(split_part(l.email, '@', 2)) = reverse(d.domain)
      where told[i].kind = 'domain'
      union
      select i, l.id from generate_subscripts(told, 1) i cross join lateral private.domains_of(told[i].email) d
        join public.leads l on l.email is not null and reverse(split_part(l.email, '@', 2)) ~>=~ (reverse(d.domain) || '.')
          and reverse(split_part(l.email, '@', 2)) ~<~ (reverse(d.domain) || '/')
      where told[i].kind = 'domain' and (told[i].subdomains or d.below)
    ) x;
  end if;
  select array_agg(x.nth order by x.nth), array_agg(x.lead_id order by x.nth), array_agg(distinct x.lead_id) into named_by, named, affected
  from (
    select w.nth, k.lead_id from unnest(key_of, keys) w (nth, key) join private.lead_keys k on k.key = w.key
    union
    select * from unnest(domain_of, there)
  ) x;
  if affected is not null then
    perform from public.leads l where l.id = any (affected) order by l.id for no key update;
  end if;
  -- Read after the lock, so that an address which a lead was just given is among them.
  insert into private.suppressed_keys (key, suppression_id)
  select w.key, told[w.nth].id from unnest(key_of, keys) w (nth, key)
  union
  select k.key, told[x.nth].id from unnest(named_by, named) x (nth, lead_id) join private.lead_keys k on k.lead_id = x.lead_id where objects[x.nth]
  on conflict do nothing;
  select exists (select from public.email_sends s where s.state = 'queued' and s.lead_id = any (affected)),
      exists (select from public.email_sends s where s.state = 'queued' and lower(s.to_email) = any (array(select t.email from unnest(told) t))),
      exists (select from public.sequence_enrollments e where e.lead_id = any (affected) and e.state in ('active', 'paused'))
    into queued, queued_there, under_way;
  if queued then
    update public.email_sends s set state = 'skipped', reason = 'suppressed' where s.state = 'queued' and s.lead_id = any (affected);
  end if;
  if queued_there then
    update public.email_sends s set state = 'skipped', reason = 'suppressed'
    where s.state = 'queued' and lower(s.to_email) = any (array(select t.email from unnest(told) t));
  end if;
  if under_way then
    update public.sequence_enrollments e
    set state = case when f.reason = 'hard_bounce' then 'bounced' when f.reason = 'unsubscribed' then 'unsubscribed' else 'stopped' end,
        stop_reason = 'Suppressed: ' || replace(f.reason, '_', ' ')
    from (select distinct on (x.lead_id) x.lead_id, told[x.nth].reason from unnest(named_by, named) x (nth, lead_id) order by x.lead_id, x.nth) f
    where e.lead_id = f.lead_id and e.state in ('active', 'paused');
  end if;
  if objecting and affected is not null then
    -- Their keys are kept and their enrollments are over: no trigger need look for them once more.
    perform set_config('app.suppressing', 'on', true);
    update public.leads l set consent = 'objected'
    where l.consent <> 'objected' and l.id = any (array(select x.lead_id from unnest(named_by, named) x (nth, lead_id) where objects[x.nth]));
    perform set_config('app.suppressing', '', true);
  end if;
  return null;
end
$$;
comment on function private.apply_suppression() is 'Statement trigger: suppressions end the enrollments and queued mails of their leads.';

create trigger apply_suppression after insert on public.outreach_suppressions referencing new table as added
  for each statement execute function private.apply_suppression();

drop trigger if exists apply_objection_later on public.leads;
create trigger apply_objection_later after update of consent, email, phone, handle, profile_url on public.leads for each row
  when (new.consent = 'objected' and coalesce(current_setting('app.suppressing', true), '') <> 'on'
    and (new.consent is distinct from old.consent or new.email is distinct from old.email or new.phone is distinct from old.phone
      or new.handle is distinct from old.handle or new.profile_url is distinct from old.profile_url))
  execute function private.apply_objection();
drop trigger if exists end_enrollments on public.leads;
create trigger end_enrollments after update of email, state, consent on public.leads for each row
  when (coalesce(current_setting('app.suppressing', true), '') <> 'on'
    and (new.email is distinct from old.email or new.state is distinct from old.state or new.consent is distinct from old.consent))
  execute function private.end_enrollments_of_lead();

-- A profile's address may be longer than what a suppression is called.
create or replace function private.suppress_person(lead public.leads, why text, came_by text, note text) returns public.outreach_suppressions
language plpgsql security definer set search_path to '' as $$
declare
  suppression public.outreach_suppressions;
begin
  insert into public.outreach_suppressions (email, kind, reason, source, note, lead_id)
  values (left(coalesce(lead.email, lead.phone, lead.handle, lead.profile_url), 300), 'person', why, came_by, note, lead.id)
  on conflict do nothing returning * into suppression;
  return suppression;
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
    perform private.suppress_person(new, 'objected', 'lead', null);
  end if;
  return null;
end
$$;

create or replace function private.suppress_lead(lead_id uuid, kind text, note text)
 returns public.outreach_suppressions
language plpgsql security definer set search_path to '' set plan_cache_mode to force_generic_plan as $$
declare
  lead public.leads;
  keys text[];
  suppression public.outreach_suppressions;
begin
  if not (select private.has_role('growth')) then
    raise exception 'Only growth may suppress a lead.' using errcode = '42501';
  end if;
  if not coalesce(kind in ('unsubscribed', 'objected', 'complained', 'hard_bounce', 'legal', 'manual'), false) then
    raise exception 'There is no such reason to suppress a person.' using errcode = '22023';
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

-- Many leads in one step. Those that refuse are found beforehand, since one refusal takes back what is written beside it.
create or replace function private.many_suppress_lead(keys text[], arguments jsonb) returns jsonb
language plpgsql security definer set search_path to '' as $$
declare
  why constant text := case when arguments ? 'kind' then arguments ->> 'kind' else 'manual' end;
  hashes constant boolean := exists (select from private.suppressed_keys k where k.key >= 'hash:' and k.key < 'hash;');
  already constant text := 'This person is suppressed already, for the same reason.';
  refusals jsonb := '{}';
  written uuid[];
begin
  if not (select private.has_role('growth')) then
    raise exception 'Only growth may suppress a lead.' using errcode = '42501';
  end if;
  if not coalesce(why in ('unsubscribed', 'objected', 'complained', 'hard_bounce', 'legal', 'manual'), false) then
    raise exception 'There is no such reason to suppress a person.' using errcode = '22023';
  end if;
  select coalesce(jsonb_object_agg(x.id, x.problem) filter (where x.problem is not null), '{}') into refusals
  from (
    select a.id, case
      when l.id is null then 'This lead does not exist any more.'
      when not exists (select from private.lead_keys k where k.lead_id = l.id)
        then 'There is nothing to suppress: no email address, no phone, handle or profile.'
      when exists (
        select from private.lead_keys k
        join private.suppressed_keys d on d.key = any (array[k.key, case when hashes then private.hashed_key(k.key) end])
        join public.outreach_suppressions s on s.id = d.suppression_id
        where k.lead_id = l.id and s.reason = why and s.kind <> 'domain') then already end as problem
    from unnest(keys) a (id) left join public.leads l on l.id = a.id::uuid
  ) x;
  with done as (
    insert into public.outreach_suppressions (email, kind, reason, source, note, lead_id)
    select left(coalesce(l.email, l.phone, l.handle, l.profile_url), 300), 'person', why, 'lead', arguments ->> 'note', l.id
    from public.leads l where l.id = any (keys::uuid[]) and not refusals ? l.id::text order by l.id
    on conflict do nothing returning lead_id)
  select coalesce(array_agg(d.lead_id), '{}') into written from done d;
  return jsonb_build_object('changed', cardinality(written), 'refused', (
    select coalesce(jsonb_agg(jsonb_build_object('reason', g.reason, 'code', case when g.reason like '%any more.' then 'P0002' else '23514' end, 'details', '', 'ids', g.ids)
      order by cardinality(g.ids) desc, g.reason), '[]')
    from (
      select r.reason, array_agg(r.id) as ids
      from (select a.id, coalesce(refusals ->> a.id, already) as reason from unnest(keys) a (id) where not exists (select from unnest(written) w where w = a.id::uuid)) r
      group by r.reason) g));
end
$$;
comment on function private.many_suppress_lead(text[], jsonb) is 'suppress_lead for many leads, in one step. Answers as bulk_run does.';
revoke execute on function private.many_suppress_lead(text[], jsonb) from public, anon;
grant execute on function private.many_suppress_lead(text[], jsonb) to authenticated;

create or replace function public.bulk_call(target text, filters jsonb, procedure text, key_argument text, arguments jsonb, expected bigint, relations jsonb default '{}'::jsonb, reason text default null, operation uuid default gen_random_uuid())
 returns jsonb
language plpgsql set search_path to '' set statement_timeout to '120s' set lock_timeout to '10s' as $$
declare
  outcome jsonb := private.begin_operation(operation);
  key_column text;
  keys text[];
  given text;
begin
  if outcome is not null then
    return outcome;
  end if;
  if reason <> '' and private.said(reason) is null then
    perform private.raise_refusal('Nobody can read this reason.', 'reason');
  end if;
  key_column := private.bulk_key(target);
  -- A function that takes a reason writes it itself.
  arguments := jsonb_strip_nulls(jsonb_build_object('reason', reason)) || arguments;
  select string_agg(format(case a.name when key_argument then '%I => k.key::%s' else '%I => ($2 ->> %3$L)::%2$s' end, a.name, a.type::regtype, a.name), ', ')
    into given
  from pg_catalog.pg_proc p, unnest(p.proargnames[1:p.pronargs], p.proargtypes::oid[]) a (name, type)
  where p.pronamespace = 'public'::regnamespace and p.proname = procedure and p.proname not like 'bulk\_%' and p.prokind = 'f'
    and p.provolatile = 'v' and key_argument = any (p.proargnames) and (a.name = key_argument or arguments ? a.name)
  group by p.oid;
  if given is null then
    raise exception 'There is no function "%" to call for each record.', procedure using errcode = '22023';
  end if;
  keys := private.bulk_lock(target, filters, relations, expected, key_column, true);
  perform set_config('app.operation', operation::text, true), set_config('app.reason', coalesce(reason, ''), true);
  -- Some decide on all of them in one step; what refuses that step is asked one by one, so that each is told what stands against it.
  if to_regprocedure(format('private.%I(text[], jsonb)', 'many_' || procedure)) is not null then
    begin
      execute format('select private.%I($1, $2)', 'many_' || procedure) into outcome using keys, arguments;
    exception when integrity_constraint_violation or raise_exception or insufficient_privilege or invalid_parameter_value or no_data_found or sqlstate 'PT409' then
      outcome := null;
    end;
  end if;
  if outcome is null then
    outcome := private.bulk_run(format(
      'select coalesce(array_agg(c.key), ''{}'') from (select k.key, public.%I(%s) from unnest($1) k (key)) c', procedure, given),
      keys, arguments, '');
  end if;
  return private.end_operation(operation, target, outcome);
end
$$;
