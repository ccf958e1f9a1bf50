-- 023 moderation_decisions
-- How a decision about a post or comment is made: its reason from a managed list, checked against what the moderator
-- saw, carried out and recorded in one go, never twice, and taken back as a decision of its own.

create table if not exists public.moderation_reasons (
  id uuid primary key default gen_random_uuid(),
  code text not null unique check (code ~ '^[a-z][a-z0-9_]{1,59}$'),
  label text not null check (char_length(label) between 1 and 80),
  member_text text not null check (char_length(member_text) between 1 and 300),
  severity smallint not null default 2 check (severity between 1 and 5),
  decisions text[] not null default '{hide,remove,escalate,sanction}'
    check (decisions <@ array['approve', 'hide', 'remove', 'restore', 'dismiss_reports', 'escalate', 'sanction']),
  number_key smallint unique check (number_key between 1 and 9),
  position integer not null default 0,
  active boolean not null default true,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now()
);
comment on column public.moderation_reasons.member_text is 'What the author is told.';
comment on column public.moderation_reasons.severity is '1 to 5: how far up the queue a complaint of this kind brings an item.';
comment on column public.moderation_reasons.decisions is 'What it may be given as the reason for.';
comment on column public.moderation_reasons.number_key is 'The key that chooses it, 1 to 9.';
comment on column public.moderation_reasons.active is 'One that is not is refused for new decisions and stays with the old ones.';
create index if not exists moderation_reasons_position_idx on public.moderation_reasons (position, id);
alter table public.moderation_reasons enable row level security;
revoke all on public.moderation_reasons from anon, authenticated, service_role;
grant select, insert, update on public.moderation_reasons to authenticated;
grant select, insert, update, delete on public.moderation_reasons to service_role;
drop policy if exists "moderation_reasons select" on public.moderation_reasons;
create policy "moderation_reasons select" on public.moderation_reasons for select to authenticated
  using ((select private.is_staff()));
drop policy if exists "moderation_reasons insert" on public.moderation_reasons;
create policy "moderation_reasons insert" on public.moderation_reasons for insert to authenticated
  with check ((select private.has_role('admin')));
drop policy if exists "moderation_reasons update" on public.moderation_reasons;
create policy "moderation_reasons update" on public.moderation_reasons for update to authenticated
  using ((select private.has_role('admin')))
  with check ((select private.has_role('admin')));
create or replace trigger touch before update on public.moderation_reasons
  for each row execute function private.touch();
create or replace trigger audit after insert or update or delete on public.moderation_reasons
  for each row execute function private.audit('all');

-- The categories of members' reports and of the bots are reasons too, by the same codes.
insert into public.moderation_reasons (code, label, member_text, severity, decisions, number_key, position) values
  ('spam', 'Spam or advertising', 'It was spam or advertising.', 2, '{hide,remove,sanction}', 1, 10),
  ('scam', 'Scam or asking for money', 'It asked for money or looked like a scam.', 4, '{hide,remove,escalate,sanction}', 2, 20),
  ('harassment', 'Harassment or insults', 'It insulted or harassed somebody.', 3, '{hide,remove,escalate,sanction}', 3, 30),
  ('hate', 'Hate', 'It was hateful towards people for who they are.', 4, '{hide,remove,escalate,sanction}', 4, 40),
  ('sexual_content', 'Sexual content', 'It was sexual, and the community is not the place for that.', 3, '{hide,remove,escalate,sanction}', 5, 50),
  ('contact_details', 'Contact details', 'It gave away a phone number, an address or an account. Please write it again without.', 2, '{hide,remove,sanction}', 6, 60),
  ('off_topic', 'Off topic', 'It did not belong to the topic. You are welcome to write it where it fits.', 1, '{hide,remove}', 7, 70),
  ('self_harm', 'Self-harm or suicide', 'It spoke of self-harm. We would like to help: please look at the people to talk to on our help page.', 5, '{hide,escalate}', 8, 80),
  ('underage', 'Under age', 'Members must be 18 or older.', 5, '{hide,remove,escalate,sanction}', 9, 90),
  ('violence', 'Threat or violence', 'It threatened somebody or called for violence.', 5, '{hide,remove,escalate,sanction}', null, 100),
  ('privacy', 'Somebody’s privacy', 'It told something private about another person.', 3, '{hide,remove,escalate,sanction}', null, 110),
  ('impersonation', 'Pretends to be somebody else', 'It was written in the name of another person.', 4, '{hide,remove,escalate,sanction}', null, 120),
  ('misinformation', 'Dangerous advice', 'It gave advice that can do harm.', 3, '{hide,remove,escalate}', null, 130),
  ('duplicate', 'Posted several times', 'It was posted more than once.', 1, '{hide,remove,sanction}', null, 140),
  ('repeated', 'Kept on after a warning', 'It went on after we had asked you to stop.', 4, '{hide,remove,escalate,sanction}', null, 150),
  ('within_rules', 'Within the rules', 'It is within the rules.', 1, '{approve,restore,dismiss_reports}', null, 160),
  ('mended', 'The author has mended it', 'Thank you for changing it.', 1, '{approve,restore}', null, 170),
  ('unsure', 'Needs another opinion', 'A colleague looks at it.', 3, '{escalate}', null, 180),
  ('other', 'Another reason', 'It broke the rules of the community.', 2, '{approve,hide,remove,restore,dismiss_reports,escalate,sanction}', null, 190)
on conflict (code) do nothing;
-- What decisions were based on before the list was managed stays with them; it is not offered again.
insert into public.moderation_reasons (code, label, member_text, active, position)
select distinct d.reason_code, initcap(left(replace(d.reason_code, '_', ' '), 1)) || substr(left(replace(d.reason_code, '_', ' '), 80), 2),
  'It broke the rules of the community.', false, 1000
from public.moderation_decisions d
where d.reason_code ~ '^[a-z][a-z0-9_]{1,59}$'
on conflict (code) do nothing;

alter table public.moderation_decisions add column if not exists client_key uuid;
alter table public.moderation_decisions add column if not exists decision_seen bigint;
alter table public.moderation_decisions add column if not exists waiting_since timestamptz;
alter table public.moderation_decisions add column if not exists reports_changed jsonb not null default '[]';
comment on column public.moderation_decisions.client_key is 'Chosen by whoever decides: the same decision sent again is found by it and not made twice.';
comment on column public.moderation_decisions.decision_seen is 'The last decision on the item that the moderator knew of.';
comment on column public.moderation_decisions.waiting_since is 'Since when the item had waited for this.';
comment on column public.moderation_decisions.reports_changed is 'The members'' reports that it decided: [{"id", "before", "after"}].';
create unique index if not exists moderation_decisions_client_key_idx on public.moderation_decisions (client_key);
create index if not exists moderation_decisions_reason_idx on public.moderation_decisions (reason_code, created_at desc, id desc);
-- The last decision on an item is looked up for every item of the queue.
create index if not exists moderation_decisions_post_last_idx on public.moderation_decisions (post_id, id desc);
create index if not exists moderation_decisions_comment_last_idx on public.moderation_decisions (comment_id, id desc);
create index if not exists moderation_decisions_escalated_idx on public.moderation_decisions (id) where decision = 'escalate';
do $$
begin
  if not exists (select from pg_catalog.pg_constraint where conname = 'moderation_decisions_reason_code_fkey') then
    alter table public.moderation_decisions add constraint moderation_decisions_reason_code_fkey
      foreign key (reason_code) references public.moderation_reasons (code) on delete restrict not valid;
  end if;
end
$$;

-- ---------------------------------------------------------------------------------------
-- Members' reports

-- A decision that is taken back opens its reports again.
insert into public.state_transitions (table_name, from_state, to_state) values
  ('content_reports', 'upheld', 'open'),
  ('content_reports', 'dismissed', 'open')
on conflict do nothing;

-- A report is about the text that stands there when it comes; who decided it, and when, is the database's to say.
create or replace function private.stamp_report() returns trigger
language plpgsql security definer set search_path = '' as $$
begin
  if auth.uid() is null then
    return new;
  end if;
  if tg_op = 'INSERT' then
    new.item_version := coalesce(
      (select p.version from public.community_posts p where p.id = new.post_id),
      (select c.version from public.post_comments c where c.id = new.comment_id), new.item_version);
  elsif new.state <> old.state then
    new.decided_by := case when new.state = 'open' then null else auth.uid() end;
    new.decided_at := case when new.state = 'open' then null else clock_timestamp() end;
  end if;
  return new;
end
$$;
revoke all on function private.stamp_report() from public, anon, authenticated;
create or replace trigger stamp_report before insert or update of state on public.content_reports
  for each row execute function private.stamp_report();
-- One category about one version was judged harmless: looked up for every open report.
create index if not exists content_reports_harmless_idx on public.content_reports ((coalesce(post_id, comment_id)), item_version, category)
  where state = 'dismissed';
create index if not exists content_reports_open_idx on public.content_reports (created_at) where state = 'open';

-- ---------------------------------------------------------------------------------------
-- Who is working on what

create table if not exists public.moderation_claims (
  id uuid primary key default gen_random_uuid(),
  post_id uuid unique references public.community_posts (id) on delete cascade,
  comment_id uuid unique references public.post_comments (id) on delete cascade,
  moderator_id uuid not null references public.staff_members (user_id) on delete cascade,
  claimed_at timestamptz not null default now(),
  expires_at timestamptz not null default now() + interval '5 minutes',
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  constraint moderation_claims_one_item_check check (num_nonnulls(post_id, comment_id) = 1)
);
comment on column public.moderation_claims.expires_at is 'Five idle minutes: from then on it is anybody''s, without anything having to run.';
create index if not exists moderation_claims_moderator_idx on public.moderation_claims (moderator_id, expires_at);
alter table public.moderation_claims enable row level security;
revoke all on public.moderation_claims from anon, authenticated, service_role;
grant select, insert, update, delete on public.moderation_claims to authenticated;
grant select, insert, update, delete on public.moderation_claims to service_role;
drop policy if exists "moderation_claims select" on public.moderation_claims;
create policy "moderation_claims select" on public.moderation_claims for select to authenticated
  using ((select private.has_role('moderator')));
drop policy if exists "moderation_claims insert" on public.moderation_claims;
create policy "moderation_claims insert" on public.moderation_claims for insert to authenticated
  with check (moderator_id = (select auth.uid()) and (select private.has_role('moderator')));
-- Taking over is to put one's own name on it.
drop policy if exists "moderation_claims update" on public.moderation_claims;
create policy "moderation_claims update" on public.moderation_claims for update to authenticated
  using ((select private.has_role('moderator')))
  with check (moderator_id = (select auth.uid()) and (select private.has_role('moderator')));
drop policy if exists "moderation_claims delete" on public.moderation_claims;
create policy "moderation_claims delete" on public.moderation_claims for delete to authenticated
  using ((select private.has_role('moderator')));
create or replace trigger touch before update on public.moderation_claims
  for each row execute function private.touch();
-- Coming, staying and going is no history; taking a colleague's item is.
create or replace trigger audit after update on public.moderation_claims
  for each row when (new.moderator_id <> old.moderator_id) execute function private.audit('log');

-- ---------------------------------------------------------------------------------------
-- A decision is a row of moderation_decisions: checked before it is written, carried out after

create or replace function private.lock_item(post uuid, comment uuid) returns table (
  author uuid, state text, version integer, bot_score numeric, created_at timestamptz, published_at timestamptz, edited_at timestamptz, report_count integer
)
language plpgsql set search_path = '' as $$
begin
  if post is not null then
    return query select p.user_id, p.state, p.version, p.bot_score, p.created_at, p.published_at, p.edited_at, p.report_count
      from public.community_posts p where p.id = post for update;
  else
    return query select c.user_id, c.state, c.version, c.bot_score, c.created_at, c.created_at, c.edited_at, c.report_count
      from public.post_comments c where c.id = comment for update;
  end if;
end
$$;

-- The last decision on an item; with `holding`, the last that is neither an undo nor undone.
create or replace function private.last_decision(post uuid, comment uuid, holding boolean) returns public.moderation_decisions
language plpgsql stable set search_path = '' as $$
declare
  found_one public.moderation_decisions;
begin
  -- Two statements, so that each goes down its index.
  if post is not null then
    select d.* into found_one from public.moderation_decisions d
    where d.post_id = post and (not holding or d.decision <> 'undo' and not exists (select from public.moderation_decisions u where u.undoes_id = d.id))
    order by d.id desc limit 1;
  else
    select d.* into found_one from public.moderation_decisions d
    where d.comment_id = comment and (not holding or d.decision <> 'undo' and not exists (select from public.moderation_decisions u where u.undoes_id = d.id))
    order by d.id desc limit 1;
  end if;
  return found_one;
end
$$;

-- Since when one item waits for a decision, null when it does not: what moderation_queue says, for one.
create or replace function private.waiting_since(post uuid, comment uuid) returns timestamptz
language plpgsql stable set search_path = '' as $$
declare
  item record;
  holding public.moderation_decisions := private.last_decision(post, comment, true);
  reported_at timestamptz;
begin
  if post is not null then
    select p.state, p.version, p.bot_score, p.created_at, p.published_at, p.edited_at, p.report_count into item
    from public.community_posts p where p.id = post;
  else
    select c.state, c.version, c.bot_score, c.created_at, null::timestamptz as published_at, c.edited_at, c.report_count into item
    from public.post_comments c where c.id = comment;
  end if;
  select min(r.created_at) into reported_at
  from public.content_reports r
  where (r.post_id = post or r.comment_id = comment) and r.state = 'open'
    and not exists (
      select from public.content_reports j
      where coalesce(j.post_id, j.comment_id) = coalesce(r.post_id, r.comment_id) and j.item_version = r.item_version
        and j.category = r.category and j.state = 'dismissed'
    );
  return least(
    case when item.state = 'pending' then item.created_at end,
    reported_at,
    case when item.state = 'published' and item.bot_score >= 0.7 and (holding.id is null or holding.version_seen < item.version)
      then coalesce(item.edited_at, item.published_at, item.created_at) end,
    case when holding.decision = 'escalate' then holding.created_at end,
    case when holding.version_seen < item.version and (item.state = 'hidden' or item.state = 'published' and item.report_count > 0)
      then item.edited_at end);
end
$$;

-- Refuses with a conflict: what the moderator decided about is not what is there. DETAIL says it as data.
create or replace function private.raise_conflict(kind text, why text, facts jsonb) returns void
language plpgsql set search_path = '' as $$
begin
  raise exception '%', why using errcode = 'PT409', detail = (jsonb_build_object('kind', kind) || facts)::text;
end
$$;

create or replace function private.raise_refusal(why text, field text) returns void
language plpgsql set search_path = '' as $$
begin
  raise exception '%', why using errcode = '23514', detail = jsonb_build_object('field', field)::text;
end
$$;

-- What happened to an item last, as the facts of a conflict.
create or replace function private.decision_facts(entry public.moderation_decisions) returns jsonb
language sql stable set search_path = '' as $$
  select jsonb_build_object('decision_id', entry.id, 'decision', entry.decision, 'reason_code', entry.reason_code,
    'state_before', entry.state_before, 'state_after', entry.state_after, 'by', entry.moderator_id,
    'by_name', (select s.full_name from public.staff_members s where s.user_id = entry.moderator_id), 'at', entry.created_at)
$$;

create or replace function private.judge_decision() returns trigger
language plpgsql set search_path = '' as $$
declare
  item record;
  latest public.moderation_decisions;
  holding public.moderation_decisions;
  undone public.moderation_decisions;
  reason public.moderation_reasons;
  here jsonb;
  -- A change of the state on the record's page: made by whoever updates the row, only recorded here.
  plain boolean := coalesce(current_setting('app.deciding', true), '') = 'plain';
begin
  -- History that machines bring along is taken as it is.
  if auth.uid() is null then
    return new;
  end if;
  if not (select private.has_role('moderator')) then
    raise exception 'Only moderators decide about posts and comments.' using errcode = '42501';
  end if;
  select * into item from private.lock_item(new.post_id, new.comment_id);
  if not found then
    raise exception 'It is gone: its author has deleted it.' using errcode = 'P0002';
  end if;
  latest := private.last_decision(new.post_id, new.comment_id, false);
  holding := private.last_decision(new.post_id, new.comment_id, true);
  here := jsonb_build_object('state', item.state, 'version', item.version, 'decision_seen', latest.id);

  if new.decision = 'undo' then
    select d.* into undone from public.moderation_decisions d
    where d.id = new.undoes_id and (d.post_id = new.post_id or d.comment_id = new.comment_id);
    if not found then
      raise exception 'There is no such decision to take back.' using errcode = 'P0002';
    elsif undone.decision = 'undo' then
      perform private.raise_refusal('An undo is not taken back: decide anew.', 'undoes_id');
    end if;
    new.decision_seen := undone.id;
    new.version_seen := undone.version_seen;
  end if;
  if plain then
    new.decision_seen := latest.id;
  end if;

  if latest.id > coalesce(new.decision_seen, 0) then
    perform private.raise_conflict(
      case when new.decision = 'undo' and latest.undoes_id = undone.id then 'undone' else 'decided' end,
      format(case when new.decision = 'undo' and latest.undoes_id = undone.id then '%s has taken it back already.'
        when new.decision = 'undo' then '%s has decided since: %s.' else '%s was faster: %s.' end,
        (select s.full_name from public.staff_members s where s.user_id = latest.moderator_id), replace(latest.decision, '_', ' ')),
      private.decision_facts(latest) || here);
  elsif item.version <> new.version_seen then
    perform private.raise_conflict('edited', 'Its author has changed it since you opened it.', here || jsonb_build_object('at', item.edited_at));
  elsif new.decision = 'undo' and item.state <> undone.state_after then
    perform private.raise_conflict('changed', format('It is %s by now.', item.state), here);
  end if;

  new.created_at := clock_timestamp();
  new.waiting_since := private.waiting_since(new.post_id, new.comment_id);
  new.state_before := item.state;
  new.state_after := case new.decision
    when 'approve' then 'published' when 'restore' then 'published' when 'hide' then 'hidden' when 'remove' then 'removed'
    when 'undo' then undone.state_before else item.state end;

  case new.decision
    when 'approve' then
      if item.state not in ('pending', 'published') then
        perform private.raise_refusal(format('What is %s can be restored, not approved.', item.state), 'decision');
      end if;
    when 'restore' then
      if item.state not in ('hidden', 'removed') then
        perform private.raise_refusal('Only what is hidden or removed can be restored.', 'decision');
      end if;
    when 'hide', 'remove' then
      if item.state = new.state_after and new.waiting_since is null then
        perform private.raise_refusal(format('It is %s already.', item.state), 'decision');
      end if;
    when 'escalate' then
      if holding.decision = 'escalate' then
        perform private.raise_refusal('It is escalated already.', 'decision');
      end if;
    else null;
  end case;

  if new.reason_code is not null then
    select * into reason from public.moderation_reasons r where r.code = new.reason_code;
    if not found or not reason.active or not new.decision = any (reason.decisions) then
      perform private.raise_refusal(format('“%s” is not a reason to %s something.', coalesce(reason.label, new.reason_code), replace(new.decision, '_', ' ')), 'reason_code');
    elsif reason.code = 'other' and btrim(coalesce(new.note, '')) = '' then
      perform private.raise_refusal('Say in the note what the other reason is.', 'note');
    end if;
  elsif new.decision in ('hide', 'remove', 'escalate') and not plain then
    perform private.raise_refusal('Choose a reason.', 'reason_code');
  end if;

  -- Locked in one order, so that nobody waits for somebody who waits for them.
  perform from public.content_reports r
    where r.post_id = new.post_id or r.comment_id = new.comment_id
    order by r.id for update;
  if new.decision = 'undo' then
    select coalesce(jsonb_agg(jsonb_build_object('id', c.id, 'before', c.after, 'after', c.before) order by c.id), '[]') into new.reports_changed
    from jsonb_to_recordset(undone.reports_changed) c (id uuid, before text, after text)
    join public.content_reports r on r.id = c.id and r.state = c.after;
  else
    select coalesce(jsonb_agg(jsonb_build_object('id', r.id, 'before', r.state, 'after', t.target) order by r.id), '[]') into new.reports_changed
    from public.content_reports r
    cross join lateral (select case
      when r.state = 'open' and new.decision in ('approve', 'restore', 'dismiss_reports') then 'dismissed'
      when r.state = 'open' and new.decision in ('hide', 'remove') then 'upheld'
      -- The same text stands again: those who complained about it were wrong after all.
      when r.state = 'upheld' and new.decision = 'restore' and r.item_version = item.version then 'dismissed' end as target) t
    where (r.post_id = new.post_id or r.comment_id = new.comment_id) and t.target is not null;
    if new.decision = 'dismiss_reports' and new.reports_changed = '[]' then
      perform private.raise_refusal('No report about it is open.', 'decision');
    end if;
  end if;
  return new;
end
$$;

create or replace function private.carry_out_decision() returns trigger
language plpgsql set search_path = '' as $$
declare
  plain boolean := coalesce(current_setting('app.deciding', true), '') = 'plain';
  operation text := coalesce(current_setting('app.operation', true), '');
  reason text := coalesce(current_setting('app.reason', true), '');
begin
  if auth.uid() is null then
    return null;
  end if;
  -- The history of the item and of the reports tells why, too.
  if reason = '' then
    perform set_config('app.reason', coalesce(
      concat_ws(': ', case when new.decision = 'undo' then 'Undo' end, (select r.label from public.moderation_reasons r where r.code = new.reason_code), new.note), ''), true);
  end if;
  if new.state_after <> new.state_before and not plain then
    perform set_config('app.deciding', new.decision, true),
      set_config('app.taking_back', case when new.decision = 'undo' then coalesce(new.post_id, new.comment_id)::text else '' end, true);
    if new.post_id is not null then
      update public.community_posts p
      set state = new.state_after, published_at = case when new.state_after = 'pending' then null else p.published_at end
      where p.id = new.post_id;
    else
      update public.post_comments c set state = new.state_after where c.id = new.comment_id;
    end if;
    perform set_config('app.deciding', '', true), set_config('app.taking_back', '', true);
  end if;
  -- They follow the item: not part of a bulk change, which would otherwise take them back one by one.
  perform set_config('app.operation', '', true);
  update public.content_reports r set state = c.after
  from jsonb_to_recordset(new.reports_changed) c (id uuid, after text)
  where r.id = c.id;
  perform set_config('app.operation', operation, true), set_config('app.reason', reason, true);
  delete from public.moderation_claims c
  where c.post_id = new.post_id or c.comment_id = new.comment_id;
  return null;
end
$$;

create or replace trigger judge before insert on public.moderation_decisions
  for each row execute function private.judge_decision();
create or replace trigger carry_out after insert on public.moderation_decisions
  for each row execute function private.carry_out_decision();

-- A moderator who changes the state on the record's page, or of many records, decides too: it is recorded as that.
create or replace function private.record_decision() returns trigger
language plpgsql set search_path = '' as $$
declare
  is_post boolean := tg_table_name = 'community_posts';
  undone public.moderation_decisions;
  kind text := case new.state
    when 'published' then case old.state when 'pending' then 'approve' else 'restore' end
    when 'hidden' then 'hide' when 'removed' then 'remove' end;
begin
  if new.state = old.state or auth.uid() is null or coalesce(current_setting('app.deciding', true), '') <> ''
    or not (select private.has_role('moderator')) then
    return new;
  end if;
  -- bulk_undo takes its changes back in this name.
  if current_setting('app.reason', true) = 'Undo of a bulk change' then
    undone := private.last_decision(case when is_post then new.id end, case when not is_post then new.id end, false);
    if undone.state_before = new.state and undone.state_after = old.state and undone.decision <> 'undo' and undone.version_seen = old.version then
      kind := 'undo';
      perform set_config('app.taking_back', new.id::text, true);
    end if;
  end if;
  if kind is not null then
    perform set_config('app.deciding', 'plain', true);
    insert into public.moderation_decisions (post_id, comment_id, decision, note, moderator_id, version_seen, state_before, state_after, undoes_id)
    values (case when is_post then new.id end, case when not is_post then new.id end, kind,
      nullif(current_setting('app.reason', true), ''), auth.uid(), old.version, old.state, new.state, case when kind = 'undo' then undone.id end);
    perform set_config('app.deciding', '', true);
  end if;
  return new;
end
$$;
revoke all on function private.judge_decision(), private.carry_out_decision(), private.record_decision() from public, anon, authenticated;
-- By its name the first: the others check what the record says.
create or replace trigger decide before update of state on public.community_posts
  for each row execute function private.record_decision();
create or replace trigger decide before update of state on public.post_comments
  for each row execute function private.record_decision();
-- Nothing goes back to pending, except when what was decided about it is taken back.
create or replace trigger transition before insert or update of state on public.community_posts
  for each row when (new.id::text is distinct from current_setting('app.taking_back', true)) execute function private.enforce_transition();
create or replace trigger transition before insert or update of state on public.post_comments
  for each row when (new.id::text is distinct from current_setting('app.taking_back', true)) execute function private.enforce_transition();

-- ---------------------------------------------------------------------------------------
-- Deciding about one or many, and taking back

-- Writes one decision and answers with what came of it. The item is locked already.
create or replace function private.try_decision(entry public.moderation_decisions) returns jsonb
language plpgsql set search_path = '' as $$
declare
  answer jsonb := jsonb_build_object('item_type', case when entry.post_id is not null then 'post' else 'comment' end,
    'item_id', coalesce(entry.post_id, entry.comment_id), 'client_key', entry.client_key);
  made public.moderation_decisions;
  message text;
  details text;
begin
  -- Sent before, and the answer was lost on its way.
  select d.* into made from public.moderation_decisions d where d.client_key = entry.client_key;
  if found then
    if made.moderator_id <> auth.uid() or coalesce(made.post_id, made.comment_id) <> coalesce(entry.post_id, entry.comment_id) or made.decision <> entry.decision then
      return answer || jsonb_build_object('result', 'refused', 'field', 'client_key', 'why', 'This key belongs to another decision.');
    end if;
    return answer || private.decision_facts(made)
      || jsonb_build_object('result', 'applied', 'repeated', true, 'reports_closed', jsonb_array_length(made.reports_changed), 'undoes_id', made.undoes_id);
  end if;
  begin
    insert into public.moderation_decisions
      (post_id, comment_id, decision, reason_code, note, moderator_id, version_seen, decision_seen, state_before, state_after, undoes_id, client_key)
    values (entry.post_id, entry.comment_id, entry.decision, entry.reason_code, nullif(btrim(entry.note), ''), auth.uid(), entry.version_seen, entry.decision_seen,
      '', '', entry.undoes_id, entry.client_key)
    returning * into made;
  exception
    when sqlstate 'PT409' then
      get stacked diagnostics message = message_text, details = pg_exception_detail;
      return answer || details::jsonb || jsonb_build_object('result', 'conflict', 'why', message);
    when integrity_constraint_violation or raise_exception or no_data_found or insufficient_privilege then
      get stacked diagnostics message = message_text, details = pg_exception_detail;
      return answer || jsonb_build_object('result', 'refused', 'why', message,
        'field', case when details ~ '^\{.*\}$' then details::jsonb ->> 'field' end);
  end;
  return answer || private.decision_facts(made)
    || jsonb_build_object('result', 'applied', 'repeated', false, 'reports_closed', jsonb_array_length(made.reports_changed), 'undoes_id', made.undoes_id);
end
$$;

create or replace function public.moderate(decisions jsonb) returns jsonb
language plpgsql security invoker set search_path = '' set statement_timeout = '60s' as $$
declare
  wanted record;
  entry public.moderation_decisions;
  results jsonb := '[]';
begin
  if not (select private.has_role('moderator')) then
    raise exception 'Only moderators decide about posts and comments.' using errcode = '42501';
  elsif jsonb_typeof(decisions) is distinct from 'array' or jsonb_array_length(decisions) not between 1 and 500 then
    raise exception 'Send a list of 1 to 500 decisions.' using errcode = '22023';
  elsif exists (
    select from jsonb_to_recordset(decisions) w (item_type text, item_id uuid, version integer, decision text, client_key uuid)
    where w.item_type is null or w.item_type not in ('post', 'comment') or w.item_id is null or w.version is null or w.client_key is null
      or w.decision is null or w.decision not in ('approve', 'hide', 'remove', 'restore', 'dismiss_reports', 'escalate')
  ) then
    raise exception 'Each decision needs item_type, item_id, version, decision and client_key.' using errcode = '22023';
  end if;
  -- All locks first and in one order: two people with the same items in another order wait, they do not deadlock.
  perform private.lock_item(w.post, w.comment)
  from (
    select distinct case when item_type = 'post' then item_id end as post, case when item_type = 'comment' then item_id end as comment
    from jsonb_to_recordset(decisions) i (item_type text, item_id uuid)
    order by 1, 2
  ) w;
  for wanted in
    select * from rows from (
      jsonb_to_recordset(decisions) as (item_type text, item_id uuid, version integer, decision_seen bigint, decision text, reason_code text, note text, client_key uuid)
    ) with ordinality
  loop
    entry := null;
    entry.post_id := case when wanted.item_type = 'post' then wanted.item_id end;
    entry.comment_id := case when wanted.item_type = 'comment' then wanted.item_id end;
    entry.version_seen := wanted.version;
    entry.decision_seen := wanted.decision_seen;
    entry.decision := wanted.decision;
    entry.reason_code := nullif(wanted.reason_code, '');
    entry.note := wanted.note;
    entry.client_key := wanted.client_key;
    results := results || private.try_decision(entry);
  end loop;
  return results;
end
$$;
comment on function public.moderate(jsonb) is
  'Decides about posts and comments: [{"item_type", "item_id", "version", "decision_seen", "decision", "reason_code", "note", "client_key"}]. Answers for each, in that order: applied, conflict (by whom, what, when) or refused (why).';

create or replace function public.undo_decision(decision_id bigint, client_key uuid, note text default null) returns jsonb
language plpgsql security invoker set search_path = '' as $$
declare
  undone public.moderation_decisions;
  entry public.moderation_decisions;
begin
  if not (select private.has_role('moderator')) then
    raise exception 'Only moderators decide about posts and comments.' using errcode = '42501';
  elsif undo_decision.client_key is null then
    raise exception 'An undo needs its client_key.' using errcode = '22023', detail = '{"field": "client_key"}';
  end if;
  select d.* into undone from public.moderation_decisions d where d.id = decision_id;
  if not found then
    raise exception 'There is no such decision to take back.' using errcode = 'P0002';
  end if;
  perform private.lock_item(undone.post_id, undone.comment_id);
  entry.post_id := undone.post_id;
  entry.comment_id := undone.comment_id;
  entry.version_seen := undone.version_seen;
  entry.decision := 'undo';
  entry.note := undo_decision.note;
  entry.undoes_id := undone.id;
  entry.client_key := undo_decision.client_key;
  return private.try_decision(entry);
end
$$;
comment on function public.undo_decision(bigint, uuid, text) is
  'Takes a decision back, with the reports that it closed, as a decision of its own; a conflict when anything happened since.';

revoke all on function
  private.lock_item(uuid, uuid), private.last_decision(uuid, uuid, boolean), private.waiting_since(uuid, uuid), private.raise_conflict(text, text, jsonb),
  private.raise_refusal(text, text), private.decision_facts(public.moderation_decisions), private.try_decision(public.moderation_decisions),
  public.moderate(jsonb), public.undo_decision(bigint, uuid, text)
  from public, anon, authenticated, service_role;
grant execute on function
  private.lock_item(uuid, uuid), private.last_decision(uuid, uuid, boolean), private.waiting_since(uuid, uuid), private.raise_conflict(text, text, jsonb),
  private.raise_refusal(text, text), private.decision_facts(public.moderation_decisions), private.try_decision(public.moderation_decisions),
  public.moderate(jsonb), public.undo_decision(bigint, uuid, text)
  to authenticated;

insert into private.audit_readers (table_name, roles) values
  ('moderation_reasons', '{moderator,growth,finance}'),
  ('moderation_claims', '{moderator}')
on conflict do nothing;
