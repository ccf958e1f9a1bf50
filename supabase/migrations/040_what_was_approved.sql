-- 038 what was approved is what is shown
-- An edit of what is published waits beside it until it is judged; what was reported stays as it was; and no state that a
-- decision guards has another door than the decision, for people and for the service alike.

-- ---------------------------------------------------------------------------------------
-- Settings, as data

create table if not exists public.moderation_settings (
  id uuid primary key default gen_random_uuid(),
  code text not null unique check (code ~ '^[a-z][a-z0-9_]{1,59}$'),
  label text not null check (char_length(label) between 1 and 120),
  about text not null check (char_length(about) between 1 and 500),
  value numeric not null,
  smallest numeric not null default 0,
  largest numeric not null,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  constraint moderation_settings_value_check check (value between smallest and largest)
);
comment on table public.moderation_settings is 'The numbers that moderation goes by; admins change the value.';
alter table public.moderation_settings enable row level security;
revoke all on public.moderation_settings from anon, authenticated, service_role;
grant select, update (value) on public.moderation_settings to authenticated;
grant select on public.moderation_settings to service_role;
drop policy if exists "moderation_settings select" on public.moderation_settings;
create policy "moderation_settings select" on public.moderation_settings for select to authenticated
  using ((select private.has_role('moderator')));
drop policy if exists "moderation_settings update" on public.moderation_settings;
create policy "moderation_settings update" on public.moderation_settings for update to authenticated
  using ((select private.has_role('admin')))
  with check ((select private.has_role('admin')));
create or replace trigger touch before update on public.moderation_settings
  for each row execute function private.touch();
create or replace trigger audit after insert or update or delete on public.moderation_settings
  for each row execute function private.audit('all');
insert into public.moderation_settings (code, label, about, value, smallest, largest) values
  ('reporters_to_reopen', 'Reporters that reopen a dismissed complaint',
    'A complaint about a version that was found harmless stays silent until so many members make the same one.', 3, 1, 50)
on conflict (code) do nothing;

create or replace function private.setting(wanted text) returns numeric
language sql stable security definer set search_path = '' as $$
  select s.value from public.moderation_settings s where s.code = wanted
$$;
comment on function private.setting(text) is 'The value of one moderation setting.';
revoke all on function private.setting(text) from public, anon, authenticated, service_role;
grant execute on function private.setting(text) to authenticated, service_role;

-- Whose small edits need no judge, and how small they are.
create table if not exists public.edit_trust_rules (
  id uuid primary key default gen_random_uuid(),
  name text not null unique check (char_length(name) between 1 and 80),
  min_published integer not null default 20 check (min_published >= 1),
  min_member_days integer not null default 90 check (min_member_days >= 0),
  clean_days integer not null default 180 check (clean_days >= 1),
  max_changed integer not null default 20 check (max_changed between 1 and 500),
  edits_between integer not null default 1 check (edits_between between 1 and 10),
  active boolean not null default true,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now()
);
comment on table public.edit_trust_rules is
  'An edit that one of these rules describes stands at once: so many published items, so long a member, so long without a decision against them, so few letters changed, and none of them a digit, a link or an address.';
comment on column public.edit_trust_rules.edits_between is 'So many such edits between two decisions; the next is judged, or small steps would add up to another text.';
alter table public.edit_trust_rules enable row level security;
revoke all on public.edit_trust_rules from anon, authenticated, service_role;
grant select, insert (name, min_published, min_member_days, clean_days, max_changed, edits_between, active),
  update (name, min_published, min_member_days, clean_days, max_changed, edits_between, active) on public.edit_trust_rules to authenticated;
grant select on public.edit_trust_rules to service_role;
drop policy if exists "edit_trust_rules select" on public.edit_trust_rules;
create policy "edit_trust_rules select" on public.edit_trust_rules for select to authenticated
  using ((select private.has_role('moderator')));
drop policy if exists "edit_trust_rules insert" on public.edit_trust_rules;
create policy "edit_trust_rules insert" on public.edit_trust_rules for insert to authenticated
  with check ((select private.has_role('admin')));
drop policy if exists "edit_trust_rules update" on public.edit_trust_rules;
create policy "edit_trust_rules update" on public.edit_trust_rules for update to authenticated
  using ((select private.has_role('admin')))
  with check ((select private.has_role('admin')));
create or replace trigger touch before update on public.edit_trust_rules
  for each row execute function private.touch();
create or replace trigger audit after insert or update or delete on public.edit_trust_rules
  for each row execute function private.audit('all');
insert into public.edit_trust_rules (name) values ('Slips of the pen by members of long standing')
on conflict (name) do nothing;

-- ---------------------------------------------------------------------------------------
-- Versions. The row of a post or comment is what members read; every other text it had, or shall have, is kept here.

alter table public.community_posts add column if not exists pending_version integer;
alter table public.post_comments add column if not exists pending_version integer;
comment on column public.community_posts.pending_version is 'An edit that waits to be judged: its text is in content_versions, this row is still what was approved.';
comment on column public.post_comments.pending_version is 'An edit that waits to be judged: its text is in content_versions, this row is still what was approved.';

create table if not exists public.content_versions (
  id uuid primary key default gen_random_uuid(),
  post_id uuid references public.community_posts (id) on delete cascade,
  comment_id uuid references public.post_comments (id) on delete cascade,
  author_id uuid not null references public.profiles (id) on delete cascade,
  version integer not null check (version >= 1),
  title text,
  body text not null,
  image_path text,
  state text not null check (state in ('waiting', 'shown', 'replaced', 'declined', 'superseded')),
  trust_rule_id uuid references public.edit_trust_rules (id) on delete set null,
  written_at timestamptz not null default now(),
  judged_at timestamptz,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  constraint content_versions_one_item_check check (num_nonnulls(post_id, comment_id) = 1),
  unique (post_id, version),
  unique (comment_id, version)
);
comment on table public.content_versions is
  'The texts of posts and comments that do not stand there now: replaced ones, which are evidence, and edits that wait or were declined.';
comment on column public.content_versions.trust_rule_id is 'The rule by which the next version stood at once.';
create index if not exists content_versions_author_idx on public.content_versions (author_id, written_at desc);
create index if not exists content_versions_rule_idx on public.content_versions (trust_rule_id);
create index if not exists content_versions_written_idx on public.content_versions (written_at desc, id desc);
alter table public.content_versions enable row level security;
revoke all on public.content_versions from anon, authenticated, service_role;
grant select on public.content_versions to authenticated, service_role;
drop policy if exists "content_versions select" on public.content_versions;
create policy "content_versions select" on public.content_versions for select to authenticated
  using (author_id = (select auth.uid())
  or (select private.has_role('moderator')));
create or replace trigger touch before update on public.content_versions
  for each row execute function private.touch();
create or replace trigger audit after insert or update or delete on public.content_versions
  for each row execute function private.audit('log');

-- One text of an item, by its version: from its row, or from what is kept.
create or replace function private.version_text(post uuid, comment uuid, wanted integer) returns table (title text, body text, image_path text)
language sql stable set search_path = '' as $$
  select p.title, p.body, p.image_path from public.community_posts p where p.id = post and p.version = wanted
  union all
  select null, c.body, null from public.post_comments c where c.id = comment and c.version = wanted
  union all
  select v.title, v.body, v.image_path from public.content_versions v
  where (v.post_id = post and not exists (select from public.community_posts p where p.id = post and p.version = wanted)
    or v.comment_id = comment and not exists (select from public.post_comments c where c.id = comment and c.version = wanted))
    and v.version = wanted
$$;

create or replace function private.next_version(post uuid, comment uuid, standing integer) returns integer
language sql stable security definer set search_path = '' as $$
  select greatest(standing, (select max(v.version) from public.content_versions v where v.post_id = post),
    (select max(v.version) from public.content_versions v where v.comment_id = comment)) + 1
$$;

-- Keeps a text; an edit that still waits gives way to it. Only the author's own, or by the service and the system.
create or replace function private.keep_version(
  post uuid, comment uuid, author uuid, number integer, title text, body text, image_path text, state text, rule uuid, written_at timestamptz
) returns void
language plpgsql security definer set search_path = '' as $$
begin
  if auth.uid() is not null and auth.uid() <> author then
    raise exception 'This is not yours to edit.' using errcode = '42501';
  end if;
  update public.content_versions v set state = 'superseded'
  where (v.post_id = post or v.comment_id = comment) and v.state = 'waiting';
  update public.content_versions v set state = keep_version.state, trust_rule_id = coalesce(rule, v.trust_rule_id)
  where (v.post_id = post or v.comment_id = comment) and v.version = number;
  if not found then
    insert into public.content_versions (post_id, comment_id, author_id, version, title, body, image_path, state, trust_rule_id, written_at)
    values (post, comment, author, number, keep_version.title, keep_version.body, keep_version.image_path, keep_version.state, rule, keep_version.written_at);
  end if;
end
$$;

-- How many letters at the beginning are the same; halved towards, as texts may be long.
create or replace function private.common_start(a text, b text) returns integer
language plpgsql immutable set search_path = '' as $$
declare
  low integer := 0;
  high integer := least(char_length(a), char_length(b));
  middle integer;
begin
  while low < high loop
    middle := (low + high + 1) / 2;
    if left(a, middle) = left(b, middle) then
      low := middle;
    else
      high := middle - 1;
    end if;
  end loop;
  return low;
end
$$;

-- The rule by which an edit needs no judge; null when it needs one.
create or replace function private.trusting_rule(post uuid, comment uuid, author uuid, before text, after text) returns uuid
language plpgsql stable security definer set search_path = '' as $$
declare
  first integer := private.common_start(before, after);
  last integer := private.common_start(reverse(substr(before, first + 1)), reverse(substr(after, first + 1)));
  added text := substr(after, first + 1, char_length(after) - first - last);
  changed integer := greatest(char_length(before), char_length(after)) - first - last;
  published bigint;
  since timestamptz;
  last_judged timestamptz;
  passed bigint;
begin
  if added ~ '[[:digit:]@/\\]' or added ~* '(www|http|\.[[:alpha:]])' or not exists (select from public.edit_trust_rules r where r.active and changed <= r.max_changed) then
    return null;
  end if;
  select count(*) into published from (
    (select 1 from public.community_posts p where p.user_id = author and p.state = 'published' limit 1000)
    union all
    (select 1 from public.post_comments c where c.user_id = author and c.state = 'published' limit 1000)) o;
  select p.created_at into since from public.profiles p where p.id = author;
  select max(d.created_at) into last_judged from public.moderation_decisions d where d.post_id = post or d.comment_id = comment;
  select count(*) into passed from public.content_versions v
  where (v.post_id = post or v.comment_id = comment) and v.trust_rule_id is not null and v.created_at > coalesce(last_judged, '-infinity');
  return (
    select r.id from public.edit_trust_rules r
    where r.active and changed <= r.max_changed and published >= r.min_published and passed < r.edits_between
      and since <= now() - make_interval(days => r.min_member_days)
      and not exists (
        select from public.moderation_decisions d
        left join public.community_posts p on p.id = d.post_id
        left join public.post_comments c on c.id = d.comment_id
        where d.decision in ('hide', 'remove') and d.created_at > now() - make_interval(days => r.clean_days) and coalesce(p.user_id, c.user_id) = author)
      and not exists (
        select from public.member_sanctions s where s.member_id = author and s.starts_at > now() - make_interval(days => r.clean_days))
    order by r.max_changed, r.id limit 1);
end
$$;

-- As in 004, but that a published text stays what was approved: a new one waits for its judge, unless a rule lets it pass.
create or replace function private.count_version() returns trigger
language plpgsql set search_path = '' as $$
declare
  is_post boolean := tg_table_name = 'community_posts';
  post uuid := case when is_post then new.id end;
  comment uuid := case when is_post then null else new.id end;
  was jsonb := to_jsonb(old);
  becomes jsonb := to_jsonb(new);
  number integer;
  rule uuid;
begin
  if (becomes -> 'title', becomes -> 'body', becomes -> 'image_path') is not distinct from (was -> 'title', was -> 'body', was -> 'image_path')
    -- A decision puts another version there.
    or new.version <> old.version then
    return new;
  end if;
  if current_user = 'authenticated' and old.user_id is distinct from auth.uid() then
    raise exception 'What a member wrote is hidden or removed, not rewritten.' using errcode = '42501';
  end if;
  number := private.next_version(post, comment, old.version);
  if current_user in ('authenticated', 'service_role') and old.state = 'published' then
    if was -> 'image_path' is not distinct from becomes -> 'image_path' then
      rule := private.trusting_rule(post, comment, old.user_id,
        concat_ws(E'\n', was ->> 'title', was ->> 'body'), concat_ws(E'\n', becomes ->> 'title', becomes ->> 'body'));
    end if;
    if rule is null then
      perform private.keep_version(post, comment, old.user_id, number, becomes ->> 'title', becomes ->> 'body', becomes ->> 'image_path', 'waiting', null, clock_timestamp());
      new.body := old.body;
      if is_post then
        new.title := old.title;
        new.image_path := old.image_path;
      end if;
      new.pending_version := number;
      return new;
    end if;
  end if;
  perform private.keep_version(post, comment, old.user_id, old.version, was ->> 'title', was ->> 'body', was ->> 'image_path', 'replaced', rule,
    coalesce(old.edited_at, old.created_at));
  new.version := number;
  new.pending_version := null;
  new.edited_at := clock_timestamp();
  return new;
end
$$;
revoke all on function
  private.version_text(uuid, uuid, integer), private.next_version(uuid, uuid, integer),
  private.keep_version(uuid, uuid, uuid, integer, text, text, text, text, uuid, timestamptz), private.common_start(text, text),
  private.trusting_rule(uuid, uuid, uuid, text, text)
  from public, anon, authenticated, service_role;
grant execute on function
  private.version_text(uuid, uuid, integer), private.next_version(uuid, uuid, integer),
  private.keep_version(uuid, uuid, uuid, integer, text, text, text, text, uuid, timestamptz), private.common_start(text, text),
  private.trusting_rule(uuid, uuid, uuid, text, text)
  to authenticated, service_role;

-- ---------------------------------------------------------------------------------------
-- One door to a state: the columns that a decision guards are granted to nobody

revoke update on public.community_posts from authenticated, service_role;
grant update (topic_id, kind, title, body, image_path, pinned_until) on public.community_posts to authenticated;
revoke insert on public.community_posts from service_role;
grant insert (id, user_id, topic_id, kind, title, body, image_path, bot_score, bot_category, created_at) on public.community_posts to service_role;
grant update (topic_id, kind, title, body, image_path, pinned_until, bot_score, bot_category, view_count) on public.community_posts to service_role;
revoke update on public.post_comments from authenticated, service_role;
grant update (body) on public.post_comments to authenticated;
revoke insert on public.post_comments from service_role;
grant insert (id, post_id, parent_id, user_id, body, bot_score, bot_category, created_at) on public.post_comments to service_role;
grant update (body, bot_score, bot_category) on public.post_comments to service_role;

-- A colleague changes no word of a comment, and has nothing else to change there.
drop policy if exists "post_comments update" on public.post_comments;
create policy "post_comments update" on public.post_comments for update to authenticated
  using (user_id = (select auth.uid())
  or (select private.has_role('moderator')))
  with check ((user_id = (select auth.uid()) and not (select private.is_kept_from('writing')))
  or (select private.has_role('moderator')));

revoke insert, update, delete on public.content_reports from authenticated, service_role;
grant insert (id, post_id, comment_id, reporter_id, category, note, item_version) on public.content_reports to authenticated, service_role;
drop policy if exists "content_reports update" on public.content_reports;

revoke insert on public.moderation_decisions from authenticated, service_role;
drop policy if exists "moderation_decisions insert" on public.moderation_decisions;

revoke insert, update, delete on public.moderation_claims from authenticated, service_role;
drop policy if exists "moderation_claims insert" on public.moderation_claims;
drop policy if exists "moderation_claims update" on public.moderation_claims;
drop policy if exists "moderation_claims delete" on public.moderation_claims;

-- No plain change of a state is left to be recorded.
drop trigger if exists decide on public.community_posts;
drop trigger if exists decide on public.post_comments;
drop function if exists private.record_decision();

-- ---------------------------------------------------------------------------------------
-- Reports: every reason, nobody's own, about the version that stands there

alter table public.content_reports drop constraint if exists content_reports_category_check;
create index if not exists content_reports_category_idx on public.content_reports (category, created_at desc, id desc);
do $$
begin
  if not exists (select from pg_catalog.pg_constraint where conname = 'content_reports_category_fkey') then
    alter table public.content_reports add constraint content_reports_category_fkey
      foreign key (category) references public.moderation_reasons (code) on delete restrict not valid;
  end if;
end
$$;

create or replace function private.report_reasons() returns table (code text, label text)
language sql stable security definer set search_path = '' as $$
  select r.code, r.label from public.moderation_reasons r
  where r.active and r.decisions && array['hide', 'remove'] and auth.uid() is not null
  order by r.position, r.code
$$;
create or replace function public.report_reasons() returns table (code text, label text)
language sql stable security invoker set search_path = '' as $$
  select * from private.report_reasons()
$$;
comment on function public.report_reasons() is 'What a member can report something for: every reason for which moderators hide or remove.';
revoke all on function private.report_reasons(), public.report_reasons() from public, anon, authenticated, service_role;
grant execute on function private.report_reasons(), public.report_reasons() to authenticated;

create or replace function private.stamp_report() returns trigger
language plpgsql security definer set search_path = '' as $$
declare
  author uuid;
  standing integer;
begin
  if tg_op = 'UPDATE' then
    if auth.uid() is not null and new.state <> old.state then
      new.decided_by := case when new.state = 'open' then null else auth.uid() end;
      new.decided_at := case when new.state = 'open' then null else clock_timestamp() end;
    end if;
    return new;
  end if;
  if new.post_id is not null then
    select p.user_id, p.version into author, standing from public.community_posts p where p.id = new.post_id;
  else
    select c.user_id, c.version into author, standing from public.post_comments c where c.id = new.comment_id;
  end if;
  if author = new.reporter_id then
    raise exception 'You wrote this yourself.' using errcode = '23514', detail = '{"field": "reporter_id"}';
  end if;
  -- What the system brings along is taken as it is.
  if auth.uid() is null and auth.role() is distinct from 'service_role' then
    return new;
  end if;
  if not exists (select from private.report_reasons() r where r.code = new.category)
    and not exists (select from public.moderation_reasons r where r.code = new.category and r.active and r.decisions && array['hide', 'remove']) then
    raise exception 'Choose one of the reasons.' using errcode = '23514', detail = '{"field": "category"}';
  end if;
  new.item_version := coalesce(standing, new.item_version);
  return new;
end
$$;
revoke all on function private.stamp_report() from public, anon, authenticated;

-- Of reports about an earlier version, what a reason says when it lets the present one stand.
alter table public.moderation_reasons add column if not exists earlier_reports text;
do $$
begin
  if not exists (select from pg_catalog.pg_constraint where conname = 'moderation_reasons_earlier_reports_check') then
    alter table public.moderation_reasons add constraint moderation_reasons_earlier_reports_check check (earlier_reports in ('upheld', 'dismissed'));
  end if;
end
$$;
comment on column public.moderation_reasons.earlier_reports is
  'What becomes of reports about a version before the one that is approved: upheld where that one broke a rule. Needed to approve what was reported and then changed.';
update public.moderation_reasons set earlier_reports = 'upheld' where code = 'mended' and earlier_reports is null;
update public.moderation_reasons set earlier_reports = 'dismissed' where code = 'within_rules' and earlier_reports is null;

-- ---------------------------------------------------------------------------------------
-- Decisions

alter table public.moderation_decisions add column if not exists shown_before integer;
alter table public.moderation_decisions add column if not exists pending_before integer;
alter table public.moderation_decisions add column if not exists version_after integer;
alter table public.moderation_decisions add column if not exists over_claim boolean not null default false;
alter table public.moderation_decisions add column if not exists assigned_to uuid references public.staff_members (user_id) on delete set null;
alter table public.moderation_decisions add column if not exists due_at timestamptz;
comment on column public.moderation_decisions.shown_before is 'The version that members read before it.';
comment on column public.moderation_decisions.pending_before is 'The edit that waited before it.';
comment on column public.moderation_decisions.version_after is 'The newest version that is left after it.';
comment on column public.moderation_decisions.over_claim is 'Made although a colleague was at the item, and knowingly.';
comment on column public.moderation_decisions.assigned_to is 'Whom an escalation is handed to; nobody: whoever comes.';
comment on column public.moderation_decisions.due_at is 'Until when an escalation is to be answered.';
create index if not exists moderation_decisions_assigned_idx on public.moderation_decisions (assigned_to);
alter table public.moderation_decisions drop constraint if exists moderation_decisions_decision_check;
alter table public.moderation_decisions add constraint moderation_decisions_decision_check
  check (decision in ('approve', 'hide', 'remove', 'restore', 'dismiss_reports', 'escalate', 'decline_edit', 'undo'));
alter table public.moderation_reasons drop constraint if exists moderation_reasons_decisions_check;
alter table public.moderation_reasons add constraint moderation_reasons_decisions_check
  check (decisions <@ array['approve', 'hide', 'remove', 'restore', 'dismiss_reports', 'escalate', 'decline_edit', 'sanction']);
update public.moderation_reasons r set decisions = r.decisions || '{decline_edit}'
where 'hide' = any (r.decisions) and not 'decline_edit' = any (r.decisions);

create or replace function private.locked_item(post uuid, comment uuid) returns table (
  author uuid, state text, version integer, shown_version integer, pending_version integer, bot_score numeric,
  created_at timestamptz, published_at timestamptz, edited_at timestamptz, report_count integer
)
language plpgsql set search_path = '' as $$
begin
  if post is not null then
    return query select p.user_id, p.state, coalesce(p.pending_version, p.version), p.version, p.pending_version, p.bot_score, p.created_at, p.published_at, p.edited_at, p.report_count
      from public.community_posts p where p.id = post for update;
  else
    return query select c.user_id, c.state, coalesce(c.pending_version, c.version), c.version, c.pending_version, c.bot_score, c.created_at, c.created_at, c.edited_at, c.report_count
      from public.post_comments c where c.id = comment for update;
  end if;
end
$$;
comment on function private.locked_item(uuid, uuid) is 'Locks a post or comment. `version` is the newest there is: the edit that waits, or what stands there.';

create or replace function private.judge_decision() returns trigger
language plpgsql set search_path = '' as $$
declare
  item record;
  latest public.moderation_decisions;
  holding public.moderation_decisions;
  undone public.moderation_decisions;
  reason public.moderation_reasons;
  claim record;
  judged integer;
  here jsonb;
begin
  -- History that the system brings along is taken as it is.
  if auth.uid() is null then
    return new;
  end if;
  if not (select private.has_role('moderator')) then
    raise exception 'Only moderators decide about posts and comments.' using errcode = '42501';
  end if;
  select * into item from private.locked_item(new.post_id, new.comment_id);
  if not found then
    raise exception 'It is gone: its author has deleted it.' using errcode = 'P0002';
  end if;
  if item.author = auth.uid() then
    raise exception 'Nobody decides about what they wrote themselves.' using errcode = '42501';
  end if;
  latest := private.last_decision(new.post_id, new.comment_id, false);
  holding := private.last_decision(new.post_id, new.comment_id, true);
  here := jsonb_build_object('state', item.state, 'version', item.version, 'decision_seen', latest.id);
  new.shown_before := item.shown_version;
  new.pending_before := item.pending_version;
  new.version_after := item.version;

  if new.decision = 'undo' then
    select d.* into undone from public.moderation_decisions d
    where d.id = new.undoes_id and (d.post_id = new.post_id or d.comment_id = new.comment_id);
    if not found then
      raise exception 'There is no such decision to take back.' using errcode = 'P0002';
    elsif undone.decision = 'undo' then
      perform private.raise_refusal('An undo is not taken back: decide anew.', 'undoes_id');
    end if;
    new.decision_seen := undone.id;
    new.version_seen := coalesce(undone.version_after, undone.version_seen);
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
  if not new.over_claim then
    select c.moderator_id, c.expires_at, s.full_name into claim
    from public.moderation_claims c join public.staff_members s on s.user_id = c.moderator_id
    where (c.post_id = new.post_id or c.comment_id = new.comment_id) and c.expires_at > now() and c.moderator_id <> auth.uid();
    if found then
      perform private.raise_conflict('claimed', format('%s is at it right now.', claim.full_name),
        here || jsonb_build_object('by', claim.moderator_id, 'by_name', claim.full_name, 'claim_expires_at', claim.expires_at));
    end if;
  end if;

  new.created_at := clock_timestamp();
  new.waiting_since := private.waiting_since(new.post_id, new.comment_id);
  new.state_before := item.state;
  new.state_after := case new.decision
    when 'approve' then 'published' when 'restore' then 'published' when 'hide' then 'hidden' when 'remove' then 'removed'
    when 'undo' then undone.state_before else item.state end;
  if new.decision <> 'escalate' then
    new.assigned_to := null;
    new.due_at := null;
  end if;

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
      new.version_after := item.shown_version;
    when 'decline_edit' then
      if item.pending_version is null then
        perform private.raise_refusal('No edit of it waits.', 'decision');
      end if;
      new.version_after := item.shown_version;
    when 'escalate' then
      if holding.decision = 'escalate' then
        perform private.raise_refusal('It is escalated already.', 'decision');
      elsif new.assigned_to is not null and not exists (
        select from public.staff_members s where s.user_id = new.assigned_to and s.active and s.roles && array['moderator', 'admin']) then
        perform private.raise_refusal('Hand it to a moderator or an admin.', 'assigned_to');
      elsif new.due_at <= now() then
        perform private.raise_refusal('That time is over.', 'due_at');
      end if;
    when 'undo' then
      new.version_after := coalesce(undone.pending_before, undone.shown_before, undone.version_seen);
    else null;
  end case;

  if new.reason_code is not null then
    select * into reason from public.moderation_reasons r where r.code = new.reason_code;
    if not found or not reason.active or not new.decision = any (reason.decisions) then
      perform private.raise_refusal(format('“%s” is not a reason to %s something.', coalesce(reason.label, new.reason_code), replace(new.decision, '_', ' ')), 'reason_code');
    elsif reason.code = 'other' and btrim(coalesce(new.note, '')) = '' then
      perform private.raise_refusal('Say in the note what the other reason is.', 'note');
    end if;
  elsif new.decision in ('hide', 'remove', 'escalate', 'decline_edit') then
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
    -- Each report is judged by the version that it is about.
    judged := case new.decision when 'dismiss_reports' then item.shown_version else item.version end;
    if new.decision in ('approve', 'restore', 'dismiss_reports') and reason.earlier_reports is null and exists (
      select from public.content_reports r
      where (r.post_id = new.post_id or r.comment_id = new.comment_id) and r.state = 'open' and r.item_version < judged) then
      perform private.raise_refusal('Members reported an earlier version. Choose a reason that says whether that one was within the rules.', 'reason_code');
    end if;
    select coalesce(jsonb_agg(jsonb_build_object('id', r.id, 'before', r.state, 'after', t.target) order by r.id), '[]') into new.reports_changed
    from public.content_reports r
    cross join lateral (select case
      when r.state = 'open' and new.decision in ('approve', 'restore', 'dismiss_reports') then
        case when r.item_version < judged then reason.earlier_reports else 'dismissed' end
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
  operation text := coalesce(current_setting('app.operation', true), '');
  reason text := coalesce(current_setting('app.reason', true), '');
  undone public.moderation_decisions;
  shown integer := new.shown_before;
  pending integer := new.pending_before;
  wanted record;
begin
  if auth.uid() is null then
    return null;
  end if;
  -- The history of the item and of the reports tells why, too.
  if reason = '' then
    perform set_config('app.reason', coalesce(
      concat_ws(': ', case when new.decision = 'undo' then 'Undo' end, (select r.label from public.moderation_reasons r where r.code = new.reason_code), new.note), ''), true);
  end if;

  case new.decision
    when 'approve' then
      shown := coalesce(new.pending_before, new.shown_before);
      pending := null;
    when 'hide', 'remove', 'decline_edit' then
      pending := null;
    when 'undo' then
      select d.* into undone from public.moderation_decisions d where d.id = new.undoes_id;
      shown := coalesce(undone.shown_before, new.shown_before);
      pending := undone.pending_before;
    else null;
  end case;
  if new.state_after <> new.state_before or shown <> new.shown_before or pending is distinct from new.pending_before then
    select * into wanted from private.version_text(new.post_id, new.comment_id, shown);
    if shown <> new.shown_before then
      insert into public.content_versions (post_id, comment_id, author_id, version, title, body, image_path, state, written_at, judged_at)
      select p.id, null, p.user_id, p.version, p.title, p.body, p.image_path, 'replaced', coalesce(p.edited_at, p.created_at), now()
      from public.community_posts p where p.id = new.post_id
      union all
      select null, c.id, c.user_id, c.version, null, c.body, null, 'replaced', coalesce(c.edited_at, c.created_at), now()
      from public.post_comments c where c.id = new.comment_id
      on conflict do nothing;
    end if;
    update public.content_versions v
    set state = case when v.version = pending then 'waiting' when v.version = shown then 'shown'
        when new.decision in ('hide', 'remove', 'decline_edit') then 'declined' else 'replaced' end,
      judged_at = case when v.version is distinct from pending then now() end
    where (v.post_id = new.post_id or v.comment_id = new.comment_id) and v.version in (shown, pending, new.shown_before, new.pending_before);
    perform set_config('app.taking_back', case when new.decision = 'undo' then coalesce(new.post_id, new.comment_id)::text else '' end, true);
    if new.post_id is not null then
      update public.community_posts p
      set state = new.state_after, published_at = case when new.state_after = 'pending' then null else p.published_at end,
        title = wanted.title, body = wanted.body, image_path = wanted.image_path, version = shown, pending_version = pending,
        edited_at = case when shown > new.shown_before then clock_timestamp() else p.edited_at end
      where p.id = new.post_id;
    else
      update public.post_comments c
      set state = new.state_after, body = wanted.body, version = shown, pending_version = pending,
        edited_at = case when shown > new.shown_before then clock_timestamp() else c.edited_at end
      where c.id = new.comment_id;
    end if;
    perform set_config('app.taking_back', '', true);
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

-- As in 023, but as the owner: nobody else writes decisions. Who may is asked in judge_decision.
create or replace function private.try_decision(entry public.moderation_decisions) returns jsonb
language plpgsql security definer set search_path = '' as $$
declare
  answer jsonb := jsonb_build_object('item_type', case when entry.post_id is not null then 'post' else 'comment' end,
    'item_id', coalesce(entry.post_id, entry.comment_id), 'client_key', entry.client_key);
  made public.moderation_decisions;
  message text;
  details text;
begin
  if not (select private.has_role('moderator')) then
    raise exception 'Only moderators decide about posts and comments.' using errcode = '42501';
  end if;
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
      (post_id, comment_id, decision, reason_code, note, moderator_id, version_seen, decision_seen, state_before, state_after, undoes_id, client_key,
       over_claim, assigned_to, due_at)
    values (entry.post_id, entry.comment_id, entry.decision, entry.reason_code, nullif(btrim(entry.note), ''), auth.uid(), entry.version_seen, entry.decision_seen,
      '', '', entry.undoes_id, entry.client_key, coalesce(entry.over_claim, false), entry.assigned_to, entry.due_at)
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
      or w.decision is null or w.decision not in ('approve', 'hide', 'remove', 'restore', 'dismiss_reports', 'escalate', 'decline_edit')
  ) then
    raise exception 'Each decision needs item_type, item_id, version, decision and client_key.' using errcode = '22023';
  end if;
  -- All locks first and in one order: two people with the same items in another order wait, they do not deadlock.
  perform private.locked_item(w.post, w.comment)
  from (
    select distinct case when item_type = 'post' then item_id end as post, case when item_type = 'comment' then item_id end as comment
    from jsonb_to_recordset(decisions) i (item_type text, item_id uuid)
    order by 1, 2
  ) w;
  for wanted in
    select * from rows from (
      jsonb_to_recordset(decisions) as (item_type text, item_id uuid, version integer, decision_seen bigint, decision text, reason_code text, note text,
        client_key uuid, over_claim boolean, assigned_to uuid, due_at timestamptz)
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
    entry.over_claim := coalesce(wanted.over_claim, false);
    entry.assigned_to := wanted.assigned_to;
    entry.due_at := wanted.due_at;
    results := results || private.try_decision(entry);
  end loop;
  return results;
end
$$;
comment on function public.moderate(jsonb) is
  'Decides about posts and comments: [{"item_type", "item_id", "version", "decision_seen", "decision", "reason_code", "note", "client_key", "over_claim", "assigned_to", "due_at"}]. Answers for each, in that order: applied, conflict (by whom, what, when) or refused (why).';

drop function if exists public.undo_decision(bigint, uuid, text);
create or replace function public.undo_decision(decision_id bigint, client_key uuid, note text default null, over_claim boolean default false) returns jsonb
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
  perform private.locked_item(undone.post_id, undone.comment_id);
  entry.post_id := undone.post_id;
  entry.comment_id := undone.comment_id;
  entry.version_seen := undone.version_seen;
  entry.decision := 'undo';
  entry.note := undo_decision.note;
  entry.undoes_id := undone.id;
  entry.client_key := undo_decision.client_key;
  entry.over_claim := coalesce(undo_decision.over_claim, false);
  return private.try_decision(entry);
end
$$;
comment on function public.undo_decision(bigint, uuid, text, boolean) is
  'Takes a decision back, with the reports that it closed, as a decision of its own; a conflict when anything happened since.';

-- ---------------------------------------------------------------------------------------
-- Claims: through their functions only

create or replace function private.put_claim(post uuid, comment uuid, take_over boolean) returns boolean
language plpgsql security definer set search_path = '' as $$
declare
  held public.moderation_claims;
begin
  if not (select private.has_role('moderator')) then
    raise exception 'Only moderators claim items.' using errcode = '42501';
  end if;
  select * into held from public.moderation_claims c where c.post_id = post or c.comment_id = comment for update;
  if not found then
    insert into public.moderation_claims (post_id, comment_id, moderator_id, claimed_at, expires_at)
    values (post, comment, auth.uid(), now(), now() + interval '5 minutes');
  elsif held.moderator_id = auth.uid() then
    update public.moderation_claims c set expires_at = now() + interval '5 minutes' where c.id = held.id;
  elsif held.expires_at <= now() then
    -- Nobody had it any more: that is no takeover.
    delete from public.moderation_claims c where c.id = held.id;
    insert into public.moderation_claims (post_id, comment_id, moderator_id, claimed_at, expires_at)
    values (post, comment, auth.uid(), now(), now() + interval '5 minutes');
  elsif take_over then
    update public.moderation_claims c set moderator_id = auth.uid(), claimed_at = now(), expires_at = now() + interval '5 minutes'
    where c.id = held.id;
  else
    return false;
  end if;
  return true;
end
$$;
create or replace function private.renew_claims() returns setof public.moderation_claims
language sql security definer set search_path = '' as $$
  -- What is locked is just being decided or taken over: not to be waited for.
  update public.moderation_claims c set expires_at = now() + interval '5 minutes'
  where c.id in (
    select o.id from public.moderation_claims o
    where o.moderator_id = (select auth.uid()) and o.expires_at > now() and (select private.has_role('moderator'))
    order by o.id for update skip locked
  )
  returning c.*
$$;
create or replace function public.renew_claims() returns setof public.moderation_claims
language sql security invoker set search_path = '' as $$
  select * from private.renew_claims()
$$;
create or replace function private.release_claims(items jsonb) returns integer
language plpgsql security definer set search_path = '' as $$
declare
  released integer;
begin
  delete from public.moderation_claims c
  where c.id in (
    select o.id from public.moderation_claims o
    where o.moderator_id = auth.uid()
      and (items is null or coalesce(o.post_id, o.comment_id) in (select i.item_id from jsonb_to_recordset(items) i (item_id uuid)))
    order by o.id for update skip locked
  );
  get diagnostics released = row_count;
  return released;
end
$$;
create or replace function public.release_claims(items jsonb default null) returns integer
language sql security invoker set search_path = '' as $$
  select private.release_claims(items)
$$;
drop trigger if exists audit_taken on public.moderation_claims;

revoke all on function
  private.locked_item(uuid, uuid), private.renew_claims(), private.release_claims(jsonb), public.undo_decision(bigint, uuid, text, boolean)
  from public, anon, authenticated, service_role;
grant execute on function
  private.locked_item(uuid, uuid), private.renew_claims(), private.release_claims(jsonb), public.undo_decision(bigint, uuid, text, boolean)
  to authenticated;

insert into private.audit_readers (table_name, roles) values
  ('moderation_settings', '{moderator}'),
  ('edit_trust_rules', '{moderator}'),
  ('content_versions', '{moderator}')
on conflict do nothing;
