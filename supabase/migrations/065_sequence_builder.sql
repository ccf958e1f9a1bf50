-- 063 sequence_builder
-- Writing a sequence: its steps in another order, a true preview as a lead gets it, a try over many of those enrolled, and
-- a copy to begin from.

create or replace function public.reorder_steps(sequence_id uuid, steps uuid[]) returns void
language plpgsql security invoker set search_path = '' as $$
declare
  places smallint[];
  free smallint;
  was smallint;
begin
  if not (select private.has_role('growth')) then
    raise exception 'Only growth writes sequences.' using errcode = '42501';
  end if;
  perform from public.sequence_emails e where e.sequence_id = reorder_steps.sequence_id order by e.id for update;
  select array_agg(e.position order by e.position) into places from public.sequence_emails e where e.sequence_id = reorder_steps.sequence_id;
  if (select array_agg(e.id order by e.id) from public.sequence_emails e where e.sequence_id = reorder_steps.sequence_id)
    is distinct from (select array_agg(s order by s) from unnest(steps) s) then
    raise exception 'Somebody added or removed an email meanwhile. Look again, then order them.' using errcode = 'PT409';
  elsif exists (
    select from public.sequence_emails e join unnest(steps) with ordinality n (id, place) on n.id = e.id
    where e.position <> places[n.place] and exists (select from public.email_sends s where s.sequence_email_id = e.id and s.state <> 'skipped')
  ) then
    raise exception 'An email that was sent already keeps its place: those enrolled are counted by it. Move the others, or duplicate the sequence.' using errcode = '23514';
  end if;
  -- Places are unique at every moment: whoever is in the way waits at the free one.
  select f into free from generate_series(1, 20) f where f <> all (places) limit 1;
  if free is null then
    raise exception 'With 20 emails there is no room to move them. Remove one first.' using errcode = '23514';
  end if;
  for place in 1..cardinality(steps) loop
    select e.position into was from public.sequence_emails e where e.id = steps[place];
    continue when was = places[place];
    update public.sequence_emails e set position = free where e.sequence_id = reorder_steps.sequence_id and e.position = places[place];
    update public.sequence_emails e set position = places[place] where e.id = steps[place];
    -- Whoever waits goes to where this one came from.
    update public.sequence_emails e set position = was where e.sequence_id = reorder_steps.sequence_id and e.position = free;
  end loop;
end
$$;
comment on function public.reorder_steps(uuid, uuid[]) is 'Puts the emails of a sequence into this order. One that was sent already keeps its place.';

-- The merge fields of a text that are empty for a lead and have no fallback.
create or replace function private.empty_fields(template text, lead public.leads, sequence public.outreach_sequences) returns text[]
language sql stable security definer set search_path = '' as $$
  select coalesce(array_agg(distinct btrim(split_part(m[1], '|', 1))), '{}') from regexp_matches(template, '\{\{([^{}]*)\}\}', 'g') m
  where btrim(split_part(m[1], '|', 1)) <> 'unsubscribe_url' and btrim(split_part(m[1], '|', 2)) = '' and private.merge_value(btrim(split_part(m[1], '|', 1)), lead, sequence, null) is null
$$;

create or replace function private.preview_mail(step uuid, lead uuid, subject text, preview_text text, body text) returns jsonb
language plpgsql stable security definer set search_path = '' as $$
declare
  e public.sequence_emails;
  q public.outreach_sequences;
  l public.leads;
begin
  if not (select private.has_role('growth')) then
    raise exception 'Only growth reads mails.' using errcode = '42501';
  end if;
  select * into e from public.sequence_emails x where x.id = step;
  select * into q from public.outreach_sequences x where x.id = e.sequence_id;
  select * into l from public.leads x where x.id = coalesce(lead,
    (select n.lead_id from public.sequence_enrollments n where n.sequence_id = q.id and n.lead_id is not null order by n.enrolled_at desc limit 1),
    (select y.id from public.leads y where y.email is not null order by y.found_at desc limit 1));
  if e.id is null or l.id is null then
    raise exception 'There is no lead to show it for.' using errcode = 'P0002';
  end if;
  e.subject := coalesce(preview_mail.subject, e.subject);
  e.body := coalesce(preview_mail.body, e.body);
  e.preview_text := coalesce(preview_mail.preview_text, e.preview_text);
  return jsonb_build_object('lead_id', l.id, 'lead_name', l.full_name, 'to', l.email, 'from', q.from_name || ' <' || q.from_email || '>',
    'subject', left(regexp_replace(private.render_mail(e.subject, l, q, '00000000-0000-0000-0000-000000000000'), '\s+', ' ', 'g'), 200),
    'preview_text', private.render_mail(e.preview_text, l, q, '00000000-0000-0000-0000-000000000000'),
    'body', private.render_mail(e.body, l, q, '00000000-0000-0000-0000-000000000000') || case when e.body ~ '\{\{\s*postal_address' then '' else E'\n\n' || q.postal_address end,
    'empty', private.empty_fields(concat_ws(' ', e.subject, e.preview_text, e.body), l, q));
end
$$;
create or replace function public.preview_mail(step_id uuid, lead_id uuid default null, subject text default null, preview_text text default null, body text default null) returns jsonb
language sql stable security invoker set search_path = '' as $$ select private.preview_mail(step_id, lead_id, subject, preview_text, body) $$;
comment on function public.preview_mail(uuid, uuid, text, text, text) is 'A step as a lead would get it, of the texts given or else as it is saved; without a lead as somebody enrolled would.';

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
      select e.position, f as field, (s.lead).id as lead_id, (s.lead).full_name as name from drawn s cross join public.sequence_emails e,
        unnest(private.empty_fields(concat_ws(' ', e.subject, e.preview_text, e.body), s.lead, q)) f
      where e.sequence_id = sequence and e.active
    )
    select jsonb_build_object('leads', (select count(*) from drawn), 'empty', coalesce((select jsonb_agg(jsonb_build_object('step', t.position, 'field', t.field, 'leads', t.n, 'ids', t.ids) order by t.position, t.field)
      from (select x.position, x.field, count(*) as n, jsonb_agg(x.lead_id) as ids from tried x group by 1, 2) t), '[]')));
end
$$;
create or replace function public.try_sequence(sequence_id uuid) returns jsonb
language sql volatile security invoker set search_path = '' as $$ select private.try_sequence(sequence_id) $$;
comment on function public.try_sequence(uuid) is 'Renders a sequence for 50 random leads of those enrolled and tells which merge fields would be empty for whom.';

create or replace function private.list_merge_fields() returns table (name text, about text, of_lead boolean)
language sql stable security definer set search_path = '' as $$ select f.name, f.about, f.of_lead from private.merge_fields f where (select private.is_staff()) order by not f.of_lead, f.name $$;
create or replace function public.list_merge_fields() returns table (name text, about text, of_lead boolean)
language sql stable security invoker set search_path = '' as $$ select * from private.list_merge_fields() $$;
comment on function public.list_merge_fields() is 'What may stand in double braces in a mail, and which of it a lead may lack.';

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
  insert into public.sequence_senders (sequence_id, sender_id) select made.id, s.sender_id from public.sequence_senders s where s.sequence_id = duplicate_sequence.sequence_id;
  return made;
end
$$;
comment on function public.duplicate_sequence(uuid, text) is 'A draft with the same settings, emails and senders, and nobody in it.';

do $$
declare
  f regprocedure;
begin
  for f in
    select p.oid::regprocedure from pg_catalog.pg_proc p join pg_catalog.pg_namespace n on n.oid = p.pronamespace
    where n.nspname in ('private', 'public') and p.proname in ('reorder_steps', 'empty_fields', 'preview_mail', 'try_sequence', 'list_merge_fields', 'duplicate_sequence')
  loop
    execute format('revoke all on function %s from public, anon, authenticated, service_role', f);
  end loop;
end
$$;
grant execute on function public.reorder_steps(uuid, uuid[]), private.preview_mail(uuid, uuid, text, text, text), public.preview_mail(uuid, uuid, text, text, text), private.try_sequence(uuid),
  public.try_sequence(uuid), private.list_merge_fields(), public.list_merge_fields(), public.duplicate_sequence(uuid, text) to authenticated;
