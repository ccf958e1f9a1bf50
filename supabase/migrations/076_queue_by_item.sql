-- The queue, item by item
-- As in 071, but that reports are looked up for each item that has some, not for all at once: a few items cost a few.

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
    case when w.edited then 'edited' end, case when w.watched then 'watched' end, case when w.pending then 'pending' end], null) as why,
  least(100, w.for_reports + w.for_category + w.for_bot + w.for_author + w.for_age + w.for_reach + w.for_escalation + w.for_edit + w.for_pending + w.for_signals) as priority,
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
      union all select s.factor, s.label, s.value, s.points from jsonb_to_recordset(w.signals) s (factor text, label text, value numeric, points numeric)
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
    case when j.pending then 5.0 else 0.0 end as for_pending,
    (select coalesce(sum((s ->> 'points')::numeric), 0.0) from jsonb_array_elements(j.signals) s) as for_signals
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
    left join lateral (
      select sum(a.weight) as weight, avg(a.accuracy) as accuracy, (array_agg(r.category order by coalesce(m.severity, 1) desc, r.created_at))[1] as category
      from public.content_reports r
      cross join lateral (
        select round((count(*) filter (where y.state = 'upheld') + 2)::numeric / (count(*) filter (where y.state <> 'open') + 4), 3) as accuracy,
          round((count(*) filter (where y.state = 'upheld') + 2)::numeric / (count(*) filter (where y.state <> 'open') + 4) * 2, 3) as weight
        from public.content_reports y where y.reporter_id = r.reporter_id
      ) a
      left join public.moderation_reasons m on m.code = r.category
      where i.counting > 0 and (r.post_id = i.item_id or r.comment_id = i.item_id) and r.state = 'open' and (i.set_aside = 0 or private.report_counts(r))
    ) r on true
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

-- Many words changed at once look through what waits once.
create or replace function private.look_again_for_words() returns trigger
language plpgsql security definer set search_path = '' as $$
begin
  if exists (
    select from new_rows n join old_rows o on o.id = n.id
    where (o.active, o.severity, o.effect, o.signal, o.pattern) is distinct from (n.active, n.severity, n.effect, n.signal, n.pattern) and (o.active or n.active)) then
    perform private.refresh_waiting(w.item_type, w.item_id) from public.moderation_waiting w where w.waiting_since is not null and w.item_type in ('post', 'comment');
  end if;
  return null;
end
$$;
comment on function private.look_again_for_words() is 'Trigger: what waits is looked through for the words as they are now.';
revoke all on function private.look_again_for_words() from public, anon, authenticated, service_role;
drop trigger if exists look_again on public.watched_words;
create trigger look_again after update on public.watched_words referencing old table as old_rows new table as new_rows
  for each statement execute function private.look_again_for_words();

-- The sign that stands for a star while a pattern is made is nobody's to write.
alter table public.watched_words drop constraint if exists watched_words_sign_check;
alter table public.watched_words add constraint watched_words_sign_check check (strpos(pattern, 'ⵣ') = 0);

-- What is looked for is worked out once; only a star within a phrase needs more than a search for letters.
alter table public.watched_words add column if not exists matcher text generated always as (private.word_pattern(pattern)) stored;
alter table public.watched_words add column if not exists needle text generated always as (
  nullif(regexp_replace(regexp_replace(private.word_pattern(pattern), '\[\^ \]\* $', ''), '^ \[\^ \]\*', ''),
    case when strpos(regexp_replace(regexp_replace(private.word_pattern(pattern), '\[\^ \]\* $', ''), '^ \[\^ \]\*', ''), '[^ ]*') > 0
      then regexp_replace(regexp_replace(private.word_pattern(pattern), '\[\^ \]\* $', ''), '^ \[\^ \]\*', '') end)) stored;
comment on column public.watched_words.needle is 'The letters that are searched for in a plain text; none where a star stands within the pattern, and matcher is asked.';
create or replace function private.words_in(words text) returns setof public.watched_words
language sql stable security definer set search_path = '' as $$
  select w.* from (select private.plain_text(words) as plain offset 0) t join public.watched_words w
    on w.active and case when w.needle is not null then strpos(t.plain, w.needle) > 0 else t.plain ~ w.matcher end
$$;
create or replace function private.try_watched_word(word_id uuid) returns public.watched_words
language plpgsql security definer set search_path = '' as $$
declare
  word public.watched_words;
  held integer;
  removed integer;
begin
  if not (select private.has_role('moderator')) then
    raise exception 'Only moderators try watched words.' using errcode = '42501';
  end if;
  select * into word from public.watched_words w where w.id = word_id;
  if not found then
    raise exception 'There is no such word.' using errcode = 'P0002';
  end if;
  select count(*), count(*) filter (where i.state in ('hidden', 'removed')) into held, removed
  from (
    select p.state, concat_ws(' ', p.title, p.body) as words from public.community_posts p where p.created_at > now() - interval '30 days'
    union all
    select c.state, c.body from public.post_comments c where c.created_at > now() - interval '30 days'
  ) i
  where case when word.needle is not null then strpos(private.plain_text(i.words), word.needle) > 0 else private.plain_text(i.words) ~ word.matcher end;
  update public.watched_words w set tried_at = clock_timestamp(), tried_held = held, tried_removed = removed
  where w.id = word.id and w.pattern = word.pattern returning * into word;
  return word;
end
$$;
