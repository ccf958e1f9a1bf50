-- 025 moderation_queue
-- What waits for a moderator, in the order of its urgency and with the reasons for it; who works on what; all about one
-- item in one answer; and the numbers of the moderators' work.

-- How often a member's reports were right, counted from two right of four: one who is new counts as even.
create or replace view public.reporter_accuracy with (security_invoker = true) as
select
  r.reporter_id,
  count(*) as reports,
  count(*) filter (where r.state = 'upheld') as upheld,
  count(*) filter (where r.state = 'dismissed') as dismissed,
  count(*) filter (where r.state = 'open') as open,
  round((count(*) filter (where r.state = 'upheld') + 2)::numeric / (count(*) filter (where r.state <> 'open') + 4), 3) as accuracy,
  round((count(*) filter (where r.state = 'upheld') + 2)::numeric / (count(*) filter (where r.state <> 'open') + 4) * 2, 3) as weight
from public.content_reports r
where (select private.has_role('moderator'))
group by r.reporter_id;
revoke all on public.reporter_accuracy from anon, authenticated, service_role;
grant select on public.reporter_accuracy to authenticated, service_role;

create or replace view public.author_moderation_record with (security_invoker = true) as
select
  p.id as user_id,
  p.display_name,
  p.created_at as member_since,
  p.state as member_state,
  w.posts, w.comments, w.pending, w.published, w.hidden, w.removed,
  d.decisions, d.last_decision, d.last_decision_at,
  s.warnings, s.mutes, s.suspensions,
  a.kind as sanction, a.ends_at as sanction_ends_at, a.id as sanction_id,
  b.reports_about, b.reports_about_upheld,
  coalesce(r.reports, 0) as reports_made, coalesce(r.upheld, 0) as reports_made_upheld, coalesce(r.dismissed, 0) as reports_made_dismissed,
  coalesce(r.accuracy, 0.5) as report_accuracy
from public.profiles p
cross join lateral (
  select count(*) filter (where i.post) as posts, count(*) filter (where not i.post) as comments,
    count(*) filter (where i.state = 'pending') as pending, count(*) filter (where i.state = 'published') as published,
    count(*) filter (where i.state = 'hidden') as hidden, count(*) filter (where i.state = 'removed') as removed
  from (
    select true as post, c.state from public.community_posts c where c.user_id = p.id
    union all
    select false, c.state from public.post_comments c where c.user_id = p.id
  ) i
) w
cross join lateral (
  select count(*) as decisions, (array_agg(e.decision order by e.id desc))[1] as last_decision, max(e.created_at) as last_decision_at
  from (
    select e.id, e.decision, e.created_at from public.community_posts c join public.moderation_decisions e on e.post_id = c.id where c.user_id = p.id
    union all
    select e.id, e.decision, e.created_at from public.post_comments c join public.moderation_decisions e on e.comment_id = c.id where c.user_id = p.id
  ) e
) d
cross join lateral (
  select count(*) filter (where s.kind = 'warn') as warnings, count(*) filter (where s.kind = 'mute') as mutes, count(*) filter (where s.kind = 'suspend') as suspensions
  from public.member_sanctions s where s.member_id = p.id
) s
left join lateral (
  select s.kind, s.ends_at, s.id from public.member_sanctions s
  where s.member_id = p.id and s.kind <> 'warn' and s.lifted_at is null and s.starts_at <= now() and (s.ends_at is null or s.ends_at > now())
  order by s.kind desc, s.ends_at desc nulls first limit 1
) a on true
cross join lateral (
  select count(*) as reports_about, count(*) filter (where i.state = 'upheld') as reports_about_upheld
  from (
    select r.state from public.community_posts c join public.content_reports r on r.post_id = c.id where c.user_id = p.id
    union all
    select r.state from public.post_comments c join public.content_reports r on r.comment_id = c.id where c.user_id = p.id
  ) i
) b
left join lateral (
  select count(*) as reports, count(*) filter (where m.state = 'upheld') as upheld, count(*) filter (where m.state = 'dismissed') as dismissed,
    round((count(*) filter (where m.state = 'upheld') + 2)::numeric / (count(*) filter (where m.state <> 'open') + 4), 3) as accuracy
  from public.content_reports m where m.reporter_id = p.id
) r on true
where (select private.has_role('moderator'));
revoke all on public.author_moderation_record from anon, authenticated, service_role;
grant select on public.author_moderation_record to authenticated, service_role;

-- ---------------------------------------------------------------------------------------
-- The queue

create index if not exists community_posts_flagged_idx on public.community_posts (bot_score) where state = 'published' and bot_score >= 0.7;
create index if not exists post_comments_flagged_idx on public.post_comments (bot_score) where state = 'published' and bot_score >= 0.7;
create index if not exists community_posts_edited_idx on public.community_posts (id) where version > 1;
create index if not exists post_comments_edited_idx on public.post_comments (id) where version > 1;

-- Dear to compute, and wanted for the rows of a page only: by their cost the planner computes them after sorting.
create or replace function private.excerpt(words text) returns text
language sql immutable cost 1000 set search_path = '' as $$
  select left(regexp_replace(left(words, 400), '\s+', ' ', 'g'), 200)
$$;
create or replace function private.duplicate_key(words text) returns text
language sql immutable cost 1000 set search_path = '' as $$
  select md5(regexp_replace(lower(words), '[^[:alpha:]]+', '', 'g'))
$$;
revoke all on function private.excerpt(text), private.duplicate_key(text) from public, anon, authenticated, service_role;
grant execute on function private.excerpt(text), private.duplicate_key(text) to authenticated, service_role;

-- No common table expressions in here: with them a page of fifty would cost as much as the whole queue.
create or replace view public.moderation_queue with (security_invoker = true) as
select
  w.item_id as id,
  w.item_type,
  w.item_id,
  w.post_id,
  w.title,
  w.body,
  private.excerpt(w.body) as excerpt,
  w.image_path,
  w.user_id as author_id,
  author.display_name as author_name,
  w.state,
  w.version,
  greatest(
    (select max(d.id) from public.moderation_decisions d where d.post_id = w.item_id),
    (select max(d.id) from public.moderation_decisions d where d.comment_id = w.item_id)) as decision_seen,
  w.created_at,
  w.edited_at,
  w.updated_at,
  w.waiting_since,
  array_remove(array[
    case when w.escalated then 'escalated' end, case when w.counting > 0 then 'reported' end, case when w.by_bot then 'bot' end,
    case when w.edited then 'edited' end, case when w.state = 'pending' then 'pending' end], null) as why,
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
      ('edited', 'Its author has changed it since it was judged', w.version::numeric, w.for_edit),
      ('pending', 'Nobody sees it before it is approved', 1, w.for_pending)
    ) f (factor, label, value, points)
    where f.points > 0
  ) as explanation,
  coalesce(w.counting, 0)::integer as open_reports,
  coalesce(w.set_aside, 0)::integer as set_aside_reports,
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
  private.duplicate_key(w.words) as duplicate_key,
  w.view_count,
  w.comment_count,
  w.report_count
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
    case when j.state = 'pending' then 5.0 else 0.0 end as for_pending
  from (
    select i.*, r.counting, r.set_aside, r.weight, r.accuracy, k.moderator_id as claimed_by, k.expires_at as claim_expires_at,
      h.moderator_id as held_by, h.created_at as held_at, h.reason_code as held_reason, h.note as held_note,
      coalesce(o.removed, 0) - (i.state = 'removed')::integer as removed, coalesce(o.hidden, 0) - (i.state = 'hidden')::integer as hidden, s.kind as sanction,
      i.bot_score >= 0.7 and (i.state = 'pending' or i.state = 'published' and (h.version_seen is null or h.version_seen < i.version)) as by_bot,
      coalesce(h.decision = 'escalate', false) as escalated,
      coalesce(h.version_seen < i.version and (i.state = 'hidden' or i.state = 'published' and i.report_count > 0), false) as edited,
      coalesce(r.category, case when i.bot_score >= 0.5 then i.bot_category end) as category,
      least(
        case when i.state = 'pending' then i.created_at end,
        r.since,
        case when i.state = 'published' and i.bot_score >= 0.7 and (h.version_seen is null or h.version_seen < i.version)
          then coalesce(i.edited_at, i.published_at, i.created_at) end,
        case when h.decision = 'escalate' then h.created_at end,
        case when h.version_seen < i.version and (i.state = 'hidden' or i.state = 'published' and i.report_count > 0) then i.edited_at end) as waiting_since
    from (
      select 'post' as item_type, p.id as item_id, p.id as post_id, p.title, p.body, p.image_path, p.user_id, p.state, p.version, p.bot_score, p.bot_category,
        p.view_count, p.comment_count, p.report_count, p.published_at, p.created_at, p.edited_at, p.updated_at, p.title || ' ' || p.body as words
      from (
        select p.id from public.community_posts p where p.state = 'pending'
        union select p.id from public.community_posts p where p.state = 'published' and p.bot_score >= 0.7
        union select p.id from public.community_posts p where p.version > 1 and (p.state = 'hidden' or p.state = 'published' and p.report_count > 0)
        union select r.post_id from public.content_reports r where r.state = 'open' and r.post_id is not null
        union select d.post_id from public.moderation_decisions d where d.decision = 'escalate' and d.post_id is not null
      ) candidate
      join public.community_posts p on p.id = candidate.id
      union all
      select 'comment', c.id, c.post_id, p.title, c.body, null, c.user_id, c.state, c.version, c.bot_score, c.bot_category,
        p.view_count, 0, c.report_count, null, c.created_at, c.edited_at, c.updated_at, c.body
      from (
        select c.id from public.post_comments c where c.state = 'pending'
        union select c.id from public.post_comments c where c.state = 'published' and c.bot_score >= 0.7
        union select c.id from public.post_comments c where c.version > 1 and (c.state = 'hidden' or c.state = 'published' and c.report_count > 0)
        union select r.comment_id from public.content_reports r where r.state = 'open' and r.comment_id is not null
        union select d.comment_id from public.moderation_decisions d where d.decision = 'escalate' and d.comment_id is not null
      ) candidate
      join public.post_comments c on c.id = candidate.id
      join public.community_posts p on p.id = c.post_id
    ) i
    -- The decision that holds: the last that is neither an undo nor undone.
    left join (
      select coalesce(d.post_id, d.comment_id) as item_id, max(d.id) as id
      from public.moderation_decisions d
      left join public.moderation_decisions u on u.undoes_id = d.id
      where d.decision <> 'undo' and u.id is null
      group by 1
    ) held on held.item_id = i.item_id
    left join public.moderation_decisions h on h.id = held.id
    -- What members say about it and nobody has answered. The same complaint about the same text that was found harmless
    -- before does not count.
    left join (
      select coalesce(r.post_id, r.comment_id) as item_id,
        count(*) filter (where x.item_id is null) as counting,
        count(x.item_id) as set_aside,
        sum(a.weight) filter (where x.item_id is null) as weight,
        avg(a.accuracy) filter (where x.item_id is null) as accuracy,
        min(r.created_at) filter (where x.item_id is null) as since,
        (array_agg(r.category order by coalesce(m.severity, 1) desc, r.created_at) filter (where x.item_id is null))[1] as category
      from public.content_reports r
      join public.reporter_accuracy a on a.reporter_id = r.reporter_id
      left join public.moderation_reasons m on m.code = r.category
      left join (
        select distinct coalesce(y.post_id, y.comment_id) as item_id, y.item_version, y.category from public.content_reports y where y.state = 'dismissed'
      ) x on x.item_id = coalesce(r.post_id, r.comment_id) and x.item_version = r.item_version and x.category = r.category
      where r.state = 'open'
      group by 1
    ) r on r.item_id = i.item_id
    left join (
      select o.user_id, count(*) filter (where o.state = 'removed') as removed, count(*) filter (where o.state = 'hidden') as hidden
      from (
        select p.user_id, p.state from public.community_posts p where p.state in ('hidden', 'removed')
        union all
        select c.user_id, c.state from public.post_comments c where c.state in ('hidden', 'removed')
      ) o
      group by o.user_id
    ) o on o.user_id = i.user_id
    left join (
      select s.member_id, max(s.kind) as kind -- A suspension before a mute, also by name.
      from public.member_sanctions s
      where s.kind <> 'warn' and s.lifted_at is null and s.starts_at <= now() and (s.ends_at is null or s.ends_at > now())
      group by s.member_id
    ) s on s.member_id = i.user_id
    left join public.moderation_claims k on coalesce(k.post_id, k.comment_id) = i.item_id and k.expires_at > now()
  ) j
  left join public.moderation_reasons m on m.code = j.category
  where j.waiting_since is not null
) w
join public.profiles author on author.id = w.user_id
where (select private.has_role('moderator'));
comment on view public.moderation_queue is 'Posts and comments that need a decision. The points of explanation add up to the priority, which ends at 100.';
revoke all on public.moderation_queue from anon, authenticated, service_role;
grant select on public.moderation_queue to authenticated, service_role;

-- Every decision, with what it was about and what became of it.
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
  d.decision <> 'undo' and coalesce(c.state, p.state) = d.state_after and coalesce(c.version, p.version) = d.version_seen
    and d.id = greatest(
      (select max(e.id) from public.moderation_decisions e where e.post_id = d.post_id),
      (select max(e.id) from public.moderation_decisions e where e.comment_id = d.comment_id)) as may_undo
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
revoke all on public.moderation_history from anon, authenticated, service_role;
grant select on public.moderation_history to authenticated, service_role;

-- ---------------------------------------------------------------------------------------
-- Claims: whose turn it is

-- Puts one's own name on an item that is locked already; false when a colleague has it.
create or replace function private.put_claim(post uuid, comment uuid, take_over boolean) returns boolean
language plpgsql set search_path = '' as $$
declare
  held public.moderation_claims;
begin
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

create or replace function public.claim_next(n integer default 10, filters jsonb default '{}', release_others boolean default false)
returns setof public.moderation_queue
language plpgsql security invoker set search_path = '' as $$
declare
  candidate record;
  taken uuid[] := '{}';
  free boolean;
begin
  if not (select private.has_role('moderator')) then
    raise exception 'Only moderators claim items.' using errcode = '42501';
  elsif n is null or n not between 1 and 100 then
    raise exception 'Claim between 1 and 100 items.' using errcode = '22023', detail = '{"field": "n"}';
  end if;
  if release_others then
    perform public.release_claims();
  end if;
  for candidate in
    select q.item_type, q.item_id from public.moderation_queue q
    where q.claimed_by is null
      and (filters ->> 'item_type' is null or q.item_type = filters ->> 'item_type')
      and (filters ->> 'why' is null or filters ->> 'why' = any (q.why))
      and (filters ->> 'top_category' is null or q.top_category = filters ->> 'top_category')
      and (filters ->> 'escalated' is null or q.escalated = (filters ->> 'escalated')::boolean)
      and (filters ->> 'min_priority' is null or q.priority >= (filters ->> 'min_priority')::numeric)
      and (filters ->> 'min_severity' is null or q.severity >= (filters ->> 'min_severity')::integer)
    order by q.priority desc, q.waiting_since, q.item_id
  loop
    -- Somebody who claims or decides at this moment holds the row: theirs, go on to the next.
    if candidate.item_type = 'post' then
      perform from public.community_posts p where p.id = candidate.item_id for update skip locked;
    else
      perform from public.post_comments c where c.id = candidate.item_id for update skip locked;
    end if;
    continue when not found;
    -- It was free when the list was read. Looked at again now that nobody else can take it.
    select not exists (
        select from public.moderation_claims c
        where (c.post_id = candidate.item_id or c.comment_id = candidate.item_id) and c.expires_at > now()
      ) and private.waiting_since(case candidate.item_type when 'post' then candidate.item_id end, case candidate.item_type when 'comment' then candidate.item_id end) is not null
      into free;
    continue when not free;
    if private.put_claim(case candidate.item_type when 'post' then candidate.item_id end, case candidate.item_type when 'comment' then candidate.item_id end, false) then
      taken := taken || candidate.item_id;
    end if;
    exit when cardinality(taken) >= n;
  end loop;
  return query select q.* from public.moderation_queue q where q.item_id = any (taken) order by q.priority desc, q.waiting_since, q.item_id;
end
$$;
comment on function public.claim_next(integer, jsonb, boolean) is
  'Claims the next n items of the queue that nobody has, never one that somebody else gets at the same moment, and answers with them.';

create or replace function public.claim_items(items jsonb, take_over boolean default false) returns jsonb
language plpgsql security invoker set search_path = '' as $$
declare
  wanted record;
  earlier record;
  answers jsonb := '[]';
begin
  if not (select private.has_role('moderator')) then
    raise exception 'Only moderators claim items.' using errcode = '42501';
  elsif jsonb_typeof(items) is distinct from 'array' or jsonb_array_length(items) > 100 then
    raise exception 'Claim 100 items at the most.' using errcode = '22023', detail = '{"field": "items"}';
  end if;
  for wanted in
    select distinct i.item_type, i.item_id, case i.item_type when 'post' then i.item_id end as post, case i.item_type when 'comment' then i.item_id end as comment
    from jsonb_to_recordset(items) i (item_type text, item_id uuid)
    where i.item_type in ('post', 'comment')
    order by 3, 4
  loop
    perform private.lock_item(wanted.post, wanted.comment);
    if not found then
      answers := answers || jsonb_build_object('item_type', wanted.item_type, 'item_id', wanted.item_id, 'result', 'gone');
      continue;
    end if;
    select c.moderator_id, c.expires_at, s.full_name into earlier
    from public.moderation_claims c join public.staff_members s on s.user_id = c.moderator_id
    where (c.post_id = wanted.post or c.comment_id = wanted.comment) and c.expires_at > now() and c.moderator_id <> auth.uid();
    if private.put_claim(wanted.post, wanted.comment, take_over) then
      answers := answers || jsonb_build_object('item_type', wanted.item_type, 'item_id', wanted.item_id, 'result', 'claimed', 'claimed_by', auth.uid(),
        'claimed_name', (select s.full_name from public.staff_members s where s.user_id = auth.uid()),
        'claim_expires_at', now() + interval '5 minutes', 'taken_from_name', earlier.full_name);
    else
      answers := answers || jsonb_build_object('item_type', wanted.item_type, 'item_id', wanted.item_id, 'result', 'held', 'claimed_by', earlier.moderator_id,
        'claimed_name', earlier.full_name, 'claim_expires_at', earlier.expires_at, 'taken_from_name', null);
    end if;
  end loop;
  return answers;
end
$$;
comment on function public.claim_items(jsonb, boolean) is
  'Claims these items: [{"item_type", "item_id"}]. take_over: also those that a colleague has, which is recorded.';

create or replace function public.renew_claims() returns setof public.moderation_claims
language sql security invoker set search_path = '' as $$
  -- What is locked is just being decided or taken over: not to be waited for.
  update public.moderation_claims c set expires_at = now() + interval '5 minutes'
  where c.id in (
    select o.id from public.moderation_claims o
    where o.moderator_id = (select auth.uid()) and o.expires_at > now() and (select private.has_role('moderator'))
    order by o.id for update skip locked
  )
  returning c.*
$$;
comment on function public.renew_claims() is 'Keeps the signed-in moderator''s claims for five more minutes; answers with those that still hold.';

create or replace function public.release_claims(items jsonb default null) returns integer
language plpgsql security invoker set search_path = '' as $$
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
comment on function public.release_claims(jsonb) is 'Gives back these items, or all that the signed-in moderator has.';

-- ---------------------------------------------------------------------------------------
-- About one item

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
    select 'post' as kind, p.id as post, null::uuid as comment, p.id as of_post, p.title, p.body, p.user_id, p.state, p.version, p.created_at,
      -- A post and a comment are compared by their texts, a title being extra.
      greatest(extensions.similarity(p.search, t.search), extensions.similarity(lower(left(p.body, 2000)), lower(left(t.body, 2000)))) as near
    from this t join public.community_posts p on p.user_id = t.user_id
    where p.id <> similar_items.item_id
    union all
    select 'comment', null, c.id, c.post_id, p.title, c.body, c.user_id, c.state, c.version, c.created_at,
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
comment on function public.similar_items(text, uuid) is 'By the same author and nearly the same text: what can be decided together with the item.';

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
        null::text as duplicate_key, p.view_count, case when c.id is null then p.comment_count else 0 end as comment_count, coalesce(c.report_count, p.report_count) as report_count
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
        'counts', r.state = 'open' and not exists (
          select from public.content_reports j where coalesce(j.post_id, j.comment_id) = coalesce(r.post_id, r.comment_id) and j.item_version = r.item_version
            and j.category = r.category and j.state = 'dismissed'),
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
    'similar_count', (select count(*) from public.similar_items(moderation_context.item_type, moderation_context.item_id)));
end
$$;
comment on function public.moderation_context(text, uuid) is
  'All that a moderator wants to see beside one item: its thread, its author, the decisions and reports, sanctions, how many are similar.';

-- ---------------------------------------------------------------------------------------
-- Numbers of the moderators' work. Each counts rows of moderation_queue or moderation_history that can be listed by the same conditions.

create or replace function public.moderation_backlog() returns table (
  age_bucket text, severity smallint, items bigint, from_waiting timestamptz, to_waiting timestamptz
)
language sql stable security invoker set search_path = '' as $$
  select b.age_bucket, q.severity, count(*), b.from_waiting, b.to_waiting
  from (values
    ('under_1h', now() - interval '1 hour', null::timestamptz),
    ('1h_to_4h', now() - interval '4 hours', now() - interval '1 hour'),
    ('4h_to_24h', now() - interval '24 hours', now() - interval '4 hours'),
    ('1d_to_3d', now() - interval '3 days', now() - interval '24 hours'),
    ('over_3d', null, now() - interval '3 days')
  ) b (age_bucket, from_waiting, to_waiting)
  join public.moderation_queue q on (b.from_waiting is null or q.waiting_since > b.from_waiting) and (b.to_waiting is null or q.waiting_since <= b.to_waiting)
  group by 1, 2, 4, 5
  order by b.to_waiting desc nulls first, 2
$$;
comment on function public.moderation_backlog() is
  'How many items wait, by age and severity: from_waiting < waiting_since <= to_waiting, each open when null.';

create or replace function public.moderation_pace(from_date date, to_date date, time_zone text default 'UTC') returns table (
  day date, own bigint, team bigint, own_overturned bigint, team_overturned bigint, own_median_seconds numeric, median_seconds numeric
)
language plpgsql stable security invoker set search_path = '' as $$
begin
  perform private.check_range(from_date, to_date, time_zone);
  return query
  with made as (
    select (h.created_at at time zone time_zone)::date as day, h.moderator_id = (select auth.uid()) as mine, h.overturned, h.seconds_to_decision
    from public.moderation_history h
    where h.decision <> 'undo' and h.created_at >= from_date::timestamp at time zone time_zone and h.created_at < (to_date + 1)::timestamp at time zone time_zone
  )
  select g.day::date, count(m.day) filter (where m.mine), count(m.day), count(m.day) filter (where m.mine and m.overturned), count(m.day) filter (where m.overturned),
    percentile_cont(0.5) within group (order by m.seconds_to_decision) filter (where m.mine)::numeric,
    percentile_cont(0.5) within group (order by m.seconds_to_decision)::numeric
  from generate_series(from_date::timestamp, to_date::timestamp, interval '1 day') g (day)
  left join made m on m.day = g.day::date
  group by g.day
  order by g.day;
end
$$;
comment on function public.moderation_pace(date, date, text) is
  'Decisions of each day in the named zone, own and the team''s: how many, how many were overturned, and the median of the seconds that the items had waited.';

create or replace function public.moderation_team(from_date date, to_date date, time_zone text default 'UTC') returns table (
  moderator_id uuid, moderator_name text, decisions bigint, overturned bigint, overturn_rate numeric, median_seconds numeric, is_me boolean
)
language plpgsql stable security invoker set search_path = '' as $$
begin
  perform private.check_range(from_date, to_date, time_zone);
  return query
  select h.moderator_id, h.moderator_name, count(*), count(*) filter (where h.overturned), round(count(*) filter (where h.overturned)::numeric / count(*), 4),
    percentile_cont(0.5) within group (order by h.seconds_to_decision)::numeric, coalesce(h.moderator_id = (select auth.uid()), false)
  from public.moderation_history h
  where h.decision <> 'undo' and h.created_at >= from_date::timestamp at time zone time_zone and h.created_at < (to_date + 1)::timestamp at time zone time_zone
  group by h.moderator_id, h.moderator_name
  order by 3 desc, 2;
end
$$;

create or replace function public.moderation_reason_counts(from_date date, to_date date, time_zone text default 'UTC', grain text default 'week') returns table (
  period_start date, period_end date, reason_code text, reason_label text, decisions bigint
)
language plpgsql stable security invoker set search_path = '' as $$
begin
  perform private.check_range(from_date, to_date, time_zone);
  if grain not in ('day', 'week', 'month') then
    raise exception 'The grain is day, week or month.' using errcode = '22023', detail = '{"field": "grain"}';
  end if;
  return query
  select s.first_day, (s.first_day + ('1 ' || grain)::interval)::date - 1, s.reason_code, r.label, s.decisions
  from (
    select date_trunc(grain, d.created_at at time zone time_zone)::date as first_day, d.reason_code, count(*) as decisions
    from public.moderation_decisions d
    where d.decision in ('hide', 'remove', 'escalate') and d.reason_code is not null
      and d.created_at >= date_trunc(grain, from_date::timestamp) at time zone time_zone
      and d.created_at < (date_trunc(grain, to_date::timestamp) + ('1 ' || grain)::interval) at time zone time_zone
    group by 1, 2
  ) s
  left join public.moderation_reasons r on r.code = s.reason_code
  order by 1, 5 desc, 3;
end
$$;
comment on function public.moderation_reason_counts(date, date, text, text) is
  'How often each reason was given to hide, remove or escalate, for each day, week (from Monday) or month; a period is counted whole.';

revoke all on function
  private.put_claim(uuid, uuid, boolean), public.claim_next(integer, jsonb, boolean), public.claim_items(jsonb, boolean), public.renew_claims(),
  public.release_claims(jsonb), public.similar_items(text, uuid), public.moderation_context(text, uuid), public.moderation_backlog(),
  public.moderation_pace(date, date, text), public.moderation_team(date, date, text), public.moderation_reason_counts(date, date, text, text)
  from public, anon, authenticated, service_role;
grant execute on function
  private.put_claim(uuid, uuid, boolean), public.claim_next(integer, jsonb, boolean), public.claim_items(jsonb, boolean), public.renew_claims(),
  public.release_claims(jsonb), public.similar_items(text, uuid), public.moderation_context(text, uuid), public.moderation_backlog(),
  public.moderation_pace(date, date, text), public.moderation_team(date, date, text), public.moderation_reason_counts(date, date, text, text)
  to authenticated;
