-- What the bot and members' reports say of a post or comment, apart from it: moderators read that, members do not,
-- neither of others' items nor of their own. All who are signed in share one database role, so a grant of columns cannot
-- tell them apart. The names stay: they are computed of a post or comment, for whoever may read the signals behind them.

create table if not exists public.content_signals (
  id uuid primary key generated always as (coalesce(post_id, comment_id)) stored,
  post_id uuid constraint content_signals_post_key unique references public.community_posts on delete cascade,
  comment_id uuid constraint content_signals_comment_key unique references public.post_comments on delete cascade,
  bot_score numeric(4,3),
  bot_category text,
  report_count integer not null default 0,
  constraint content_signals_item_check check (num_nonnulls(post_id, comment_id) = 1),
  constraint content_signals_bot_score_check check (bot_score >= 0 and bot_score <= 1),
  constraint content_signals_finite check (bot_score < 'Infinity'),
  constraint content_signals_bot_category_check check (bot_category in ('spam', 'scam', 'harassment', 'contact_details', 'sexual_content', 'hate', 'self_harm', 'underage', 'off_topic')),
  constraint content_signals_report_count_check check (report_count >= 0)
);
comment on table public.content_signals is 'What the bot and reports say of each post and comment; for moderators only. A row comes and goes with its item.';
comment on column public.content_signals.id is 'The key of the post or comment.';
comment on column public.content_signals.bot_score is 'How sure the bot is that this breaks a rule, 0 to 1.';
create index if not exists content_signals_flagged_idx on public.content_signals (bot_score) where bot_score >= 0.7;

do $$
begin
  if exists (select from pg_catalog.pg_attribute a where a.attrelid = 'public.community_posts'::regclass and a.attname = 'bot_score' and not a.attisdropped) then
    insert into public.content_signals (post_id, bot_score, bot_category, report_count)
      select id, bot_score, bot_category, report_count from public.community_posts;
    insert into public.content_signals (comment_id, bot_score, bot_category, report_count)
      select id, bot_score, bot_category, report_count from public.post_comments;
  end if;
end
$$;

alter table public.content_signals enable row level security;
drop policy if exists "content_signals select" on public.content_signals;
create policy "content_signals select" on public.content_signals for select to authenticated
  using ((select private.has_role('moderator')));
revoke all on public.content_signals from anon, authenticated, service_role;
grant select on public.content_signals to authenticated, service_role;
grant update (bot_score, bot_category) on public.content_signals to service_role;

create or replace function private.add_signals() returns trigger
language plpgsql security definer set search_path = '' as $$
begin
  if tg_table_name = 'community_posts' then
    insert into public.content_signals (post_id) values (new.id);
  else
    insert into public.content_signals (comment_id) values (new.id);
  end if;
  return null;
end
$$;
comment on function private.add_signals() is 'Trigger: the row that holds what is said of a new post or comment.';
revoke all on function private.add_signals() from public;
create or replace trigger a_signals after insert on public.community_posts for each row execute function private.add_signals();
create or replace trigger a_signals after insert on public.post_comments for each row execute function private.add_signals();

-- ---------------------------------------------------------------------------------------
-- What reads and keeps them

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
      select q.*, p.id as post_id, p.title, p.body, p.image_path, p.user_id, p.state, p.version, p.pending_version, g.bot_score, g.bot_category,
        p.view_count, p.comment_count, g.report_count, p.created_at, p.edited_at, p.updated_at
      from public.moderation_waiting q join public.community_posts p on p.id = q.item_id join public.content_signals g on g.id = q.item_id
      where q.waiting_since is not null and q.item_type = 'post'
      union all
      select q.*, c.post_id, p.title, c.body, null, c.user_id, c.state, c.version, c.pending_version, g.bot_score, g.bot_category,
        p.view_count, 0, g.report_count, c.created_at, c.edited_at, c.updated_at
      from public.moderation_waiting q join public.post_comments c on c.id = q.item_id join public.community_posts p on p.id = c.post_id
        join public.content_signals g on g.id = q.item_id
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

create or replace function public.moderation_context(item_type text, item_id uuid)
returns jsonb
language plpgsql
stable
set search_path = ''
as $$
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
        null::text as top_category, 0 as severity, g.bot_score,
        g.bot_category,
        (select count(*) filter (where s.state = 'removed') from (select x.state from public.community_posts x where x.user_id = a.id union all select y.state from public.post_comments y where y.user_id = a.id) s) as author_removed,
        (select count(*) filter (where s.state = 'hidden') from (select x.state from public.community_posts x where x.user_id = a.id union all select y.state from public.post_comments y where y.user_id = a.id) s) as author_hidden,
        null::text as author_sanction, false as escalated, null::uuid as escalated_by, null::text as escalated_name, null::timestamptz as escalated_at,
        null::text as escalated_reason, null::text as escalated_note, k.moderator_id as claimed_by, s.full_name as claimed_name, k.expires_at as claim_expires_at,
        null::text as duplicate_key, p.view_count, case when c.id is null then p.comment_count else 0 end as comment_count, g.report_count,
        coalesce(c.version, p.version) as shown_version, null::jsonb as shown, 0 as earlier_reports, null::uuid as assigned_to, null::text as assigned_name, null::timestamptz as due_at,
        null::timestamptz as changed_at
      from public.community_posts p
      left join public.post_comments c on c.id = comment
      join public.profiles a on a.id = coalesce(c.user_id, p.user_id)
      join public.content_signals g on g.id = moderation_context.item_id
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
          'view_count', p.view_count, 'comment_count', p.comment_count, 'reaction_count', p.reaction_count, 'report_count', g.report_count)
        from public.community_posts p join public.content_signals g on g.id = p.id join public.profiles a on a.id = p.user_id left join public.content_topics t on t.id = p.topic_id
        where p.id = of_post),
      'comments', (
        select coalesce(jsonb_agg(jsonb_build_object('id', c.id, 'parent_id', c.parent_id, 'body', c.body, 'state', c.state, 'version', c.version, 'author_id', c.user_id,
          'author_name', a.display_name, 'created_at', c.created_at, 'edited_at', c.edited_at, 'report_count', g.report_count, 'bot_score', g.bot_score,
          'is_item', coalesce(c.id = comment, false)) order by c.created_at, c.id), '[]')
        from public.post_comments c join public.content_signals g on g.id = c.id join public.profiles a on a.id = c.user_id
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

create or replace function private.item_waiting(kind text, item uuid)
returns moderation_waiting
language plpgsql
stable security definer
set search_path = ''
as $$
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
    select p.state, p.version, p.pending_version, g.bot_score, p.created_at, p.published_at, p.edited_at, g.report_count into it
    from public.community_posts p left join public.content_signals g on g.id = p.id where p.id = item;
  else
    select c.state, c.version, c.pending_version, g.bot_score, c.created_at, null::timestamptz as published_at, c.edited_at, g.report_count into it
    from public.post_comments c left join public.content_signals g on g.id = c.id where c.id = item;
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
  if w.waiting_since is not null then
    w.signals := private.item_signals(kind, item);
    w.watched := jsonb_path_exists(w.signals, '$[*] ? (@.hold == true)');
  end if;
  return w;
end
$$;

create or replace function private.rebuild_waiting()
returns bigint
language plpgsql
security definer
set search_path = ''
as $$
declare
  waiting bigint;
begin
  perform private.refresh_waiting(i.kind, i.id) from (
    select 'post' as kind, p.id from public.community_posts p where p.state = 'pending' or p.pending_version is not null
    union select 'post', p.id from public.community_posts p join public.content_signals g on g.id = p.id where p.state = 'published' and g.bot_score >= 0.7
    union select 'post', p.id from public.community_posts p join public.content_signals g on g.id = p.id where p.version > 1 and (p.state = 'hidden' or p.state = 'published' and g.report_count > 0)
    union select 'comment', c.id from public.post_comments c where c.state = 'pending' or c.pending_version is not null
    union select 'comment', c.id from public.post_comments c join public.content_signals g on g.id = c.id where c.state = 'published' and g.bot_score >= 0.7
    union select 'comment', c.id from public.post_comments c join public.content_signals g on g.id = c.id where c.version > 1 and (c.state = 'hidden' or c.state = 'published' and g.report_count > 0)
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

create or replace function private.count_on_post()
returns trigger
language plpgsql
security definer
set search_path = ''
as $$
declare
  step integer := case when tg_op = 'INSERT' then 1 else -1 end;
  row_now record := case when tg_op = 'INSERT' then new else old end;
begin
  case tg_argv[0]
    when 'comment' then
      update public.community_posts set comment_count = greatest(0, comment_count + step) where id = row_now.post_id;
    when 'reaction' then
      update public.community_posts set reaction_count = greatest(0, reaction_count + step) where id = row_now.post_id;
    when 'report' then
      update public.content_signals set report_count = greatest(0, report_count + step) where id = coalesce(row_now.post_id, row_now.comment_id);
  end case;
  return null;
end
$$;

drop function if exists private.locked_item(uuid, uuid);
create function private.locked_item(post uuid, comment uuid)
returns TABLE(author uuid, state text, version integer, shown_version integer, pending_version integer, created_at timestamptz, published_at timestamptz, edited_at timestamptz)
language plpgsql
set search_path = ''
as $$
begin
  if post is not null then
    return query select p.user_id, p.state, coalesce(p.pending_version, p.version), p.version, p.pending_version, p.created_at, p.published_at, p.edited_at
      from public.community_posts p where p.id = post for update;
  else
    return query select c.user_id, c.state, coalesce(c.pending_version, c.version), c.version, c.pending_version, c.created_at, c.created_at, c.edited_at
      from public.post_comments c where c.id = comment for update;
  end if;
end
$$;
comment on function private.locked_item(post uuid, comment uuid) is 'Locks a post or comment. `version` is the newest there is: the edit that waits, or what stands there.';
grant execute on function private.locked_item(post uuid, comment uuid) to authenticated;
revoke all on function private.locked_item(uuid, uuid) from public, anon;

drop function if exists private.lock_item(uuid, uuid);
create function private.lock_item(post uuid, comment uuid)
returns TABLE(author uuid, state text, version integer, created_at timestamptz, published_at timestamptz, edited_at timestamptz)
language plpgsql
set search_path = ''
as $$
begin
  if post is not null then
    return query select p.user_id, p.state, p.version, p.created_at, p.published_at, p.edited_at
      from public.community_posts p where p.id = post for update;
  else
    return query select c.user_id, c.state, c.version, c.created_at, c.created_at, c.edited_at
      from public.post_comments c where c.id = comment for update;
  end if;
end
$$;
comment on function private.lock_item(post uuid, comment uuid) is 'Locks a post or comment and returns what moderation needs of it.';
grant execute on function private.lock_item(post uuid, comment uuid) to authenticated;
revoke all on function private.lock_item(uuid, uuid) from public, anon;

-- ---------------------------------------------------------------------------------------
-- Off the posts and comments themselves

do $$
declare
  tbl text;
  trigger_name text;
begin
  foreach tbl in array array['community_posts', 'post_comments'] loop
    foreach trigger_name in array array['a_fixed', 'protect', 'waiting_change', 'waiting_new'] loop
      execute format('drop trigger if exists %I on public.%I', trigger_name, tbl);
    end loop;
    execute format('alter table public.%I drop column if exists bot_score, drop column if exists bot_category, drop column if exists report_count', tbl);
  end loop;
end
$$;

create or replace trigger a_fixed before update on public.community_posts for each row execute function private.protect_columns('admin', 'id', 'user_id', 'version', 'view_count', 'comment_count', 'reaction_count', 'edited_at', 'created_at');
create or replace trigger protect before update on public.community_posts for each row execute function private.protect_columns('moderator', 'user_id', 'state', 'version', 'view_count', 'comment_count', 'reaction_count', 'published_at', 'pinned_until', 'edited_at', 'created_at');
create or replace trigger waiting_change after update on public.community_posts for each row when (old.state is distinct from new.state or old.version is distinct from new.version or old.pending_version is distinct from new.pending_version or old.created_at is distinct from new.created_at or old.published_at is distinct from new.published_at or old.edited_at is distinct from new.edited_at) execute function private.keep_waiting();
create or replace trigger waiting_new after insert on public.community_posts for each row when (new.state = 'pending'::text or new.version > 1) execute function private.keep_waiting();
create or replace trigger a_fixed before update on public.post_comments for each row execute function private.protect_columns('admin', 'id', 'user_id', 'post_id', 'parent_id', 'version', 'edited_at', 'created_at');
create or replace trigger protect before update on public.post_comments for each row execute function private.protect_columns('moderator', 'user_id', 'post_id', 'parent_id', 'state', 'version', 'edited_at', 'created_at');
create or replace trigger waiting_change after update on public.post_comments for each row when (old.state is distinct from new.state or old.version is distinct from new.version or old.pending_version is distinct from new.pending_version or old.created_at is distinct from new.created_at or old.edited_at is distinct from new.edited_at) execute function private.keep_waiting();
create or replace trigger waiting_new after insert on public.post_comments for each row when (new.state = 'pending'::text or new.version > 1) execute function private.keep_waiting();

alter table public.community_posts drop constraint if exists community_posts_finite;
alter table public.community_posts add constraint community_posts_finite check (isfinite(published_at) and isfinite(edited_at) and isfinite(pinned_until));
alter table public.post_comments drop constraint if exists post_comments_finite;
alter table public.post_comments add constraint post_comments_finite check (isfinite(edited_at));

insert into private.audit_readers select 'content_signals', r.roles from private.audit_readers r where r.table_name = 'community_posts' on conflict do nothing;
create or replace trigger audit after insert or update or delete on public.content_signals for each row execute function private.audit('log');
create or replace trigger waiting_change after update on public.content_signals for each row
  when (old.bot_score is distinct from new.bot_score or old.report_count is distinct from new.report_count) execute function private.keep_waiting();
create or replace trigger waiting_new after insert on public.content_signals for each row
  when (new.bot_score >= 0.7 or new.report_count > 0) execute function private.keep_waiting();

-- ---------------------------------------------------------------------------------------
-- Computed columns
-- Their bodies are bound when they are made, and without a search_path of their own Postgres puts them into the query.

create or replace function public.bot_score(post public.community_posts) returns numeric language sql stable
begin atomic
  select g.bot_score from public.content_signals g where g.post_id = post.id;
end;
comment on function public.bot_score(public.community_posts) is 'A computed column, for moderators: how sure the bot is that this breaks a rule, 0 to 1.';
revoke all on function public.bot_score(public.community_posts) from public, anon;
grant execute on function public.bot_score(public.community_posts) to authenticated, service_role;

create or replace function public.bot_category(post public.community_posts) returns text language sql stable
begin atomic
  select g.bot_category from public.content_signals g where g.post_id = post.id;
end;
comment on function public.bot_category(public.community_posts) is 'A computed column, for moderators: what the bot suspects.';
revoke all on function public.bot_category(public.community_posts) from public, anon;
grant execute on function public.bot_category(public.community_posts) to authenticated, service_role;

create or replace function public.report_count(post public.community_posts) returns integer language sql stable
begin atomic
  select g.report_count from public.content_signals g where g.post_id = post.id;
end;
comment on function public.report_count(public.community_posts) is 'A computed column, for moderators: how often it was reported.';
revoke all on function public.report_count(public.community_posts) from public, anon;
grant execute on function public.report_count(public.community_posts) to authenticated, service_role;

create or replace function public.bot_score(comment public.post_comments) returns numeric language sql stable
begin atomic
  select g.bot_score from public.content_signals g where g.comment_id = comment.id;
end;
comment on function public.bot_score(public.post_comments) is 'A computed column, for moderators: how sure the bot is that this breaks a rule, 0 to 1.';
revoke all on function public.bot_score(public.post_comments) from public, anon;
grant execute on function public.bot_score(public.post_comments) to authenticated, service_role;

create or replace function public.bot_category(comment public.post_comments) returns text language sql stable
begin atomic
  select g.bot_category from public.content_signals g where g.comment_id = comment.id;
end;
comment on function public.bot_category(public.post_comments) is 'A computed column, for moderators: what the bot suspects.';
revoke all on function public.bot_category(public.post_comments) from public, anon;
grant execute on function public.bot_category(public.post_comments) to authenticated, service_role;

create or replace function public.report_count(comment public.post_comments) returns integer language sql stable
begin atomic
  select g.report_count from public.content_signals g where g.comment_id = comment.id;
end;
comment on function public.report_count(public.post_comments) is 'A computed column, for moderators: how often it was reported.';
revoke all on function public.report_count(public.post_comments) from public, anon;
grant execute on function public.report_count(public.post_comments) to authenticated, service_role;
