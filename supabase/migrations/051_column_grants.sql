-- Column grants
-- Which columns each role may write, declared once for each table: a grant names columns and never a whole table, so a
-- column that nobody thought of is closed. What the database notes itself (who, when, how many) stands in no list.

-- `who`: a role of staff, or `member` for the person whose row it is. Admins may what any role may.
create table if not exists private.column_rules (
  table_name text not null,
  verb text not null check (verb in ('insert', 'update')),
  who text not null check (who in ('member', 'moderator', 'growth', 'finance', 'admin')),
  columns text[] not null,
  primary key (table_name, verb, who)
);
comment on table private.column_rules is 'Written by private.allow_columns() in migrations; read by private.only_own_columns().';
alter table private.column_rules enable row level security;
revoke all on private.column_rules from public, anon, authenticated, service_role;

-- The columns of a table that the signed-in person may change.
create or replace function private.columns_for(target text, own_row boolean) returns text[]
language sql stable security definer set search_path = '' as $$
  select coalesce(array_agg(c), '{}')
  from private.column_rules r, unnest(r.columns) c
  where r.table_name = target and r.verb = 'update'
    and case r.who when 'member' then own_row else private.has_role(r.who) end
$$;
comment on function private.columns_for(text, boolean) is 'What the signed-in person may change in a row that is theirs, or is not.';

-- The columns that the database computes of others: a trigger before the write does not have them yet.
create or replace function private.generated_columns(target oid) returns text[]
language sql stable set search_path = '' as $$
  select coalesce(array_agg(a.attname::text), '{}') from pg_catalog.pg_attribute a where a.attrelid = target and a.attgenerated <> ''
$$;
comment on function private.generated_columns(oid) is 'For row triggers that compare what was with what is to be.';

-- For tables where a grant alone does not do, because members and staff may change different columns of one row.
create or replace function private.only_own_columns() returns trigger
language plpgsql set search_path = '' as $$
declare
  after_row jsonb := to_jsonb(new) - 'updated_at' - private.generated_columns(tg_relid);
  before_row jsonb := to_jsonb(old);
  refused text;
begin
  -- Not definer: what our own definer triggers write, such as a counter, passes.
  if current_user <> 'authenticated' then
    return new;
  end if;
  select a.key into refused
  from jsonb_each(after_row) a
  where a.value is distinct from before_row -> a.key
    and a.key <> all (private.columns_for(tg_table_name, coalesce(before_row ->> tg_argv[0] = auth.uid()::text, false)))
  order by a.key limit 1;
  if found then
    raise exception 'You may not change "%" yourself.', replace(refused, '_', ' ')
      using errcode = '42501', detail = jsonb_build_object('field', refused)::text;
  end if;
  return new;
end
$$;
comment on function private.only_own_columns() is
  'Row trigger. Argument: the column that names whose row it is. Named so that it comes before triggers that write columns themselves.';

-- Declares who may write which columns, as {"growth": ["notes"]}, and grants exactly that; earlier grants are taken back.
create or replace function private.allow_columns(target text, verb text, rules jsonb, owner_column text default null) returns void
language plpgsql set search_path = '' as $$
declare
  named text;
begin
  delete from private.column_rules r where r.table_name = target and r.verb = allow_columns.verb;
  insert into private.column_rules (table_name, verb, who, columns)
    select target, allow_columns.verb, w.key, array(select jsonb_array_elements_text(w.value)) from jsonb_each(rules) w;
  -- Taking the table's privilege back takes back those on its columns.
  execute format('revoke %s on public.%I from anon, authenticated', verb, target);
  select string_agg(distinct format('%I', c), ', ') into named
  from private.column_rules r, unnest(r.columns) c where r.table_name = target and r.verb = allow_columns.verb;
  if named is not null then
    execute format('grant %s (%s) on public.%I to authenticated', verb, named, target);
  end if;
  if verb = 'update' and owner_column is not null then
    execute format('create or replace trigger a_columns before update on public.%I for each row
      execute function private.only_own_columns(%L)', target, owner_column);
  end if;
end
$$;
comment on function private.allow_columns(text, text, jsonb, text) is
  'For migrations: who may insert or update which columns. With owner_column, members and staff are held to their own columns.';
revoke all on function private.columns_for(text, boolean), private.generated_columns(oid), private.only_own_columns(),
  private.allow_columns(text, text, jsonb, text)
  from public, anon, authenticated, service_role;
grant execute on function private.columns_for(text, boolean), private.generated_columns(oid) to authenticated, service_role;

-- A table that staff write by its form: the columns of its form, those of them that are fixed once the row is there, and
-- what is taken over when a deleted row is brought back.
create or replace function private.allow_form(target text, who text, editable text[], at_first text[] default '{}') returns void
language plpgsql set search_path = '' as $$
begin
  perform private.allow_columns(target, 'insert', jsonb_build_object(who, to_jsonb(array['id'] || at_first || editable)));
  perform private.allow_columns(target, 'update', jsonb_build_object(who, to_jsonb(editable)));
end
$$;
comment on function private.allow_form(text, text, text[], text[]) is
  'For migrations: a role edits these columns, and fills those of at_first only in a new row.';
revoke all on function private.allow_form(text, text, text[], text[]) from public, anon, authenticated, service_role;

-- ---------------------------------------------------------------------------------------
-- Members and matching

select private.allow_columns('profiles', 'update', '{
  "member": ["display_name", "birth_date", "gender", "pronouns", "city", "country", "occupation", "bio", "relationship_goal",
    "attachment_style", "communication_style", "personality", "last_active_at"],
  "moderator": ["display_name", "pronouns", "city", "country", "occupation", "bio", "state"]
}', 'id');
select private.allow_columns('user_preferences', 'insert', '{"member": ["id", "user_id", "category", "value", "importance"]}');
select private.allow_columns('user_preferences', 'update', '{"member": ["value", "importance"]}');
select private.allow_columns('user_images', 'insert', '{"member": ["id", "user_id", "storage_path", "alt_text", "position", "is_primary", "width", "height"]}');
select private.allow_columns('user_images', 'update', '{
  "member": ["alt_text", "position", "is_primary"],
  "moderator": ["alt_text", "state", "rejection_reason"]
}', 'user_id');
select private.allow_form('dealbreakers', 'moderator', '{name,category,question,description,severity,position,active}', '{code}');
select private.allow_columns('user_dealbreakers', 'insert', '{"member": ["id", "user_id", "dealbreaker_id", "strength", "note"]}');
select private.allow_columns('user_dealbreakers', 'update', '{"member": ["strength", "note"]}');
select private.allow_form('user_badges', 'moderator', '{reason}', '{user_id,badge_id}');
select private.allow_columns('matches', 'update', '{"moderator": ["state", "expires_at", "closed_reason"]}');
select private.allow_columns('match_feedback', 'insert', '{"member": ["id", "match_id", "user_id", "rating", "would_meet_again", "comment", "tags"]}');
select private.allow_columns('match_feedback', 'update', '{"member": ["rating", "would_meet_again", "comment", "tags"]}');
select private.allow_columns('introduction_reports', 'update', '{"moderator": ["headline", "summary", "strengths", "frictions", "starters", "state"]}');

-- ---------------------------------------------------------------------------------------
-- Games, content and conversations

select private.allow_form('games', 'moderator', '{name,kind,category,description,minutes,players,position,scoring,state}', '{slug}');
select private.allow_form('game_questions', 'moderator', '{position,kind,dimension,weight,active,prompt,options}', '{game_id}');
select private.allow_form('badges', 'moderator', '{name,category,tier,icon,points,position,active,description,criteria}', '{code}');
-- What somebody scored is reckoned by the service.
select private.allow_columns('user_game_sessions', 'insert', '{"member": ["id", "user_id", "game_id"]}');
select private.allow_columns('user_game_sessions', 'update', '{"member": ["state"]}');
select private.allow_columns('user_game_responses', 'insert', '{"member": ["session_id", "question_id", "user_id", "answer", "response_ms"]}');
select private.allow_form('puzzles', 'moderator', '{title,slug,kind,difficulty,publish_on,prompt,answer,hint,explanation,state}');
select private.allow_form('content_topics', 'moderator', '{name,slug,position,active,description}');
select private.allow_form('content_articles', 'moderator',
  '{title,topic_id,author_name,summary,body,slug,reading_minutes,tags,featured_until,feed_weight,state}');
select private.allow_columns('user_content_interactions', 'insert', '{"member": ["user_id", "article_id", "kind", "progress", "seconds"]}');
select private.allow_columns('user_content_interactions', 'update', '{"member": ["progress", "seconds"]}');
select private.allow_form('conversation_questions', 'moderator', '{prompt,slug,kind,dimension,position,active,options,guidance}');
select private.allow_form('conversation_flows', 'moderator', '{name,slug,goal,description,steps,state}');
select private.allow_columns('user_conversations', 'insert', '{"member": ["id", "user_id", "flow_id"]}');
select private.allow_columns('user_conversations', 'update', '{"member": ["state"]}');
select private.allow_columns('conversation_responses', 'insert', '{"member": ["conversation_id", "question_id", "position", "prompt", "answer", "answered_at"]}');

-- ---------------------------------------------------------------------------------------
-- Community

select private.allow_columns('community_posts', 'update', '{
  "member": ["topic_id", "kind", "title", "body", "image_path"],
  "moderator": ["topic_id", "pinned_until"]
}', 'user_id');
select private.allow_columns('post_reactions', 'insert', '{"member": ["id", "post_id", "user_id", "kind"]}');
select private.allow_form('moderation_reasons', 'admin', '{label,member_text,member_texts,severity,decisions,earlier_reports,number_key,position,active}', '{code}');

-- ---------------------------------------------------------------------------------------
-- Outreach and billing
--
-- The gate (049) and the ledger (048) named the columns of outreach and of invoices; what they took back stays taken back.

select private.allow_form('subscription_plans', 'finance', '{name,amount_minor,trial_days,active,position,description,features,limits}',
  '{code,currency,billing_interval}');
select private.allow_columns('payment_methods', 'update', '{"finance": ["exp_month", "exp_year", "is_default"]}');
select private.allow_form('user_subscriptions', 'finance',
  '{plan_id,payment_method_id,quantity,current_period_end,trial_ends_at,cancel_at_period_end,cancel_reason,state}', '{user_id,current_period_start}');

-- The card that a subscription is charged to is its member's own.
update public.user_subscriptions s set payment_method_id = null
where payment_method_id is not null
  and not exists (select from public.payment_methods m where m.id = s.payment_method_id and m.user_id = s.user_id);
do $$
begin
  if not exists (select from pg_catalog.pg_constraint where conname = 'payment_methods_id_user_key') then
    alter table public.payment_methods add constraint payment_methods_id_user_key unique (id, user_id);
  end if;
  if not exists (select from pg_catalog.pg_constraint where conname = 'user_subscriptions_own_card_fkey') then
    alter table public.user_subscriptions add constraint user_subscriptions_own_card_fkey
      foreign key (payment_method_id, user_id) references public.payment_methods (id, user_id) on delete set null (payment_method_id);
  end if;
end
$$;
create index if not exists user_subscriptions_own_card_idx on public.user_subscriptions (payment_method_id, user_id);

-- ---------------------------------------------------------------------------------------
-- Bots, staff, saved views and imports

select private.allow_form('ai_bot_health', 'admin', '{label,purpose,heartbeat_every_seconds,version,model,state}', '{name}');
select private.allow_columns('bot_actions_log', 'update', '{"moderator": ["review", "review_note"], "growth": ["review", "review_note"]}');
select private.allow_columns('bot_incidents', 'update', '{"moderator": ["note"], "growth": ["note"]}');
-- By their functions only: invite_staff and set_staff_active.
select private.allow_columns('staff_members', 'insert', '{}');
select private.allow_columns('staff_members', 'update', '{"admin": ["full_name", "roles"]}');
select private.allow_columns('saved_views', 'insert', '{
  "moderator": ["id", "table_name", "name", "address", "columns", "density", "shared_with", "owner_id"]}');
select private.allow_columns('saved_views', 'update', '{
  "moderator": ["name", "address", "columns", "density", "shared_with"],
  "growth": ["name", "address", "columns", "density", "shared_with"],
  "finance": ["name", "address", "columns", "density", "shared_with"]}');
select private.allow_columns('saved_view_defaults', 'insert', '{"moderator": ["id", "user_id", "table_name", "view_id"]}');
select private.allow_columns('saved_view_defaults', 'update', '{"moderator": ["view_id"], "growth": ["view_id"], "finance": ["view_id"]}');
select private.allow_columns('imports', 'insert', '{"growth": ["id", "table_name", "file_name", "columns", "mapping", "duplicates", "owner_id"]}');
select private.allow_columns('imports', 'update', '{"growth": ["duplicates", "whole", "state"], "moderator": ["duplicates", "whole", "state"]}');
select private.allow_columns('import_rows', 'insert', '{"growth": ["import_id", "row_number", "data", "key"]}');
select private.allow_columns('import_rows', 'update', '{"growth": ["outcome", "reason", "twin", "suppressed"], "moderator": ["outcome", "reason", "twin", "suppressed"]}');

-- ---------------------------------------------------------------------------------------
-- The functions that write what no plain update may

-- Adds to the staff who has an account.
create or replace function private.add_staff(email text, full_name text, roles text[]) returns public.staff_members
language plpgsql security definer set search_path = '' as $$
declare
  account record;
  member public.staff_members;
begin
  if not (select private.has_role('admin')) then
    raise exception 'Only admins may add staff.' using errcode = '42501';
  end if;
  -- Without a role a person is not let in: adding one would look done and not be.
  if coalesce(cardinality(add_staff.roles), 0) = 0 then
    raise exception 'Choose at least one role.' using errcode = '23514', detail = '{"field": "roles"}';
  end if;
  select * into account from private.account_by_email(add_staff.email);
  if not found then
    raise exception 'There is no account with this email address. Ask the person to sign up first.'
      using errcode = '23514', detail = '{"field": "email"}';
  end if;
  select * into member from public.staff_members s where s.user_id = account.id;
  if found then
    raise exception '%',
      case when member.active then format('%s is on the staff already.', member.full_name)
      else format('%s was on the staff before. Reactivate them instead.', member.full_name) end
      using errcode = '23514', detail = '{"field": "email"}';
  end if;
  begin
    insert into public.staff_members (user_id, full_name, email, roles)
    values (account.id, btrim(add_staff.full_name), account.email, add_staff.roles)
    returning * into member;
  exception when unique_violation then
    -- Two admins at the same moment, or an address that changed hands.
    raise exception 'This account or address is on the staff already.' using errcode = '23514', detail = '{"field": "email"}';
  end;
  return member;
end
$$;
comment on function private.add_staff(text, text, text[]) is 'The writing half of invite_staff.';

create or replace function public.invite_staff(email text, full_name text, roles text[]) returns public.staff_members
language sql security invoker set search_path = '' as $$
  select * from private.add_staff(invite_staff.email, invite_staff.full_name, invite_staff.roles)
$$;

create or replace function private.put_staff_active(user_id uuid, version timestamptz, active boolean, reason text) returns public.staff_members
language plpgsql security definer set search_path = '' as $$
declare
  member public.staff_members;
begin
  if not (select private.has_role('admin')) then
    raise exception 'Only admins may change staff.' using errcode = '42501';
  elsif put_staff_active.active is null then
    raise exception 'Say whether the person is to be active.' using errcode = '22023';
  end if;
  select * into member from public.staff_members s where s.user_id = put_staff_active.user_id for update;
  if not found then
    raise exception 'This person is not on the staff any more.' using errcode = 'P0002';
  elsif member.updated_at is distinct from version then
    raise exception 'Somebody changed this person’s entry after you opened it.' using errcode = 'PT409',
      hint = 'Look at it again and repeat what you meant, if it still applies.';
  end if;
  perform set_config('app.reason', coalesce(reason, ''), true);
  update public.staff_members s set active = put_staff_active.active
  where s.user_id = member.user_id returning * into member;
  return member;
end
$$;
comment on function private.put_staff_active(uuid, timestamptz, boolean, text) is 'The writing half of set_staff_active.';

create or replace function public.set_staff_active(
  user_id uuid, version timestamptz, active boolean, reason text default null
) returns public.staff_members
language sql security invoker set search_path = '' as $$
  select * from private.put_staff_active(set_staff_active.user_id, set_staff_active.version, set_staff_active.active, set_staff_active.reason)
$$;

-- Payments, decisions and reviews name their staff for ever: whoever leaves is deactivated.
create or replace function private.keep_staff() returns trigger
language plpgsql set search_path = '' as $$
begin
  raise exception 'Staff are deactivated, not deleted: what they did keeps their name.' using errcode = '42501',
    hint = 'Deactivate them instead; they are not let in any more.';
end
$$;
comment on function private.keep_staff() is 'Row trigger: nobody deletes an entry of the staff.';
create or replace trigger a_keep before delete on public.staff_members
  for each row execute function private.keep_staff();
revoke delete on public.staff_members from authenticated, service_role;

-- Somebody looks after an incident: said once, in their own name, at the time it is.
create or replace function private.acknowledge_incident(incident_id uuid, note text) returns public.bot_incidents
language plpgsql security definer set search_path = '' as $$
declare
  incident public.bot_incidents;
begin
  if not (select private.has_any_role(array['moderator', 'growth'])) then
    raise exception 'Only moderators and growth look after incidents.' using errcode = '42501';
  end if;
  select * into incident from public.bot_incidents i where i.id = incident_id for update;
  if not found then
    raise exception 'This incident does not exist any more.' using errcode = 'P0002';
  elsif incident.acknowledged_at is not null then
    raise exception 'Somebody looks after this incident already.' using errcode = '23514';
  end if;
  update public.bot_incidents i
  set acknowledged_by = auth.uid(), acknowledged_at = clock_timestamp(), note = coalesce(nullif(btrim(acknowledge_incident.note), ''), i.note)
  where i.id = incident.id returning * into incident;
  return incident;
end
$$;
comment on function private.acknowledge_incident(uuid, text) is 'The writing half of acknowledge_bot_incident.';

create or replace function public.acknowledge_bot_incident(incident_id uuid, note text default null) returns public.bot_incidents
language sql security invoker set search_path = '' as $$
  select * from private.acknowledge_incident(acknowledge_bot_incident.incident_id, acknowledge_bot_incident.note)
$$;
comment on function public.acknowledge_bot_incident(uuid, text) is 'Says that the signed-in person looks after an incident.';

-- What came of an import is counted, not told.
create or replace function private.close_import(import_id uuid) returns public.imports
language plpgsql security definer set search_path = '' as $$
declare
  job public.imports;
begin
  select * into job from public.imports i where i.id = import_id and i.owner_id = auth.uid() for update;
  if not found then
    raise exception 'This import does not exist any more, or it is somebody else''s.' using errcode = 'P0002';
  elsif job.finished_at is null then
    update public.imports i set
      -- Called off too late: all of it was written.
      state = case when i.state = 'open' or i.whole then 'done' else i.state end,
      finished_at = clock_timestamp(),
      created_count = c.created, updated_count = c.updated, skipped_count = c.skipped, refused_count = c.refused
    from (
      select count(*) filter (where r.outcome = 'created') as created, count(*) filter (where r.outcome = 'updated') as updated,
        count(*) filter (where r.outcome = 'skipped') as skipped, count(*) filter (where r.outcome in ('bad', 'refused')) as refused
      from public.import_rows r where r.import_id = job.id
    ) c
    where i.id = job.id returning i.* into job;
  end if;
  delete from public.import_rows r where r.import_id = job.id;
  return job;
end
$$;
comment on function private.close_import(uuid) is 'The writing half of import_finish.';

create or replace function public.import_finish(import_id uuid) returns public.imports
language plpgsql security invoker set search_path = '' set statement_timeout = '60s' set plan_cache_mode = force_custom_plan as $$
declare
  job public.imports := private.import_job(import_id);
begin
  return private.close_import(job.id);
end
$$;

-- A match and a report note themselves when they came to where they are.
create or replace function private.stamp_match() returns trigger
language plpgsql set search_path = '' as $$
begin
  if new.state is distinct from old.state then
    if current_user = 'authenticated' and new.state in ('accepted', 'declined') then
      raise exception 'Only the two people themselves accept or decline a match.' using errcode = '42501', detail = '{"field": "state"}';
    end if;
    if new.state = 'presented' then
      new.presented_at := coalesce(new.presented_at, clock_timestamp());
    elsif new.state = 'introduced' then
      new.introduced_at := coalesce(new.introduced_at, clock_timestamp());
    end if;
  end if;
  return new;
end
$$;
comment on function private.stamp_match() is 'Row trigger: notes when a match was presented or introduced, and lets nobody answer for its people.';
create or replace trigger a_stamp before update on public.matches
  for each row execute function private.stamp_match();

create or replace function private.guard_report() returns trigger
language plpgsql set search_path = '' as $$
begin
  if new.state is distinct from old.state and new.state = 'delivered' then
    new.delivered_at := coalesce(new.delivered_at, clock_timestamp());
  elsif current_user = 'authenticated' and old.state = 'delivered'
    and to_jsonb(new) - array['state', 'updated_at'] - private.generated_columns(tg_relid)
      is distinct from to_jsonb(old) - array['state', 'updated_at'] - private.generated_columns(tg_relid) then
    raise exception 'Both people have read this report. Withdraw it before changing it.' using errcode = '23514', detail = '{"field": "state"}';
  end if;
  return new;
end
$$;
comment on function private.guard_report() is 'Row trigger: notes when a report was delivered; what was read is not rewritten.';
create or replace trigger a_guard before update on public.introduction_reports
  for each row execute function private.guard_report();

-- When a member's game or conversation ended is when its state says so.
create or replace function private.stamp_completed() returns trigger
language plpgsql set search_path = '' as $$
begin
  if current_user = 'authenticated' and new.state is distinct from old.state then
    new.completed_at := case new.state when 'completed' then clock_timestamp() end;
  end if;
  return new;
end
$$;
comment on function private.stamp_completed() is 'Row trigger: completed_at follows the state that a member sets.';
create or replace trigger a_stamp before update of state on public.user_game_sessions
  for each row execute function private.stamp_completed();
create or replace trigger a_stamp before update of state on public.user_conversations
  for each row execute function private.stamp_completed();

revoke all on function
  private.add_staff(text, text, text[]), private.put_staff_active(uuid, timestamptz, boolean, text), private.keep_staff(),
  private.acknowledge_incident(uuid, text), private.close_import(uuid), private.stamp_match(), private.guard_report(), private.stamp_completed(),
  public.invite_staff(text, text, text[]), public.set_staff_active(uuid, timestamptz, boolean, text),
  public.acknowledge_bot_incident(uuid, text), public.import_finish(uuid)
  from public, anon, authenticated, service_role;
grant execute on function
  private.add_staff(text, text, text[]), private.put_staff_active(uuid, timestamptz, boolean, text),
  private.acknowledge_incident(uuid, text), private.close_import(uuid),
  public.invite_staff(text, text, text[]), public.set_staff_active(uuid, timestamptz, boolean, text),
  public.acknowledge_bot_incident(uuid, text), public.import_finish(uuid)
  to authenticated;
