-- Of one author, or of few reporters, thousands of items are counted once for the whole queue and no longer once for each item; copies of a text
-- are found beyond its author's own, and counted up to a hundred: building the queue anew takes time in proportion to what waits.

create index if not exists community_posts_copies_idx on public.community_posts (private.duplicate_key(body), user_id);
create index if not exists post_comments_copies_idx on public.post_comments (private.duplicate_key(body), user_id);
create index if not exists content_versions_copies_idx on public.content_versions (private.duplicate_key(body), author_id) where state = 'waiting';
drop index if exists public.community_posts_text_idx;
drop index if exists public.post_comments_text_idx;
drop index if exists public.content_versions_waiting_text_idx;

drop function if exists private.same_text(text, uuid);
create or replace function private.same_text(words text, author uuid, most integer default null) returns table (item_type text, item_id uuid, author_id uuid)
language plpgsql stable security definer set search_path = '' as $$
declare
  key text;
begin
  if not private.is_long(words) then
    return;
  end if;
  key := private.duplicate_key(words);
  -- Before and after the author in the index: their own copies, however many, are not read.
  return query
    select f.kind, f.item, f.writer from (
      (select 'post' as kind, p.id as item, p.user_id as writer from public.community_posts p
        where private.duplicate_key(p.body) = key and p.user_id < author order by p.user_id limit most)
      union all
      (select 'post', p.id, p.user_id from public.community_posts p where private.duplicate_key(p.body) = key and p.user_id > author order by p.user_id limit most)
      union all
      (select 'comment', c.id, c.user_id from public.post_comments c where private.duplicate_key(c.body) = key and c.user_id < author order by c.user_id limit most)
      union all
      (select 'comment', c.id, c.user_id from public.post_comments c where private.duplicate_key(c.body) = key and c.user_id > author order by c.user_id limit most)
      union
      (select case when v.post_id is null then 'comment' else 'post' end, coalesce(v.post_id, v.comment_id), v.author_id from public.content_versions v
        where v.state = 'waiting' and private.duplicate_key(v.body) = key and v.author_id < author order by v.author_id limit most)
      union
      (select case when v.post_id is null then 'comment' else 'post' end, coalesce(v.post_id, v.comment_id), v.author_id from public.content_versions v
        where v.state = 'waiting' and private.duplicate_key(v.body) = key and v.author_id > author order by v.author_id limit most)) f
    order by f.writer limit most;
end
$$;
comment on function private.same_text(text, uuid, integer) is
  'Posts and comments of others with the same words, also as an edit that waits, where those are long enough to say something; no more than `most`, in the order of their authors.';
revoke execute on function private.same_text(text, uuid, integer) from public, anon, authenticated, service_role;

create or replace function private.item_signals(kind text, item uuid)
 RETURNS jsonb
 LANGUAGE plpgsql
 STABLE SECURITY DEFINER
 SET search_path TO ''
AS $function$
begin
  return (
    with this as (
      select p.user_id, p.created_at, concat_ws(' ', coalesce(v.title, p.title), coalesce(v.body, p.body)) as words, coalesce(v.body, p.body) as body,
        case when v.id is null then p.image_path else v.image_path end as picture
      from public.community_posts p left join public.content_versions v on v.post_id = p.id and v.version = p.pending_version
      where item_signals.kind = 'post' and p.id = item_signals.item
      union all
      select c.user_id, c.created_at, coalesce(v.body, c.body), coalesce(v.body, c.body), null
      from public.post_comments c left join public.content_versions v on v.comment_id = c.id and v.version = c.pending_version
      where item_signals.kind = 'comment' and c.id = item_signals.item
    ), found as (
      select coalesce(w.signal, 'watched') as factor, string_agg(w.pattern, ', ' order by w.severity desc, w.pattern) as patterns, count(*) as hits,
        max(w.severity) as severity, bool_or(w.effect = 'hold') as hold
      -- “pay pal” and “paypal” are one.
      from (select distinct on (coalesce(replace(o.needle, ' ', ''), o.matcher)) o.* from this t, private.words_in(t.words) o
        order by coalesce(replace(o.needle, ' ', ''), o.matcher), o.severity desc, o.pattern desc) w group by 1
    ), copies as (
      select count(*) as items, count(distinct s.author_id) as authors from this t, private.same_text(t.body, t.user_id, 100) s
    )
    select coalesce(jsonb_agg(jsonb_build_object('factor', s.factor, 'label', s.label, 'value', s.value, 'points', s.points, 'hold', s.hold) order by s.points desc, s.factor), '[]')
    from (
      select f.factor, format(case f.factor when 'money' then 'Speaks of money: %s' when 'messenger' then 'Leads to another messenger: %s'
          when 'payment_link' then 'A way to pay: %s' else 'Watched words: %s' end, f.patterns) as label, f.hits as value,
        least(10, 1.5 * f.severity + f.hits) as points, f.hold
      from found f
      union all
      select 'contact', 'Says how to be reached elsewhere: ' || array_to_string(k.kinds, ', '), cardinality(k.kinds), 3 + cardinality(k.kinds), false
      from (select private.contacts_in(t.words) as kinds from this t offset 0) k where cardinality(k.kinds) > 0
      union all
      select 'new_file', 'Another file came to the place of its picture', 1, 4, false
      from this t join private.judged_files f on f.path = t.picture where f.found is distinct from f.file and f.found is not null
      union all
      select 'same_text', format(case c.authors when 1 then 'The same text by another member, in %2$s' else 'The same text by %1$s other members, in %2$s' end,
        case c.items when 100 then 'at least ' else '' end || c.authors, case c.items when 1 then 'one place' when 100 then 'at least 100 places' else c.items || ' places' end), c.items, least(12, 6 + 2 * c.authors), false
      from copies c where c.items > 0
      union all
      select 'young_account', case when t.created_at - p.created_at < interval '1 day' then 'Written on the day of joining'
        else format('Written %s days after joining', extract(day from t.created_at - p.created_at)) end, extract(day from t.created_at - p.created_at), 4, false
      from this t join public.profiles p on p.id = t.user_id
      where t.created_at >= p.created_at and t.created_at - p.created_at < make_interval(days => private.setting('young_account_days')::integer)
    ) s);
end
$function$;

create or replace function private.keep_waiting() returns trigger language plpgsql security definer set search_path = '' as $$
declare
  row_now record := case when tg_op = 'DELETE' then old else new end;
begin
  if tg_table_name in ('community_posts', 'post_comments') then
    perform private.refresh_waiting(case tg_table_name when 'community_posts' then 'post' else 'comment' end, row_now.id);
    -- Whoever wrote the same before is told of in what waits of theirs, until there are a hundred places; twenty items at once.
    if tg_op = 'INSERT' and private.is_long(row_now.body) then
      perform private.refresh_waiting(t.item_type, t.item_id) from (
        select o.item_type, o.item_id from private.same_text(row_now.body, row_now.user_id) o
        join public.moderation_waiting w on w.item_id = o.item_id and w.waiting_since is not null
        where not w.signals @> '[{"factor": "same_text", "value": 100}]' limit 20) t;
    end if;
  else
    perform private.refresh_waiting(case when row_now.post_id is not null then 'post' else 'comment' end, coalesce(row_now.post_id, row_now.comment_id));
  end if;
  return null;
end
$$;

create or replace function private.report_counts(report public.content_reports) returns boolean language plpgsql stable security definer set search_path = '' as $$
declare
  enough constant bigint := ceil(private.setting('reporters_to_reopen'));
begin
  return report.state = 'open' and (
    not exists (
      select from public.content_reports j
      where coalesce(j.post_id, j.comment_id) = coalesce(report.post_id, report.comment_id) and j.item_version = report.item_version
        and j.category = report.category and j.state = 'dismissed')
    -- A member reports a version once: as many rows as people, and no more are read than are enough.
    or (
      select count(*) from (
        select from public.content_reports j
        where (j.post_id = report.post_id or j.comment_id = report.comment_id) and j.item_version = report.item_version
          and j.category = report.category and j.state = 'open' limit enough) o) >= enough);
end
$$;

create or replace view public.moderation_queue with (security_invoker=true) as
 SELECT w.item_id AS id,
    w.item_type,
    w.item_id,
    w.post_id,
    COALESCE(w.new_title, w.title) AS title,
    COALESCE(w.new_body, w.body) AS body,
    private.excerpt(COALESCE(w.new_body, w.body)) AS excerpt,
        CASE
            WHEN w.pending_version IS NULL THEN w.image_path
            ELSE w.new_image
        END AS image_path,
    w.user_id AS author_id,
    author.display_name AS author_name,
    w.state,
    COALESCE(w.pending_version, w.version) AS version,
    GREATEST(( SELECT max(d.id) AS max
           FROM moderation_decisions d
          WHERE d.post_id = w.item_id), ( SELECT max(d.id) AS max
           FROM moderation_decisions d
          WHERE d.comment_id = w.item_id)) AS decision_seen,
    w.created_at,
    w.edited_at,
    w.updated_at,
    w.waiting_since,
    array_remove(ARRAY[
        CASE
            WHEN w.escalated THEN 'escalated'::text
            ELSE NULL::text
        END,
        CASE
            WHEN w.counting > 0 THEN 'reported'::text
            ELSE NULL::text
        END,
        CASE
            WHEN w.by_bot THEN 'bot'::text
            ELSE NULL::text
        END,
        CASE
            WHEN w.edited THEN 'edited'::text
            ELSE NULL::text
        END,
        CASE
            WHEN w.watched THEN 'watched'::text
            ELSE NULL::text
        END,
        CASE
            WHEN w.pending THEN 'pending'::text
            ELSE NULL::text
        END], NULL::text) AS why,
    LEAST(100::numeric, w.for_reports + w.for_category + w.for_bot + w.for_author + w.for_age + w.for_reach + w.for_escalation + w.for_edit + w.for_pending + w.for_signals) AS priority,
    ( SELECT jsonb_agg(jsonb_build_object('factor', f.factor, 'label', f.label, 'value', f.value, 'points', f.points) ORDER BY f.points DESC, f.factor) AS jsonb_agg
           FROM ( VALUES ('reports'::text,
                        CASE w.counting
                            WHEN 1 THEN format('1 report, by a member who is right %s%% of the time'::text, round(100::numeric * w.accuracy))
                            ELSE format('%s reports, by members who are right %s%% of the time'::text, w.counting, round(100::numeric * w.accuracy))
                        END,round(w.weight, 2),w.for_reports), ('category'::text,format('%s: severity %s of 5'::text, w.category_label, w.severity),w.severity::numeric,w.for_category), ('bot'::text,format('The bot is %s%% sure%s'::text, round(100::numeric * w.bot_score), ': '::text || lower(replace(w.bot_category, '_'::text, ' '::text))),w.bot_score,w.for_bot), ('author'::text,concat_ws(', '::text,
                        CASE
                            WHEN w.removed > 0 THEN format('%s removed before'::text, w.removed)
                            ELSE NULL::text
                        END,
                        CASE
                            WHEN w.hidden > 0 THEN format('%s hidden before'::text, w.hidden)
                            ELSE NULL::text
                        END,
                        CASE w.sanction
                            WHEN 'mute'::text THEN 'muted now'::text
                            WHEN 'suspend'::text THEN 'suspended now'::text
                            ELSE NULL::text
                        END),(w.removed + w.hidden)::numeric,w.for_author), ('age'::text,
                        CASE
                            WHEN (now() - w.waiting_since) < '01:30:00'::interval THEN format('Has waited for %s minutes'::text, floor(EXTRACT(epoch FROM now() - w.waiting_since) / 60::numeric))
                            WHEN (now() - w.waiting_since) < '36:00:00'::interval THEN format('Has waited for %s hours'::text, round(EXTRACT(epoch FROM now() - w.waiting_since) / 3600::numeric))
                            ELSE format('Has waited for %s days'::text, round(EXTRACT(epoch FROM now() - w.waiting_since) / 86400::numeric))
                        END,round(EXTRACT(epoch FROM now() - w.waiting_since) / 3600::numeric, 1),w.for_age), ('reach'::text,format(
                        CASE w.item_type
                            WHEN 'post'::text THEN 'Seen %s times'::text
                            ELSE 'Under a post seen %s times'::text
                        END, w.view_count),w.view_count::numeric,w.for_reach), ('escalated'::text,format('Escalated by %s'::text, ( SELECT s.full_name
                           FROM staff_members s
                          WHERE s.user_id = w.held_by)),1,w.for_escalation), ('edited'::text,
                        CASE
                            WHEN w.signals @> '[{"factor": "new_file"}]'::jsonb THEN 'What was approved is to be judged again'::text
                            WHEN w.pending_version IS NULL THEN 'Its author has changed it since it was judged'::text
                            ELSE 'Its author wants to change what was approved'::text
                        END,w.version::numeric,w.for_edit), ('pending'::text,'Nobody sees it before it is approved'::text,1,w.for_pending)
                UNION ALL
                 SELECT s.factor,
                    s.label,
                    s.value,
                    s.points
                   FROM jsonb_to_recordset(w.signals) s(factor text, label text, value numeric, points numeric)) f(factor, label, value, points)
          WHERE f.points > 0::numeric) AS explanation,
    w.counting AS open_reports,
    w.set_aside AS set_aside_reports,
    w.category AS top_category,
    w.severity,
    w.bot_score,
    w.bot_category,
    w.removed::integer AS author_removed,
    w.hidden::integer AS author_hidden,
    w.sanction AS author_sanction,
    w.escalated,
        CASE
            WHEN w.escalated THEN w.held_by
            ELSE NULL::uuid
        END AS escalated_by,
        CASE
            WHEN w.escalated THEN ( SELECT s.full_name
               FROM staff_members s
              WHERE s.user_id = w.held_by)
            ELSE NULL::text
        END AS escalated_name,
        CASE
            WHEN w.escalated THEN w.held_at
            ELSE NULL::timestamp with time zone
        END AS escalated_at,
        CASE
            WHEN w.escalated THEN w.held_reason
            ELSE NULL::text
        END AS escalated_reason,
        CASE
            WHEN w.escalated THEN w.held_note
            ELSE NULL::text
        END AS escalated_note,
    w.claimed_by,
    ( SELECT s.full_name
           FROM staff_members s
          WHERE s.user_id = w.claimed_by) AS claimed_name,
    w.claim_expires_at,
    private.duplicate_key(concat_ws(' '::text, COALESCE(w.new_title,
        CASE w.item_type
            WHEN 'post'::text THEN w.title
            ELSE NULL::text
        END), COALESCE(w.new_body, w.body))) AS duplicate_key,
    w.view_count,
    w.comment_count,
    w.report_count,
    w.version AS shown_version,
        CASE
            WHEN w.pending_version IS NOT NULL THEN jsonb_build_object('version', w.version, 'title', w.title, 'body', w.body, 'image_path', w.image_path)
            ELSE NULL::jsonb
        END AS shown,
    w.earlier AS earlier_reports,
        CASE
            WHEN w.escalated THEN w.assigned_to
            ELSE NULL::uuid
        END AS assigned_to,
        CASE
            WHEN w.escalated THEN ( SELECT s.full_name
               FROM staff_members s
              WHERE s.user_id = w.assigned_to)
            ELSE NULL::text
        END AS assigned_name,
        CASE
            WHEN w.escalated THEN w.due_at
            ELSE NULL::timestamp with time zone
        END AS due_at,
    w.changed_at
   FROM ( SELECT j.item_id,
            j.item_type,
            j.waiting_since,
            j.pending,
            j.edited,
            j.by_bot,
            j.escalated,
            j.counting,
            j.set_aside,
            j.earlier,
            j.held_id,
            j.changed_at,
            j.signals,
            j.watched,
            j.post_id,
            j.title,
            j.body,
            j.image_path,
            j.user_id,
            j.state,
            j.version,
            j.pending_version,
            j.bot_score,
            j.bot_category,
            j.view_count,
            j.comment_count,
            j.report_count,
            j.created_at,
            j.edited_at,
            j.updated_at,
            j.weight,
            j.accuracy,
            j.claimed_by,
            j.claim_expires_at,
            j.held_by,
            j.held_at,
            j.held_reason,
            j.held_note,
            j.assigned_to,
            j.due_at,
            j.new_title,
            j.new_body,
            j.new_image,
            j.removed,
            j.hidden,
            j.sanction,
            j.category,
            COALESCE(m.severity::integer, 0)::smallint AS severity,
            m.label AS category_label,
            round(LEAST(40::numeric, 12::numeric * COALESCE(j.weight, 0::numeric)), 1) AS for_reports,
            round(COALESCE(m.severity::integer, 0)::numeric * 4.0, 1) AS for_category,
            COALESCE(round(
                CASE
                    WHEN j.bot_score >= 0.3 THEN 20::numeric * j.bot_score
                    ELSE NULL::numeric
                END, 1), 0::numeric) AS for_bot,
            round(LEAST(12::numeric, (3 * j.removed)::numeric + 1.5 * j.hidden::numeric) +
                CASE
                    WHEN j.sanction IS NULL THEN 0
                    ELSE 4
                END::numeric, 1) AS for_author,
            round(LEAST(12::numeric, EXTRACT(epoch FROM now() - j.waiting_since) / 7200::numeric), 1) AS for_age,
                CASE
                    WHEN j.state = 'published'::text THEN round(LEAST(10::numeric, (2.5::double precision * ln(1.0::double precision + j.view_count::double precision) / ln(10.0::double precision))::numeric), 1)
                    ELSE 0.0
                END AS for_reach,
                CASE
                    WHEN j.escalated THEN 30.0
                    ELSE 0.0
                END AS for_escalation,
                CASE
                    WHEN j.edited THEN 6.0
                    ELSE 0.0
                END AS for_edit,
                CASE
                    WHEN j.pending THEN 5.0
                    ELSE 0.0
                END AS for_pending,
            ( SELECT COALESCE(sum((s.value ->> 'points'::text)::numeric), 0.0) AS "coalesce"
                   FROM jsonb_array_elements(j.signals) s(value)) AS for_signals
           FROM ( SELECT i.item_id,
                    i.item_type,
                    i.waiting_since,
                    i.pending,
                    i.edited,
                    i.by_bot,
                    i.escalated,
                    i.counting,
                    i.set_aside,
                    i.earlier,
                    i.held_id,
                    i.changed_at,
                    i.signals,
                    i.watched,
                    i.post_id,
                    i.title,
                    i.body,
                    i.image_path,
                    i.user_id,
                    i.state,
                    i.version,
                    i.pending_version,
                    i.bot_score,
                    i.bot_category,
                    i.view_count,
                    i.comment_count,
                    i.report_count,
                    i.created_at,
                    i.edited_at,
                    i.updated_at,
                    r.weight,
                    r.accuracy,
                    k.moderator_id AS claimed_by,
                    k.expires_at AS claim_expires_at,
                    h.moderator_id AS held_by,
                    h.created_at AS held_at,
                    h.reason_code AS held_reason,
                    h.note AS held_note,
                    h.assigned_to,
                    h.due_at,
                    v.title AS new_title,
                    v.body AS new_body,
                    v.image_path AS new_image,
                    COALESCE(o.removed, 0::bigint) - (i.state = 'removed'::text)::integer AS removed,
                    COALESCE(o.hidden, 0::bigint) - (i.state = 'hidden'::text)::integer AS hidden,
                    s.kind AS sanction,
                    COALESCE(r.category,
                        CASE
                            WHEN i.bot_score >= 0.5 THEN i.bot_category
                            ELSE NULL::text
                        END) AS category
                   FROM ( SELECT q.item_id,
                            q.item_type,
                            q.waiting_since,
                            q.pending,
                            q.edited,
                            q.by_bot,
                            q.escalated,
                            q.counting,
                            q.set_aside,
                            q.earlier,
                            q.held_id,
                            q.changed_at,
                            q.signals,
                            q.watched,
                            p.id AS post_id,
                            p.title,
                            p.body,
                            p.image_path,
                            p.user_id,
                            p.state,
                            p.version,
                            p.pending_version,
                            g.bot_score,
                            g.bot_category,
                            p.view_count,
                            p.comment_count,
                            g.report_count,
                            p.created_at,
                            p.edited_at,
                            p.updated_at
                           FROM moderation_waiting q
                             JOIN community_posts p ON p.id = q.item_id
                             JOIN content_signals g ON g.id = q.item_id
                          WHERE q.waiting_since IS NOT NULL AND q.item_type = 'post'::text
                        UNION ALL
                         SELECT q.item_id,
                            q.item_type,
                            q.waiting_since,
                            q.pending,
                            q.edited,
                            q.by_bot,
                            q.escalated,
                            q.counting,
                            q.set_aside,
                            q.earlier,
                            q.held_id,
                            q.changed_at,
                            q.signals,
                            q.watched,
                            c.post_id,
                            p.title,
                            c.body,
                            NULL::text,
                            c.user_id,
                            c.state,
                            c.version,
                            c.pending_version,
                            g.bot_score,
                            g.bot_category,
                            p.view_count,
                            0,
                            g.report_count,
                            c.created_at,
                            c.edited_at,
                            c.updated_at
                           FROM moderation_waiting q
                             JOIN post_comments c ON c.id = q.item_id
                             JOIN community_posts p ON p.id = c.post_id
                             JOIN content_signals g ON g.id = q.item_id
                          WHERE q.waiting_since IS NOT NULL AND q.item_type = 'comment'::text) i
                     LEFT JOIN moderation_decisions h ON h.id = i.held_id
                     LEFT JOIN content_versions v ON i.pending_version IS NOT NULL AND v.version = i.pending_version AND (v.post_id = i.item_id OR v.comment_id = i.item_id)
                     LEFT JOIN (WITH reporters AS MATERIALIZED (
  -- Each reporter's record and each author's is counted once, however many of theirs wait. Within the view, so that its columns are
  -- made of the rows of a page only.
  SELECT y.reporter_id,
    round((count(*) FILTER (WHERE y.state = 'upheld') + 2)::numeric / (count(*) FILTER (WHERE y.state <> 'open') + 4)::numeric, 3) AS accuracy,
    round((count(*) FILTER (WHERE y.state = 'upheld') + 2)::numeric / (count(*) FILTER (WHERE y.state <> 'open') + 4)::numeric * 2::numeric, 3) AS weight
  FROM content_reports y
  WHERE y.reporter_id IN (SELECT o.reporter_id FROM content_reports o WHERE o.state = 'open')
  GROUP BY y.reporter_id
)
  SELECT q.item_id, sum(a.weight) AS weight, avg(a.accuracy) AS accuracy,
    (array_agg(r.category ORDER BY coalesce(m.severity::integer, 1) DESC, r.created_at))[1] AS category
  FROM moderation_waiting q
    JOIN content_reports r ON coalesce(r.post_id, r.comment_id) = q.item_id AND r.state = 'open'
    JOIN reporters a ON a.reporter_id = r.reporter_id
    LEFT JOIN moderation_reasons m ON m.code = r.category
  WHERE q.waiting_since IS NOT NULL AND q.counting > 0 AND (q.set_aside = 0 OR private.report_counts(r.*))
  GROUP BY q.item_id) r ON r.item_id = i.item_id
                     LEFT JOIN (WITH authors AS MATERIALIZED (
  SELECT p.user_id FROM moderation_waiting q JOIN community_posts p ON p.id = q.item_id WHERE q.waiting_since IS NOT NULL AND q.item_type = 'post'
  UNION
  SELECT c.user_id FROM moderation_waiting q JOIN post_comments c ON c.id = q.item_id WHERE q.waiting_since IS NOT NULL AND q.item_type = 'comment'
)
  SELECT s.user_id, count(*) FILTER (WHERE s.state = 'removed') AS removed, count(*) FILTER (WHERE s.state = 'hidden') AS hidden
  FROM (
    SELECT p.user_id, p.state FROM authors a JOIN community_posts p ON p.user_id = a.user_id AND p.state = ANY (ARRAY['hidden', 'removed'])
    UNION ALL
    SELECT c.user_id, c.state FROM authors a JOIN post_comments c ON c.user_id = a.user_id AND c.state = ANY (ARRAY['hidden', 'removed'])) s
  GROUP BY s.user_id) o ON o.user_id = i.user_id
                     LEFT JOIN ( SELECT s_1.member_id,
                            max(s_1.kind) AS kind
                           FROM member_sanctions s_1
                          WHERE s_1.kind <> 'warn'::text AND s_1.lifted_at IS NULL AND s_1.starts_at <= now() AND (s_1.ends_at IS NULL OR s_1.ends_at > now())
                          GROUP BY s_1.member_id) s ON s.member_id = i.user_id
                     LEFT JOIN moderation_claims k ON COALESCE(k.post_id, k.comment_id) = i.item_id AND k.expires_at > now()) j
             LEFT JOIN moderation_reasons m ON m.code = j.category) w
     JOIN profiles author ON author.id = w.user_id
  WHERE ( SELECT private.has_role('moderator'::text) AS has_role);
