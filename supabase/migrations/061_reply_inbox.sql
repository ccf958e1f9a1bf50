-- 053 reply_inbox
-- Replies worked through as a queue: who is at which, what was decided, and the way back. One decision a reply; nothing is
-- answered twice, and whoever decides over somebody else's decision is told.

create table if not exists private.reply_claims (
  response_id uuid primary key references public.outreach_responses (id) on delete cascade,
  staff_id uuid not null references public.staff_members (user_id) on delete cascade,
  claimed_at timestamptz not null default now(),
  expires_at timestamptz not null
);
comment on table private.reply_claims is 'Who looks at which reply at this moment, so that no two answer it.';
create index if not exists reply_claims_staff_idx on private.reply_claims (staff_id);
alter table private.reply_claims enable row level security;
revoke all on private.reply_claims from anon, authenticated, service_role;

create table if not exists private.reply_decisions (
  id bigint generated always as identity primary key,
  response_id uuid not null references public.outreach_responses (id) on delete cascade,
  decision text not null check (decision in ('handled', 'unsubscribe', 'convert', 'later', 'assign')),
  note text check (char_length(note) <= 2000),
  before jsonb not null,
  decided_by uuid references public.staff_members (user_id) on delete set null,
  decided_at timestamptz not null default clock_timestamp(),
  client_key uuid not null unique,
  undone_at timestamptz,
  undo_key uuid unique
);
comment on table private.reply_decisions is 'What was decided about each reply, and what was before, so that it can be taken back.';
create index if not exists reply_decisions_response_idx on private.reply_decisions (response_id, id desc);
create index if not exists reply_decisions_decided_by_idx on private.reply_decisions (decided_by);
alter table private.reply_decisions enable row level security;
revoke all on private.reply_decisions from anon, authenticated, service_role;

-- ---------------------------------------------------------------------------------------
-- What waits

create or replace function private.reply_inbox(view text, mood text, older_than interval, most integer) returns table (
  item_type text, item_id uuid, title text, author_name text, version integer, decision_seen bigint, subject text, excerpt text, received_at timestamptz,
  sentiment text, intent text, lead_id uuid, lead_state text, owner_id uuid, owner_name text, is_mine boolean, claimed_by uuid, claimed_name text, claimed_mine boolean,
  handled_at timestamptz, handled_name text, handling_note text, waiting bigint)
language plpgsql stable security definer set search_path = '' as $$
begin
  if not (select private.has_role('growth')) then
    raise exception 'Only growth may read replies.' using errcode = '42501';
  end if;
  return query
    select 'reply', r.id, coalesce(l.full_name, 'Lead that is gone'), coalesce(l.full_name, ''), 0,
      (select max(d.id) from private.reply_decisions d where d.response_id = r.id), r.subject, left(r.body, 160), r.received_at,
      r.sentiment, r.intent, l.id, l.state, l.owner_id, o.full_name, l.owner_id = auth.uid(), c.staff_id, s.full_name, c.staff_id = auth.uid(),
      r.handled_at, h.full_name, r.handling_note, count(*) over ()
    from public.outreach_responses r left join public.leads l on l.id = r.lead_id left join public.staff_members o on o.user_id = l.owner_id
    left join private.reply_claims c on c.response_id = r.id and c.expires_at > now() left join public.staff_members s on s.user_id = c.staff_id
    left join public.staff_members h on h.user_id = r.handled_by
    where case view when 'done' then r.handled_at is not null else r.handled_at is null end
      and (view <> 'mine' or l.owner_id = auth.uid())
      and (mood is null or r.sentiment = mood)
      and (older_than is null or r.received_at < now() - older_than)
    -- Who wants to leave or to come is first, then who has waited longest.
    order by case when view = 'done' then r.handled_at end desc,
      case r.intent when 'unsubscribe' then 0 when 'interested' then 1 when 'question' then 1 when 'out_of_office' then 3 else 2 end, r.received_at, r.id
    limit greatest(0, least(coalesce(most, 200), 200));
end
$$;
create or replace function public.reply_inbox(view text default 'waiting', mood text default null, older_than interval default null, most integer default 200)
returns table (
  item_type text, item_id uuid, title text, author_name text, version integer, decision_seen bigint, subject text, excerpt text, received_at timestamptz,
  sentiment text, intent text, lead_id uuid, lead_state text, owner_id uuid, owner_name text, is_mine boolean, claimed_by uuid, claimed_name text, claimed_mine boolean,
  handled_at timestamptz, handled_name text, handling_note text, waiting bigint)
language sql stable security invoker set search_path = '' as $$ select * from private.reply_inbox(view, mood, older_than, most) $$;
comment on function public.reply_inbox(text, text, interval, integer) is
  'Replies that wait, those of one''s own leads (mine), or those that are done: whoever wants to leave or to come first, then by age; with who is at each.';

-- One reply with all that is needed to answer it.
create or replace function public.reply_context(response_id uuid) returns jsonb
language sql stable security invoker set search_path = '' as $$
  select jsonb_build_object(
    'reply', to_jsonb(r) - array['search', 'folded'],
    'lead', (select to_jsonb(l) - array['search', 'folded', 'sort_name'] || jsonb_build_object('source_name', s.name, 'owner_name', o.full_name)
      from public.leads l left join public.lead_sources s on s.id = l.source_id left join public.staff_members o on o.user_id = l.owner_id where l.id = r.lead_id),
    'thread', (select coalesce(jsonb_agg(t.one order by t.at), '[]') from (
      select coalesce(m.sent_at, m.queued_at) as at, jsonb_build_object('kind', 'sent', 'id', m.id, 'at', coalesce(m.sent_at, m.queued_at), 'subject', m.subject,
        'body', coalesce(m.body, e.body), 'template', m.body is null, 'state', m.state, 'answered', m.id = r.email_send_id) as one
      from public.email_sends m left join public.sequence_emails e on e.id = m.sequence_email_id where m.lead_id = r.lead_id and m.sent_at is not null
      union all
      select o.received_at, jsonb_build_object('kind', 'reply', 'id', o.id, 'at', o.received_at, 'subject', o.subject, 'body', o.body, 'intent', o.intent, 'handled_at', o.handled_at,
        'handling_note', o.handling_note, 'this', o.id = r.id)
      from public.outreach_responses o where o.lead_id = r.lead_id or o.id = r.id) t),
    'classified', (select jsonb_build_object('id', b.id, 'intent', b.output ->> 'intent', 'confidence', b.confidence, 'bot', h.label, 'at', b.created_at)
      from public.bot_actions_log b join public.ai_bot_health h on h.id = b.bot_id
      where b.target_table = 'outreach_responses' and b.target_id = r.id::text and b.action = 'classify_reply' and b.outcome = 'succeeded' order by b.created_at desc limit 1),
    'draft', (select jsonb_build_object('id', b.id, 'text', b.output ->> 'text', 'confidence', b.confidence, 'bot', h.label, 'at', b.created_at)
      from public.bot_actions_log b join public.ai_bot_health h on h.id = b.bot_id
      where b.target_table = 'outreach_responses' and b.target_id = r.id::text and b.action = 'draft_reply' and b.outcome = 'succeeded' order by b.created_at desc limit 1))
  from public.outreach_responses r where r.id = reply_context.response_id
$$;
comment on function public.reply_context(uuid) is 'One reply with its lead, all mails and replies before and after it, what the bot takes it for and what it would answer.';

-- ---------------------------------------------------------------------------------------
-- Claims

create or replace function private.claim_replies(items jsonb, take_over boolean) returns jsonb
language plpgsql security definer set search_path = '' as $$
declare
  wanted uuid;
  held private.reply_claims;
  taken_from text;
  answers jsonb := '[]';
begin
  if not (select private.has_role('growth')) then
    raise exception 'Only growth works on replies.' using errcode = '42501';
  end if;
  for wanted in select (i ->> 'item_id')::uuid from jsonb_array_elements(items) i order by 1 loop
    taken_from := null;
    perform from public.outreach_responses r where r.id = wanted and r.handled_at is null for update;
    if not found then
      answers := answers || jsonb_build_object('item_type', 'reply', 'item_id', wanted, 'result', 'gone', 'claimed_name', null, 'taken_from_name', null);
      continue;
    end if;
    select * into held from private.reply_claims c where c.response_id = wanted;
    if held.response_id is not null and held.expires_at > now() and held.staff_id <> auth.uid() then
      select s.full_name into taken_from from public.staff_members s where s.user_id = held.staff_id;
      if not coalesce(take_over, false) then
        answers := answers || jsonb_build_object('item_type', 'reply', 'item_id', wanted, 'result', 'held', 'claimed_name', taken_from, 'taken_from_name', null);
        continue;
      end if;
    end if;
    insert into private.reply_claims (response_id, staff_id, expires_at) values (wanted, auth.uid(), now() + interval '5 minutes')
    on conflict (response_id) do update set staff_id = excluded.staff_id, expires_at = excluded.expires_at,
      claimed_at = case when reply_claims.staff_id = excluded.staff_id then reply_claims.claimed_at else now() end;
    answers := answers || jsonb_build_object('item_type', 'reply', 'item_id', wanted, 'result', 'claimed',
      'claimed_name', (select s.full_name from public.staff_members s where s.user_id = auth.uid()), 'taken_from_name', taken_from);
  end loop;
  return answers;
end
$$;
create or replace function public.claim_replies(items jsonb, take_over boolean default false) returns jsonb
language sql security invoker set search_path = '' as $$ select private.claim_replies(items, take_over) $$;
comment on function public.claim_replies(jsonb, boolean) is 'Says that one is at these replies, for five minutes; take_over takes them from whoever has them.';
create or replace function private.keep_reply_claims(items jsonb, renew boolean) returns integer
language plpgsql security definer set search_path = '' as $$
declare
  n integer;
begin
  if renew then
    update private.reply_claims c set expires_at = now() + interval '5 minutes' where c.staff_id = auth.uid();
  else
    delete from private.reply_claims c where c.staff_id = auth.uid()
      and (items is null or c.response_id in (select (i ->> 'item_id')::uuid from jsonb_array_elements(items) i));
  end if;
  get diagnostics n = row_count;
  return n;
end
$$;
create or replace function public.release_replies(items jsonb default null) returns integer
language sql security invoker set search_path = '' as $$ select private.keep_reply_claims(items, false) $$;
comment on function public.release_replies(jsonb) is 'Gives these replies back, or all that one has.';
create or replace function public.renew_replies() returns integer
language sql security invoker set search_path = '' as $$ select private.keep_reply_claims(null, true) $$;
comment on function public.renew_replies() is 'Keeps the replies that one is at for five more minutes.';

-- ---------------------------------------------------------------------------------------
-- Decisions

create or replace function private.decide_reply(d jsonb) returns jsonb
language plpgsql security definer set search_path = '' as $$
declare
  me constant uuid := auth.uid();
  base constant jsonb := jsonb_build_object('item_type', 'reply', 'item_id', d -> 'item_id', 'client_key', d -> 'client_key');
  wanted constant text := d ->> 'decision';
  r public.outreach_responses;
  l public.leads;
  last private.reply_decisions;
  made private.reply_decisions;
  colleague text;
  target uuid;
begin
  select * into made from private.reply_decisions x where x.client_key = (d ->> 'client_key')::uuid;
  if made.id is not null then
    if made.decided_by is distinct from me then
      raise exception 'This decision is somebody else''s.' using errcode = '42501';
    end if;
    return base || jsonb_build_object('result', 'applied', 'decision_id', made.id, 'decision', made.decision, 'state_before', 'open', 'state_after',
      case made.decision when 'assign' then 'open' else 'handled' end, 'by', me, 'by_name', (select s.full_name from public.staff_members s where s.user_id = me), 'at', made.decided_at, 'repeated', true);
  end if;
  -- The lead first, as everybody does.
  perform from public.leads x join public.outreach_responses o on o.lead_id = x.id where o.id = (d ->> 'item_id')::uuid for no key update of x;
  select * into r from public.outreach_responses x where x.id = (d ->> 'item_id')::uuid for update;
  if r.id is null then
    return base || jsonb_build_object('result', 'refused', 'why', 'This reply does not exist any more.');
  end if;
  select * into l from public.leads x where x.id = r.lead_id;
  select * into last from private.reply_decisions x where x.response_id = r.id order by x.id desc limit 1;
  if last.id is distinct from (d ->> 'decision_seen')::bigint or r.handled_at is not null then
    select s.full_name into colleague from public.staff_members s where s.user_id = coalesce(last.decided_by, r.handled_by);
    return base || jsonb_build_object('result', 'conflict', 'kind', case when last.undone_at is not null then 'undone' else 'decided' end, 'decision', last.decision,
      'by', coalesce(last.decided_by, r.handled_by), 'by_name', coalesce(colleague, 'Somebody'), 'at', coalesce(last.decided_at, r.handled_at), 'decision_seen', last.id,
      'state', case when r.handled_at is null then 'open' else 'handled' end,
      'why', format('%s was here before you: %s.', coalesce(colleague, 'Somebody'), case when r.handled_at is not null then 'it is handled' when last.undone_at is not null then 'a decision was taken back' else 'it was assigned' end));
  end if;
  select s.full_name into colleague from private.reply_claims c join public.staff_members s on s.user_id = c.staff_id
  where c.response_id = r.id and c.staff_id <> me and c.expires_at > now();
  if colleague is not null and not coalesce((d ->> 'over_claim')::boolean, false) then
    return base || jsonb_build_object('result', 'conflict', 'kind', 'claimed', 'by_name', colleague, 'decision_seen', last.id, 'why', format('%s is at it.', colleague));
  end if;
  if wanted in ('convert', 'later', 'assign') and l.id is null then
    return base || jsonb_build_object('result', 'refused', 'why', 'The lead does not exist any more.');
  end if;
  insert into private.reply_decisions (response_id, decision, note, before, decided_by, client_key)
  values (r.id, wanted, nullif(btrim(d ->> 'note'), ''), jsonb_build_object('intent', r.intent, 'state', l.state, 'owner_id', l.owner_id, 'follow_up_on', l.follow_up_on,
    'follow_up_note', l.follow_up_note, 'handling_note', r.handling_note, 'converted_at', l.converted_at), me, (d ->> 'client_key')::uuid) returning * into made;
  case wanted
    when 'unsubscribe' then
      update public.outreach_responses x set intent = 'unsubscribe' where x.id = r.id and x.intent <> 'unsubscribe';
      if l.id is not null then
        update public.leads x set consent = 'objected' where x.id = l.id and x.consent <> 'objected';
      end if;
    when 'convert' then
      if l.state = 'converted' then
        null;
      elsif l.state not in ('qualified', 'contacted', 'replied') then
        raise exception 'What is % cannot become converted.', l.state using errcode = '23514';
      else
        update public.leads x set state = 'converted' where x.id = l.id;
      end if;
    when 'later' then
      update public.outreach_responses x set intent = 'later' where x.id = r.id and x.intent <> 'later';
      update public.leads x set follow_up_on = coalesce((nullif(d ->> 'day', ''))::date, (now() + interval '30 days')::date), follow_up_note = coalesce(made.note, x.follow_up_note, 'Wrote that they would rather hear from us later')
      where x.id = l.id;
    when 'assign' then
      target := nullif(d ->> 'reason_code', '')::uuid;
      if target is null or not exists (select from public.staff_members s where s.user_id = target and s.active and s.roles && '{growth,admin}') then
        raise exception 'Name a colleague of growth.' using errcode = '23514', detail = '{"field": "reason_code"}';
      end if;
      update public.leads x set owner_id = target where x.id = l.id;
    else null;
  end case;
  if wanted <> 'assign' then
    update public.outreach_responses x set handled_by = me, handled_at = clock_timestamp(), handling_note = coalesce(made.note, x.handling_note) where x.id = r.id;
  end if;
  delete from private.reply_claims c where c.response_id = r.id;
  return base || jsonb_build_object('result', 'applied', 'decision_id', made.id, 'decision', wanted, 'state_before', 'open', 'state_after', case wanted when 'assign' then 'open' else 'handled' end,
    'by', me, 'by_name', (select s.full_name from public.staff_members s where s.user_id = me), 'at', made.decided_at, 'repeated', false);
end
$$;
create or replace function private.decide_replies(decisions jsonb) returns jsonb
language plpgsql security definer set search_path = '' as $$
declare
  d jsonb;
  answers jsonb := '[]';
  why text;
  detail text;
begin
  if not (select private.has_role('growth')) then
    raise exception 'Only growth answers replies.' using errcode = '42501';
  elsif jsonb_typeof(decisions) is distinct from 'array' or jsonb_array_length(decisions) > 100 then
    raise exception 'Send a list of at most 100 decisions.' using errcode = '22023';
  end if;
  for d in select * from jsonb_array_elements(decisions) loop
    begin
      answers := answers || private.decide_reply(d);
    exception when check_violation or invalid_text_representation or not_null_violation then
      get stacked diagnostics why = message_text, detail = pg_exception_detail;
      answers := answers || jsonb_build_object('item_type', 'reply', 'item_id', d -> 'item_id', 'client_key', d -> 'client_key', 'result', 'refused', 'why', why);
    end;
  end loop;
  return answers;
end
$$;
create or replace function public.decide_replies(decisions jsonb) returns jsonb
language sql security invoker set search_path = '' as $$ select private.decide_replies(decisions) $$;
comment on function public.decide_replies(jsonb) is
  'Decides about replies: handled, unsubscribe, convert, later (a day) or assign (a colleague), each once a client_key; answers for each applied, conflict (who was first) or refused (why).';

create or replace function private.undo_reply(decision_id bigint, undo uuid) returns jsonb
language plpgsql security definer set search_path = '' as $$
declare
  d private.reply_decisions;
  base jsonb;
  colleague text;
begin
  if not (select private.has_role('growth')) then
    raise exception 'Only growth answers replies.' using errcode = '42501';
  end if;
  select * into d from private.reply_decisions x where x.id = decision_id for update;
  if d.id is null then
    raise exception 'There is no such decision.' using errcode = 'P0002';
  end if;
  base := jsonb_build_object('item_type', 'reply', 'item_id', d.response_id, 'client_key', undo);
  if d.undone_at is not null then
    if d.undo_key = undo then
      return base || jsonb_build_object('result', 'applied', 'decision_id', d.id, 'decision', 'undo', 'state_before', 'handled', 'state_after', 'open', 'by', auth.uid(),
        'by_name', (select s.full_name from public.staff_members s where s.user_id = auth.uid()), 'at', d.undone_at, 'repeated', true);
    end if;
    return base || jsonb_build_object('result', 'conflict', 'kind', 'undone', 'why', 'It was taken back already.');
  elsif d.decided_by is distinct from auth.uid() then
    return base || jsonb_build_object('result', 'refused', 'why', 'Only who decided takes it back.');
  elsif d.decision = 'unsubscribe' then
    return base || jsonb_build_object('result', 'refused', 'why', 'Who left stays out. An admin can lift the suppression, with a reason.');
  elsif exists (select from private.reply_decisions x where x.response_id = d.response_id and x.id > d.id and x.undone_at is null) then
    select s.full_name into colleague from private.reply_decisions x join public.staff_members s on s.user_id = x.decided_by where x.response_id = d.response_id and x.id > d.id order by x.id desc limit 1;
    return base || jsonb_build_object('result', 'conflict', 'kind', 'decided', 'by_name', colleague, 'why', format('%s has decided since.', colleague));
  end if;
  perform set_config('app.door', 'merge', true), set_config('app.reason', 'Decision about a reply taken back', true);
  update public.outreach_responses r set handled_at = null, handled_by = null, handling_note = d.before ->> 'handling_note', intent = d.before ->> 'intent' where r.id = d.response_id;
  if d.decision in ('convert', 'later', 'assign') then
    update public.leads l set
      state = case when d.decision = 'convert' and l.state = 'converted' then d.before ->> 'state' else l.state end,
      converted_at = case when d.decision = 'convert' then (d.before ->> 'converted_at')::timestamptz else l.converted_at end,
      owner_id = case when d.decision = 'assign' then (d.before ->> 'owner_id')::uuid else l.owner_id end,
      follow_up_on = case when d.decision = 'later' then (d.before ->> 'follow_up_on')::date else l.follow_up_on end,
      follow_up_note = case when d.decision = 'later' then d.before ->> 'follow_up_note' else l.follow_up_note end
    where l.id = (select r.lead_id from public.outreach_responses r where r.id = d.response_id);
  end if;
  perform set_config('app.door', '', true), set_config('app.reason', '', true);
  update private.reply_decisions x set undone_at = clock_timestamp(), undo_key = undo where x.id = d.id returning * into d;
  return base || jsonb_build_object('result', 'applied', 'decision_id', d.id, 'decision', 'undo', 'state_before', 'handled', 'state_after', 'open', 'by', auth.uid(),
    'by_name', (select s.full_name from public.staff_members s where s.user_id = auth.uid()), 'at', d.undone_at, 'repeated', false);
end
$$;
create or replace function public.undo_reply(decision_id bigint, client_key uuid) returns jsonb
language sql security invoker set search_path = '' as $$ select private.undo_reply(decision_id, client_key) $$;
comment on function public.undo_reply(bigint, uuid) is 'Takes one''s own decision about a reply back, unless somebody has decided since. Who unsubscribed stays out.';

do $$
declare
  f regprocedure;
begin
  for f in
    select p.oid::regprocedure from pg_catalog.pg_proc p join pg_catalog.pg_namespace n on n.oid = p.pronamespace
    where n.nspname in ('private', 'public') and p.proname in ('reply_inbox', 'reply_context', 'claim_replies', 'keep_reply_claims', 'release_replies', 'renew_replies',
      'decide_reply', 'decide_replies', 'undo_reply')
  loop
    execute format('revoke all on function %s from public, anon, authenticated, service_role', f);
  end loop;
end
$$;
grant execute on function private.reply_inbox(text, text, interval, integer), public.reply_inbox(text, text, interval, integer), public.reply_context(uuid),
  private.claim_replies(jsonb, boolean), public.claim_replies(jsonb, boolean), private.keep_reply_claims(jsonb, boolean), public.release_replies(jsonb), public.renew_replies(),
  private.decide_replies(jsonb), public.decide_replies(jsonb), private.undo_reply(bigint, uuid), public.undo_reply(bigint, uuid)
  to authenticated;
