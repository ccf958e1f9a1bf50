-- 039 waiting items
-- What waits for a moderator is a small table that triggers keep; the queue, the claims and the counts read it. One
-- function says whether an item waits and why; a rebuild asks it about everything.

create table if not exists public.moderation_waiting (
  item_id uuid primary key,
  item_type text not null,
  waiting_since timestamptz,
  pending boolean not null default false,
  edited boolean not null default false,
  by_bot boolean not null default false,
  escalated boolean not null default false,
  counting integer not null default 0,
  set_aside integer not null default 0,
  earlier integer not null default 0,
  held_id bigint,
  changed_at timestamptz not null default clock_timestamp()
);
comment on table public.moderation_waiting is
  'What waits for a moderator, kept by triggers. A row without waiting_since waits no more: it tells those who ask for what changed.';
comment on column public.moderation_waiting.counting is 'Open reports that count; set_aside: that do not, as the same complaint was dismissed; earlier: about a version before the one that is judged.';
comment on column public.moderation_waiting.held_id is 'The decision that holds: the last that is neither an undo nor undone.';
create index if not exists moderation_waiting_since_idx on public.moderation_waiting (waiting_since, item_id) where waiting_since is not null;
create index if not exists moderation_waiting_changed_idx on public.moderation_waiting (changed_at);
alter table public.moderation_waiting enable row level security;
revoke all on public.moderation_waiting from anon, authenticated, service_role;
grant select on public.moderation_waiting to authenticated, service_role;
drop policy if exists "moderation_waiting select" on public.moderation_waiting;
create policy "moderation_waiting select" on public.moderation_waiting for select to authenticated
  using ((select private.has_role('moderator')));

create index if not exists content_reports_reporter_idx on public.content_reports (reporter_id, state);
create index if not exists community_posts_against_idx on public.community_posts (user_id, state) where state in ('hidden', 'removed');
create index if not exists post_comments_against_idx on public.post_comments (user_id, state) where state in ('hidden', 'removed');

-- Whether an open report counts: the same complaint about the same version that was dismissed does not, until enough
-- others make it, too.
create or replace function private.report_counts(report public.content_reports) returns boolean
language sql stable security definer set search_path = '' as $$
  select report.state = 'open' and (
    not exists (
      select from public.content_reports j
      where coalesce(j.post_id, j.comment_id) = coalesce(report.post_id, report.comment_id) and j.item_version = report.item_version
        and j.category = report.category and j.state = 'dismissed')
    or (
      select count(distinct j.reporter_id) from public.content_reports j
      where (j.post_id = report.post_id or j.comment_id = report.comment_id) and j.item_version = report.item_version
        and j.category = report.category and j.state = 'open') >= private.setting('reporters_to_reopen'))
$$;

-- The one place that says what waits.
create or replace function private.item_waiting(kind text, item uuid) returns public.moderation_waiting
language plpgsql stable security definer set search_path = '' as $$
declare
  it record;
  said record;
  held public.moderation_decisions;
  w public.moderation_waiting;
  post uuid := case kind when 'post' then item end;
  comment uuid := case kind when 'comment' then item end;
  unseen boolean;
begin
  if kind = 'post' then
    select p.state, p.version, p.pending_version, p.bot_score, p.created_at, p.published_at, p.edited_at, p.report_count into it
    from public.community_posts p where p.id = item;
  else
    select c.state, c.version, c.pending_version, c.bot_score, c.created_at, null::timestamptz as published_at, c.edited_at, c.report_count into it
    from public.post_comments c where c.id = item;
  end if;
  if not found then
    return null;
  end if;
  held := private.last_decision(post, comment, true);
  if it.report_count > 0 or exists (select from public.content_reports r where (r.post_id = post or r.comment_id = comment) and r.state = 'open') then
    select (count(*) filter (where o.counts))::integer as counting, (count(*) filter (where not o.counts))::integer as set_aside,
      (count(*) filter (where o.item_version < coalesce(it.pending_version, it.version)))::integer as earlier, min(o.created_at) filter (where o.counts) as since
    into said
    from (
      select r.created_at, r.item_version, private.report_counts(r) as counts from public.content_reports r
      where (r.post_id = post or r.comment_id = comment) and r.state = 'open'
    ) o;
  else
    select 0 as counting, 0 as set_aside, 0 as earlier, null::timestamptz as since into said;
  end if;
  unseen := held.id is null or held.version_seen < it.version;
  w.item_id := item;
  w.item_type := kind;
  w.pending := it.state = 'pending';
  w.edited := it.pending_version is not null and it.state = 'published'
    or coalesce(held.version_seen < it.version and (it.state = 'hidden' or it.state = 'published' and it.report_count > 0), false);
  w.by_bot := coalesce(it.bot_score >= 0.7 and (it.state = 'pending' or it.state = 'published' and unseen), false);
  w.escalated := coalesce(held.decision = 'escalate', false);
  w.counting := said.counting;
  w.set_aside := said.set_aside;
  w.earlier := said.earlier;
  w.held_id := held.id;
  w.waiting_since := least(
    case when w.pending then it.created_at end,
    said.since,
    case when w.by_bot and it.state = 'published' then coalesce(it.edited_at, it.published_at, it.created_at) end,
    case when w.escalated then held.created_at end,
    case when w.edited then coalesce(
      (select v.written_at from public.content_versions v where v.post_id = post and v.version = it.pending_version),
      (select v.written_at from public.content_versions v where v.comment_id = comment and v.version = it.pending_version), it.edited_at) end);
  return w;
end
$$;
comment on function private.item_waiting(text, uuid) is 'Whether one item waits for a moderator, since when and why, from the tables themselves.';

create or replace function private.refresh_waiting(kind text, item uuid) returns void
language plpgsql security definer set search_path = '' as $$
declare
  fresh public.moderation_waiting := private.item_waiting(kind, item);
begin
  if fresh.waiting_since is null then
    update public.moderation_waiting w set waiting_since = null, changed_at = clock_timestamp()
    where w.item_id = item and w.waiting_since is not null;
    return;
  end if;
  insert into public.moderation_waiting as w
    (item_id, item_type, waiting_since, pending, edited, by_bot, escalated, counting, set_aside, earlier, held_id, changed_at)
  values (fresh.item_id, fresh.item_type, fresh.waiting_since, fresh.pending, fresh.edited, fresh.by_bot, fresh.escalated, fresh.counting,
    fresh.set_aside, fresh.earlier, fresh.held_id, clock_timestamp())
  on conflict (item_id) do update set
    waiting_since = excluded.waiting_since, pending = excluded.pending, edited = excluded.edited, by_bot = excluded.by_bot,
    escalated = excluded.escalated, counting = excluded.counting, set_aside = excluded.set_aside, earlier = excluded.earlier,
    held_id = excluded.held_id, changed_at = excluded.changed_at;
end
$$;

-- Everything anew: for a database that had none, and after a change of what counts.
create or replace function private.rebuild_waiting() returns bigint
language plpgsql security definer set search_path = '' as $$
declare
  waiting bigint;
begin
  perform private.refresh_waiting(i.kind, i.id) from (
    select 'post' as kind, p.id from public.community_posts p where p.state = 'pending' or p.pending_version is not null
    union select 'post', p.id from public.community_posts p where p.state = 'published' and p.bot_score >= 0.7
    union select 'post', p.id from public.community_posts p where p.version > 1 and (p.state = 'hidden' or p.state = 'published' and p.report_count > 0)
    union select 'comment', c.id from public.post_comments c where c.state = 'pending' or c.pending_version is not null
    union select 'comment', c.id from public.post_comments c where c.state = 'published' and c.bot_score >= 0.7
    union select 'comment', c.id from public.post_comments c where c.version > 1 and (c.state = 'hidden' or c.state = 'published' and c.report_count > 0)
    union select case when r.post_id is not null then 'post' else 'comment' end, coalesce(r.post_id, r.comment_id) from public.content_reports r where r.state = 'open'
    union select case when d.post_id is not null then 'post' else 'comment' end, coalesce(d.post_id, d.comment_id) from public.moderation_decisions d where d.decision = 'escalate'
    union select w.item_type, w.item_id from public.moderation_waiting w where w.item_type in ('post', 'comment')
  ) i;
  -- What went a day ago everybody has heard of.
  delete from public.moderation_waiting w where w.waiting_since is null and w.changed_at < now() - interval '1 day';
  select count(*) into waiting from public.moderation_waiting w where w.waiting_since is not null;
  return waiting;
end
$$;
comment on function private.rebuild_waiting() is 'Asks about every item again whether it waits; answers with how many do.';

create or replace function private.keep_waiting() returns trigger
language plpgsql security definer set search_path = '' as $$
declare
  row_now record := case when tg_op = 'DELETE' then old else new end;
begin
  if tg_table_name in ('community_posts', 'post_comments') then
    perform private.refresh_waiting(case tg_table_name when 'community_posts' then 'post' else 'comment' end, row_now.id);
  else
    perform private.refresh_waiting(case when row_now.post_id is not null then 'post' else 'comment' end, coalesce(row_now.post_id, row_now.comment_id));
  end if;
  return null;
end
$$;
create or replace function private.keep_claimed() returns trigger
language plpgsql security definer set search_path = '' as $$
begin
  update public.moderation_waiting w set changed_at = clock_timestamp()
  where w.item_id = case when tg_op = 'DELETE' then coalesce(old.post_id, old.comment_id) else coalesce(new.post_id, new.comment_id) end;
  return null;
end
$$;
create or replace function private.rebuild_after() returns trigger
language plpgsql security definer set search_path = '' as $$
begin
  perform private.rebuild_waiting();
  return null;
end
$$;
-- After the counters, by its name; most of what is written waits for nobody and asks nothing.
create or replace trigger waiting_new after insert on public.community_posts for each row
  when (new.state = 'pending' or new.bot_score >= 0.7 or new.version > 1 or new.report_count > 0) execute function private.keep_waiting();
create or replace trigger waiting_change after update on public.community_posts for each row
  when ((old.state, old.version, old.pending_version, old.bot_score, old.report_count, old.created_at, old.published_at, old.edited_at)
    is distinct from (new.state, new.version, new.pending_version, new.bot_score, new.report_count, new.created_at, new.published_at, new.edited_at))
  execute function private.keep_waiting();
create or replace trigger waiting_gone after delete on public.community_posts for each row execute function private.keep_waiting();
create or replace trigger waiting_new after insert on public.post_comments for each row
  when (new.state = 'pending' or new.bot_score >= 0.7 or new.version > 1 or new.report_count > 0) execute function private.keep_waiting();
create or replace trigger waiting_change after update on public.post_comments for each row
  when ((old.state, old.version, old.pending_version, old.bot_score, old.report_count, old.created_at, old.edited_at)
    is distinct from (new.state, new.version, new.pending_version, new.bot_score, new.report_count, new.created_at, new.edited_at))
  execute function private.keep_waiting();
create or replace trigger waiting_gone after delete on public.post_comments for each row execute function private.keep_waiting();
create or replace trigger waiting after insert or update or delete on public.content_reports for each row execute function private.keep_waiting();
create or replace trigger waiting after insert on public.moderation_decisions for each row execute function private.keep_waiting();
create or replace trigger waiting after insert or update or delete on public.moderation_claims for each row execute function private.keep_claimed();
create or replace trigger waiting after update of value on public.moderation_settings for each row
  when (new.code = 'reporters_to_reopen' and new.value <> old.value) execute function private.rebuild_after();

create or replace function private.waiting_since(post uuid, comment uuid) returns timestamptz
language sql stable set search_path = '' as $$
  select w.waiting_since from public.moderation_waiting w where w.item_id = coalesce(post, comment)
$$;

-- ---------------------------------------------------------------------------------------
-- The queue reads it. `title`, `body`, `image_path` and `version` are what is judged: the edit that waits, where one does.

create or replace view public.moderation_queue with (security_invoker = true) as
select
  w.item_id as id,
  w.item_type,
  w.item_id,
  w.post_id,
  coalesce(w.new_title, w.title) as title,
  coalesce(w.new_body, w.body) as body,
  private.excerpt(coalesce(w.new_body, w.body)) as excerpt,
  case when w.pending_version is null then w.image_path else w.new_image end as image_path,
  w.user_id as author_id,
  author.display_name as author_name,
  w.state,
  coalesce(w.pending_version, w.version) as version,
  greatest(
    (select max(d.id) from public.moderation_decisions d where d.post_id = w.item_id),
    (select max(d.id) from public.moderation_decisions d where d.comment_id = w.item_id)) as decision_seen,
  w.created_at,
  w.edited_at,
  w.updated_at,
  w.waiting_since,
  array_remove(array[
    case when w.escalated then 'escalated' end, case when w.counting > 0 then 'reported' end, case when w.by_bot then 'bot' end,
    case when w.edited then 'edited' end, case when w.pending then 'pending' end], null) as why,
  least(100, w.for_reports + w.for_category + w.for_bot + w.for_author + w.for_age + w.for_reach + w.for_escalation + w.for_edit + w.for_pending) as priority,
  (
    select jsonb_agg(jsonb_build_object('factor', f.factor, 'label', f.label, 'value', f.value, 'points', f.points) order by f.points desc, f.factor)
    from (values
      ('reports', case w.counting when 1 then format('1 report, by a member who is right %s%% of the time', round(100 * w.accuracy))
        else format('%s reports, by members who are right %s%% of the time', w.counting, round(100 * w.accuracy)) end, round(w.weight, 2), w.for_reports),
      ('category', format('%s: severity %s of 5', w.category_label, w.severity), w.severity::numeric, w.for_category),
      ('bot', format('The bot is %s%% sure%s', round(100 * w.bot_score), ': ' || lower(replace(w.bot_category, '_', ' '))), w.bot_score, w.for_bot),
      ('author', concat_ws(', ', case when w.removed > 0 then format('%s removed before', w.removed) end, case when w.hidden > 0 then format('%s hidden before', w.hidden) end,
        case w.sanction when 'mute' then 'muted now' when 'suspend' then 'suspended now' end), (w.removed + w.hidden)::numeric, w.for_author),
      ('age', case when now() - w.waiting_since < interval '90 minutes' then format('Has waited for %s minutes', floor(extract(epoch from now() - w.waiting_since) / 60))
        when now() - w.waiting_since < interval '36 hours' then format('Has waited for %s hours', round(extract(epoch from now() - w.waiting_since) / 3600))
        else format('Has waited for %s days', round(extract(epoch from now() - w.waiting_since) / 86400)) end,
        round(extract(epoch from now() - w.waiting_since) / 3600, 1), w.for_age),
      ('reach', format(case w.item_type when 'post' then 'Seen %s times' else 'Under a post seen %s times' end, w.view_count), w.view_count::numeric, w.for_reach),
      ('escalated', format('Escalated by %s', (select s.full_name from public.staff_members s where s.user_id = w.held_by)), 1, w.for_escalation),
      ('edited', case when w.pending_version is null then 'Its author has changed it since it was judged' else 'Its author wants to change what was approved' end,
        w.version::numeric, w.for_edit),
      ('pending', 'Nobody sees it before it is approved', 1, w.for_pending)
    ) f (factor, label, value, points)
    where f.points > 0
  ) as explanation,
  w.counting as open_reports,
  w.set_aside as set_aside_reports,
  w.category as top_category,
  w.severity,
  w.bot_score,
  w.bot_category,
  w.removed::integer as author_removed,
  w.hidden::integer as author_hidden,
  w.sanction as author_sanction,
  w.escalated,
  case when w.escalated then w.held_by end as escalated_by,
  case when w.escalated then (select s.full_name from public.staff_members s where s.user_id = w.held_by) end as escalated_name,
  case when w.escalated then w.held_at end as escalated_at,
  case when w.escalated then w.held_reason end as escalated_reason,
  case when w.escalated then w.held_note end as escalated_note,
  w.claimed_by,
  (select s.full_name from public.staff_members s where s.user_id = w.claimed_by) as claimed_name,
  w.claim_expires_at,
  private.duplicate_key(concat_ws(' ', coalesce(w.new_title, case w.item_type when 'post' then w.title end), coalesce(w.new_body, w.body))) as duplicate_key,
  w.view_count,
  w.comment_count,
  w.report_count,
  w.version as shown_version,
  case when w.pending_version is not null then jsonb_build_object('version', w.version, 'title', w.title, 'body', w.body, 'image_path', w.image_path) end as shown,
  w.earlier as earlier_reports,
  case when w.escalated then w.assigned_to end as assigned_to,
  case when w.escalated then (select s.full_name from public.staff_members s where s.user_id = w.assigned_to) end as assigned_name,
  case when w.escalated then w.due_at end as due_at,
  w.changed_at
from (
  select j.*, coalesce(m.severity, 0)::smallint as severity, m.label as category_label,
    round(least(40, 12 * coalesce(j.weight, 0)), 1) as for_reports,
    round(coalesce(m.severity, 0) * 4.0, 1) as for_category,
    coalesce(round(case when j.bot_score >= 0.3 then 20 * j.bot_score end, 1), 0) as for_bot,
    round(least(12, 3 * j.removed + 1.5 * j.hidden) + case when j.sanction is null then 0 else 4 end, 1) as for_author,
    round(least(12, extract(epoch from now() - j.waiting_since) / 7200), 1) as for_age,
    case when j.state = 'published' then round(least(10, (2.5 * ln(1.0::double precision + j.view_count) / ln(10.0::double precision))::numeric), 1) else 0.0 end as for_reach,
    case when j.escalated then 30.0 else 0.0 end as for_escalation,
    case when j.edited then 6.0 else 0.0 end as for_edit,
    case when j.pending then 5.0 else 0.0 end as for_pending
  from (
    select i.*, r.weight, r.accuracy, k.moderator_id as claimed_by, k.expires_at as claim_expires_at,
      h.moderator_id as held_by, h.created_at as held_at, h.reason_code as held_reason, h.note as held_note, h.assigned_to, h.due_at,
      v.title as new_title, v.body as new_body, v.image_path as new_image,
      coalesce(o.removed, 0) - (i.state = 'removed')::integer as removed, coalesce(o.hidden, 0) - (i.state = 'hidden')::integer as hidden, s.kind as sanction,
      coalesce(r.category, case when i.bot_score >= 0.5 then i.bot_category end) as category
    from (
      select q.*, p.id as post_id, p.title, p.body, p.image_path, p.user_id, p.state, p.version, p.pending_version, p.bot_score, p.bot_category,
        p.view_count, p.comment_count, p.report_count, p.created_at, p.edited_at, p.updated_at
      from public.moderation_waiting q join public.community_posts p on p.id = q.item_id
      where q.waiting_since is not null and q.item_type = 'post'
      union all
      select q.*, c.post_id, p.title, c.body, null, c.user_id, c.state, c.version, c.pending_version, c.bot_score, c.bot_category,
        p.view_count, 0, c.report_count, c.created_at, c.edited_at, c.updated_at
      from public.moderation_waiting q join public.post_comments c on c.id = q.item_id join public.community_posts p on p.id = c.post_id
      where q.waiting_since is not null and q.item_type = 'comment'
    ) i
    left join public.moderation_decisions h on h.id = i.held_id
    left join public.content_versions v on i.pending_version is not null and v.version = i.pending_version and (v.post_id = i.item_id or v.comment_id = i.item_id)
    left join (
      select coalesce(r.post_id, r.comment_id) as item_id, sum(a.weight) as weight, avg(a.accuracy) as accuracy,
        (array_agg(r.category order by coalesce(m.severity, 1) desc, r.created_at))[1] as category
      from public.content_reports r
      join (
        select y.reporter_id,
          round((count(*) filter (where y.state = 'upheld') + 2)::numeric / (count(*) filter (where y.state <> 'open') + 4), 3) as accuracy,
          round((count(*) filter (where y.state = 'upheld') + 2)::numeric / (count(*) filter (where y.state <> 'open') + 4) * 2, 3) as weight
        from public.content_reports y
        where y.reporter_id in (select z.reporter_id from public.content_reports z where z.state = 'open')
        group by y.reporter_id
      ) a on a.reporter_id = r.reporter_id
      left join public.moderation_reasons m on m.code = r.category
      where r.state = 'open' and private.report_counts(r)
      group by 1
    ) r on r.item_id = i.item_id
    left join lateral (
      select count(*) filter (where o.state = 'removed') as removed, count(*) filter (where o.state = 'hidden') as hidden
      from (
        select p.state from public.community_posts p where p.user_id = i.user_id and p.state in ('hidden', 'removed')
        union all
        select c.state from public.post_comments c where c.user_id = i.user_id and c.state in ('hidden', 'removed')
      ) o
    ) o on true
    left join (
      select s.member_id, max(s.kind) as kind -- A suspension before a mute, also by name.
      from public.member_sanctions s
      where s.kind <> 'warn' and s.lifted_at is null and s.starts_at <= now() and (s.ends_at is null or s.ends_at > now())
      group by s.member_id
    ) s on s.member_id = i.user_id
    left join public.moderation_claims k on coalesce(k.post_id, k.comment_id) = i.item_id and k.expires_at > now()
  ) j
  left join public.moderation_reasons m on m.code = j.category
) w
join public.profiles author on author.id = w.user_id
where (select private.has_role('moderator'));
comment on view public.moderation_queue is
  'Posts and comments that need a decision. The points of explanation add up to the priority, which ends at 100. Title, text and version are those to be judged; `shown` is what members read meanwhile.';
revoke all on public.moderation_queue from anon, authenticated, service_role;
grant select on public.moderation_queue to authenticated, service_role;

-- As in 025; an edit that was declined can be taken back, too.
create or replace view public.moderation_history with (security_invoker = true) as
select
  d.id,
  case when d.post_id is not null then 'post' else 'comment' end as item_type,
  coalesce(d.post_id, d.comment_id) as item_id,
  coalesce(d.post_id, c.post_id) as post_id,
  coalesce(p.title, t.title) as title,
  private.excerpt(coalesce(c.body, p.body)) as excerpt,
  coalesce(c.user_id, p.user_id) as author_id,
  (select a.display_name from public.profiles a where a.id = coalesce(c.user_id, p.user_id)) as author_name,
  d.decision,
  d.reason_code,
  (select r.label from public.moderation_reasons r where r.code = d.reason_code) as reason_label,
  d.note,
  d.moderator_id,
  (select s.full_name from public.staff_members s where s.user_id = d.moderator_id) as moderator_name,
  d.version_seen,
  d.state_before,
  d.state_after,
  coalesce(c.state, p.state) as item_state,
  coalesce(c.version, p.version) as item_version,
  jsonb_array_length(d.reports_changed) as reports_closed,
  d.waiting_since,
  round(extract(epoch from d.created_at - d.waiting_since)) as seconds_to_decision,
  d.created_at,
  d.undoes_id,
  u.id as undone_by_id,
  u.moderator_id as undone_by,
  (select s.full_name from public.staff_members s where s.user_id = u.moderator_id) as undone_by_name,
  u.created_at as undone_at,
  u.id is not null or v.id is not null as overturned,
  coalesce(u.moderator_id, v.moderator_id) as overturned_by,
  coalesce(u.created_at, v.created_at) as overturned_at,
  d.id = greatest(
    (select max(e.id) from public.moderation_decisions e where e.post_id = d.post_id),
    (select max(e.id) from public.moderation_decisions e where e.comment_id = d.comment_id)) as is_last,
  d.decision <> 'undo' and coalesce(c.state, p.state) = d.state_after and coalesce(c.pending_version, p.pending_version, c.version, p.version) = coalesce(d.version_after, d.version_seen)
    and d.id = greatest(
      (select max(e.id) from public.moderation_decisions e where e.post_id = d.post_id),
      (select max(e.id) from public.moderation_decisions e where e.comment_id = d.comment_id)) as may_undo,
  d.over_claim,
  d.assigned_to,
  (select s.full_name from public.staff_members s where s.user_id = d.assigned_to) as assigned_name,
  d.due_at
from public.moderation_decisions d
left join public.community_posts p on p.id = d.post_id
left join public.post_comments c on c.id = d.comment_id
left join public.community_posts t on t.id = c.post_id
left join public.moderation_decisions u on u.undoes_id = d.id
-- Hidden or removed, and then the same text was found to be in order.
left join public.moderation_decisions v on v.id = case when d.decision in ('hide', 'remove') then least(
  (
    select min(e.id) from public.moderation_decisions e
    where e.post_id = d.post_id and e.id > d.id and e.decision = 'restore' and e.version_seen = d.version_seen
      and not exists (select from public.moderation_decisions x where x.undoes_id = e.id)
  ), (
    select min(e.id) from public.moderation_decisions e
    where e.comment_id = d.comment_id and e.id > d.id and e.decision = 'restore' and e.version_seen = d.version_seen
      and not exists (select from public.moderation_decisions x where x.undoes_id = e.id)
  )) end;

-- As in 025, by the newest version.
create or replace function public.similar_items(item_type text, item_id uuid) returns table (
  item_type text, item_id uuid, post_id uuid, title text, excerpt text, author_id uuid, state text, version integer, decision_seen bigint,
  similarity numeric, created_at timestamptz, waits boolean
)
language sql stable security invoker set search_path = '' as $$
  with this as (
    select p.user_id, p.search, p.body from public.community_posts p where similar_items.item_type = 'post' and p.id = similar_items.item_id
    union all
    select c.user_id, c.search, c.body from public.post_comments c where similar_items.item_type = 'comment' and c.id = similar_items.item_id
  ), near as (
    select 'post' as kind, p.id as post, null::uuid as comment, p.id as of_post, p.title, p.body, p.user_id, p.state, coalesce(p.pending_version, p.version) as version, p.created_at,
      -- A post and a comment are compared by their texts, a title being extra.
      greatest(extensions.similarity(p.search, t.search), extensions.similarity(lower(left(p.body, 2000)), lower(left(t.body, 2000)))) as near
    from this t join public.community_posts p on p.user_id = t.user_id
    where p.id <> similar_items.item_id
    union all
    select 'comment', null, c.id, c.post_id, p.title, c.body, c.user_id, c.state, coalesce(c.pending_version, c.version), c.created_at,
      greatest(extensions.similarity(c.search, t.search), extensions.similarity(c.search, lower(left(t.body, 2000))))
    from this t join public.post_comments c on c.user_id = t.user_id join public.community_posts p on p.id = c.post_id
    where c.id <> similar_items.item_id
  )
  select n.kind, coalesce(n.post, n.comment), n.of_post, n.title, private.excerpt(n.body), n.user_id, n.state, n.version,
    (private.last_decision(n.post, n.comment, false)).id, round(n.near::numeric, 2), n.created_at, w.since is not null
  from near n
  cross join lateral (select private.waiting_since(n.post, n.comment) as since) w
  where n.near >= 0.6 and (n.state in ('pending', 'published') or w.since is not null) and (select private.has_role('moderator'))
  order by n.near desc, n.created_at desc, 2
  limit 500
$$;

-- As in 025, with the texts that there were.
create or replace function public.moderation_context(item_type text, item_id uuid) returns jsonb
language plpgsql stable security invoker set search_path = '' as $$
declare
  post uuid := case moderation_context.item_type when 'post' then moderation_context.item_id end;
  comment uuid := case moderation_context.item_type when 'comment' then moderation_context.item_id end;
  item jsonb;
  of_post uuid;
  author uuid;
  item_version integer;
  shown uuid[];
begin
  if not (select private.has_role('moderator')) then
    raise exception 'Only moderators see this.' using errcode = '42501';
  end if;
  select to_jsonb(q) into item from public.moderation_queue q where q.item_id = moderation_context.item_id;
  if item is null then
    -- Nothing about it waits any more.
    select to_jsonb(i) into item from (
      select coalesce(c.id, p.id) as id, moderation_context.item_type, coalesce(c.id, p.id) as item_id, p.id as post_id, p.title, coalesce(c.body, p.body) as body,
        private.excerpt(coalesce(c.body, p.body)) as excerpt, case when c.id is null then p.image_path end as image_path,
        a.id as author_id, a.display_name as author_name, coalesce(c.state, p.state) as state, coalesce(c.version, p.version) as version,
        (private.last_decision(post, comment, false)).id as decision_seen, coalesce(c.created_at, p.created_at) as created_at,
        case when c.id is null then p.edited_at else c.edited_at end as edited_at, coalesce(c.updated_at, p.updated_at) as updated_at,
        null::timestamptz as waiting_since, '{}'::text[] as why, 0 as priority, '[]'::jsonb as explanation, 0 as open_reports, 0 as set_aside_reports,
        null::text as top_category, 0 as severity, case when c.id is null then p.bot_score else c.bot_score end as bot_score,
        case when c.id is null then p.bot_category else c.bot_category end as bot_category,
        (select count(*) filter (where s.state = 'removed') from (select x.state from public.community_posts x where x.user_id = a.id union all select y.state from public.post_comments y where y.user_id = a.id) s) as author_removed,
        (select count(*) filter (where s.state = 'hidden') from (select x.state from public.community_posts x where x.user_id = a.id union all select y.state from public.post_comments y where y.user_id = a.id) s) as author_hidden,
        null::text as author_sanction, false as escalated, null::uuid as escalated_by, null::text as escalated_name, null::timestamptz as escalated_at,
        null::text as escalated_reason, null::text as escalated_note, k.moderator_id as claimed_by, s.full_name as claimed_name, k.expires_at as claim_expires_at,
        null::text as duplicate_key, p.view_count, case when c.id is null then p.comment_count else 0 end as comment_count, coalesce(c.report_count, p.report_count) as report_count,
        coalesce(c.version, p.version) as shown_version, null::jsonb as shown, 0 as earlier_reports, null::uuid as assigned_to, null::text as assigned_name, null::timestamptz as due_at,
        null::timestamptz as changed_at
      from public.community_posts p
      left join public.post_comments c on c.id = comment
      join public.profiles a on a.id = coalesce(c.user_id, p.user_id)
      left join public.moderation_claims k on (k.post_id = post or k.comment_id = comment) and k.expires_at > now()
      left join public.staff_members s on s.user_id = k.moderator_id
      where p.id = coalesce(post, (select y.post_id from public.post_comments y where y.id = comment))
    ) i;
    if item is null then
      return null;
    end if;
  end if;
  of_post := item ->> 'post_id';
  author := item ->> 'author_id';
  item_version := item ->> 'version';

  -- The comment with what it answers and ten before and after it; of a post the first twenty.
  if comment is null then
    select array_agg(c.id) into shown from (select c.id from public.post_comments c where c.post_id = of_post order by c.created_at, c.id limit 20) c;
  else
    with recursive above as (
      select c.id, c.parent_id from public.post_comments c where c.id = comment
      union
      select c.id, c.parent_id from above a join public.post_comments c on c.id = a.parent_id
    ), placed as (
      select c.id, row_number() over (order by c.created_at, c.id) as place from public.post_comments c where c.post_id = of_post
    )
    select array_agg(p.id) into shown from placed p, (select place from placed where id = comment) m
    where p.place between m.place - 10 and m.place + 10 or p.id in (select id from above);
  end if;

  return jsonb_build_object(
    'item', item,
    'thread', jsonb_build_object(
      'post', (
        select jsonb_build_object('id', p.id, 'title', p.title, 'body', p.body, 'image_path', p.image_path, 'kind', p.kind, 'topic', t.name, 'state', p.state,
          'version', p.version, 'author_id', p.user_id, 'author_name', a.display_name, 'created_at', p.created_at, 'edited_at', p.edited_at, 'published_at', p.published_at,
          'view_count', p.view_count, 'comment_count', p.comment_count, 'reaction_count', p.reaction_count, 'report_count', p.report_count)
        from public.community_posts p join public.profiles a on a.id = p.user_id left join public.content_topics t on t.id = p.topic_id
        where p.id = of_post),
      'comments', (
        select coalesce(jsonb_agg(jsonb_build_object('id', c.id, 'parent_id', c.parent_id, 'body', c.body, 'state', c.state, 'version', c.version, 'author_id', c.user_id,
          'author_name', a.display_name, 'created_at', c.created_at, 'edited_at', c.edited_at, 'report_count', c.report_count, 'bot_score', c.bot_score,
          'is_item', coalesce(c.id = comment, false)) order by c.created_at, c.id), '[]')
        from public.post_comments c join public.profiles a on a.id = c.user_id
        where c.id = any (shown)))
      || (
        select jsonb_build_object('comments_total', count(*),
          'comments_before', count(*) filter (where c.created_at < f.first and not c.id = any (shown)),
          'comments_after', count(*) filter (where c.created_at > f.last and not c.id = any (shown)))
        from public.post_comments c,
          (select min(s.created_at) as first, max(s.created_at) as last from public.post_comments s where s.id = any (shown)) f
        where c.post_id = of_post),
    'author', (
      select to_jsonb(r) || jsonb_build_object('recent', (
        select coalesce(jsonb_agg(to_jsonb(i) order by i.created_at desc), '[]')
        from (
          select * from (
            select 'post' as item_type, p.id as item_id, p.title, private.excerpt(p.body) as excerpt, p.state, p.created_at
            from public.community_posts p where p.user_id = author
            union all
            select 'comment', c.id, p.title, private.excerpt(c.body), c.state, c.created_at
            from public.post_comments c join public.community_posts p on p.id = c.post_id where c.user_id = author
          ) w
          where w.item_id <> moderation_context.item_id
          order by w.created_at desc limit 10
        ) i))
      from public.author_moderation_record r where r.user_id = author),
    'decisions', (
      select coalesce(jsonb_agg(to_jsonb(h) order by h.id desc), '[]') from public.moderation_history h
      where h.id = any (array(select d.id from public.moderation_decisions d where d.post_id = post or d.comment_id = comment))),
    'author_decisions', (
      select coalesce(jsonb_agg(to_jsonb(h) order by h.id desc), '[]') from public.moderation_history h
      where h.id = any (array(
        select o.id from (
          select d.id from public.community_posts p join public.moderation_decisions d on d.post_id = p.id where p.user_id = author and p.id is distinct from post
          union all
          select d.id from public.post_comments c join public.moderation_decisions d on d.comment_id = c.id where c.user_id = author and c.id is distinct from comment
        ) o order by o.id desc limit 20))),
    'reports', (
      select coalesce(jsonb_agg(jsonb_build_object('id', r.id, 'category', r.category, 'category_label', coalesce(m.label, r.category), 'note', r.note, 'state', r.state,
        'item_version', r.item_version,
        'counts', private.report_counts(r),
        'reporter_id', r.reporter_id, 'reporter_name', p.display_name, 'reporter_accuracy', a.accuracy, 'reporter_reports', a.reports,
        'created_at', r.created_at, 'decided_at', r.decided_at, 'decided_by_name', s.full_name) order by r.state = 'open' desc, r.created_at desc), '[]')
      from public.content_reports r
      join public.profiles p on p.id = r.reporter_id
      left join public.moderation_reasons m on m.code = r.category
      left join public.staff_members s on s.user_id = r.decided_by
      cross join lateral (
        select count(*) as reports, round((count(*) filter (where o.state = 'upheld') + 2)::numeric / (count(*) filter (where o.state <> 'open') + 4), 3) as accuracy
        from public.content_reports o where o.reporter_id = r.reporter_id
      ) a
      where r.post_id = post or r.comment_id = comment),
    'reports_by_author', (
      select coalesce(jsonb_agg(to_jsonb(o) order by o.created_at desc), '[]')
      from (
        select r.id, r.category, r.note, r.state, r.created_at, case when r.post_id is not null then 'post' else 'comment' end as item_type,
          coalesce(r.post_id, r.comment_id) as item_id, p.title
        from public.content_reports r
        left join public.post_comments c on c.id = r.comment_id
        left join public.community_posts p on p.id = coalesce(r.post_id, c.post_id)
        where r.reporter_id = author
        order by r.created_at desc limit 20
      ) o),
    'sanctions', (
      select coalesce(jsonb_agg(to_jsonb(s) || jsonb_build_object(
        'active', s.kind <> 'warn' and s.lifted_at is null and s.starts_at <= now() and (s.ends_at is null or s.ends_at > now()),
        'reason_label', r.label, 'created_by_name', b.full_name, 'lifted_by_name', l.full_name) order by s.starts_at desc), '[]')
      from public.member_sanctions s
      join public.moderation_reasons r on r.code = s.reason_code
      left join public.staff_members b on b.user_id = s.created_by
      left join public.staff_members l on l.user_id = s.lifted_by
      where s.member_id = author),
    -- The texts there were: what was reported is evidence, whatever stands there now.
    'versions', (
      select coalesce(jsonb_agg(jsonb_build_object('version', v.version, 'title', v.title, 'body', v.body, 'image_path', v.image_path, 'state', v.state,
        'written_at', v.written_at, 'passed_by_rule', v.trust_rule_id is not null,
        'reports', (select count(*) from public.content_reports r where (r.post_id = post or r.comment_id = comment) and r.item_version = v.version),
        'open_reports', (select count(*) from public.content_reports r where (r.post_id = post or r.comment_id = comment) and r.item_version = v.version and r.state = 'open'))
        order by v.version desc), '[]')
      from public.content_versions v where v.post_id = post or v.comment_id = comment),
    'similar_count', (select count(*) from public.similar_items(moderation_context.item_type, moderation_context.item_id)));
end
$$;

-- What changed since somebody asked last: rows of the queue, and what waits no more. Asked again with the answer's `at`.
create or replace function public.moderation_changes(since timestamptz) returns jsonb
language plpgsql stable security invoker set search_path = '' as $$
begin
  if not (select private.has_role('moderator')) then
    raise exception 'Only moderators see this.' using errcode = '42501';
  end if;
  return jsonb_build_object(
    -- What is on its way when this looks is told the next time: a little of what was told is told twice.
    'at', now() - interval '5 seconds',
    'gone', (
      select coalesce(jsonb_agg(jsonb_build_object('item_type', w.item_type, 'item_id', w.item_id)), '[]')
      from public.moderation_waiting w where w.changed_at > since and w.waiting_since is null),
    'changed', (
      select coalesce(jsonb_agg(to_jsonb(q) - array['body', 'shown', 'explanation']), '[]')
      from public.moderation_queue q
      where q.id in (select w.item_id from public.moderation_waiting w where w.changed_at > since and w.waiting_since is not null)));
end
$$;
comment on function public.moderation_changes(timestamptz) is 'What of the queue changed since then: {"at", "changed": [rows without their texts], "gone": [items]}.';
revoke all on function public.moderation_changes(timestamptz) from public, anon, authenticated, service_role;
grant execute on function public.moderation_changes(timestamptz) to authenticated;

revoke all on function
  private.report_counts(public.content_reports), private.item_waiting(text, uuid), private.refresh_waiting(text, uuid), private.rebuild_waiting(),
  private.keep_waiting(), private.keep_claimed(), private.rebuild_after(), private.waiting_since(uuid, uuid)
  from public, anon, authenticated, service_role;
grant execute on function private.report_counts(public.content_reports) to authenticated, service_role;
grant execute on function private.waiting_since(uuid, uuid) to authenticated;

-- ---------------------------------------------------------------------------------------
-- Who reads what: what waits, is hidden or removed, and what colleagues noted about it, is for those who decide

drop policy if exists "community_posts select" on public.community_posts;
create policy "community_posts select" on public.community_posts for select to authenticated
  using ((state = 'published')
  or user_id = (select auth.uid())
  or (select private.has_role('moderator')));
drop policy if exists "post_comments select" on public.post_comments;
create policy "post_comments select" on public.post_comments for select to authenticated
  using ((state = 'published')
  or user_id = (select auth.uid())
  or (select private.has_role('moderator')));
drop policy if exists "moderation_decisions select" on public.moderation_decisions;
create policy "moderation_decisions select" on public.moderation_decisions for select to authenticated
  using ((select private.has_role('moderator')));
update private.audit_readers set roles = '{moderator}' where table_name in ('community_posts', 'post_comments', 'moderation_decisions');

select private.rebuild_waiting();
