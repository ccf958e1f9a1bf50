-- 081 bot reviews
-- What bots were unsure of waits for a person: confirmed, overturned with a reason, or overturned and put back. Each
-- verdict is an entry that stays, made by one function, once; the log carries what holds now. What a bot changed on its
-- record can be taken back by whoever may change that record.

alter table public.ai_bot_health add column if not exists review_below numeric(4, 3) not null default 0.6 check (review_below between 0 and 1);
comment on column public.ai_bot_health.review_below is 'What it does with a confidence below this waits for a person''s verdict.';
select private.allow_columns('ai_bot_health', 'insert', '{"admin": ["id", "name", "label", "purpose", "heartbeat_every_seconds", "version", "model", "state", "daily_budget_micros", "review_below"]}');
select private.allow_columns('ai_bot_health', 'update', '{"admin": ["label", "purpose", "heartbeat_every_seconds", "version", "model", "state", "daily_budget_micros", "review_below"]}');

alter table public.bot_actions_log add column if not exists changed jsonb;
alter table public.bot_actions_log drop constraint if exists bot_actions_log_changed_check;
alter table public.bot_actions_log add constraint bot_actions_log_changed_check check (changed is null
  or jsonb_typeof(changed) = 'object' and changed <> '{}' and not jsonb_path_exists(changed, '$.* ? (!exists(@.from) || !exists(@.to))') and num_nulls(target_table, target_id) = 0);
comment on column public.bot_actions_log.changed is 'What it changed on its record, as {"column": {"from": …, "to": …}}: that can be taken back. Empty: nothing that can.';
alter table public.bot_actions_log add column if not exists reverted_at timestamptz;
comment on column public.bot_actions_log.reverted_at is 'When a person took back what it changed.';
grant insert (changed) on public.bot_actions_log to service_role;
create index if not exists bot_actions_log_unsure_idx on public.bot_actions_log (bot_id, confidence, id) where review = 'unreviewed';
create index if not exists bot_actions_log_attention_idx on public.bot_actions_log (bot_id, id) where review = 'needs_attention';

create table if not exists public.bot_reviews (
  id bigint generated always as identity primary key,
  action_id bigint not null references public.bot_actions_log (id) on delete restrict,
  decision text not null check (decision in ('confirm', 'overturn', 'revert', 'attention', 'undo')),
  note text check (char_length(note) <= 2000),
  reviewer_id uuid not null references public.staff_members (user_id) on delete restrict,
  decision_seen bigint,
  state_before text not null,
  state_after text not null,
  note_before text,
  undoes_id bigint unique references public.bot_reviews (id) on delete restrict,
  client_key uuid not null unique,
  created_at timestamptz not null default now(),
  constraint bot_reviews_undo_check check ((decision = 'undo') = (undoes_id is not null)),
  constraint bot_reviews_note_check1 check (decision not in ('overturn', 'revert') or coalesce(btrim(note), '') <> '')
);
comment on table public.bot_reviews is 'People''s verdicts on what bots did, each once, with its reason; never changed.';
comment on column public.bot_reviews.decision is 'revert: overturned, and what the bot changed was put back.';
create index if not exists bot_reviews_action_idx on public.bot_reviews (action_id, id desc);
create index if not exists bot_reviews_reviewer_idx on public.bot_reviews (reviewer_id, created_at desc);
create index if not exists bot_reviews_created_idx on public.bot_reviews (created_at desc, id desc);
alter table public.bot_reviews enable row level security;
revoke all on public.bot_reviews from anon, authenticated, service_role;
grant select on public.bot_reviews to authenticated, service_role;
drop policy if exists "bot_reviews select" on public.bot_reviews;
create policy "bot_reviews select" on public.bot_reviews for select to authenticated using ((select private.is_staff()));
create or replace function private.keep_bot_review() returns trigger
language plpgsql set search_path = '' as $$
begin
  -- Only an erasure touches one: it takes the words and leaves the fact.
  if tg_op = 'UPDATE' and coalesce(current_setting('app.door', true), '') = 'erase'
    and to_jsonb(new) - array['note', 'note_before'] = to_jsonb(old) - array['note', 'note_before'] then
    return new;
  end if;
  raise exception 'A verdict stays as it was given: give another.' using errcode = '42501';
end
$$;
comment on function private.keep_bot_review() is 'Trigger: verdicts on bots are added and never changed; an erasure empties their words.';
create or replace trigger append_only before update or delete on public.bot_reviews for each row execute function private.keep_bot_review();
create or replace trigger append_only_truncate before truncate on public.bot_reviews for each statement execute function private.refuse_change();
create or replace trigger audit after insert or update or delete on public.bot_reviews for each row execute function private.audit('log');
insert into private.audit_readers (table_name, roles) values ('bot_reviews', '{moderator,growth,finance}') on conflict do nothing;

-- The verdict has one door now.
select private.allow_columns('bot_actions_log', 'update', '{}');
drop policy if exists "bot_actions_log update" on public.bot_actions_log;

create or replace function private.only_review() returns trigger
language plpgsql set search_path = '' as $$
declare
  -- What is computed is not there yet before the row is written.
  free constant text[] := array['review', 'review_note', 'reviewed_by', 'reviewed_at', 'reverted_at', 'updated_at', 'search', 'folded', 'sort_name', 'error_group'];
begin
  if coalesce(current_setting('app.door', true), '') in ('erase', 'merge') then
    if current_setting('app.door', true) = 'erase' then
      new.changed := null;
    end if;
    return new;
  end if;
  if to_jsonb(new) - free is distinct from to_jsonb(old) - free then
    raise exception 'What a bot did cannot be changed; only its review can.' using errcode = '42501';
  end if;
  if new.review is distinct from old.review and auth.uid() is not null then
    new.reviewed_by := case when new.review = 'unreviewed' then null else auth.uid() end;
    new.reviewed_at := case when new.review = 'unreviewed' then null else clock_timestamp() end;
  end if;
  return new;
end
$$;
create or replace function private.erase_bot_reviews() returns trigger
language plpgsql security definer set search_path = '' as $$
begin
  update public.bot_reviews r set note = case when r.note is not null then 'Erased' end, note_before = null where r.action_id = new.id;
  return null;
end
$$;
comment on function private.erase_bot_reviews() is 'Trigger: what is erased from a bot''s action is erased from the verdicts on it.';
create or replace trigger erase_reviews after update of input on public.bot_actions_log
  for each row when (current_setting('app.door', true) = 'erase') execute function private.erase_bot_reviews();

-- ---------------------------------------------------------------------------------------
-- Deciding

create or replace function private.bot_review_facts(entry public.bot_reviews) returns jsonb
language sql stable security definer set search_path = '' as $$
  select jsonb_build_object('decision_id', entry.id, 'decision', entry.decision, 'state_before', entry.state_before, 'state_after', entry.state_after,
    'by', entry.reviewer_id, 'by_name', (select s.full_name from public.staff_members s where s.user_id = entry.reviewer_id), 'at', entry.created_at)
$$;
comment on function private.bot_review_facts(public.bot_reviews) is 'A verdict as a queue is told of it.';

-- The record of a verdict. Whether it was there already is told by made.undoes_id and the key; what is put back follows.
create or replace function private.record_bot_review(entry public.bot_reviews, version timestamptz default null) returns jsonb
language plpgsql security definer set search_path = '' as $$
declare
  act public.bot_actions_log;
  made public.bot_reviews;
  latest public.bot_reviews;
  undone public.bot_reviews;
  here jsonb;
begin
  if not (select private.has_any_role(array['moderator', 'growth'])) then
    raise exception 'Only moderators and growth review what bots do.' using errcode = '42501';
  end if;
  select * into act from public.bot_actions_log l where l.id = entry.action_id for update;
  if not found then
    raise exception 'There is no such action.' using errcode = 'P0002';
  end if;
  select * into made from public.bot_reviews r where r.client_key = entry.client_key;
  if made.id is not null then
    if made.reviewer_id <> auth.uid() or made.action_id <> act.id or made.decision <> entry.decision then
      perform private.raise_refusal('This key belongs to another decision.', 'client_key');
    end if;
    return private.bot_review_facts(made) || '{"repeated": true}';
  end if;
  select * into latest from public.bot_reviews r where r.action_id = act.id order by r.id desc limit 1;
  here := jsonb_build_object('state', act.review, 'decision_seen', latest.id);
  if entry.decision = 'undo' then
    select * into undone from public.bot_reviews r where r.id = entry.undoes_id and r.action_id = act.id;
    if undone.id is null then
      raise exception 'There is no such decision to take back.' using errcode = 'P0002';
    elsif undone.decision = 'undo' then
      perform private.raise_refusal('An undo is not taken back: decide anew.', 'undoes_id');
    end if;
    entry.decision_seen := undone.id;
  end if;
  if latest.id > coalesce(entry.decision_seen, 0) then
    perform private.raise_conflict(case when latest.undoes_id = undone.id then 'undone' else 'decided' end,
      format(case when latest.undoes_id = undone.id then '%s has taken it back already.' else '%s was faster: %s.' end,
        (select s.full_name from public.staff_members s where s.user_id = latest.reviewer_id),
        case latest.decision when 'confirm' then 'confirmed' when 'undo' then 'taken back' when 'attention' then 'marked' else 'overturned' end
          || coalesce(' (“' || left(latest.note, 200) || '”)', '')),
      private.bot_review_facts(latest) || here);
  elsif version is not null and act.updated_at <> version then
    perform private.raise_conflict('reviewed', 'Somebody else reviewed it meanwhile.', here);
  end if;
  entry.note := nullif(btrim(entry.note), '');
  if entry.decision in ('overturn', 'revert') and entry.note is null then
    perform private.raise_refusal('Say why it was wrong.', 'reason');
  elsif char_length(entry.note) > 2000 then
    perform private.raise_refusal('Say it in 2,000 characters at most.', 'reason');
  elsif entry.decision = 'revert' and act.changed is null then
    perform private.raise_refusal('It changed nothing that can be put back.', 'decision');
  elsif entry.decision = 'revert' and act.reverted_at is not null then
    perform private.raise_refusal('It is put back already.', 'decision');
  end if;
  entry.state_after := case entry.decision when 'confirm' then 'confirmed' when 'attention' then 'needs_attention' when 'undo' then undone.state_before else 'overturned' end;
  if entry.decision in ('confirm', 'attention') and act.reverted_at is not null then
    perform private.raise_refusal('What it changed was put back: it stays overturned.', 'decision');
  elsif entry.decision <> 'undo' and entry.decision <> 'revert' and act.review = entry.state_after then
    perform private.raise_refusal(format('It is %s already.', case act.review when 'needs_attention' then 'marked' else act.review end), 'decision');
  end if;
  insert into public.bot_reviews (action_id, decision, note, reviewer_id, decision_seen, state_before, state_after, note_before, undoes_id, client_key, created_at)
  values (act.id, entry.decision, entry.note, auth.uid(), entry.decision_seen, act.review, entry.state_after, act.review_note, entry.undoes_id, entry.client_key, clock_timestamp())
  returning * into made;
  update public.bot_actions_log l set review = made.state_after,
    review_note = case when made.decision = 'undo' then undone.note_before else coalesce(made.note, case when made.state_after = l.review then l.review_note end) end,
    reverted_at = case when made.decision = 'revert' then made.created_at when undone.decision = 'revert' then null else l.reverted_at end
  where l.id = act.id;
  return private.bot_review_facts(made) || jsonb_build_object('repeated', false, 'moves', case when made.decision = 'revert' then 'back' when undone.decision = 'revert' then 'forth' end);
end
$$;
comment on function private.record_bot_review(public.bot_reviews, timestamptz) is 'Checks and records one verdict on what a bot did, or its being taken back.';

-- What a bot changed, put back or made again, as the person who asks: their own rights on the record decide.
create or replace function private.move_bot_change(action_id bigint, back boolean, why text) returns void
language plpgsql security invoker set search_path = '' as $$
declare
  act public.bot_actions_log;
  key_column text;
  wanted jsonb;
  standing jsonb;
  row_now jsonb;
  moved boolean;
  stale text;
begin
  select * into act from public.bot_actions_log l where l.id = action_id;
  key_column := private.bulk_key(act.target_table);
  select jsonb_object_agg(c.key, c.value -> case when back then 'from' else 'to' end), jsonb_object_agg(c.key, c.value -> case when back then 'to' else 'from' end)
    into wanted, standing from jsonb_each(act.changed) c;
  execute format('select to_jsonb(t) from public.%I t where t.%I::text = $1 for update', act.target_table, key_column) into row_now using act.target_id;
  if row_now is null then
    raise exception 'Its record is gone, or you may not change it: nothing was put back.' using errcode = '42501';
  end if;
  select string_agg(replace(s.key, '_', ' '), ', ' order by s.key) into stale from jsonb_each(standing) s where row_now -> s.key is distinct from s.value;
  if stale is not null then
    perform private.raise_conflict('changed', format('Somebody changed this since: %s. Nothing was put back.', stale), '{}');
  end if;
  perform set_config('app.reason', left(why, 1000), true);
  execute format('with done as (update public.%1$I t set %2$s from jsonb_populate_record(null::public.%1$I, $1) n where t.%3$I::text = $2 returning 1) select exists (select from done)',
    act.target_table, private.check_changes(act.target_table, wanted, key_column), key_column) into moved using wanted, act.target_id;
  perform set_config('app.reason', '', true);
  if not moved then
    raise exception 'Your role may not change its record: nothing was put back.' using errcode = '42501';
  end if;
end
$$;
comment on function private.move_bot_change(bigint, boolean, text) is 'Puts back what a bot changed on its record, or makes it so again; refused where it was changed since.';

create or replace function private.decide_bot_action(entry public.bot_reviews) returns jsonb
language plpgsql security invoker set search_path = '' as $$
declare
  answer jsonb := jsonb_build_object('item_type', 'action', 'item_id', entry.action_id::text, 'client_key', entry.client_key);
  facts jsonb;
  message text;
  details text;
begin
  begin
    facts := private.record_bot_review(entry);
    if facts ->> 'moves' is not null then
      perform private.move_bot_change(entry.action_id, facts ->> 'moves' = 'back', concat_ws(': ', 'What a bot did was ' || case facts ->> 'moves' when 'back' then 'put back' else 'made again' end, nullif(btrim(entry.note), '')));
    end if;
  exception
    when sqlstate 'PT409' then
      get stacked diagnostics message = message_text, details = pg_exception_detail;
      return answer || details::jsonb || jsonb_build_object('result', 'conflict', 'why', message);
    when integrity_constraint_violation or raise_exception or no_data_found or insufficient_privilege or data_exception then
      get stacked diagnostics message = message_text, details = pg_exception_detail;
      return answer || jsonb_build_object('result', 'refused', 'why', message, 'field', case when details ~ '^\{.*\}$' then details::jsonb ->> 'field' end);
  end;
  return answer || facts || '{"result": "applied"}';
end
$$;
comment on function private.decide_bot_action(public.bot_reviews) is 'One verdict with what it puts back, and what came of it.';

create or replace function public.review_bot_actions(decisions jsonb) returns jsonb
language plpgsql security invoker set search_path = '' set statement_timeout = '60s' as $$
declare
  wanted record;
  entry public.bot_reviews;
  answers jsonb := '{}';
begin
  if not (select private.has_any_role(array['moderator', 'growth'])) then
    raise exception 'Only moderators and growth review what bots do.' using errcode = '42501';
  elsif jsonb_typeof(decisions) is distinct from 'array' or jsonb_array_length(decisions) not between 1 and 100 then
    raise exception 'Send a list of 1 to 100 decisions.' using errcode = '22023';
  elsif exists (
    select from jsonb_to_recordset(decisions) w (item_id bigint, decision text, client_key uuid)
    where w.item_id is null or w.client_key is null or w.decision is null or w.decision not in ('confirm', 'overturn', 'revert', 'attention')) then
    raise exception 'Each decision needs item_id, decision and client_key.' using errcode = '22023';
  end if;
  for wanted in
    select * from rows from (jsonb_to_recordset(decisions) as (item_id bigint, decision_seen bigint, decision text, note text, client_key uuid)) with ordinality
    order by item_id, ordinality
  loop
    entry := null;
    entry.action_id := wanted.item_id;
    entry.decision := wanted.decision;
    entry.note := wanted.note;
    entry.decision_seen := wanted.decision_seen;
    entry.client_key := wanted.client_key;
    answers := answers || jsonb_build_object(wanted.ordinality::text, private.decide_bot_action(entry));
  end loop;
  -- In the order in which they were asked.
  return (select jsonb_agg(a.value order by a.key::integer) from jsonb_each(answers) a);
end
$$;
comment on function public.review_bot_actions(jsonb) is 'Verdicts on what bots did: [{"item_id", "decision": confirm | overturn | revert | attention, "note", "decision_seen", "client_key"}]; one answer each, in their order.';

create or replace function public.undo_bot_review(decision_id bigint, client_key uuid) returns jsonb
language plpgsql security invoker set search_path = '' as $$
declare
  entry public.bot_reviews;
begin
  if not (select private.has_any_role(array['moderator', 'growth'])) then
    raise exception 'Only moderators and growth review what bots do.' using errcode = '42501';
  elsif undo_bot_review.client_key is null then
    raise exception 'An undo needs its client_key.' using errcode = '22023', detail = '{"field": "client_key"}';
  end if;
  select r.action_id into entry.action_id from public.bot_reviews r where r.id = decision_id;
  if not found then
    raise exception 'There is no such decision to take back.' using errcode = 'P0002';
  end if;
  entry.decision := 'undo';
  entry.undoes_id := decision_id;
  entry.client_key := undo_bot_review.client_key;
  return private.decide_bot_action(entry);
end
$$;
comment on function public.undo_bot_review(bigint, uuid) is 'Takes a verdict back, as an entry of its own, with what it put back; a conflict when anything happened since.';

-- One action on its own page.
create or replace function public.review_bot_action(action_id bigint, verdict text, reason text default null, seen_at timestamptz default null)
returns public.bot_actions_log
language plpgsql security invoker set search_path = '' as $$
declare
  entry public.bot_reviews;
  facts jsonb;
  found_action public.bot_actions_log;
begin
  if verdict is null or verdict not in ('confirmed', 'overturned', 'needs_attention', 'reverted') then
    raise exception 'A verdict is confirmed, overturned, reverted or needs_attention.' using errcode = '22023', detail = '{"field": "verdict"}';
  end if;
  entry.action_id := review_bot_action.action_id;
  entry.decision := case verdict when 'confirmed' then 'confirm' when 'overturned' then 'overturn' when 'reverted' then 'revert' else 'attention' end;
  entry.note := reason;
  entry.client_key := gen_random_uuid();
  -- Whoever names the version has seen what was decided before it.
  select max(r.id) into entry.decision_seen from public.bot_reviews r where r.action_id = entry.action_id and seen_at is not null;
  facts := private.record_bot_review(entry, seen_at);
  if facts ->> 'moves' is not null then
    perform private.move_bot_change(entry.action_id, true, concat_ws(': ', 'What a bot did was put back', nullif(btrim(reason), '')));
  end if;
  select * into found_action from public.bot_actions_log l where l.id = entry.action_id;
  return found_action;
end
$$;
comment on function public.review_bot_action(bigint, text, text, timestamptz) is 'Confirms, overturns or reverts (with a reason) or marks what a bot did; with the version that was seen, nothing is reviewed twice unawares.';

-- ---------------------------------------------------------------------------------------
-- What waits

create or replace view public.bot_review_queue with (security_invoker = true) as
select l.id, 'action'::text as item_type, l.id::text as item_id, b.label || ': ' || replace(l.action, '_', ' ') as title, l.bot_id, b.label as bot_label,
  l.action, l.target_table, l.target_id, l.input, l.output, l.changed, l.confidence, l.outcome, l.cost_micros, l.cost_currency, l.duration_ms,
  l.review, l.review_note, l.created_at, l.updated_at, d.id as decision_seen, m.full_name as marked_name,
  -- Marked ones first, then the least sure.
  case when l.review = 'needs_attention' then -1 else l.confidence end as urgency
from public.ai_bot_health b
cross join lateral (
  select u.* from public.bot_actions_log u where u.bot_id = b.id and u.review = 'unreviewed' and u.confidence < b.review_below
  union all
  select a.* from public.bot_actions_log a where a.bot_id = b.id and a.review = 'needs_attention'
) l
left join public.staff_members m on m.user_id = l.reviewed_by
left join lateral (select r.id from public.bot_reviews r where r.action_id = l.id order by r.id desc limit 1) d on true;
comment on view public.bot_review_queue is 'What bots did with less confidence than their line and nobody judged yet, and what somebody marked.';
revoke all on public.bot_review_queue from anon, authenticated, service_role;
grant select on public.bot_review_queue to authenticated, service_role;

revoke all on function private.keep_bot_review(), private.erase_bot_reviews(), private.bot_review_facts(public.bot_reviews),
  private.record_bot_review(public.bot_reviews, timestamptz), private.move_bot_change(bigint, boolean, text), private.decide_bot_action(public.bot_reviews),
  public.review_bot_actions(jsonb), public.undo_bot_review(bigint, uuid), public.review_bot_action(bigint, text, text, timestamptz)
  from public, anon, authenticated, service_role;
grant execute on function private.record_bot_review(public.bot_reviews, timestamptz), private.move_bot_change(bigint, boolean, text), private.decide_bot_action(public.bot_reviews),
  public.review_bot_actions(jsonb), public.undo_bot_review(bigint, uuid), public.review_bot_action(bigint, text, text, timestamptz) to authenticated;
