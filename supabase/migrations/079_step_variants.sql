-- 078 step_variants
-- A step may have further texts, each for its share of those who get it. Who gets which does not change; a mail keeps which
-- it was; all are checked, and counted apart.

create table if not exists public.sequence_variants (
  id uuid primary key default gen_random_uuid(),
  sequence_email_id uuid not null references public.sequence_emails (id) on delete cascade,
  share integer not null default 50 check (share between 1 and 99),
  subject text not null check (char_length(subject) between 1 and 200),
  preview_text text check (char_length(preview_text) <= 200),
  body text not null check (char_length(body) between 1 and 20000),
  active boolean not null default true,
  version integer not null default 1,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now()
);
comment on table public.sequence_variants is 'Further texts of a step, each for its share of those who get the step; the rest gets the text of the step itself.';
comment on column public.sequence_variants.share is 'Of a hundred who get the step, so many get this text.';
create index if not exists sequence_variants_email_idx on public.sequence_variants (sequence_email_id, created_at, id);
create index if not exists sequence_variants_created_idx on public.sequence_variants (created_at desc, id desc);
alter table public.sequence_variants enable row level security;
revoke all on public.sequence_variants from anon, authenticated, service_role;
grant select on public.sequence_variants to authenticated, service_role;
grant insert (id, sequence_email_id, share, subject, preview_text, body, active) on public.sequence_variants to authenticated;
grant update (share, subject, preview_text, body, active) on public.sequence_variants to authenticated;
grant delete on public.sequence_variants to authenticated;
drop policy if exists "sequence_variants select" on public.sequence_variants;
create policy "sequence_variants select" on public.sequence_variants for select to authenticated using ((select private.has_role('growth')));
drop policy if exists "sequence_variants insert" on public.sequence_variants;
create policy "sequence_variants insert" on public.sequence_variants for insert to authenticated with check ((select private.has_role('growth')));
drop policy if exists "sequence_variants update" on public.sequence_variants;
create policy "sequence_variants update" on public.sequence_variants for update to authenticated
  using ((select private.has_role('growth'))) with check ((select private.has_role('growth')));
drop policy if exists "sequence_variants delete" on public.sequence_variants;
create policy "sequence_variants delete" on public.sequence_variants for delete to authenticated using ((select private.has_role('growth')));
create or replace trigger touch before update on public.sequence_variants for each row execute function private.touch();
create or replace trigger audit after insert or update or delete on public.sequence_variants for each row execute function private.audit('all');
insert into private.audit_readers (table_name, roles) values ('sequence_variants', '{growth}') on conflict do nothing;

alter table public.email_sends add column if not exists variant_id uuid references public.sequence_variants (id) on delete set null;
comment on column public.email_sends.variant_id is 'Which further text of the step it was; none for the text of the step itself.';
create index if not exists email_sends_variant_idx on public.email_sends (variant_id, queued_at desc);

-- Every text of every step, each by its name: 1, and where there are several 1 A, 1 B …
create or replace view private.mail_texts with (security_invoker = true) as
  select e.sequence_id, e.id as step_id, null::uuid as variant_id, e.position, 'A' as letter,
    e.position || case when exists (select from public.sequence_variants v where v.sequence_email_id = e.id) then ' A' else '' end as name, e.subject, e.preview_text, e.body, e.active
  from public.sequence_emails e
  union all
  select e.sequence_id, e.id, v.id, e.position, v.letter, e.position || ' ' || v.letter, v.subject, v.preview_text, v.body, e.active and v.active
  from public.sequence_emails e join (
    select x.*, chr(65 + (row_number() over (partition by x.sequence_email_id order by x.created_at, x.id))::integer) as letter from public.sequence_variants x
  ) v on v.sequence_email_id = e.id;
comment on view private.mail_texts is 'All texts that a sequence may send, the variants of a step beside its own.';
revoke all on private.mail_texts from anon, authenticated, service_role;

create or replace function private.keep_variant() returns trigger
language plpgsql security definer set search_path = '' as $$
begin
  if tg_op = 'DELETE' then
    if exists (select from public.email_sends s where s.variant_id = old.id) then
      raise exception 'This variant was sent already, so it stays. Switch it off instead.' using errcode = '23514';
    end if;
    return old;
  end if;
  -- Two who add one at a time both count both.
  perform from public.sequence_emails e where e.id = new.sequence_email_id for no key update;
  if new.active and new.share + coalesce((select sum(v.share) from public.sequence_variants v where v.sequence_email_id = new.sequence_email_id and v.active and v.id <> new.id), 0) > 99 then
    raise exception 'The shares of the variants come to more than 99 %%: nothing is left for the text of the step itself.' using errcode = '23514', detail = '{"field": "share"}';
  elsif tg_op = 'INSERT' and (select count(*) from public.sequence_variants v where v.sequence_email_id = new.sequence_email_id) >= 5 then
    raise exception 'A step has at most 5 variants beside its own text.' using errcode = '23514';
  end if;
  new.version := case when tg_op = 'INSERT' then 1
    else old.version + ((new.subject, new.body, new.preview_text) is distinct from (old.subject, old.body, old.preview_text))::integer end;
  return new;
end
$$;
create or replace trigger keep_variant before insert or update or delete on public.sequence_variants
  for each row execute function private.keep_variant();
create or replace function private.check_live_variant() returns trigger
language plpgsql security definer set search_path = '' as $$
declare
  sequence public.outreach_sequences;
begin
  select s.* into sequence from public.outreach_sequences s join public.sequence_emails e on e.sequence_id = s.id where e.id = new.sequence_email_id;
  if sequence.state = 'active' and private.by_api() then
    perform private.refuse_problems(sequence);
  end if;
  return null;
end
$$;
create or replace trigger check_live_variant after insert or update on public.sequence_variants
  for each row execute function private.check_live_variant();

-- Which text an enrollment gets of a step: by its own key, so that it stays the same; none for the step's own.
create or replace function private.pick_variant(step uuid, enrollment uuid) returns public.sequence_variants
language plpgsql stable security definer set search_path = '' as $$
declare
  draw integer;
  variant public.sequence_variants;
begin
  for variant in select * from public.sequence_variants v where v.sequence_email_id = step and v.active order by v.created_at, v.id loop
    draw := coalesce(draw, mod(('x' || left(md5(enrollment::text || step::text), 7))::bit(28)::integer, 100));
    if draw < variant.share then
      return variant;
    end if;
    draw := draw - variant.share;
  end loop;
  return null;
end
$$;

create or replace function private.sequence_problems(sequence public.outreach_sequences) returns jsonb
language plpgsql stable security definer set search_path = '' as $$
declare
  problems jsonb := '[]';
  step record;
  sender_state text;
  field record;
begin
  select s.state into sender_state from public.outreach_senders s where s.email = sequence.from_email;
  if not exists (select from public.sequence_emails e where e.sequence_id = sequence.id and e.active) then
    problems := problems || jsonb_build_object('code', 'no_step', 'words', 'Write at least one email before activating this sequence.');
  end if;
  if char_length(btrim(sequence.postal_address)) < 10 then
    problems := problems || jsonb_build_object('code', 'no_postal_address', 'words', 'Give the postal address that stands in every email.');
  end if;
  if sender_state is distinct from 'active'
    and not exists (select from public.sequence_senders x join public.outreach_senders s on s.id = x.sender_id where x.sequence_id = sequence.id and s.state = 'active') then
    problems := problems || jsonb_build_object('code', 'sender', 'words', format('The sender %s is %s.', sequence.from_email, coalesce(sender_state, 'not known')));
  end if;
  if not exists (select from pg_catalog.pg_timezone_names z where z.name = sequence.time_zone) then
    problems := problems || jsonb_build_object('code', 'zone', 'words', format('There is no time zone "%s".', sequence.time_zone));
  end if;
  for step in select t.step_id as id, t.name, t.subject, t.preview_text, t.body from private.mail_texts t where t.sequence_id = sequence.id and t.active order by t.position, t.letter loop
    if private.visible_text(step.subject) = '' or private.visible_text(step.body) = '' then
      problems := problems || jsonb_build_object('code', 'empty', 'email', step.id, 'words', format('Email %s has no subject or no text.', step.name));
    end if;
    if step.body !~ '\{\{\s*unsubscribe_url\s*\}\}' then
      problems := problems || jsonb_build_object('code', 'no_unsubscribe', 'email', step.id,
        'words', format('Email %s has no link to unsubscribe: put {{unsubscribe_url}} into its text.', step.name));
    end if;
    for field in
      select distinct btrim(split_part(m[1], '|', 1)) as name, position('|' in m[1]) > 0 and btrim(split_part(m[1], '|', 2)) <> '' as has_fallback
      from regexp_matches(concat_ws(' ', step.subject, step.preview_text, step.body), '\{\{([^{}]*)\}\}', 'g') m
    loop
      if not exists (select from private.merge_fields f where f.name = field.name) then
        problems := problems || jsonb_build_object('code', 'unknown_field', 'email', step.id,
          'words', format('Email %s asks for {{%s}}, which is not a merge field.', step.name, field.name));
      elsif not field.has_fallback and exists (select from private.merge_fields f where f.name = field.name and f.of_lead) then
        problems := problems || jsonb_build_object('code', 'no_fallback', 'email', step.id, 'words',
          format('Email %s needs a fallback for {{%s}}, such as {{%2$s|there}}: %s of those enrolled would see it.', step.name, field.name,
            (select count(*) from public.sequence_enrollments e join public.leads l on l.id = e.lead_id
             where e.sequence_id = sequence.id and e.state in ('active', 'paused') and private.merge_value(field.name, l, sequence, null) is null)));
      end if;
    end loop;
    if regexp_replace(concat_ws(' ', step.subject, step.preview_text, step.body), '\{\{[^{}]*\}\}', '', 'g') ~ '\{\{|\}\}' then
      problems := problems || jsonb_build_object('code', 'braces', 'email', step.id, 'words', format('Email %s has braces that do not close.', step.name));
    end if;
  end loop;
  return problems;
end
$$;

create or replace function private.claim_due_sends(n integer, worker text) returns jsonb
language plpgsql security definer set search_path = '' as $$
declare
  moment timestamptz;
  sequence public.outreach_sequences;
  sender public.outreach_senders;
  e public.sequence_enrollments;
  lead public.leads;
  step public.sequence_emails;
  variant public.sequence_variants;
  gate jsonb;
  token uuid;
  send public.email_sends;
  own_name text;
  claimed jsonb := '[]';
begin
  if n is null or n not between 1 and 1000 or char_length(btrim(coalesce(worker, ''))) not between 1 and 120 then
    raise exception 'Claim 1 to 1000 mails, and give the name of the worker.' using errcode = '22023';
  end if;
  -- Whoever counts what a sequence and its senders have sent today holds them: two claims never pass a cap together.
  perform from public.outreach_senders s where s.state = 'active' order by s.id for no key update;
  for sequence in
    select * from public.outreach_sequences s where s.state = 'active'
      and exists (select from public.sequence_enrollments x where x.sequence_id = s.id and x.state = 'active' and x.next_send_at <= now())
    order by s.id for no key update
  loop
    exit when jsonb_array_length(claimed) >= n;
    moment := clock_timestamp();
    own_name := sequence.from_name;
    continue when private.sequence_block(sequence, moment) is not null;
    for e in
      select * from public.sequence_enrollments x where x.sequence_id = sequence.id and x.state = 'active' and x.next_send_at <= moment
      order by x.next_send_at, x.id limit (n - jsonb_array_length(claimed)) * 2 + 20 for no key update skip locked
    loop
      exit when jsonb_array_length(claimed) >= n;
      -- A lead that somebody is changing at this moment may be on the way to being suppressed: the next claim sees.
      select * into lead from public.leads l where l.id = e.lead_id for share skip locked;
      continue when not found;
      gate := private.send_gate(e, clock_timestamp());
      sequence.from_name := own_name;
      if gate ->> 'verdict' = 'due' then
        select * into step from public.sequence_emails m where m.id = (gate ->> 'step_id')::uuid;
        -- Of several texts each enrollment has its own, also when the mail is tried again.
        variant := private.pick_variant(step.id, e.id);
        if variant.id is not null then
          step.subject := variant.subject;
          step.preview_text := variant.preview_text;
          step.body := variant.body;
          step.version := variant.version;
        end if;
        sender := private.pick_sender(sequence, clock_timestamp(), e.id);
        -- Who writes is who the mail says: the sequence's own name for its own address.
        if sender.email <> sequence.from_email then
          sequence.from_name := sender.name;
        end if;
        token := gen_random_uuid();
        insert into public.email_sends (lead_id, enrollment_id, sequence_email_id, variant_id, sequence_id, sender_id, step, step_version, to_email, subject, body, worker, unsubscribe_token, queued_at)
        values (lead.id, e.id, step.id, variant.id, sequence.id, sender.id, step.position, step.version, lead.email,
          left(coalesce(nullif(regexp_replace(private.render_mail(step.subject, lead, sequence, token), '\s+', ' ', 'g'), ''), '(no subject)'), 200),
          private.render_mail(step.body, lead, sequence, token)
            || case when step.body ~ '\{\{\s*postal_address' then '' else E'\n\n' || sequence.postal_address end,
          btrim(worker), token, clock_timestamp())
        returning * into send;
        if send.state <> 'queued' then
          continue;
        end if;
        update public.sequence_enrollments x set next_send_at = null where x.id = e.id;
        if sender.first_used_at is null then
          update public.outreach_senders s set first_used_at = now() where s.id = sender.id;
        end if;
        claimed := claimed || jsonb_build_object('id', send.id, 'enrollment_id', e.id, 'lead_id', lead.id, 'sequence_id', sequence.id, 'step', step.position,
          'step_version', step.version, 'variant_id', variant.id, 'to_email', send.to_email, 'from_name', sequence.from_name, 'from_email', sender.email, 'reply_to', sequence.reply_to,
          'subject', send.subject, 'preview_text', private.render_mail(step.preview_text, lead, sequence, token), 'body', send.body,
          'unsubscribe_url', private.merge_value('unsubscribe_url', lead, sequence, token), 'claimed_at', send.queued_at);
      elsif gate ->> 'verdict' = 'waiting' then
        update public.sequence_enrollments x set next_send_at = (gate ->> 'due_at')::timestamptz where x.id = e.id;
      elsif gate ->> 'verdict' = 'sent' then
        update public.sequence_enrollments x set state = 'completed' where x.id = e.id;
      elsif gate ->> 'code' in ('suppressed', 'no_address', 'wrong_state') then
        update public.sequence_enrollments x set state = 'stopped', stop_reason = gate ->> 'words' where x.id = e.id;
      elsif gate ->> 'code' = 'no_provenance' then
        update public.sequence_enrollments x set state = 'paused', stop_reason = gate ->> 'words' where x.id = e.id;
      elsif gate ->> 'code' in ('sequence_cap', 'sender_cap', 'sender_gap', 'sender_paused') then
        exit;
      end if;
    end loop;
  end loop;
  return claimed;
end
$$;

create or replace function private.try_sequence(sequence uuid) returns jsonb
language plpgsql volatile security definer set search_path = '' as $$
declare
  q public.outreach_sequences;
begin
  if not (select private.has_role('growth')) then
    raise exception 'Only growth reads mails.' using errcode = '42501';
  end if;
  select * into q from public.outreach_sequences x where x.id = sequence;
  return (
    with drawn as (
      select l as lead from public.sequence_enrollments n join public.leads l on l.id = n.lead_id where n.sequence_id = sequence order by random() limit 50
    ), tried as (
      select distinct e.position, f as field, (s.lead).id as lead_id, (s.lead).full_name as name from drawn s cross join private.mail_texts e,
        unnest(private.empty_fields(concat_ws(' ', e.subject, e.preview_text, e.body), s.lead, q)) f
      where e.sequence_id = sequence and e.active
    )
    select jsonb_build_object('leads', (select count(*) from drawn), 'empty', coalesce((select jsonb_agg(jsonb_build_object('step', t.position, 'field', t.field, 'leads', t.n, 'ids', t.ids) order by t.position, t.field)
      from (select x.position, x.field, count(*) as n, jsonb_agg(x.lead_id) as ids from tried x group by 1, 2) t), '[]')));
end
$$;

create or replace function public.duplicate_sequence(sequence_id uuid, name text default null) returns public.outreach_sequences
language plpgsql security invoker set search_path = '' as $$
declare
  made public.outreach_sequences;
begin
  insert into public.outreach_sequences (name, description, from_name, from_email, reply_to, postal_address, daily_cap, send_from, send_until, time_zone, owner_id, send_days,
      allow_parallel, soft_bounce_limit, away_days, stop_company)
  select left(coalesce(nullif(btrim(duplicate_sequence.name), ''), 'Copy of ' || q.name), 120), q.description, q.from_name, q.from_email, q.reply_to, q.postal_address, q.daily_cap, q.send_from, q.send_until,
    q.time_zone, auth.uid(), q.send_days, q.allow_parallel, q.soft_bounce_limit, q.away_days, q.stop_company
  from public.outreach_sequences q where q.id = duplicate_sequence.sequence_id returning * into made;
  if made.id is null then
    raise exception 'This sequence does not exist, or you may not see it.' using errcode = 'P0002';
  end if;
  insert into public.sequence_emails (sequence_id, position, delay_days, subject, preview_text, body, active)
  select made.id, e.position, e.delay_days, e.subject, e.preview_text, e.body, e.active from public.sequence_emails e where e.sequence_id = duplicate_sequence.sequence_id;
  insert into public.sequence_variants (sequence_email_id, share, subject, preview_text, body, active)
  select n.id, v.share, v.subject, v.preview_text, v.body, v.active from public.sequence_variants v
  join public.sequence_emails e on e.id = v.sequence_email_id and e.sequence_id = duplicate_sequence.sequence_id
  join public.sequence_emails n on n.sequence_id = made.id and n.position = e.position order by v.created_at, v.id;
  insert into public.sequence_senders (sequence_id, sender_id) select made.id, s.sender_id from public.sequence_senders s where s.sequence_id = duplicate_sequence.sequence_id;
  return made;
end
$$;

create or replace function private.outreach_funnel(from_date date, to_date date, time_zone text, by_what text) returns table (
  key text, label text, found bigint, qualified bigint, enrolled bigint, sent bigint, delivered bigint, opened bigint, clicked bigint, bounced bigint, complained bigint,
  replied bigint, converted bigint, departed bigint, reply_seconds double precision)
language plpgsql stable security definer set search_path = '' set plan_cache_mode = force_custom_plan as $$
declare
  from_time timestamptz;
  to_time timestamptz;
begin
  if not (select private.has_role('growth')) then
    raise exception 'Only growth may read the funnel.' using errcode = '42501';
  elsif by_what is null or by_what not in ('all', 'source', 'sequence', 'step', 'variant', 'sender', 'week') then
    raise exception 'Count by all, source, sequence, step, variant, sender or week.' using errcode = '22023';
  elsif from_date is null or to_date is null or not isfinite(from_date) or not isfinite(to_date) then
    raise exception 'Name the first and the last day.' using errcode = '22023';
  elsif to_date - from_date > 800 then
    raise exception 'At most 800 days at a time.' using errcode = '22023';
  end if;
  from_time := from_date::timestamp at time zone time_zone;
  to_time := (to_date + 1)::timestamp at time zone time_zone;
  return query
  with fact as (
    select case by_what when 'source' then l.source_id::text when 'week' then date_trunc('week', l.found_at at time zone time_zone)::date::text when 'all' then 'all' end as key, 'found' as what, 1 as n, null::double precision as seconds
    from public.leads l where l.found_at >= from_time and l.found_at < to_time
    union all
    select case by_what when 'source' then l.source_id::text when 'week' then date_trunc('week', l.qualified_at at time zone time_zone)::date::text when 'all' then 'all' end, 'qualified', 1, null
    from public.leads l where l.qualified_at >= from_time and l.qualified_at < to_time
    union all
    select case by_what when 'source' then d.source_id::text when 'week' then date_trunc('week', t.at at time zone time_zone)::date::text when 'all' then 'all' end, t.what, 1, null
    from private.departed_leads d, lateral (values ('found', d.found_at), ('departed', d.found_at), ('qualified', d.qualified_at), ('converted', d.converted_at)) t (what, at)
    where t.at >= from_time and t.at < to_time
    union all
    select case by_what when 'source' then l.source_id::text when 'sequence' then e.sequence_id::text when 'week' then date_trunc('week', e.enrolled_at at time zone time_zone)::date::text when 'all' then 'all' end, 'enrolled', 1, null
    from public.sequence_enrollments e left join public.leads l on l.id = e.lead_id and by_what = 'source' where e.enrolled_at >= from_time and e.enrolled_at < to_time
    union all
    select m.key, t.what, t.n, null from (
      select case by_what when 'source' then l.source_id::text when 'sequence' then s.sequence_id::text when 'step' then s.sequence_email_id::text when 'variant' then coalesce(s.variant_id, s.sequence_email_id)::text when 'sender' then s.sender_id::text
          when 'week' then date_trunc('week', s.sent_at at time zone time_zone)::date::text when 'all' then 'all' end as key,
        count(*)::integer as sent, count(*) filter (where s.delivered_at is not null or s.opened_at is not null or s.clicked_at is not null)::integer as delivered,
        count(s.opened_at)::integer as opened, count(s.clicked_at)::integer as clicked, count(*) filter (where s.state = 'bounced')::integer as bounced,
        count(*) filter (where s.state = 'complained')::integer as complained
      from public.email_sends s left join public.leads l on l.id = s.lead_id and by_what = 'source' where s.sent_at >= from_time and s.sent_at < to_time group by 1) m,
      lateral (values ('sent', m.sent), ('delivered', m.delivered), ('opened', m.opened), ('clicked', m.clicked), ('bounced', m.bounced), ('complained', m.complained)) t (what, n)
    union all
    select case by_what when 'source' then l.source_id::text when 'sequence' then s.sequence_id::text when 'step' then s.sequence_email_id::text when 'variant' then coalesce(s.variant_id, s.sequence_email_id)::text when 'sender' then s.sender_id::text
        when 'week' then date_trunc('week', r.received_at at time zone time_zone)::date::text when 'all' then 'all' end, 'replied', 1, extract(epoch from r.received_at - s.sent_at)
    from public.outreach_responses r left join public.email_sends s on s.id = r.email_send_id left join public.leads l on l.id = r.lead_id and by_what = 'source'
    where r.received_at >= from_time and r.received_at < to_time and r.intent <> 'out_of_office'
    union all
    select case by_what when 'source' then l.source_id::text when 'sequence' then e.sequence_id::text when 'week' then date_trunc('week', l.converted_at at time zone time_zone)::date::text when 'all' then 'all' end, 'converted', 1, null
    from public.leads l left join lateral (select x.sequence_id from public.sequence_enrollments x where x.lead_id = l.id order by x.enrolled_at desc limit 1) e on by_what = 'sequence'
    where l.converted_at >= from_time and l.converted_at < to_time
  ), summed as (
    select f.key, sum(f.n) filter (where f.what = 'found') as found, sum(f.n) filter (where f.what = 'qualified') as qualified, sum(f.n) filter (where f.what = 'enrolled') as enrolled,
      sum(f.n) filter (where f.what = 'sent') as sent, sum(f.n) filter (where f.what = 'delivered') as delivered, sum(f.n) filter (where f.what = 'opened') as opened,
      sum(f.n) filter (where f.what = 'clicked') as clicked, sum(f.n) filter (where f.what = 'bounced') as bounced, sum(f.n) filter (where f.what = 'complained') as complained,
      sum(f.n) filter (where f.what = 'replied') as replied, sum(f.n) filter (where f.what = 'converted') as converted, sum(f.n) filter (where f.what = 'departed') as departed,
      percentile_cont(0.5) within group (order by f.seconds) filter (where f.seconds >= 0) as reply_seconds
    from fact f group by f.key
  )
  select s.key, case by_what
      when 'source' then coalesce((select x.name from public.lead_sources x where x.id::text = s.key), 'No source')
      when 'sequence' then coalesce((select x.name from public.outreach_sequences x where x.id::text = s.key), 'No sequence')
      when 'step' then coalesce((select q.name || ', step ' || x.position || ': ' || x.subject from public.sequence_emails x join public.outreach_sequences q on q.id = x.sequence_id where x.id::text = s.key), 'No step')
      when 'variant' then coalesce((select q.name || ', step ' || t.name || ': ' || t.subject from private.mail_texts t join public.outreach_sequences q on q.id = t.sequence_id
        where coalesce(t.variant_id, t.step_id)::text = s.key), 'No variant')
      when 'sender' then coalesce((select x.email from public.outreach_senders x where x.id::text = s.key), 'No sender')
      when 'week' then s.key else 'All' end,
    coalesce(s.found, 0), coalesce(s.qualified, 0), coalesce(s.enrolled, 0), coalesce(s.sent, 0), coalesce(s.delivered, 0), coalesce(s.opened, 0), coalesce(s.clicked, 0),
    coalesce(s.bounced, 0), coalesce(s.complained, 0), coalesce(s.replied, 0), coalesce(s.converted, 0), coalesce(s.departed, 0), s.reply_seconds
  from summed s
  -- What has no step or sender by its nature is no row of its own.
  where s.key is not null or by_what in ('source', 'sequence') and coalesce(s.found, s.enrolled, s.sent) is not null
  order by case when by_what = 'week' then s.key end desc, coalesce(s.sent, 0) desc, coalesce(s.found, 0) desc
  limit 200;
end
$$;
comment on function public.outreach_funnel(date, date, text, text) is
  'Found, qualified, enrolled, sent, delivered, opened, clicked, replied and converted in these days, each by its own time stamp; in all, or by source, sequence, step, variant, sender or week. Counts those that were deleted and erased since.';

do $$
declare
  f regprocedure;
begin
  for f in
    select p.oid::regprocedure from pg_catalog.pg_proc p join pg_catalog.pg_namespace n on n.oid = p.pronamespace
    where n.nspname = 'private' and p.proname in ('keep_variant', 'check_live_variant', 'pick_variant')
  loop
    execute format('revoke all on function %s from public, anon, authenticated, service_role', f);
  end loop;
end
$$;
